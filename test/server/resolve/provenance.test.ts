import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import { success } from "../../../server/src/outcome/outcome.ts";
import type { Http, HttpHead } from "../../../server/src/outside/outside.ts";
import type { LookupSettings } from "../../../server/src/pin/lookup-settings.ts";
import type { Pin } from "../../../server/src/pin/pin.ts";
import type { OsQuery, PinQuery } from "../../../server/src/pin/query.ts";
import { plannedFor } from "../../../server/src/resolve/consent.ts";
import { packetOf } from "../../../server/src/resolve/git/pkt-line.ts";
import type { LookupWorld } from "../../../server/src/resolve/resolver.ts";
import { RESOLVERS } from "../../../server/src/resolve/resolvers.ts";
import { apkIndexOf } from "../../harness/apk-index.ts";
import { servedSuite } from "../../harness/apt-archive.ts";
import { lookupWorld, STANDARD_SETTINGS } from "../../harness/lookup-world.ts";
import { type Page, pretendWeb } from "../../harness/pretend-web.ts";
import { numbersFrom } from "../../harness/random-numbers.ts";
import { newShared, servedImage } from "../../harness/served-files.ts";
import { query as languageQuery } from "./language/fake-world.ts";
import { fakeRegistry, imageOf, indexOf } from "./oci/fake-registry.ts";
import { fakeWorld } from "./oci/lookup-world.ts";

// Whatever the world answers, a value that is written stands in one of its answers, or is computed from one.

const INDEX = "https://index.example/";
const ROUNDS = 12;

/** A question, and a world whose answers hold these versions of what it asks for and no others. */
interface Source {
  readonly query: PinQuery;
  answers(versions: readonly string[]): Promise<Partial<LookupWorld>> | Partial<LookupWorld>;
}

const reference = { registry: "registry.example", repository: "base", tag: "1", digest: undefined };
const os = (manager: OsQuery["manager"]): OsQuery => ({
  kind: "os",
  manager,
  name: "tool",
  base: { reference, platform: { os: "linux", arch: "amd64" } },
  edits: [],
});

const pages = (all: Readonly<Record<string, Page>>): Partial<LookupWorld> => pretendWeb(all);
const printed = (text: string): Partial<LookupWorld> => ({
  run: {
    run: async ({ args: [command] }) =>
      success({
        status: 0,
        errors: "",
        output: command === "run" ? gzipSync(text).toString("base64") : `${"b".repeat(64)}\n`,
      }),
  },
});
const imagePages = (files: Readonly<Record<string, string>>) =>
  Object.fromEntries(servedImage("https://registry.example/v2/base", "1", { ...files, "etc/zz": "" }));

const SOURCES: Readonly<Record<string, Source>> = {
  apt: {
    query: os("apt"),
    async answers(versions) {
      const packages = versions.map((version) => `tool ${version}-1+deb13u1`);
      const suite = await servedSuite("http://archive.example/", {
        suite: "stable",
        fields: { Origin: "Debian" },
        packages,
      });
      const image = imagePages({ "etc/apt/sources.list": "deb http://archive.example/ stable main\n" });
      return pages({ ...image, ...Object.fromEntries(suite) });
    },
  },
  apk: {
    query: os("apk"),
    answers: (versions) =>
      pages({
        ...imagePages({ "etc/apk/repositories": "https://cdn.example/main\n", "etc/apk/arch": "x86_64" }),
        "https://cdn.example/main/x86_64/APKINDEX.tar.gz": apkIndexOf(versions.map((version) => `tool ${version}-r3`)),
      }),
  },
  "apt in a container": {
    query: os("apt"),
    answers: (versions) => printed(`tool:\n  Candidate: ${versions[0]}-2\n     ${versions[0]}-2 500\n`),
  },
  "rpm in a container": {
    query: os("rpm"),
    answers: (versions) => printed(versions.map((version) => `tool\t2\t${version}\t7.fc41\tx86_64`).join("\n")),
  },
  "apt in a build": {
    query: {
      ...os("apt"),
      edits: [{ kind: "unknown", text: "setup.sh" }],
      soFar: { text: "FROM base:1\n", context: "/r", buildArguments: {} },
    },
    answers: (versions) => printed(`tool:\n  Candidate: ${versions[0]}\n     ${versions[0]} 500\n`),
  },
  image: {
    query: { kind: "image", reference, platform: os("apt").base.platform, want: "pin" },
    answers(versions) {
      const image = indexOf({ "linux/amd64": imageOf({ labels: { of: versions.join() } }) });
      const tags = Object.fromEntries([...versions, "1"].map((tag) => [`base:${tag}`, image]));
      return fakeWorld({ hosts: { "https://registry.example": fakeRegistry({ tags }) } });
    },
  },
  download: {
    query: { kind: "download", url: "https://dl.example/tool-1.0.tgz", decoded: false, want: "checksum" },
    answers: (versions) => pages({ "https://dl.example/tool-1.0.tgz": versions.join() }),
  },
  "a versioned address": {
    query: { kind: "download", url: "https://dl.example/latest/tool.tgz", decoded: false, want: "versioned" },
    answers([version = ""]) {
      const location = `https://dl.example/v${version}/tool.tgz`;
      return pages({
        "https://dl.example/latest/tool.tgz": { status: 302, headers: { location } },
        [location]: "bytes",
      });
    },
  },
  git: {
    query: { kind: "git", url: "https://git.example/tool", ref: "main" },
    answers(versions) {
      const commit = createHash("sha1").update(versions.join()).digest("hex");
      const first = `${packetOf("# service=git-upload-pack")}0000${["version 2", "ls-refs"].map(packetOf).join("")}0000`;
      return pages({
        "https://git.example/tool/info/refs?service=git-upload-pack": first,
        "https://git.example/tool/git-upload-pack": `${packetOf(`${commit} refs/heads/main`)}0000`,
      });
    },
  },
  npm: {
    query: languageQuery("npm", "tool", { sources: [INDEX] }),
    answers: (versions) =>
      pages({
        [`${INDEX}tool`]: JSON.stringify({
          "dist-tags": { latest: versions[0] },
          versions: Object.fromEntries(versions.map((version) => [version, {}])),
        }),
      }),
  },
  pip: {
    query: languageQuery("pip", "tool", { sources: [INDEX] }),
    answers: (versions) =>
      pages({
        [`${INDEX}tool/`]: {
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ files: versions.map((version) => ({ filename: `tool-${version}.tar.gz` })) }),
        },
      }),
  },
  cargo: {
    query: languageQuery("cargo", "tool", { sources: [INDEX] }),
    answers: (versions) =>
      pages({ [`${INDEX}to/ol/tool`]: versions.map((vers) => JSON.stringify({ vers, yanked: false })).join("\n") }),
  },
  gem: {
    query: languageQuery("gem", "tool", { sources: [INDEX] }),
    answers: (versions) =>
      pages({ [`${INDEX}info/tool`]: `---\n${versions.map((each) => `${each} |checksum:00`).join("\n")}\n` }),
  },
};

