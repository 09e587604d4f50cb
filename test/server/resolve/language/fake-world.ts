import assert from "node:assert/strict";
import { failure, type Outcome, success } from "../../../../server/src/outcome/outcome.ts";
import type { Command, CommandResult, HttpRequest, Reach } from "../../../../server/src/outside/outside.ts";
import type { LookupSettings } from "../../../../server/src/pin/lookup-settings.ts";
import type { Base, LanguageQuery } from "../../../../server/src/pin/query.ts";
import { stepsOf } from "../../../../server/src/resolve/language/steps.ts";
import type { LookupWorld, Resolution } from "../../../../server/src/resolve/resolver.ts";
import { lookupWorld, STANDARD_SETTINGS } from "../../../harness/lookup-world.ts";

/** The far side as a test wants it. */
export interface FakeWorld {
  /** URL → body, JSON for what is no text; a number is a status. */
  readonly urls?: Readonly<Record<string, unknown>>;
  /** Command line → standard output, or how it ended. */
  readonly commands?: Readonly<Record<string, string | Partial<CommandResult>>>;
  /** Scope, or nothing → registry in the user's configuration of npm. */
  readonly registries?: Readonly<Record<string, string>>;
  /** The real network and tools in the place of made-up ones. */
  readonly reach?: Partial<Reach>;
  readonly settings?: Partial<LookupSettings>;
  readonly now?: string;
}

/** A world that notes what was asked of it. */
export interface NotedWorld extends LookupWorld {
  readonly requests: readonly HttpRequest[];
  readonly started: readonly Command[];
}

/** The age of releases does not count, and no third party is asked. */
export const SETTINGS: LookupSettings = {
  ...STANDARD_SETTINGS,
  minimumReleaseAgeDays: 0,
  thirdParty: false,
  platforms: [],
};

export function fakeWorld(fake: FakeWorld): NotedWorld {
  const requests: HttpRequest[] = [];
  const started: Command[] = [];
  const shared = new Map<string, Promise<Outcome<unknown>>>();
  const world = lookupWorld({
    http: {
      async fetch(request) {
        requests.push(request);
        return fake.reach?.http?.fetch(request) ?? fakeAnswer(request, fake.urls ?? {});
      },
      stream: () => assert.fail("no index is streamed"),
    },
    run: {
      async run(command) {
        started.push(command);
        if (fake.reach?.run !== undefined) return fake.reach.run.run(command);
        const line = [command.program, ...command.args].join(" ");
        const result = fake.commands?.[line];
        if (result === undefined) return failure("not-found", command.program, "is not on this machine");
        return success({
          status: 0,
          output: "",
          errors: "",
          ...(typeof result === "string" ? { output: result } : result),
        });
      },
    },
    npm: fake.reach?.npm ?? {
      async registryOf(scope) {
        const url = fake.registries?.[scope ?? ""] ?? fake.registries?.[""];
        return url === undefined
          ? failure("not-found", "npm", "names no registry")
          : success({ url, authorization: undefined });
      },
    },
    now: () => new Date(fake.now ?? "2026-01-31T00:00:00Z"),
    settings: { ...SETTINGS, ...fake.settings },
    async shared<T>(key: string, _freshMs: number, make: () => Promise<Outcome<T>>) {
      const known = shared.get(key) as Promise<Outcome<T>> | undefined;
      const made = known ?? make();
      shared.set(key, made);
      return made;
    },
  });
  return { ...world, requests, started };
}

function fakeAnswer({ url }: HttpRequest, urls: Readonly<Record<string, unknown>>) {
  const body = urls[url] ?? 404;
  const status = typeof body === "number" ? body : 200;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const type = typeof body === "string" ? "text/html" : "application/json";
  const bytes = body instanceof Uint8Array ? body : new TextEncoder().encode(text);
  return success({ status, url, hops: [url], headers: new Map([["content-type", type]]), body: bytes });
}

/** A question about `name` of a manager; `base` is written as in FROM: `python:3.11-slim`. */
export function query(
  manager: string,
  name: string,
  rest: Partial<Omit<LanguageQuery, "base">> & { readonly base?: string } = {},
): LanguageQuery {
  const { base, ...others } = rest;
  return {
    kind: "language",
    manager,
    name,
    sources: [],
    ...others,
    ...(base === undefined ? {} : { base: baseOf(base) }),
  };
}

function baseOf(written: string): Base {
  const [repository = "", tag] = written.split(":");
  return {
    reference: { registry: "docker.io", repository: `library/${repository}`, tag, digest: undefined },
    platform: { os: "linux", arch: "amd64" },
  };
}

/** What the steps to an answer come to, each as far as the one before leaves the question open. */
export async function resolved(asked: LanguageQuery, world: LookupWorld): Promise<Resolution> {
  let last: Resolution | undefined;
  for (const step of stepsOf(asked, world.settings)) {
    last = await step.resolve(world);
    if (last.ok || last.isOpen !== true) return last;
  }
  return last ?? { ok: false, reason: "unsupported", message: "no step" };
}

/** An answer in one line: version, note, caveats; or why there is none. */
export function shown(resolution: Resolution): string {
  if (!resolution.ok) return `${resolution.reason}: ${resolution.message}`;
  const [pin] = resolution.pins;
  const words = [pin?.text, pin?.note, ...resolution.caveats].filter((word) => word !== undefined);
  return words.join(" | ");
}
