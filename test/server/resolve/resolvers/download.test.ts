import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import type { DownloadQuery } from "../../../../server/src/pin/query.ts";
import type { LookupWorld, Plan, Resolution } from "../../../../server/src/resolve/resolver.ts";
import { download } from "../../../../server/src/resolve/resolvers/download.ts";
import { lookupWorld, STANDARD_SETTINGS } from "../../../harness/lookup-world.ts";
import { type Page, pretendWeb } from "../../../harness/pretend-web.ts";

const FILE = "the bytes of a tool";
const sum = (text: string | Uint8Array, algorithm = "sha256") => createHash(algorithm).update(text).digest("hex");
const OLD = { "last-modified": "Mon, 01 Jun 2026 00:00:00 GMT" };
const BESIDE = "https://dl.example/1.4.0";
const URL = `${BESIDE}/tool_1.4.0_linux_amd64.tgz`;
const RELEASE = "https://github.com/team/tool/releases/download/v1.4.0";
const API = "https://api.github.com/repos/team/tool/releases/tags/v1.4.0";

/** An answer of GitHub's API with the files of the release. */
function release(...assets: readonly { readonly name: string; readonly digest?: string }[]): string {
  const listed = assets.map((asset) => ({ ...asset, browser_download_url: `${RELEASE}/${asset.name}` }));
  return JSON.stringify({ tag_name: "v1.4.0", published_at: "2026-06-01T00:00:00Z", assets: listed });
}

interface Row {
  readonly pages: Record<string, Page>;
  readonly query?: Partial<DownloadQuery>;
  /** The sum (`own` for that of FILE) and how it is noted, then caveats; or why there is none. */
  readonly gives: string;
  readonly state?: boolean;
}

const OWN_ONLY = (name = "tool_1.4.0_linux_amd64.tgz") =>
  `(The sum of ${name} is taken from today's download: no sum of its publisher was found.)`;
const FROM = (source: string) => `(The publisher's sum comes from ${source}, the place of the file.)`;

