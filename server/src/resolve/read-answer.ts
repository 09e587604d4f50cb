import { textAt, textEntriesOf, valueAt } from "../json/fields.ts";
import { REASONS } from "../outcome/outcome.ts";
import {
  type Asked,
  CHECKS,
  type Evidence,
  LASTS,
  PIN_STYLES,
  type Pin,
  type PinAnswer,
  type PinState,
  VIAS,
} from "../pin/pin.ts";

/** An answer that was kept as JSON; undefined when it is none of ours. */
export function readAnswer(value: unknown): PinAnswer | undefined {
  const evidence = readEvidence(valueAt(value, "evidence"));
  if (evidence === undefined) return undefined;
  if (valueAt(value, "ok") === false) {
    const reason = oneOf(REASONS, valueAt(value, "reason"));
    const message = textAt(value, "message");
    if (reason === undefined || message === undefined) return undefined;
    const retryAt = textAt(value, "retryAt");
    return { ok: false, reason, message, evidence, ...(retryAt === undefined ? {} : { retryAt }) };
  }
  const pins = listOf(valueAt(value, "pins"), readPin);
  if (valueAt(value, "ok") !== true || pins === undefined) return undefined;
  const given = valueAt(value, "state");
  if (given === undefined) return { ok: true, pins, evidence };
  const state = readState(given);
  return state === undefined ? undefined : { ok: true, pins, state, evidence };
}

function readPin(value: unknown): Pin | undefined {
  const style = oneOf(PIN_STYLES, valueAt(value, "style"));
  const lasts = oneOf(LASTS, valueAt(value, "lasts"));
  const written = textAt(value, "text");
  const recommended = bool(valueAt(value, "recommended"));
  if (style === undefined || lasts === undefined || written === undefined || recommended === undefined)
    return undefined;
  const note = textAt(value, "note");
  const name = textAt(value, "name");
  const sums = valueAt(value, "perPlatform");
  return {
    style,
    text: written,
    lasts,
    recommended,
    ...(name === undefined ? {} : { name }),
    ...(note === undefined ? {} : { note }),
    ...(sums === undefined ? {} : { perPlatform: Object.fromEntries(textEntriesOf(sums)) }),
  };
}

function readEvidence(value: unknown): Evidence | undefined {
  const asked = listOf(valueAt(value, "asked"), readAsked);
  const at = textAt(value, "at");
  const checks = listOf(valueAt(value, "checks"), (check) => oneOf(CHECKS, check));
  const caveats = listOf(valueAt(value, "caveats"), (item) => textAt(item));
  if (asked === undefined || at === undefined || checks === undefined || caveats === undefined) return undefined;
  const dataDate = textAt(value, "dataDate");
  return { asked, at, checks, caveats, ...(dataDate === undefined ? {} : { dataDate }) };
}

function readAsked(value: unknown): Asked | undefined {
  const host = textAt(value, "host");
  const what = textAt(value, "what");
  const via = oneOf(VIAS, valueAt(value, "via"));
  return host === undefined || what === undefined || via === undefined ? undefined : { host, what, via };
}

function readState(value: unknown): PinState | undefined {
  switch (valueAt(value, "kind")) {
    case "image": {
      const isPlatform = bool(valueAt(value, "isPlatform"));
      if (isPlatform === undefined) return undefined;
      return {
        kind: "image",
        tagDigest: textAt(value, "tagDigest"),
        digestExists: bool(valueAt(value, "digestExists")),
        isPlatform,
        ...(valueAt(value, "isOtherPlatform") === true && { isOtherPlatform: true }),
        before: readMoment(valueAt(value, "before")),
        now: readMoment(valueAt(value, "now")),
      };
    }
    case "package": {
      const isOutdated = bool(valueAt(value, "isOutdated"));
      const isSecurity = bool(valueAt(value, "isSecurity"));
      if (isOutdated === undefined || isSecurity === undefined) return undefined;
      const exists = bool(valueAt(value, "exists"));
      return { kind: "package", exists, candidate: textAt(value, "candidate"), isOutdated, isSecurity };
    }
    case "download": {
      const matches = bool(valueAt(value, "matches"));
      return matches === undefined ? undefined : { kind: "download", matches };
    }
    default:
      return undefined;
  }
}

function readMoment(value: unknown): { readonly created?: string; readonly version?: string } {
  const created = textAt(value, "created");
  const version = textAt(value, "version");
  return { ...(created === undefined ? {} : { created }), ...(version === undefined ? {} : { version }) };
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
