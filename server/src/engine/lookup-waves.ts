import type { LookupFix } from "../fix/fix.ts";
import { lookupFixes } from "../lint/lookups/lookup-fixes.ts";
import type { RuledFinding } from "../lint/rule.ts";
import type { BuildModel } from "../model/build-model.ts";
import type { CheckedPins } from "./check-pins.ts";
import type { FixRequest } from "./fix.ts";
import { type LookupFailure, type Lookups, pinSetup, resolveLookup } from "./lookups.ts";

/** The look-ups of a run over one file, in waves: all images, then everything else with the base images as they are pinned then. */
export interface LookupWaves {
  next(findings: readonly RuledFinding[], model: BuildModel, text: string): Promise<Wave>;
}

export interface Wave {
  /** The findings, those whose value was found with an edit in front of their other fixes. */
  readonly findings: readonly RuledFinding[];
  readonly failed: readonly LookupFailure[];
  /** Nothing is left to ask, unless what is written now brings new questions. */
  readonly isLast: boolean;
  readonly isCancelled: boolean;
}

interface Wish {
  readonly finding: RuledFinding;
  readonly fix: LookupFix;
  readonly key: string;
}

/** Rules out of which a fix is taken as `request` says. A question that failed once is not asked again. */
export function newLookupWaves(lookups: Lookups, request: FixRequest): LookupWaves {
  const { safety, updates = false, onlyUpdates = false } = request;
  let toUpdate: "images" | "packages" | "nothing" = updates ? "images" : "nothing";
  const tried = new Set<string>();
  const setup = pinSetup(lookups);

  /** Of every finding its first fix that is allowed and was not tried. */
  function wishOf(finding: RuledFinding, model: BuildModel): readonly Wish[] {
    const fixes = [...lookupFixes(finding, model, setup), ...finding.fixes].filter((fix) => fix.kind === "lookup");
    const fix = fixes.find((each) => safety === "review" || each.safety === "safe");
    if (fix === undefined) return [];
    const key = `${finding.rule} ${fix.title} ${JSON.stringify(fix.query())}`;
    return tried.has(key) ? [] : [{ finding, fix, key }];
  }

  /** Pins that are there and could be raised: images first, packages for the base as it is then. */
  async function raised(text: string): Promise<CheckedPins | undefined> {
    if (toUpdate === "nothing") return undefined;
    const { checkPins } = await import("./check-pins.ts");
    const checked = await checkPins({ ...request, text }, lookups);
    const isImage = ({ rule }: { readonly rule: string }) => rule.startsWith("image-");
    const isWanted = toUpdate === "images" ? isImage : (each: { readonly rule: string }) => !isImage(each);
    toUpdate = toUpdate === "images" ? "packages" : "nothing";
    return { ...checked, findings: checked.findings.filter(isWanted), failed: checked.failed.filter(isWanted) };
  }

  return {
    async next(present, model, text) {
      const pins = await raised(text);
      const findings = [...(pins?.findings ?? []), ...(onlyUpdates ? [] : present)];
      const wishes = findings.flatMap((finding) => wishOf(finding, model));
      const images = wishes.filter(({ fix }) => fix.query().kind === "image");
      const asked = images.length > 0 ? images : wishes;
      for (const { key } of asked) tried.add(key);
      const answered = await Promise.all(
        asked.map(async (wish) => ({ wish, outcome: await resolveLookup(wish.fix, lookups) })),
      );
      const found = new Map<RuledFinding, RuledFinding>();
      const failed: LookupFailure[] = [];
      for (const { wish, outcome } of answered) {
        const { finding, fix } = wish;
        const { title, safety: care } = fix;
        if (outcome.ok) {
          const edit = { kind: "edit", title, safety: care, edits: outcome.value } as const;
          found.set(finding, { ...finding, fixes: [edit, ...finding.fixes] });
        } else {
          const { reason, detail } = outcome;
          failed.push({ rule: finding.rule, span: finding.span, title, reason, message: detail });
        }
      }
      return {
        findings: findings.map((finding) => found.get(finding) ?? finding),
        failed: [...(pins?.failed ?? []), ...failed],
        isLast: asked.length === wishes.length && toUpdate === "nothing",
        isCancelled: lookups.asking.signal.aborted,
      };
    },
  };
}
