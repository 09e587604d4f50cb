import assert from "node:assert/strict";
import { test } from "node:test";
import type { LanguageQuery } from "../../../../server/src/pin/query.ts";
import { languageResolver, MAX_STEPS } from "../../../../server/src/resolve/language/language-resolver.ts";
import { stepsOf } from "../../../../server/src/resolve/language/steps.ts";
import { RESOLVERS } from "../../../../server/src/resolve/resolvers.ts";
import { fakeWorld, query, resolved, SETTINGS, shown } from "./fake-world.ts";

const OPEN = { ...SETTINGS, thirdParty: true, indexes: new Map([["npm", "https://registry.example/npm"]]) };

/** What each step would do, in one word or two. */
function planned(asked: LanguageQuery, settings = SETTINGS): readonly string[] {
  return stepsOf(asked, settings).map(({ plan }) => {
    if (plan.needs === "network") return `${plan.thirdParty === true ? "third party " : ""}${plan.hosts.join("+")}`;
    return plan.needs === "tool" ? plan.argv.join(" ") : plan.needs;
  });
}

test("the ways are tried in the order of the settings", () => {
  const asked = query("pip", "six", { base: "python:3.12" });
  const index = ["index.example"];
  const pip = "pip index versions --pre --python-version=3.12 -- six";
  const tools = [pip, `python3 -m ${pip}`];
  const settings = { ...SETTINGS, thirdParty: true, indexes: new Map([["pip", "https://index.example"]]) };
  const unnamed = { ...settings, indexes: new Map() };
  assert.deepEqual(planned(asked, unnamed), [...tools, "container", "third party api.deps.dev"]);
  assert.deepEqual(planned(asked, settings), [...index, ...tools, "container"]);
  assert.deepEqual(planned(asked, { ...settings, order: ["tool", "index"] }), [...tools, ...index]);
  assert.deepEqual(planned(asked, { ...settings, order: [] }).length, 1);
});

test("an index that somebody names is asked, and its packages are no business of a third party", () => {
  const view = "npm view --json";
  const words = "left-pad versions dist-tags time engines";
  assert.deepEqual(planned(query("yarn", "left-pad"), OPEN), ["registry.example", `${view} -- ${words}`]);
  assert.deepEqual(planned(query("npm", "left-pad", { sources: ["https://own.example"] }), OPEN), [
    "own.example",
    `${view} --registry=https://own.example -- ${words}`,
  ]);
});

test("where the setting of an index is no address, nobody is asked instead", async () => {
  for (const address of ["https://[", "https://npm.example:port", "npm.example"]) {
    const settings = { ...OPEN, indexes: new Map([["npm", address]]) };
    for (const sources of [[], ["https://own.example"]]) {
      const steps = stepsOf(query("pnpm", "left-pad", { sources }), settings);
      assert.deepEqual(
        steps.map(({ plan }) => plan),
        [{ needs: "network", hosts: [] }],
      );
    }
  }
});

test("an index with a login in its address is handed to no tool", () => {
  assert.deepEqual(planned(query("pip", "six", { sources: ["https://me:secret@own.example/simple"] })), [
    "own.example",
  ]);
});

test("a tool is told of the indexes of the RUN in its own words", () => {
  const url = "https://own.example/x";
  const settings = { ...SETTINGS, order: ["tool" as const] };
  const tool = (manager: string, name: string, rest: Parameters<typeof query>[2]) =>
    planned(query(manager, name, rest), settings)[0];
  assert.match(tool("cargo", "caulk", { sources: [`sparse+${url}`] }) ?? "", / --index=sparse\+https:.* -- caulk$/);
  assert.match(tool("cargo", "caulk", { sources: ["own"] }) ?? "", / --registry=own -- caulk$/);
  assert.match(tool("dotnet", "Caulk", { sources: [url, "named"] }) ?? "", / --source=https:\S+ --source=named$/);
  assert.match(tool("powershell", "Caulk", { sources: ["Own"] }) ?? "", / -AllVersions -Repository 'Own' \|/);
  assert.match(tool("luarocks", "caulk", { sources: [url] }) ?? "", / --only-server=https:\S+ caulk$/);
  assert.match(
    tool("luarocks", "caulk", { sources: [url], isBeside: true }) ?? "",
    / --server=https:\/\/own\.example\/x caulk$/,
  );
  assert.match(tool("uv", "six", { sources: [url, `${url}2`] }) ?? "", / --default-index=\S+ --index=\S+ -$/);
});

