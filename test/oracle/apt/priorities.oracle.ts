import assert from "node:assert/strict";
import { test } from "node:test";
import { newHttp } from "../../../server/src/outside/http/http.ts";
import { readArchive } from "../../../server/src/resolve/deb/archive.ts";
import { candidateOf, type ReadIndex, versionsOf } from "../../../server/src/resolve/deb/candidate.ts";
import { readPreferences } from "../../../server/src/resolve/deb/preferences.ts";
import { type MadeSuite, servedSuite } from "../../harness/apt-archive.ts";
import { lookupWorld } from "../../harness/lookup-world.ts";
import { newShared } from "../../harness/served-files.ts";
import { ownApt, policyOf, serve } from "./machine-sources.ts";

const SUITES: readonly MadeSuite[] = [
  {
    suite: "stable",
    fields: { Codename: "trixie", Version: "13.2", Origin: "Made", Label: "Main" },
    packages: ["pa 1.0-1", "pb 2.0-1", "pc 1:1.0", "pd 1.0~rc1-1", "pe 5", "libx1 1.0", "pg 1-1"],
  },
  {
    suite: "updates",
    fields: { Codename: "trixie-updates", Origin: "Made", Label: "Updates" },
    packages: ["pa 1.0-1+deb13u1", "pd 1.0-1", "libx1 1.1"],
  },
  {
    suite: "backports",
    fields: { NotAutomatic: "yes", ButAutomaticUpgrades: "yes", Codename: "trixie-backports" },
    packages: ["pa 2.0-1~bpo13+1", "pb 3.0-1~bpo13+1", "pf 1.0~bpo13+1", "libx1 2.0~bpo13+1"],
  },
  {
    suite: "experimental",
    fields: { NotAutomatic: "yes", Codename: "rc-buggy" },
    packages: ["pa 3.0-1", "pc 2:1.0", "ph 0.1", "pb 2.0-1"],
  },
  {
    suite: "flat/",
    isFlat: true,
    fields: { Suite: "flat", Codename: "flat", Origin: "Other" },
    packages: ["pa 0.9-1", "pe 4", "pi 1.0"],
  },
];
const NAMES = ["pa", "pb", "pc", "pd", "pe", "pf", "pg", "ph", "pi", "libx1", "nothing"];

const pin = (packages: string, wanted: string, priority: number) =>
  `Package: ${packages}\nPin: ${wanted}\nPin-Priority: ${priority}\n\n`;
const PREFERENCES: Readonly<Record<string, string>> = {
  none: "",
  "a suite preferred": pin("*", "release a=backports", 600),
  "a codename preferred": pin("*", "release n=rc-buggy", 990),
  "a word alone": pin("*", "release experimental", 800),
  "a suite forbidden": pin("*", "release a=stable", -1),
  "one package of a suite": pin("pa", "release a=experimental", 700),
  "a version": pin("pa", "version 1.0*", 1001),
  "a version that is not there": pin("pb", "version 9*", 1001),
  "a pattern of names": pin("lib*", "release a=backports", 700),
  "several names": pin("pa pb", "release o=Other", 700),
  "an origin and a label": pin("*", "release o=Made,l=Updates", 50),
  "a component": pin("*", "release c=main", 300),
  "a host": pin("*", 'origin "127.0.0.1"', 400),
  "the first record counts": pin("pa", "release a=backports", 700) + pin("pa", "release a=backports", 10),
  "a package record before a general one": pin("*", "release a=stable", 900) + pin("pa", "release a=experimental", 950),
  "a package forbidden": pin("pa", "release *", -10) + pin("pe", "version *", -1),
  "in capitals": pin("*", "release a=BACKPORTS", 600) + pin("PA", "release a=experimental", 950),
  "with quotes": pin("*", 'release o="Made"', 50),
  "any package in a list": pin("* pa", "release a=experimental", 600) + pin("pa", "release a=backports", 950),
  "fields that nobody knows": pin("*", "release a=backports, x=1", 600) + pin("*", "release y=1", 10),
  "fields that are empty": pin("*", "release a=backports,o=", 600),
  "a field twice": pin("*", "release a=stable, a=backports", 600),
  "a version that not every suite has": pin("*", "release v=1*", 50),
  "with comments": `# why\nExplanation: because\n${pin("pb", "release a=backports", 800)}`,
};
/** Of files: the first that fits counts, and apt reads one before the other. */
const FILES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "the file before its folder": {
    preferences: pin("*", "release a=backports", 600) + pin("pa", "release a=experimental", 700),
    "preferences.d/a": pin("*", "release a=backports", 10) + pin("pa", "release a=experimental", 10),
  },
  "names in the folder": {
    "preferences.d/b.example.pref": pin("*", "release a=backports", 600),
    "preferences.d/a:1": pin("pa", "release a=experimental", 700),
    "preferences.d/a.example": pin("pb", "release a=stable", 1001),
    "preferences.d/.a.pref": pin("pc", "release a=experimental", 1001),
  },
};
const RELEASES = [undefined, "backports", "trixie-backports", "rc-buggy", "13.2", "13*", "a=updates"];

test("priorities choose as apt chooses, whatever the preferences and the release asked for", async (t) => {
  const files = new Map<string, string | Uint8Array>();
  const server = await serve((path) => {
    const body = files.get(path);
    return body === undefined ? undefined : Buffer.from(body);
  });
  t.after(server.close);
  const uri = `http://${server.host}/`;
  for (const suite of SUITES)
    for (const [url, body] of await servedSuite(uri, suite)) files.set(new URL(url).pathname, body);
  const lines = SUITES.map(
    ({ suite, isFlat }) => `deb [trusted=yes arch=amd64] ${uri} ${suite}${isFlat === true ? "" : " main"}\n`,
  );
  const sources = lines.join("");
  const setting = { files: new Map([["etc/apt/sources.list", sources]]), keyrings: new Map(), architecture: "amd64" };
  const archive = await readArchive(setting, lookupWorld({ http: newHttp({ environment: {} }), shared: newShared() }));
  assert.ok(archive.ok, archive.ok ? "" : archive.detail);
  const differences: string[] = [];
  const whole = Object.entries(PREFERENCES).map(([what, preferences]) => [what, { preferences }] as const);
  for (const [what, written] of [...whole, ...Object.entries(FILES)]) {
    const own = ownApt({ "made.list": sources }, written);
    await own.run("apt-get", "-o", "APT::Architecture=amd64", "-o", "Acquire::http::Proxy=DIRECT", "update");
    for (const release of RELEASES) {
      const options = release === undefined ? [] : ["-o", `APT::Default-Release=${release}`];
      const theirs = await policyOf(own, NAMES, "-o", "APT::Architecture=amd64", ...options);
      for (const name of NAMES) {
        const mine = candidate(name, archive.value.indexes, written, release);
        const expected = theirs.get(name) ?? "(none)";
        if (mine !== expected)
          differences.push(`${name} with ${what}, release ${release}: ours ${mine}, apt ${expected}`);
      }
    }
    own.remove();
  }
  assert.deepEqual(differences, []);
});

function candidate(
  name: string,
  indexes: readonly ReadIndex[],
  written: Readonly<Record<string, string>>,
  release: string | undefined,
): string {
  const files = Object.entries(written).map(([path, text]) => [`etc/apt/${path}`, text] as const);
  const preferences = readPreferences(new Map(files));
  const chosen = { ...preferences, defaultRelease: release };
  return candidateOf(name, versionsOf(name, indexes), chosen)?.version ?? "(none)";
}