const ROWS: Record<string, Row> = {
  "our own sum alone has a caveat": {
    pages: { [URL]: { body: FILE, headers: OLD } },
    gives: `own of today's download ${OWN_ONLY()}`,
  },
  "a sum beside the file that agrees": {
    pages: { [URL]: { body: FILE, headers: OLD }, [`${URL}.sha256`]: `${sum(FILE)}\n` },
    gives: `own as its publisher says ${FROM("tool_1.4.0_linux_amd64.tgz.sha256")}`,
  },
  "a list of sums that is named after the version": {
    pages: {
      [URL]: { body: FILE, headers: OLD },
      [`${BESIDE}/tool_1.4.0_checksums.txt`]: `${sum(FILE)}  tool_1.4.0_linux_amd64.tgz\n`,
    },
    gives: `own as its publisher says ${FROM("tool_1.4.0_checksums.txt")}`,
  },
  "HashiCorp's list of a version": {
    pages: {
      [URL]: { body: FILE, headers: OLD },
      [`${BESIDE}/tool_1.4.0_SHA256SUMS`]: `${sum(FILE)}  tool_1.4.0_linux_amd64.tgz\n`,
    },
    gives: `own as its publisher says ${FROM("tool_1.4.0_SHA256SUMS")}`,
  },
  "the list of Node.js": {
    pages: {
      [`${BESIDE}/node-v22.1.0-linux-x64.tar.xz`]: { body: FILE, headers: OLD },
      [`${BESIDE}/SHASUMS256.txt`]: `${sum("x")}  node-v22.1.0.tar.xz\n${sum(FILE)}  node-v22.1.0-linux-x64.tar.xz\n`,
    },
    query: { url: `${BESIDE}/node-v22.1.0-linux-x64.tar.xz` },
    gives: `own as its publisher says ${FROM("SHASUMS256.txt")}`,
  },
  "a sha512 agrees as well": {
    pages: {
      [URL]: { body: FILE, headers: OLD },
      [`${BESIDE}/SHA256SUMS`]: `${sum(FILE, "sha512")}  tool_1.4.0_linux_amd64.tgz\n`,
    },
    gives: `own as its publisher says ${FROM("SHA256SUMS")}`,
  },
  "a list that does not name the file says nothing": {
    pages: { [URL]: { body: FILE, headers: OLD }, [`${BESIDE}/SHA256SUMS`]: `${sum("x")}  other.tgz\n` },
    gives: `own of today's download ${OWN_ONLY()}`,
  },
  "a sum without a name in a list of many is of no file": {
    pages: { [URL]: { body: FILE, headers: OLD }, [`${BESIDE}/SHA256SUMS`]: `${sum(FILE)}\n` },
    gives: `own of today's download ${OWN_ONLY()}`,
  },
  "two sources that differ are refused, and both are shown": {
    pages: { [URL]: { body: FILE, headers: OLD }, [`${URL}.sha256`]: `${sum("another")}\n` },
    gives: `ambiguous: dl.example sends a tool_1.4.0_linux_amd64.tgz whose sha256 is ${sum(FILE)}, but tool_1.4.0_linux_amd64.tgz.sha256 says ${sum("another")}: one of them is not the real one.`,
  },
  "GitHub's list of a release says the sum": {
    pages: { [`${RELEASE}/tool.tgz`]: FILE, [API]: release({ name: "tool.tgz", digest: `sha256:${sum(FILE)}` }) },
    query: { url: `${RELEASE}/tool.tgz` },
    gives: "own as its publisher says",
  },
  "GitHub's list names a file as it is, its address encodes it": {
    pages: {
      [`${RELEASE}/tool-1%2B2.tgz`]: FILE,
      [API]: release({ name: "tool-1+2.tgz", digest: `sha256:${sum(FILE)}` }),
    },
    query: { url: `${RELEASE}/tool-1%2B2.tgz` },
    gives: "own as its publisher says",
  },
  "a list of sums among the files of a release": {
    pages: {
      [`${RELEASE}/tool.tgz`]: FILE,
      [API]: release({ name: "tool.tgz" }, { name: "tool_checksums.txt" }),
      [`${RELEASE}/tool_checksums.txt`]: `${sum(FILE)}  tool.tgz\n`,
    },
    query: { url: `${RELEASE}/tool.tgz` },
    gives: `own as its publisher says ${FROM("tool_checksums.txt")}`,
  },
  ...Object.fromEntries(
    ["SHASUMS256.txt", "tool_1.0_SHA256SUMS", "sha256sum.txt", "checksums-sha256.txt", "tool-sha512sums.txt"].map(
      (name) => [
        `a list of a release by the name ${name}`,
        {
          pages: {
            [`${RELEASE}/tool.tgz`]: FILE,
            [API]: release({ name: "tool.tgz" }, { name: "other.tgz.sha256" }, { name }),
            [`${RELEASE}/other.tgz.sha256`]: `${sum("x")}  tool.tgz\n`,
            [`${RELEASE}/${name}`]: `${sum(FILE)}  tool.tgz\n`,
          },
          query: { url: `${RELEASE}/tool.tgz` },
          gives: `own as its publisher says ${FROM(name)}`,
        },
      ],
    ),
  ),
  "GitHub that does not answer leaves the files beside": {
    pages: {
      [`${RELEASE}/tool.tgz`]: { body: FILE, headers: OLD },
      [API]: { status: 403 },
      [`${RELEASE}/tool.tgz.sha256`]: sum(FILE),
    },
    query: { url: `${RELEASE}/tool.tgz` },
    gives: `own as its publisher says ${FROM("tool.tgz.sha256")}`,
  },
  "a file of yesterday is said to be young": {
    pages: {
      [URL]: { body: FILE, headers: { "last-modified": "Sun, 14 Jun 2026 00:00:00 GMT" } },
      [`${URL}.sha256`]: sum(FILE),
    },
    gives: `own as its publisher says; tool_1.4.0_linux_amd64.tgz was published on 2026-06-14, within minimumReleaseAge (3 days) ${FROM("tool_1.4.0_linux_amd64.tgz.sha256")} (tool_1.4.0_linux_amd64.tgz was published on 2026-06-14, within minimumReleaseAge (3 days).)`,
  },
  "a file without a time is said to have none": {
    pages: { [URL]: FILE },
    gives: `own of today's download ${OWN_ONLY()} (It is not told when tool_1.4.0_linux_amd64.tgz was published.)`,
  },
  "the sum of what was decoded": {
    pages: { [URL]: { body: gzipSync(FILE), headers: { ...OLD, "content-encoding": "gzip" } } },
    query: { decoded: true },
    gives: `own of today's download ${OWN_ONLY()}`,
  },
  "ADD decodes gzip": {
    pages: { [URL]: { body: gzipSync(FILE), headers: { ...OLD, "content-encoding": "GZIP" } } },
    query: { decoded: "gzip" },
    gives: `own of today's download ${OWN_ONLY()}`,
  },
  "ADD decodes nothing else": {
    pages: { [URL]: { body: FILE, headers: { ...OLD, "content-encoding": "x-gzip" } } },
    query: { decoded: "gzip" },
    gives: `own of today's download ${OWN_ONLY()}`,
  },
  "a tool that decodes gets what was not encoded as it is": {
    pages: { [URL]: { body: FILE, headers: OLD } },
    query: { decoded: true },
    gives: `own of today's download ${OWN_ONLY()}`,
  },
  "the written sum still holds": {
    pages: { [URL]: { body: FILE, headers: OLD } },
    query: { current: sum(FILE).toUpperCase() },
    gives: `own of today's download ${OWN_ONLY()}`,
    state: true,
  },
  "the written md5 holds": {
    pages: { [URL]: { body: FILE, headers: OLD } },
    query: { current: sum(FILE, "md5") },
    gives: `own of today's download ${OWN_ONLY()}`,
    state: true,
  },
  "the written sum is another": {
    pages: { [URL]: { body: FILE, headers: OLD } },
    query: { current: sum("before", "sha512"), want: "state" },
    gives: `own of today's download ${OWN_ONLY()}`,
    state: false,
  },
  "a sum is not written for a file that has another one than the one that is written": {
    pages: { [URL]: { body: FILE, headers: OLD } },
    query: { current: sum("before", "md5") },
    gives: `ambiguous: dl.example sends a tool_1.4.0_linux_amd64.tgz whose md5 is ${sum(FILE, "md5")}, but ${sum("before", "md5")} is written: one of them is not the real one.`,
  },
  "a file that is not there": {
    pages: {},
    gives: "not-found: dl.example has no tool_1.4.0_linux_amd64.tgz at this address (404).",
  },
  "a file that wants a login": {
    pages: { [URL]: { status: 403 } },
    gives: "refused: dl.example does not give tool_1.4.0_linux_amd64.tgz without a login (403).",
  },
  "a server in trouble": {
    pages: { [URL]: { status: 503, body: "later" } },
    gives: "unreachable: dl.example answers with status 503 instead of tool_1.4.0_linux_amd64.tgz.",
  },
  "a page instead of a file": {
    pages: { [URL]: { body: "<!DOCTYPE html><title>Sign in</title>" } },
    gives:
      "malformed: dl.example sends a web page instead of tool_1.4.0_linux_amd64.tgz: a login or an error, perhaps.",
  },
  "a script that is sent as a page": {
    pages: { [URL]: { body: "#!/bin/sh\necho hello\n", headers: { ...OLD, "content-type": "text/html" } } },
    gives: `${sum("#!/bin/sh\necho hello\n")} of today's download ${OWN_ONLY()}`,
  },
  "a page that was asked for": {
    pages: { [`${BESIDE}/a.html`]: { body: "<!doctype html>", headers: OLD } },
    query: { url: `${BESIDE}/a.html` },
    gives: `${sum("<!doctype html>")} of today's download ${OWN_ONLY("a.html")}`,
  },
  "an address that names no file": {
    pages: { [`${BESIDE}/`]: { body: FILE, headers: OLD } },
    query: { url: `${BESIDE}/` },
    gives: `own of today's download ${OWN_ONLY("/1.4.0/")}`,
  },
  "an address with a query has nothing beside it": {
    pages: { [`${BESIDE}/get?a=1`]: { body: FILE, headers: OLD }, [`${BESIDE}/SHA256SUMS`]: `${sum("x")}  get\n` },
    query: { url: `${BESIDE}/get?a=1` },
    gives: `own of today's download ${OWN_ONLY("get")}`,
  },
  "a server that answers with something else": {
    pages: { [URL]: { status: 418 } },
    gives: "malformed: dl.example answers with status 418 instead of tool_1.4.0_linux_amd64.tgz.",
  },
  "an encoded page": {
    pages: { [URL]: { body: gzipSync("<html>"), headers: { "content-encoding": "gzip" } } },
    query: { decoded: true },
    gives:
      "malformed: dl.example sends a web page instead of tool_1.4.0_linux_amd64.tgz: a login or an error, perhaps.",
  },
  "an encoded nothing": {
    pages: { [URL]: { body: gzipSync(""), headers: { "content-encoding": "gzip" } } },
    query: { decoded: true },
    gives: "malformed: dl.example sends nothing for tool_1.4.0_linux_amd64.tgz.",
  },
  "what is not encoded as it says": {
    pages: { [URL]: { body: FILE, headers: { "content-encoding": "gzip" } } },
    query: { decoded: true },
    gives: "malformed: dl.example does not send gzip, as it says.",
  },
  "a sum among the files of a release, beside one that GitHub names by halves": {
    pages: {
      [`${RELEASE}/tool.tgz`]: FILE,
      [API]: JSON.stringify({
        published_at: "2026-06-01T00:00:00Z",
        assets: [{ name: "tool.tgz" }, { name: "tool.tgz.sha256", browser_download_url: `${RELEASE}/tool.tgz.sha256` }],
      }),
      [`${RELEASE}/tool.tgz.sha256`]: sum(FILE),
    },
    query: { url: `${RELEASE}/tool.tgz` },
    gives: `own as its publisher says ${FROM("tool.tgz.sha256")}`,
  },
  "an answer of GitHub that is no release": {
    pages: {
      [`${RELEASE}/tool.tgz`]: { body: FILE, headers: OLD },
      [API]: "[]",
      [`${RELEASE}/tool.tgz.sha256`]: sum(FILE),
    },
    query: { url: `${RELEASE}/tool.tgz` },
    gives: `own as its publisher says ${FROM("tool.tgz.sha256")}`,
  },
  "an address of GitHub without a file": {
    pages: { [RELEASE]: { body: FILE, headers: OLD } },
    query: { url: RELEASE },
    gives: `own of today's download ${OWN_ONLY("v1.4.0")}`,
  },
  "nothing at all": {
    pages: { [URL]: "" },
    gives: "malformed: dl.example sends nothing for tool_1.4.0_linux_amd64.tgz.",
  },
};