test("no source ends the text that PowerShell runs, by whatever quote", () => {
  for (const quote of ["'", "\u2019", "\u201b"]) {
    const sources = [`https://own.example/${quote}&calc&${quote}`];
    assert.deepEqual(planned(query("powershell", "Caulk", { sources })), ["own.example"]);
  }
});

test("a channel in front that nothing says the address of may have the package, so none behind it is asked", () => {
  const [named, own] = ["forge", "https://own.example/other"];
  const conda = (...sources: readonly string[]) => planned(query("conda", "caulk", { sources }));
  assert.deepEqual(conda(named, own), [`conda search --json -c forge -c ${own} --subdir linux-64 caulk`]);
  assert.equal(conda(own, named)[0], "own.example");
  assert.equal(planned(query("go", "x.example/a", { sources: [own, "direct"] }))[0], "own.example");
  const dotnet = planned(query("dotnet", "Caulk", { sources: [own, named] }));
  assert.match(dotnet[0] ?? "", /^dotnet /);
});

test("of two proxies of go the first one that has the module counts", async () => {
  const proxies = ["https://a.example", "https://b.example", "direct"];
  const urls = {
    "https://a.example/x.example/a/@v/list": "v1.0.0\n",
    "https://b.example/x.example/a/@v/list": "v2.0.0\n",
    "https://b.example/x.example/b/@v/list": "v1.5.0\n",
  };
  const asked = async (name: string) =>
    shown(await resolved(query("go", name, { sources: proxies }), fakeWorld({ urls, settings: { order: ["index"] } })));
  assert.equal(await asked("x.example/a"), "v1.0.0");
  assert.equal(await asked("x.example/b"), "v1.5.0");
});

test("names that the ecosystem does not have are sent to nobody", async () => {
  const names: Readonly<Record<string, readonly string[]>> = {
    npm: ["--help", "-g", "../x", "a/b", "@a/b/c", "jsr:@a/b", "a b", "a%2fb", "git+https://x.example/a"],
    pip: ["-r", "a/b", "a b", "a;b", "a.", "_a"],
    uv: ["a\nb", "-e"],
    go: ["cmd", "../x.example/y", "x.example/y@v1", "-x.example/y", "x.example/a b"],
    cargo: ["1a", "-a", "a/b", "a.b"],
    gem: ["-a", "a/b", "a b"],
    composer: ["a", "a/b/c", "-a/b", "A/b", "a/../b"],
    dotnet: ["-a", "a/b", "a b"],
    powershell: ["a'b", "a;b", "-a"],
    pecl: ["-a", "a/b", "channel://a"],
    luarocks: ["-a", "a/b"],
    conda: ["-a", "a/b", "a::b"],
  };
  for (const [manager, odd] of Object.entries(names)) {
    for (const name of odd) {
      const world = fakeWorld({ registries: { "": "https://registry.example" }, settings: OPEN });
      const answer = await resolved(query(manager, name), world);
      assert.equal(
        shown(answer),
        `unsupported: ${name} is not a name that ${manager} can look up, so nobody is asked for it.`,
      );
      assert.deepEqual([...world.requests, ...world.started], []);
    }
  }
});

test("an index that is not known in full is asked by nobody", async () => {
  for (const source of ["https://$HOST/simple", "./wheels", "file:///wheels", "--pre"]) {
    const answer = await resolved(query("pip", "six", { sources: [source] }), fakeWorld({}));
    assert.equal(shown(answer), `unsupported: The RUN takes six from ${source}, which cannot be asked.`);
  }
});

