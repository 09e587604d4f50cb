import type { Fix, LookupFix, ProjectFacts } from "../fix/fix.ts";
import type { LicenceCheck } from "../knowledge/labels/values.ts";
import type { BuildModel } from "../model/build-model.ts";
import type { Span } from "../text/span.ts";

export const SEVERITIES = ["off", "hint", "info", "warning"] as const;
export type Severity = (typeof SEVERITIES)[number];

export const PROFILES = ["recommended", "relaxed", "strict"] as const;
export type Profile = (typeof PROFILES)[number];

export const LABEL_TYPES = ["text", "url", "semver", "sha", "date", "spdx", "email"] as const;
export type LabelType = (typeof LABEL_TYPES)[number];

/** What a rule says of itself: the source of its settings, its page and its schema. */
export interface RuleFacts {
  readonly id: string;
  /** In profile `recommended`. */
  readonly severity: Severity;
  /** One sentence for lists: what it finds. */
  readonly summary: string;
  /** A few sentences for its page: why it matters and what to do. Markdown. */
  readonly why: string;
  readonly examples: readonly Example[];
  /** hadolint and BuildKit codes that silence it too. */
  readonly answersTo: readonly string[];
}

/** Executed by the tests: `bad` is found, `good` is silent, and `bad` after the fix equals `good` where `fixed` is not false. */
export interface Example {
  readonly bad: string;
  readonly good: string;
  /** False: no offline fix leads from bad to good. */
  readonly fixed: boolean;
  readonly facts?: ProjectFacts;
  readonly options?: Partial<LintOptions>;
}

/** A pure function over the model. */
export interface Rule extends RuleFacts {
  /**
   * `model.stages` may be some of the file's stages, all that another version does not tell already: what is said of a stage
   * comes from the stage and those that it is built from (`parent`), and carries its index.
   */
  check(model: BuildModel, options: LintOptions): Iterable<Finding>;
}

export interface Finding {
  readonly span: Span;
  /** One sentence: what is wrong, what to do. */
  readonly message: string;
  readonly fixes: readonly Fix[];
  /** Command words of the install command that it belongs to. */
  readonly group?: Span | undefined;
  /** Index of the stage it stands in; undefined: not in a stage. */
  readonly stage?: number | undefined;
}

/** A finding with its rule and the severity that holds here. */
export interface RuledFinding extends Finding {
  readonly rule: string;
  readonly severity: Exclude<Severity, "off">;
  /** How many packages the command of its `group` names, pinned ones included. */
  readonly groupSize?: number | undefined;
  /** More commands that install the word, which stands in a list that they share. */
  readonly otherCommands?: readonly Pick<RuledFinding, "group" | "groupSize">[] | undefined;
  readonly inner?: InnerFinding | undefined;
}

/** Of a finding in a Dockerfile that stands in another file: what its look-ups are made from. */
interface InnerFinding {
  /** At its place in that Dockerfile. */
  readonly finding: RuledFinding;
  readonly model: BuildModel;
  /** The fix with its edits at their places in the file. */
  placed(fix: LookupFix): LookupFix;
}

/** What a pure check needs from outside, as data. */
export interface LintOptions {
  readonly profile: Profile;
  /** Severity by rule id, where set. */
  readonly severities: ReadonlyMap<string, Severity>;
  /** ISO date, for life cycles. */
  readonly today: string;
  readonly requiredLabels: ReadonlyMap<string, LabelType>;
  readonly recommendedLabels: readonly string[];
  readonly labelsFromCI: boolean;
  /** hadolint's strict-labels: a label outside the schema is reported. */
  readonly strictLabels: boolean;
  /** Undefined: the list is not set. */
  readonly trustedRegistries: readonly string[] | undefined;
  /** Rule ids that no comment may silence; `all` with --no-suppressions. */
  readonly locked: ReadonlySet<string> | "all";
  readonly groupPackages: boolean;
  /** Tells SPDX expressions; undefined: licences are not judged. */
  readonly isLicence?: LicenceCheck;
}