describe("download", () => {
  for (const [name, { pages, query, gives, state }] of Object.entries(ROWS)) {
    it(name, async () => {
      const { http } = pretendWeb(pages);
      const asked: DownloadQuery = { kind: "download", url: URL, decoded: false, want: "checksum", ...query };
      const answer = await download.resolve(asked, lookupWorld({ http }));
      assert.equal(printed(answer), gives);
      assert.equal(answer.ok && answer.state?.kind === "download" ? answer.state.matches : undefined, state);
    });
  }

  it("reads the file of each platform, and says which one is not there", async () => {
    const url = (arch: string) => `${BESIDE}/tool-${arch}`;
    const { http } = pretendWeb({ [url("x86_64")]: FILE, [url("aarch64")]: "of arm" });
    const perPlatform = { "linux/amd64": url("x86_64"), "linux/arm64": url("aarch64"), "linux/s390x": url("s390x") };
    const query: DownloadQuery = {
      kind: "download",
      url: url("x86_64"),
      perPlatform,
      decoded: false,
      want: "checksum",
    };
    const answer = await download.resolve(query, lookupWorld({ http }));
    assert.deepEqual(answer.ok && answer.pins[0]?.perPlatform, {
      "linux/amd64": sum(FILE),
      "linux/arm64": sum("of arm"),
    });
    assert.ok(answer.ok && answer.caveats.includes("linux/s390x: dl.example has no tool-s390x at this address (404)."));
    const missing = await download.resolve({ ...query, url: url("s390x") }, lookupWorld({ http }));
    assert.equal(missing.ok && missing.pins[0]?.text, sum(FILE));
  });

  it("asks for no more than six lists of sums, beside the file alone", async () => {
    const { http, asked } = pretendWeb({ [URL]: FILE });
    await download.resolve({ kind: "download", url: URL, decoded: false, want: "checksum" }, lookupWorld({ http }));
    assert.equal(asked.length, 7);
    assert.ok(
      asked.every((line) => line.startsWith(`GET ${BESIDE}/`)),
      asked.join("\n"),
    );
  });

  it("asks GitHub's API only when third parties may be asked", async () => {
    const query: DownloadQuery = { kind: "download", url: `${RELEASE}/tool.tgz`, decoded: false, want: "checksum" };
    const settings = { ...STANDARD_SETTINGS, thirdParty: false };
    assert.deepEqual(download.plan(query, settings), { needs: "network", hosts: ["github.com"] });
    assert.deepEqual(download.plan(query, STANDARD_SETTINGS), {
      needs: "network",
      hosts: ["github.com", "api.github.com"],
      thirdParty: true,
    });
    const { http, asked } = pretendWeb({ [`${RELEASE}/tool.tgz`]: FILE });
    await download.resolve(query, lookupWorld({ http, settings }));
    assert.deepEqual(
      asked.filter((line) => !line.startsWith("GET https://github.com/")),
      [],
    );
  });

  it("has no plan for what is no address of the web, or holds a login", () => {
    for (const url of ["ftp://dl.example/tool", "https://me:word@dl.example/tool", "dl.example/tool", "https://"])
      assert.equal(
        download.plan({ kind: "download", url, decoded: false, want: "checksum" }, STANDARD_SETTINGS),
        undefined,
      );
  });

  it("keeps the sum of a version for a month, and that of what changes not at all", async () => {
    const mutable = "https://dl.example/latest/tool.tgz";
    const { http } = pretendWeb({ [URL]: FILE, [mutable]: FILE });
    const kept = async (url: string) => {
      const answer = await download.resolve(
        { kind: "download", url, decoded: false, want: "checksum" },
        lookupWorld({ http }),
      );
      return answer.ok ? answer.freshMs / 86_400_000 : undefined;
    };
    assert.deepEqual([await kept(URL), await kept(mutable)], [30, 0]);
  });
});

