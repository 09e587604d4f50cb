import type { Span } from "../../text/span.ts";
import { type Argument, isInsteadOf } from "../call.ts";
import { isWhollyUnknown } from "./package-word.ts";

/** The options of a program, as its manual lists them. */
export interface OptionDefinition {
  /** Options that take a value. An entry holds the spellings of one option, its name first: `--target-release -t`. */
  readonly valued: readonly string[];
  /** Flags that somebody asks for or that have several spellings; a flag that is not listed is known by its own spelling. */
  readonly flags?: readonly string[];
  /** `gnu` (when not given): `-yt X` is `-y -t X`. `one-dash`: `-Name X`, `-name=X`, `-name:X`; no clusters. */
  readonly style?: "gnu" | "one-dash";
  /** PowerShell and its kin: `-VERSION` is `-Version`. */
  readonly ignoreCase?: boolean;
  /**
   * A long option may be cut short: `--extra-index` is `--extra-index-url` for optparse, argparse and getopt_long. Then the flags hold
   * those that begin the name of another option, as `--pre` does that of `--prefix`.
   */
  readonly abbreviates?: boolean;
  /** A flag may be followed by its value: `--save false`, as nopt reads it. */
  readonly takesBooleans?: boolean;
  /** The first word ends the options: what follows belongs to another program (`npx tool --flag`). */
  readonly endsAtWord?: boolean;
}

/** An option definition made ready for reading; made once by `optionTable`. */
export interface OptionTable {
  readonly definition: OptionDefinition;
  /** Name of the option and whether it takes a value, by spelling. */
  readonly bySpelling: ReadonlyMap<string, OptionName>;
}

interface OptionName {
  readonly name: string;
  readonly valued: boolean;
}

/** One option as used. `span` and `written` take in its value, also where that is the next word. */
export interface OptionUse {
  readonly name: string;
  readonly value: Argument | undefined;
  readonly span: Span;
  readonly written: string;
}

/** The arguments of a call, told apart. */
export interface ReadArguments {
  readonly options: readonly OptionUse[];
  /** All that is neither an option nor its value, in order. */
  readonly words: readonly Argument[];
}

/** Makes a definition ready for reading when its program is met: a file uses few of those that are known. */
export function optionTable(definition: OptionDefinition): OptionTable {
  let bySpelling: OptionTable["bySpelling"] | undefined;
  return {
    definition,
    get bySpelling() {
      bySpelling ??= spellingsOf(definition);
      return bySpelling;
    },
  };
}

function spellingsOf(definition: OptionDefinition): OptionTable["bySpelling"] {
  const bySpelling = new Map<string, OptionName>();
  const add = (entries: readonly string[], valued: boolean) => {
    for (const entry of entries) {
      const spellings = entry.split(" ");
      const name = spellings[0] ?? entry;
      for (const spelling of spellings) bySpelling.set(foldCase(definition, spelling), { name, valued });
    }
  };
  add(definition.valued, true);
  add(definition.flags ?? [], false);
  return bySpelling;
}

/** Long options from their names without dashes, parted by blanks; other spellings stand behind `|`, short ones as one letter. */
export function longOptions(names: string): readonly string[] {
  return optionsOf(names, (name) => (name.length === 1 ? "-" : "--"));
}

/** The same for options of one dash, as PowerShell has them. */
export function dashOptions(names: string): readonly string[] {
  return optionsOf(names, () => "-");
}

function optionsOf(names: string, dashes: (name: string) => string): readonly string[] {
  const spellings = (option: string) => option.split("|").map((name) => dashes(name) + name);
  return names
    .trim()
    .split(/\s+/)
    .map((option) => spellings(option).join(" "));
}

/** What every command of PowerShell takes. Source: about_CommonParameters. */
export const COMMON_PARAMETERS = dashOptions(`
  erroraction|ea errorvariable|ev warningaction|wa warningvariable|wv informationaction|infa informationvariable|iv
  outvariable|ov outbuffer|ob pipelinevariable|pv progressaction|proga
`);

/** Tells options, their values and the other words of a call apart. `--` ends the options. */
export function readOptions(args: readonly Argument[], table: OptionTable): ReadArguments {
  const options: OptionUse[] = [];
  const words: Argument[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index];
    if (argument === undefined) break;
    if (argument.text === "--") {
      words.push(...args.slice(index + 1));
      break;
    }
    if (!isOption(argument)) {
      words.push(argument);
      if (table.definition.endsAtWord !== true) continue;
      words.push(...args.slice(index + 1));
      break;
    }
    const last = readOption(argument, table, options);
    const next = args[index + 1];
    if (next === undefined) {
      // A variable that holds nothing leaves its option alone: `--version $VERSION`.
      if (last !== undefined) options.push(useOf(last, tailOf(argument, argument.text.length), argument));
      continue;
    }
    const name = last ?? (table.definition.takesBooleans === true ? flagBefore(next, options) : undefined);
    if (name === undefined) continue;
    options.push(withNextWord(name, argument, next));
    index += 1;
    while (isInsteadOf(next, args[index + 1])) index += 1;
  }
  return { options, words };
}

/** The flag read last, taken back where its value follows. */
function flagBefore({ text }: Argument, options: OptionUse[]): string | undefined {
  const isValue = text === "true" || text === "false";
  return isValue && options.at(-1)?.value === undefined ? options.pop()?.name : undefined;
}

