import type { BuildModel } from "../model/build-model.ts";
import type { Span } from "../text/span.ts";
import type { RuledFinding } from "./rule.ts";
import { isPackageRule, strongerOf } from "./severity.ts";

/** A finding as people are shown it. */
export interface ShownFinding extends RuledFinding {
  /** `command` stands for its `words`; a `word` is a hint that carries its own fix; `single` stands for itself. */
  readonly role: "single" | "command" | "word";
  /** Of a `command`: the findings that it stands for, at the rule's severity. Else empty. */
  readonly words: readonly RuledFinding[];
}

/**
 * Puts one finding on the command words of each install command in the place of its package words, which become hints.
 * Without `groupPackages` every finding stands for itself. The result ascends by place.
 */
export function groupFindings(
  findings: readonly RuledFinding[],
  model: BuildModel,
  groupPackages: boolean,
): readonly ShownFinding[] {
  const shown: ShownFinding[] = [];
  const commands = new Map<string, Command>();
  for (const finding of findings) {
    if (!groupPackages || finding.group === undefined || !isPackageRule(finding.rule)) {
      shown.push(shownAs("single", finding, finding.severity));
      continue;
    }
    shown.push(shownAs("word", finding, "hint"));
    const key = `${finding.rule} ${finding.group.start}`;
    const command = commands.get(key);
    if (command === undefined) commands.set(key, { span: finding.group, first: finding, words: [finding] });
    else command.words.push(finding);
  }
  if (commands.size === 0) return shown;
  const sizes = commandSizes(model);
  for (const command of commands.values()) shown.push(commandFinding(command, sizes.get(command.span.start) ?? 0));
  return shown.sort((a, b) => a.span.start - b.span.start || b.words.length - a.words.length);
}

const NO_WORDS: readonly RuledFinding[] = [];

/** Written out, because this runs for every finding on every keystroke and a spread costs several times as much. */
function shownAs(role: ShownFinding["role"], finding: RuledFinding, severity: RuledFinding["severity"]): ShownFinding {
  const { span, message, fixes, group, stage, rule } = finding;
  return { span, message, fixes, group, stage, rule, severity, role, words: NO_WORDS };
}

interface Command {
  readonly span: Span;
  readonly first: RuledFinding;
  readonly words: RuledFinding[];
}

/** `size`: how many packages the command names, pinned ones included. */
function commandFinding({ span, first, words }: Command, size: number): ShownFinding {
  return {
    ...first,
    span,
    message: packagesWithoutVersion(words.length, Math.max(words.length, size)),
    severity: words.reduce((strongest, word) => strongerOf(strongest, word.severity), first.severity),
    fixes: [],
    role: "command",
    words,
  };
}

function packagesWithoutVersion(unpinned: number, all: number): string {
  if (all === 1) return "the package has no version";
  return `${unpinned} of ${all} packages ${unpinned === 1 ? "has" : "have"} no version`;
}

/** How many packages each install command names, by the place of its command words. */
function commandSizes(model: BuildModel): ReadonlyMap<number, number> {
  return new Map(
    model.stages.flatMap((stage) =>
      stage.installs.map((install): [number, number] => [install.command.start, install.packages.length]),
    ),
  );
}
