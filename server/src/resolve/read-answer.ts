import type { Reason } from "../outcome/outcome.ts";
import type { Asked, Check, Evidence, Pin, PinAnswer, PinState, PinStyle } from "../pin/pin.ts";

/** An answer that was kept as JSON; undefined when it is none of ours. */
export function readAnswer(value: unknown): PinAnswer | undefined {
  const evidence = readEvidence(field(value, "evidence"));
  if (evidence === undefined) return undefined;
  if (field(value, "ok") === false) {
    const reason = oneOf(REASONS, field(value, "reason"));
    const message = text(field(value, "message"));
    if (reason === undefined || message === undefined) return undefined;
    const retryAt = text(field(value, "retryAt"));
    return { ok: false, reason, message, evidence, ...(retryAt === undefined ? {} : { retryAt }) };
  }
  const pins = listOf(field(value, "pins"), readPin);
  if (field(value, "ok") !== true || pins === undefined) return undefined;
  const given = field(value, "state");
  if (given === undefined) return { ok: true, pins, evidence };
  const state = readState(given);
  return state === undefined ? undefined : { ok: true, pins, state, evidence };
}

const REASONS: readonly Reason[] = [
  "not-found",
  "refused",
  "unreachable",
  "ambiguous",
  "unsupported",
  "malformed",
  "limit",
  "cancelled",
];
const STYLES: readonly PinStyle[] = ["exact", "wildcard", "snapshot", "tag", "tag-digest", "checksum", "url", "commit"];
const LASTS: readonly Pin["lasts"][] = ["until-next-update", "within-release", "while-archived"];
const VIAS: readonly Asked["via"][] = ["https", "http", "engine", "container", "tool", "cache"];
const CHECKS: readonly Check[] = [
  "digest-equal",
  "content-hash",
  "signature",
  "hash-chain",
  "tls-only",
  "publisher-sum",
  "two-sources-agree",
  "runtime-compatible",
];

function readPin(value: unknown): Pin | undefined {
  const style = oneOf(STYLES, field(value, "style"));
  const lasts = oneOf(LASTS, field(value, "lasts"));
  const written = text(field(value, "text"));
  const recommended = bool(field(value, "recommended"));
  if (style === undefined || lasts === undefined || written === undefined || recommended === undefined)
    return undefined;
  const note = text(field(value, "note"));
  const name = text(field(value, "name"));
  const sums = field(value, "perPlatform");
  const perPlatform = sums === undefined ? undefined : readTexts(sums);
  return {
    style,
    text: written,
    lasts,
    recommended,
    ...(name === undefined ? {} : { name }),
    ...(note === undefined ? {} : { note }),
    ...(perPlatform === undefined ? {} : { perPlatform }),
  };
}

function readEvidence(value: unknown): Evidence | undefined {
  const asked = listOf(field(value, "asked"), readAsked);
  const at = text(field(value, "at"));
  const checks = listOf(field(value, "checks"), (check) => oneOf(CHECKS, check));
  const caveats = listOf(field(value, "caveats"), text);
  if (asked === undefined || at === undefined || checks === undefined || caveats === undefined) return undefined;
  const dataDate = text(field(value, "dataDate"));
  return { asked, at, checks, caveats, ...(dataDate === undefined ? {} : { dataDate }) };
}

function readAsked(value: unknown): Asked | undefined {
  const host = text(field(value, "host"));
  const what = text(field(value, "what"));
  const via = oneOf(VIAS, field(value, "via"));
  return host === undefined || what === undefined || via === undefined ? undefined : { host, what, via };
}

function readState(value: unknown): PinState | undefined {
  switch (field(value, "kind")) {
    case "image": {
      const isPlatform = bool(field(value, "isPlatform"));
      if (isPlatform === undefined) return undefined;
      return {
        kind: "image",
        tagDigest: text(field(value, "tagDigest")),
        digestExists: bool(field(value, "digestExists")),
        isPlatform,
        before: readMoment(field(value, "before")),
        now: readMoment(field(value, "now")),
      };
    }
    case "package": {
      const isOutdated = bool(field(value, "isOutdated"));
      const isSecurity = bool(field(value, "isSecurity"));
      if (isOutdated === undefined || isSecurity === undefined) return undefined;
      const exists = bool(field(value, "exists"));
      return { kind: "package", exists, candidate: text(field(value, "candidate")), isOutdated, isSecurity };
    }
    case "download": {
      const matches = bool(field(value, "matches"));
      return matches === undefined ? undefined : { kind: "download", matches };
    }
    default:
      return undefined;
  }
}

function readMoment(value: unknown): { readonly created?: string; readonly version?: string } {
  const created = text(field(value, "created"));
  const version = text(field(value, "version"));
  return { ...(created === undefined ? {} : { created }), ...(version === undefined ? {} : { version }) };
}

function readTexts(value: unknown): Readonly<Record<string, string>> | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const entries: (readonly [string, string])[] = [];
  for (const [name, item] of Object.entries(value)) if (typeof item === "string") entries.push([name, item]);
  return Object.fromEntries(entries);
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function bool(value: unknown): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}

function oneOf<T extends string>(known: readonly T[], value: unknown): T | undefined {
  return known.find((word) => word === value);
}

/** Undefined when one of them cannot be read: half a list would be another answer. */
function listOf<T>(value: unknown, read: (item: unknown) => T | undefined): readonly T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items: T[] = [];
  for (const item of value) {
    const got = read(item);
    if (got === undefined) return undefined;
    items.push(got);
  }
  return items;
}