/** The last use of an option, by its name in the table. */
export function optionNamed(read: ReadArguments, name: string): OptionUse | undefined {
  return read.options.findLast((option) => option.name === name);
}

/** True when one of the options is used. */
export function hasOption(read: ReadArguments, ...names: readonly string[]): boolean {
  return read.options.some((option) => names.includes(option.name));
}

/** The values given to an option, in order. */
export function valuesOf(read: ReadArguments, ...names: readonly string[]): readonly Argument[] {
  const values: Argument[] = [];
  for (const { name, value } of read.options) if (value !== undefined && names.includes(name)) values.push(value);
  return values;
}

/** The words from the first that is known on, which is the subcommand: `apt-get $OPTIONS install curl`. */
export function wordsFromSubcommand(read: ReadArguments): readonly Argument[] {
  const first = read.words.findIndex((word) => !isWhollyUnknown(word));
  return first <= 0 ? read.words : read.words.slice(first);
}

/** The argument from its character `start` on. Its span begins there too, unless quotes or variables hide where that is. */
export function tailOf(argument: Argument, start: number): Argument {
  const { span, written, text, unknown } = argument;
  const isLiteral = written.startsWith(text.slice(0, start));
  const isPlain = isLiteral && span.end - span.start === written.length;
  return {
    ...argument,
    span: isPlain ? { start: span.start + start, end: span.end } : span,
    written: isLiteral ? written.slice(start) : text.slice(start),
    text: text.slice(start),
    unknown: unknown
      .filter((part) => part.end > start)
      .map((part) => ({ start: Math.max(0, part.start - start), end: part.end - start })),
  };
}

function isOption({ text, unknown }: Argument): boolean {
  return text.length > 1 && text.charCodeAt(0) === 45 && unknown[0]?.start !== 0;
}

function foldCase(definition: OptionDefinition, spelling: string): string {
  return definition.ignoreCase === true ? spelling.toLowerCase() : spelling;
}

/** Adds the options of one word; the name of its last one is returned instead when its value is the next word. */
function readOption(argument: Argument, table: OptionTable, options: OptionUse[]): string | undefined {
  const { text } = argument;
  const isLong = text.charCodeAt(1) === 45 || table.definition.style === "one-dash";
  const separator = isLong ? separatorOf(text, table.definition) : -1;
  const spelling = foldCase(table.definition, separator < 0 ? text : text.slice(0, separator));
  const option = table.bySpelling.get(spelling) ?? (isLong ? cutShort(spelling, table) : undefined);
  if (!isLong && option === undefined) return readCluster(argument, table, options);
  if (separator < 0 && option?.valued === true) return option.name;
  const value = separator < 0 ? undefined : tailOf(argument, separator + 1);
  options.push(useOf(option?.name ?? spelling, value, argument));
  return undefined;
}

/** The one option whose name begins so, where the program takes it for that. */
function cutShort(start: string, { definition, bySpelling }: OptionTable): OptionName | undefined {
  if (definition.abbreviates !== true) return undefined;
  let found: OptionName | undefined;
  for (const [spelling, option] of bySpelling) {
    if (!spelling.startsWith(start)) continue;
    if (found !== undefined && found.name !== option.name) return undefined;
    found = option;
  }
  return found;
}

function separatorOf(text: string, definition: OptionDefinition): number {
  const equals = text.indexOf("=");
  if (definition.style !== "one-dash") return equals;
  const colon = text.indexOf(":");
  if (equals < 0 || colon < 0) return Math.max(equals, colon);
  return Math.min(equals, colon);
}

/** `-yqt X`, `-yqtX`, `-q=2`: letter by letter. */
function readCluster(argument: Argument, table: OptionTable, options: OptionUse[]): string | undefined {
  const { text } = argument;
  for (let index = 1; index < text.length; index += 1) {
    const spelling = foldCase(table.definition, `-${text[index]}`);
    const option = table.bySpelling.get(spelling);
    const name = option?.name ?? spelling;
    const hasEquals = text[index + 1] === "=";
    if (option?.valued === true && index + 1 === text.length) return name;
    if (option?.valued === true || hasEquals) {
      options.push(useOf(name, tailOf(argument, index + (hasEquals ? 2 : 1)), argument));
      return undefined;
    }
    options.push(useOf(name, undefined, argument));
  }
  return undefined;
}

function useOf(name: string, value: Argument | undefined, { span, written }: Argument): OptionUse {
  return { name, value, span, written };
}

/** The value of an option that is the next word. A word of a list variable may stand elsewhere: then the span is the option's. */
function withNextWord(name: string, argument: Argument, next: Argument): OptionUse {
  const { span, written } = withNext(argument, next);
  return { name, value: next, span, written };
}

/** Two words that follow each other, as one; the first alone where the second stands elsewhere. */
export function withNext(first: Argument, next: Argument): { readonly span: Span; readonly written: string } {
  const { span, via, written } = first;
  const gap = next.span.start - span.end;
  // Of a list all words have the variable in common, but one that it takes from another variable stands there.
  const isBehind = next.via === via && (via === undefined ? gap >= 0 : gap === 1);
  return isBehind
    ? { span: { start: span.start, end: next.span.end }, written: `${written} ${next.written}` }
    : { span, written };
}
