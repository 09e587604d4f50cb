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
 * Puts one finding on the command words of each install command in the place of its package words, which become hints. It counts
 * them; of one it says what that says.
 * Without `groupPackages` every finding stands for itself. The result ascends by place.
 */
export function groupFindings(findings: readonly RuledFinding[], groupPackages: boolean): readonly ShownFinding[] {
  const shown: ShownFinding[] = [];
  const commands = new Map<number, Command[]>();
  let command: Command | undefined;
  for (const finding of findings) {
    if (!groupPackages || finding.group === undefined || !isPackageRule(finding.rule)) {
      shown.push(new SingleFinding(finding, "single", finding.severity));
      continue;
    }
    shown.push(new SingleFinding(finding, "word", "hint"));
    // The words of a command mostly follow each other.
    if (command?.first.rule !== finding.rule || command.span.start !== finding.group.start)
      command = commandOf(commands, finding.group, finding);
    command.words.push(finding);
    for (const { group, groupSize } of finding.otherCommands ?? NO_COMMANDS)
      if (group !== undefined) commandOf(commands, group, finding, groupSize).words.push(finding);
  }
  if (commands.size === 0) return shown;
  for (const atOnePlace of commands.values()) for (const command of atOnePlace) shown.push(commandFinding(command));
  return shown.sort((a, b) => a.span.start - b.span.start || b.words.length - a.words.length);
}

const NO_COMMANDS: NonNullable<RuledFinding["otherCommands"]> = [];

/** The command at a place for the rule of a finding; `commands` holds them by their places, of which one mostly has one. */
function commandOf(
  commands: Map<number, Command[]>,
  span: Span,
  first: RuledFinding,
  size = first.groupSize ?? 0,
): Command {
  const there = commands.get(span.start);
  const known = there?.find((command) => command.first.rule === first.rule);
  if (known !== undefined) return known;
  const words: RuledFinding[] = [];
  const command: Command = { span, first, size, words };
  if (there === undefined) commands.set(span.start, [command]);
  else there.push(command);
  return command;
}

const NO_WORDS: readonly RuledFinding[] = [];

/** A finding that stands for itself. Its fixes are asked for only by who wants them: they may be made when they are. */
class SingleFinding implements ShownFinding {
  readonly span: Span;
  readonly message: string;
  readonly group: Span | undefined;
  readonly stage: number | undefined;
  readonly rule: string;
  readonly severity: RuledFinding["severity"];
  readonly role: ShownFinding["role"];
  readonly words = NO_WORDS;
  private readonly finding: RuledFinding;

  constructor(finding: RuledFinding, role: ShownFinding["role"], severity: RuledFinding["severity"]) {
    this.span = finding.span;
    this.message = finding.message;
    this.group = finding.group;
    this.stage = finding.stage;
    this.rule = finding.rule;
    this.severity = severity;
    this.role = role;
    this.finding = finding;
  }

  get fixes(): RuledFinding["fixes"] {
    return this.finding.fixes;
  }

  get inner(): RuledFinding["inner"] {
    return this.finding.inner;
  }
}

interface Command {
  readonly span: Span;
  readonly first: RuledFinding;
  /** How many packages it names. */
  readonly size: number;
  readonly words: RuledFinding[];
}

function commandFinding({ span, first, size, words }: Command): ShownFinding {
  const { stage, rule } = first;
  return {
    span,
    message: words.length === 1 ? first.message : packagesWithoutVersion(words.length, Math.max(words.length, size)),
    fixes: [],
    group: span,
    stage,
    rule,
    severity: words.reduce((strongest, word) => strongerOf(strongest, word.severity), first.severity),
    role: "command",
    words,
  };
}

function packagesWithoutVersion(unpinned: number, all: number): string {
  return `${unpinned} of ${all} packages have no version`;
}
