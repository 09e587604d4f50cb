import { parseArgs } from "node:util";
import type { Outcome } from "../outcome/outcome.ts";
import { failure, success } from "../outcome/outcome.ts";
import { suggestion } from "../text/nearest-name.ts";

/** An option of a command. */
export interface Option {
  readonly name: string;
  readonly short?: string;
  /** Name of its value in the help; undefined: a switch. */
  readonly value?: string;
  /** May be given several times. */
  readonly isList?: true;
  /** Words that the value may be. */
  readonly choices?: readonly string[];
  /** Its value is a whole number from 1 on. */
  readonly isCount?: true;
  readonly help: string;
}

/** The words behind a command, sorted. */
export interface Arguments {
  readonly words: readonly string[];
  has(name: string): boolean;
  /** The last value given. */
  value(name: string): string | undefined;
  values(name: string): readonly string[];
}

/**
 * Sorts the words of the command line by the options of a command; what does not fit is `malformed`. `elsewhere` says where an option is
 * that this command does not have, or nothing.
 */
export function readArguments(
  words: readonly string[],
  options: readonly Option[],
  elsewhere: (name: string) => string = () => "",
): Outcome<Arguments> {
  const config = Object.fromEntries(options.map((option) => [option.name, parserOption(option)]));
  try {
    const { values, positionals } = parseArgs({
      args: inLongForm(words, options),
      options: config,
      allowPositionals: true,
      strict: true,
    });
    const given = new Map(Object.entries(values).map(([name, value]) => [name, [value].flat().map(String)]));
    if (positionals.includes("")) return failure("malformed", "arguments", "a word is empty: is a variable not set?");
    const wrong = options.map((option) => wrongValue(option, given.get(option.name) ?? [])).find(Boolean);
    if (wrong !== undefined) return failure("malformed", "arguments", wrong);
    return success({
      words: positionals,
      has: (name) => given.has(name),
      value: (name) => given.get(name)?.at(-1),
      values: (name) => given.get(name) ?? [],
    });
  } catch (error) {
    return failure("malformed", "arguments", explained(error, options, elsewhere));
  }
}

/** `-o=FILE` as `--output=FILE`: to Node the value of the short one begins with the sign. */
function inLongForm(words: readonly string[], options: readonly Option[]): string[] {
  const end = words.indexOf("--");
  return words.map((word, index) => {
    const option =
      end < 0 || index < end ? options.find(({ short }) => short && word.startsWith(`-${short}=`)) : undefined;
    return option === undefined ? word : `--${option.name}${word.slice("-o".length)}`;
  });
}

function parserOption({ short, value }: Option) {
  const base = value === undefined ? { type: "boolean" as const } : { type: "string" as const };
  return { ...base, multiple: true, ...(short === undefined ? {} : { short }) };
}

function wrongValue({ name, value, choices, isCount }: Option, given: readonly string[]): string | undefined {
  if (given.includes("")) return `--${name} needs a value (${value}), and got an empty one: is a variable not set?`;
  const strange = isCount === true ? given.find((value) => !/^[1-9]\d{0,5}$/.test(value)) : undefined;
  if (strange !== undefined) return `--${name} takes a whole number from 1 on, not "${strange}"`;
  if (choices === undefined) return undefined;
  const wrong = given.find((value) => !choices.includes(value));
  if (wrong === undefined) return undefined;
  return `--${name} is one of ${choices.join(", ")}, not "${wrong}"${suggestion(wrong, choices)}`;
}

/** What Node says, in our words, with the nearest option that exists. */
function explained(error: unknown, options: readonly Option[], elsewhere: (name: string) => string): string {
  const message = error instanceof Error ? error.message : String(error);
  const unknown = /^Unknown option '(--?)([^']*)'/.exec(message);
  const valued = /^Option '(?:-\w, )?--([\w-]+)(?: <value>)?' argument (?:missing|is ambiguous)/.exec(message)?.[1];
  const idle = /^Option '(?:-\w, )?--([\w-]+)' does not take an argument/.exec(message)?.[1];
  if (idle !== undefined) return `--${idle} takes no value`;
  const option = options.find(({ name }) => name === valued);
  if (option !== undefined)
    return `--${option.name} needs a value (${option.value}); one that begins with a dash is written --${option.name}=-…`;
  if (unknown === null) return message;
  const name = unknown[2] ?? "";
  const names = options.map((each) => `--${each.name}`);
  return `there is no option ${unknown[1]}${name}${elsewhere(name) || suggestion(`--${name}`, names)}`;
}
