import type { ChosenFix } from "../fix/choose.ts";
import type { Fix, LookupFix } from "../fix/fix.ts";
import { lookupFixes, whyNoLookup } from "../lint/lookups/lookup-fixes.ts";
import type { PinSetup } from "../lint/lookups/pin-setup.ts";
import type { RuledFinding } from "../lint/rule.ts";
import type { BuildModel } from "../model/build-model.ts";
import type { Span } from "../text/span.ts";
import type { FixRequest } from "./fix.ts";
import { type LookupFailure, type Lookups, pinSetup, resolveLookup } from "./lookups.ts";

/** The look-ups of a run over one file, in waves: all images, then everything else with the base images as they are pinned then. */
export interface LookupWaves {
  next(findings: readonly RuledFinding[], model: BuildModel, before: Before): Promise<Wave>;
}

/** What was made of the file before a round. */
export interface Before {
  readonly text: string;
  /** What found no place beside another fix when the answers of the last round were written. */
  readonly postponed: readonly ChosenFix[];
  /** Where a place of the text was when the run began. */
  placeBefore(span: Span): Span;
}

/** What came of one round of questions. */
export interface Wave {
  /** The findings, those whose value was found with an edit in front of their other fixes. */
  readonly findings: readonly RuledFinding[];
  readonly failed: readonly LookupFailure[];
  /** Pins that could be raised by a fix that wants a look, which the run does not make. */
  readonly leftPins: number;
  /** Nothing is left to ask, unless what is written now brings new questions. */
  readonly isLast: boolean;
  readonly isCancelled: boolean;
}

interface Wish {
  readonly finding: RuledFinding;
  readonly fix: LookupFix;
  readonly key: string;
}

/** Rules out of which a fix is taken as `request` says. At one place a question is asked once, or again where its answer was postponed. */
export function newLookupWaves(lookups: Lookups, request: FixRequest): LookupWaves {
  const { safety, updates = false, onlyUpdates = false } = request;
  let toUpdate: "images" | "packages" | "nothing" = updates ? "images" : "nothing";
  const tried = new Set<string>();
  let last: readonly Wish[] = [];
  let isFirst = true;
  const setup = pinSetup(lookups);

  /** Of every finding its first fix that is allowed; none where that was tried: another is not what the user asked for. */
  function wishOf(finding: RuledFinding, model: BuildModel, { placeBefore }: Before): readonly Wish[] {
    const fixes = [...lookupFixes(finding, model, setup), ...finding.fixes].filter((fix) => fix.kind === "lookup");
    const fix = fixes.find((each) => safety === "review" || each.safety === "safe");
    if (fix === undefined) return [];
    const { start } = placeBefore(finding.span);
    const key = `${finding.rule} ${start} ${fix.title} ${JSON.stringify(fix.query())}`;
    return tried.has(key) ? [] : [{ finding, fix, key }];
  }

  /** Pins that are there and could be raised: images first, packages for the base as it is then. */
  async function raised(text: string) {
    if (toUpdate === "nothing") return undefined;
    const { checkPins } = await import("./check-pins.ts");
    const ofImages = toUpdate === "images";
    toUpdate = ofImages ? "packages" : "nothing";
    const asks = ({ id }: { readonly id: string }) => id.startsWith("image-") === ofImages;
    const { findings, failed } = await checkPins({ ...request, text, asks }, lookups);
    const fixless = findings.filter(({ fixes }) => fixes.length === 0).map(notWritten);
    const left = findings.filter(({ fixes }) => safety === "safe" && fixes.length > 0 && fixes.every(wantsLook));
    return { findings, failed: [...failed, ...fixless], left: left.length };
  }

  return {
    async next(present, model, before) {
      for (const { key } of last.filter((wish) => isAmong(wish, before.postponed))) tried.delete(key);
      const pins = await raised(before.text);
      const findings = [...(pins?.findings ?? []), ...(onlyUpdates ? [] : present)];
      const wishes = findings.flatMap((finding) => wishOf(finding, model, before));
      const images = wishes.filter(({ fix }) => fix.query().kind === "image");
      const asked = images.length > 0 ? images : wishes;
      last = asked;
      for (const { key } of asked) tried.add(key);
      // What is written by one wave makes no place for another value.
      const placeless = isFirst ? findings.flatMap((finding) => unwritable(finding, model, setup)) : [];
      isFirst = false;
      const { found, failed } = await answered(asked, lookups);
      return {
        findings: findings.map((finding) => found.get(finding) ?? finding),
        failed: [...(pins?.failed ?? []), ...placeless, ...failed],
        leftPins: pins?.left ?? 0,
        // Behind a versioned address its sum can be looked up.
        isLast:
          asked.length === wishes.length && toUpdate === "nothing" && !asked.some(({ fix }) => fix.style === "url"),
        isCancelled: lookups.asking.signal.aborted,
      };
    },
  };
}

function isAmong({ finding, fix }: Wish, fixes: readonly ChosenFix[]): boolean {
  return fixes.some(
    ({ rule, span, title }) => rule === finding.rule && span.start === finding.span.start && title === fix.title,
  );
}

/** Asks for all at once: findings with the edit that was found, by the finding, and what could not be had. */
async function answered(wishes: readonly Wish[], lookups: Lookups) {
  const found = new Map<RuledFinding, RuledFinding>();
  const failed: LookupFailure[] = [];
  const outcomes = await Promise.all(wishes.map(async ({ fix }) => await resolveLookup(fix, lookups)));
  for (const [index, { finding, fix }] of wishes.entries()) {
    const outcome = outcomes[index];
    const { title, safety } = fix;
    if (outcome?.ok === true) {
      const edit = { kind: "edit", title, safety, edits: outcome.value } as const;
      found.set(finding, { ...finding, fixes: [edit, ...finding.fixes] });
    } else if (outcome !== undefined) {
      const { reason, detail, isUnwritable = false } = outcome;
      failed.push({ rule: finding.rule, span: finding.span, title, reason, message: detail, isUnwritable });
    }
  }
  return { found, failed };
}

function wantsLook(fix: Fix): boolean {
  return fix.kind !== "local" && fix.safety === "review";
}

/** A pin that is gone or outdated, with no value to raise it to or no place for one. */
function notWritten({ rule, span, message }: RuledFinding): LookupFailure {
  return { rule, span, title: message, reason: "unsupported", message: `${message}.`, isUnwritable: true };
}

/** A finding without any fix because no value can be written there. */
function unwritable(finding: RuledFinding, model: BuildModel, setup: PinSetup): readonly LookupFailure[] {
  const message = finding.fixes.length > 0 ? undefined : whyNoLookup(finding, model, setup);
  const { rule, span, message: title } = finding;
  return message === undefined ? [] : [{ rule, span, title, reason: "unsupported", message, isUnwritable: true }];
}