test("managers without a look-up say so", async () => {
  assert.equal(
    shown(await resolved(query("pacman", "x"), fakeWorld({}))),
    "unsupported: Versions of pacman are not looked up.",
  );
});

test("where nobody may be asked, the setting that helps is named", async () => {
  assert.equal(
    shown(await resolved(query("gem", "rake"), fakeWorld({ settings: { order: ["index"] } }))),
    "unsupported: Nobody is known who could be asked for rake: name an index in the setting seaworthy.index.gem.",
  );
});

test("the index of the settings has the last word on what there is", async () => {
  const world = fakeWorld({ settings: OPEN });
  assert.equal(
    shown(await resolved(query("npm", "left-pad"), world)),
    "not-found: registry.example has no versions of left-pad.",
  );
  assert.deepEqual(world.started, []);
});

test("a mirror is asked in the place of an index, and gets no login of it", async () => {
  const mirrors = new Map([["own.example/simple", "https://mirror.example/python"]]);
  const asked = fakeWorld({
    urls: { "https://mirror.example/python/six/": { files: [{ filename: "six-1.0-py3-none-any.whl" }] } },
    settings: { mirrors, order: ["index"] },
  });
  const from = query("pip", "six", { sources: ["https://me:secret@own.example/simple"], base: "python:3.12" });
  assert.deepEqual(planned(from, { ...SETTINGS, mirrors }), ["mirror.example"]);
  assert.equal(shown(await resolved(from, asked)), "1.0");
  assert.deepEqual(
    asked.requests.map(({ url, authorization }) => [url, authorization]).filter(([url]) => url?.includes("six")),
    [["https://mirror.example/python/six/", undefined]],
  );
});

test("of two indexes of the RUN both are read", async () => {
  const files = (version: string) => ({ files: [{ filename: `six-${version}.tar.gz` }] });
  const world = fakeWorld({ urls: { "https://a.example/six/": files("1.0"), "https://b.example/six/": files("2.0") } });
  const sources = ["https://a.example", "https://b.example", "https://c.example"];
  assert.equal(shown(await resolved(query("pip", "six", { sources }), world)), "2.0");
});

test("deps.dev knows what is installed without a version, but not all that counts", async () => {
  const versions = [
    { versionKey: { version: "2.0.0" }, publishedAt: "2026-01-30T00:00:00Z", isDefault: true },
    { versionKey: { version: "1.0.0" }, publishedAt: "2025-01-01T00:00:00Z" },
    { versionKey: { version: "3.0.0-rc.1" }, publishedAt: "2025-01-01T00:00:00Z" },
  ];
  const world = (minimumReleaseAgeDays: number) =>
    fakeWorld({
      urls: { "https://api.deps.dev/v3/systems/NPM/packages/%40ship%2Fcaulk": { versions } },
      settings: { thirdParty: true, order: ["third-party"], minimumReleaseAgeDays },
    });
  const caveat = "deps.dev was asked: it knows neither withdrawn versions nor what they demand of the base image.";
  const asked = query("npm", "@ship/caulk");
  assert.equal(shown(await resolved(asked, world(0))), `2.0.0 | ${caveat}`);
  assert.equal(shown(await resolved(asked, world(3))), `1.0.0 | 2.0.0 is passed over: it is too new | ${caveat}`);
});

test("deps.dev may not know a package, or only by halves", async () => {
  const asked = async (answer: unknown) => {
    const urls = { "https://api.deps.dev/v3/systems/NPM/packages/caulk": answer };
    const settings = { thirdParty: true, order: ["third-party" as const], minimumReleaseAgeDays: 3 };
    return shown(await resolved(query("npm", "caulk"), fakeWorld({ urls, settings })));
  };
  assert.equal(await asked(404), "not-found: api.deps.dev has no versions of caulk.");
  const versions = [{ versionKey: {} }, { versionKey: { version: "1.0.0" }, isDefault: true }];
  assert.match(await asked({ versions }), /^1\.0\.0 \| .* \| When 1\.0\.0 was published is not known/);
});