describe("a value that is written comes from an answer", () => {
  const random = numbersFrom(20260615);
  for (const [name, { query, answers }] of Object.entries(SOURCES)) {
    it(name, async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const versions = Array.from(
          { length: 1 + random(4) },
          () => `${random(90)}.${random(90)}.${10_000 + random(90_000)}`,
        );
        const { world, heard } = recorded(lookupWorld({ shared: newShared(), ...(await answers(versions)) }));
        const pins = await pinsFrom(query, world);
        assert.notDeepEqual(pins, [], `no pin for ${versions.join()}`);
        const now = world
          .now()
          .toISOString()
          .replace(/[-:]|\.\d+/g, "");
        const made = pins.flatMap(partsOf).filter((part) => part !== now && !isFrom(part, heard));
        assert.deepEqual(made, [], `of ${versions.join()}`);
      }
    });
  }
});

/** Everything that may be written, by the first resolver that knows. */
async function pinsFrom(query: PinQuery, world: LookupWorld): Promise<readonly Pin[]> {
  const messages: string[] = [];
  for (const { resolver } of plannedFor(RESOLVERS, query, world.settings)) {
    const answer = await resolver.resolve(query, world);
    if (answer.ok) return answer.pins;
    messages.push(answer.message);
  }
  assert.fail(messages.join("\n"));
}

/** The pieces that managers join to what is written: tag and digest, epoch, version and release; `*` stands for any. */
function partsOf({ style, text, name, perPlatform = {} }: Pin): readonly string[] {
  const parts = style === "url" ? [text] : text.split(/[@*]|(?<=^\d+):|-(?=[^-]*$)/);
  const sums = Object.values(perPlatform);
  return [...parts, ...sums, ...(name === undefined ? [] : [name])].filter((part) => part !== "");
}

function isFrom(part: string, heard: readonly Uint8Array[]): boolean {
  return heard.some((bytes) => {
    const hex = createHash("sha256").update(bytes).digest("hex");
    return part === hex || part === `sha256:${hex}` || textsIn(bytes).some((text) => text.includes(part));
  });
}

/** The bytes as text, and what is packed in them. */
function textsIn(bytes: Uint8Array): readonly string[] {
  const text = Buffer.from(bytes).toString("latin1");
  const packed = [Buffer.from(bytes), Buffer.from(text, "base64")].filter(
    (each) => each[0] === 0x1f && each[1] === 0x8b,
  );
  return [text, ...packed.map((each) => gunzipSync(each).toString("latin1"))];
}

/** A world, and everything that it answered: bodies, headers, addresses on the way, what programs printed. */
function recorded(world: LookupWorld): { readonly world: LookupWorld; readonly heard: readonly Uint8Array[] } {
  const heard: Uint8Array[] = [];
  const hear = ({ hops, headers }: HttpHead) => heard.push(Buffer.from([...hops, ...headers.values()].join("\n")));
  const http: Http = {
    async fetch(request) {
      const outcome = await world.http.fetch(request);
      if (outcome.ok) heard.push(outcome.value.body) && hear(outcome.value);
      return outcome;
    },
    async stream(request, take) {
      const chunks: Uint8Array[] = [];
      const outcome = await world.http.stream(request, (chunk) => {
        chunks.push(chunk.slice());
        return take(chunk);
      });
      heard.push(Buffer.concat(chunks));
      if (outcome.ok) hear(outcome.value);
      return outcome;
    },
  };
  const run: LookupWorld["run"] = {
    async run(command) {
      const outcome = await world.run.run(command);
      if (outcome.ok) heard.push(Buffer.from(outcome.value.output));
      return outcome;
    },
  };
  const settings: LookupSettings = { ...STANDARD_SETTINGS, minimumReleaseAgeDays: 0, thirdParty: false };
  return { world: { ...world, http, run, settings }, heard };
}
