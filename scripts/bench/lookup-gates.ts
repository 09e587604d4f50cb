import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { failure, success } from "../../server/src/outcome/outcome.ts";
import { diskStore } from "../../server/src/outside/files/disk-store.ts";
import type { Reach } from "../../server/src/outside/outside.ts";
import type { LookupSettings } from "../../server/src/pin/lookup-settings.ts";
import type { Pin } from "../../server/src/pin/pin.ts";
import type { PinQuery } from "../../server/src/pin/query.ts";
import { type Asking, newBroker } from "../../server/src/resolve/broker.ts";
import type { Resolver } from "../../server/src/resolve/resolver.ts";
import { median } from "./statistics.mjs";

const ROUNDS = 1000;

const settings: LookupSettings = {
  pinStyle: "wildcard",
  freezesStages: false,
  minimumReleaseAgeDays: 3,
  mirrors: new Map(),
  insecureRegistries: [],
  indexes: new Map(),
  order: ["index"],
  thirdParty: false,
  platforms: [],
  engine: undefined,
};

/** Answers of usual size. */
const resolver: Resolver = {
  plan: () => ({ needs: "network", hosts: ["archive.example"] }),
  resolve: async (query) => ({
    ok: true,
    pins: query.kind === "image" ? DIGEST_PINS : VERSION_PINS,
    checks: ["signature", "hash-chain"],
    caveats: ["The key of this archive expires in 40 days."],
    dataDate: "2030-01-01T00:00:00Z",
    freshMs: 3_600_000,
  }),
};

const DIGEST_PINS: readonly Pin[] = [
  { style: "tag-digest", text: `12@sha256:${"a".repeat(64)}`, lasts: "while-archived", recommended: true },
];
const VERSION_PINS: readonly Pin[] = [
  {
    style: "exact",
    text: "7.88.1-10+deb12u12",
    lasts: "until-next-update",
    recommended: false,
    note: "gone after the next update",
  },
  {
    style: "wildcard",
    text: "7.88.1-*",
    lasts: "within-release",
    recommended: true,
    note: "survives security updates",
  },
  { style: "snapshot", text: "20300101T000000Z", lasts: "while-archived", recommended: false },
];

/** One pin from a warm cache, as a ratio to reading and parsing its cache files in the same run. */
export async function lookupRows(): Promise<readonly Row[]> {
  const commit: PinQuery = { kind: "git", url: "https://host.example/app", ref: "main" };
  const reference = { registry: "docker.io", repository: "library/debian", tag: "12", digest: undefined };
  const base = { reference, platform: { os: "linux", arch: "amd64" } };
  const version: PinQuery = { kind: "os", manager: "apt", name: "curl", base, edits: [] };
  return [
    {
      id: "G10",
      what: "a commit from a warm cache / reading and parsing its file",
      value: await ratioOf(commit),
      limit: 3,
    },
    {
      id: "G10",
      what: "a package and its image / reading and parsing both files",
      value: await ratioOf(version),
      limit: 3,
    },
  ];
}

interface Row {
  readonly id: string;
  readonly what: string;
  readonly value: number;
  readonly limit: number;
}

async function ratioOf(query: PinQuery): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "seaworthy-bench-"));
  try {
    await brokerAt(folder).resolve(query, asking());
    const kept = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".kept"));
    const paths = kept.map((name) => join(folder, name));
    const floors: number[] = [];
    const pins: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const broker = brokerAt(folder);
      const asker = asking();
      const before = performance.now();
      for (const path of paths) {
        const text = readFileSync(path, "utf8");
        JSON.parse(text.slice(text.indexOf('{"v"')));
      }
      const between = performance.now();
      const answer = await broker.resolve(query, asker);
      const after = performance.now();
      if (!answer.ok || broker.log().length > 0) throw new Error("not from the cache");
      floors.push(between - before);
      pins.push(after - between);
    }
    return median(pins) / median(floors);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function asking(): Asking {
  return { gesture: "command", settings, signal: new AbortController().signal, may: async () => false };
}

/** A broker as a new process has it: nothing in memory, and a world that must not be asked. */
function brokerAt(folder: string) {
  const nobody = async () => failure("unsupported", "bench", "asks nobody");
  const reach: Reach = {
    http: { fetch: nobody, stream: nobody },
    run: { run: nobody },
    credentials: { of: async () => success(undefined) },
    npm: { registryOf: nobody },
    store: diskStore({ folder }),
    share: { open: nobody },
  };
  return newBroker({ reach, now: () => new Date(), resolvers: [resolver] });
}