test("deps.dev is not asked what fits a Python that is known", async () => {
  const versions = [{ versionKey: { version: "2.4.6" }, isDefault: true }];
  const world = fakeWorld({
    urls: { "https://api.deps.dev/v3/systems/PYPI/packages/numpy": { versions } },
    settings: { thirdParty: true, order: ["third-party"] },
  });
  const asked = query("pip", "numpy", { base: "ubuntu:22.04" });
  assert.match(shown(await resolved(asked, world)), /^2\.4\.6 \|/);
  assert.equal(
    shown(await resolved({ ...asked, runtime: { version: "3.10" } }, world)),
    "unsupported: deps.dev does not say which versions of numpy run on python 3.10.",
  );
});

test("a scope with a registry of its own is no business of a third party", async () => {
  const world = fakeWorld({
    registries: { "": "https://registry.example", "@ship": "https://ship.example" },
    settings: { thirdParty: true, order: ["third-party"] },
  });
  assert.equal(
    shown(await resolved(query("npm", "@ship/caulk"), world)),
    "unsupported: @ship/caulk has an index of its own in your configuration, so no third party is asked.",
  );
  assert.deepEqual(world.requests, []);
});

test("a broken or unfriendly index is a failure that says so", async () => {
  const asked = async (body: unknown) => {
    const world = fakeWorld({
      urls: { "https://registry.example/npm/left-pad": body },
      settings: { ...OPEN, order: ["index"] },
    });
    return shown(await resolved(query("npm", "left-pad"), world));
  };
  assert.equal(await asked("<!--"), "malformed: registry.example answered something that is not JSON.");
  assert.equal(await asked(401), "refused: registry.example wants a login for versions of left-pad (status 401).");
  assert.equal(await asked(500), "unreachable: registry.example answered with status 500 for versions of left-pad.");
  assert.equal(await asked([1]), "not-found: left-pad has no releases.");
  assert.equal(await asked({ versions: {}, "dist-tags": { latest: 7 } }), "not-found: left-pad has no releases.");
  assert.equal(
    await asked({ versions: { "1.0.0; rm": {} }, "dist-tags": { latest: "1.0.0; rm" } }),
    "not-found: left-pad has no release.",
  );
});

test("a page that asks for a login is no list without releases", async () => {
  const page =
    "\n<!DOCTYPE html><html><head><script>go()</script></head><body><form><a href='#'>Log in</a></form></body></html>";
  for (const [manager, name, path] of [
    ["npm", "left-pad", "left-pad"],
    ["pip", "six", "six/"],
    ["cargo", "serde", "se/rd/serde"],
    ["gem", "rake", "info/rake"],
    ["go", "x.example/y", "x.example/y/@v/list"],
    ["pecl", "apcu", "rest/r/apcu/allreleases.xml"],
    ["luarocks", "lpeg", "manifest"],
    ["powershell", "Caulk", "FindPackagesById()?id=%27Caulk%27"],
  ] as const) {
    const world = fakeWorld({
      urls: { [`https://index.example/${path}`]: page },
      settings: { indexes: new Map([[manager, "https://index.example"]]), order: ["index"] },
    });
    assert.match(
      shown(await resolved(query(manager, name), world)),
      /^malformed: index\.example sends a web page instead of .*: a login or an error, perhaps\.$/,
      manager,
    );
  }
});