function printed(resolution: Resolution): string {
  if (!resolution.ok) return `${resolution.reason}: ${resolution.message}`;
  const [pin] = resolution.pins;
  const text = pin?.text === sum(FILE) ? "own" : pin?.text;
  return [`${text} ${pin?.note}`, ...resolution.caveats.map((caveat) => `(${caveat})`)].join(" ");
}

it("a file of more than 2 GB is read when the user agrees to it, and to its address", async () => {
  const asked: Plan[] = [];
  const largeOnce = () => {
    let isFirst = true;
    const { http } = pretendWeb({ [URL]: { body: FILE, headers: OLD } });
    const stream: LookupWorld["http"]["stream"] = async (request, take) => {
      // It only says that it is so large: no machine has to hold it.
      const huge = Object.defineProperty(new Uint8Array(0), "length", { value: 2 * 1024 * 1024 * 1024 + 1 });
      if (isFirst) assert.equal(take(huge), false);
      else return await http.stream(request, take);
      isFirst = false;
      return await http.stream(request, () => false);
    };
    return { ...http, stream };
  };
  const query: DownloadQuery = { kind: "download", url: URL, decoded: false, want: "checksum" };
  const agrees = async (plan: Plan) => asked.push(plan) > 1;
  const refused = await download.resolve(query, lookupWorld({ http: largeOnce(), agrees }));
  assert.equal(
    refused.ok ? "" : `${refused.reason}: ${refused.message}`,
    "limit: dl.example sends more than 2 GB for tool_1.4.0_linux_amd64.tgz, which is read only when you agree in an editor.",
  );
  const read = await download.resolve(query, lookupWorld({ http: largeOnce(), agrees }));
  assert.ok(read.ok && read.pins[0]?.text === sum(FILE));
  assert.deepEqual(asked, Array(2).fill({ needs: "download", argv: [URL] }));
});

it("a large file tells how much was read, and is too large to be unpacked", async () => {
  const chunk = new Uint8Array(17 * 1024 * 1024);
  const { http } = pretendWeb({ [URL]: { headers: { "content-encoding": "gzip" } } });
  const stream: LookupWorld["http"]["stream"] = async (request, take) => {
    for (let count = 0; count < 4; count++) take(chunk);
    return await http.stream(request, take);
  };
  const told: string[] = [];
  const query: DownloadQuery = { kind: "download", url: URL, decoded: true, want: "checksum" };
  const world = lookupWorld({ http: { ...http, stream }, progress: (message) => told.push(message) });
  const answer = await download.resolve(query, world);
  assert.equal(
    answer.ok ? "" : answer.message,
    "dl.example sends more than 67108864 bytes of tool_1.4.0_linux_amd64.tgz, encoded.",
  );
  assert.equal(told.at(-1), "reading tool_1.4.0_linux_amd64.tgz: 71 MB");
});

it("a host that does not answer is none that has no file", async () => {
  const query: DownloadQuery = { kind: "download", url: URL, decoded: false, want: "checksum" };
  const answer = await download.resolve(query, lookupWorld());
  assert.equal(answer.ok ? "" : `${answer.reason}: ${answer.message}`, "unreachable: dl.example is not there.");
});