test("an index that leads to something else than an index is a failure that says so", async () => {
  const asked = async (manager: string, name: string, urls: Readonly<Record<string, unknown>>) => {
    const settings = { indexes: new Map([[manager, "https://own.example/x"]]), order: ["index" as const] };
    return shown(await resolved(query(manager, name), fakeWorld({ urls, settings })));
  };
  const composer = "https://own.example/x/packages.json";
  assert.equal(
    await asked("composer", "ship/caulk", { [composer]: { packages: [] } }),
    "unsupported: https://own.example/x/ is no repository of Composer 2.",
  );
  assert.equal(
    await asked("composer", "ship/caulk", { [composer]: { "metadata-url": "https://[x/%package%.json" } }),
    "malformed: https://own.example/x/ names a file by something that is no URL.",
  );
  assert.equal(
    await asked("composer", "ship/caulk", { [composer]: { "metadata-url": "/p2/%package%.json" } }),
    "not-found: own.example has no versions of ship/caulk.",
  );
  const nuget = "https://own.example/x/index.json";
  assert.equal(
    await asked("dotnet", "Caulk", { [nuget]: { resources: [{ "@id": "x", "@type": "SearchQueryService" }] } }),
    "unsupported: https://own.example/x/ is no index of NuGet 3.",
  );
  const page = { items: [{ "@id": "https://own.example/x/page" }] };
  assert.equal(
    await asked("dotnet", "Caulk", {
      [nuget]: { resources: [{ "@id": "https://own.example/x/r", "@type": "RegistrationsBaseUrl" }] },
      "https://own.example/x/r/caulk/index.json": page,
      "https://own.example/x/page": 503,
    }),
    "unreachable: own.example answered with status 503 for versions of Caulk.",
  );
  for (const folder of ["noarch", "linux-64"]) {
    const urls = {
      "https://own.example/x/forge/noarch/current_repodata.json": { packages: {} },
      [`https://own.example/x/forge/${folder}/current_repodata.json`]: 403,
    };
    const settings = { indexes: new Map([["conda", "https://own.example/x"]]), order: ["index" as const] };
    assert.equal(
      shown(await resolved(query("conda", "caulk", { sources: ["forge"] }), fakeWorld({ urls, settings }))),
      `refused: own.example wants a login for packages of ${folder} (status 403).`,
    );
  }
  assert.equal(
    shown(await resolved(query("npm", "left-pad"), fakeWorld({ registries: { "": "file:///srv/registry" } }))),
    "unsupported: npm is not on this machine.",
  );
});

test("a tool that ends without a word does not say that the package is unknown", async () => {
  for (const [command, manager] of [
    ["gem list --remote --exact --all --norc -- caulk", "gem"],
    ["luarocks search --porcelain caulk", "luarocks"],
    ["dotnet package search caulk --exact-match --format=json", "dotnet"],
  ] as const) {
    const world = fakeWorld({ commands: { [command]: { status: 137 } }, settings: { order: ["tool"] } });
    const answer = await resolved(query(manager, "caulk"), world);
    assert.equal(shown(answer), `unreachable: ${manager} gave no version of caulk (status 137).`);
  }
});

test("a tool that breaks is a failure in its own words", async () => {
  const result = { status: 1, errors: "warning: x\nerror: no such command: `info`.\n" };
  const world = fakeWorld({
    commands: { "cargo info -q --color=never -- caulk": result },
    settings: { order: ["tool"] },
  });
  assert.equal(
    shown(await resolved(query("cargo", "caulk"), world)),
    "unreachable: cargo gave no version of caulk (status 1): error: no such command: `info`.",
  );
});

test("every step of a question has a resolver, and other questions have none", () => {
  const asked = query("npm", "left-pad");
  const plans = RESOLVERS.flatMap((resolver) => resolver.plan(asked, OPEN) ?? []);
  assert.deepEqual(
    plans,
    stepsOf(asked, OPEN).map(({ plan }) => plan),
  );
  const longest = Math.max(
    ...["npm", "pip", "uv", "go", "conda"].map((manager) => stepsOf(query(manager, "x.example/a"), OPEN).length),
  );
  assert.ok(longest <= MAX_STEPS);
  const commit = { kind: "git", url: "https://git.example/x" } as const;
  assert.equal(languageResolver(0).plan(commit, OPEN), undefined);
});
