import { UNKNOWN_PART } from "../knowledge/image-reference.ts";
import type { DockerWord, Flag, Instruction } from "../syntax/dockerfile.ts";
import { expandWord } from "../syntax/expansion.ts";
import { wordsOf } from "../syntax/words.ts";
import type { JoinedText } from "../text/joined-text.ts";
import { shiftSpan } from "../text/span.ts";
import type { Traced } from "../text/traced.ts";
import type { ImageUse } from "./build-model.ts";
import { imageUse, type NamesInFile } from "./images.ts";
import type { Scope } from "./scope.ts";

/** What a reference is read with. */
export interface ReferenceReading {
  readonly scope: Scope;
  readonly escape: string;
  readonly names: NamesInFile;
}

/** The image and name of a FROM; undefined when it names none. */
export interface FromParts {
  readonly base: ImageUse;
  /** Lower case. */
  readonly name: string | undefined;
}

export function fromParts(instruction: Instruction, reading: ReferenceReading): FromParts | undefined {
  const words = wordsOf(instruction);
  const [image] = words;
  if (image === undefined) return undefined;
  const platform = instruction.flags.find((flag) => flag.name === "platform");
  const base = imageUse(
    {
      instr: "FROM",
      span: shiftSpan(image.span, instruction.span.start),
      raw: image.joined.text,
      expanded: expandKnown(image.joined, reading),
      platform: platform && expandKnown(wordOfFlag(platform).joined, reading),
    },
    reading.names,
  );
  // A template's placeholder may hold blanks: `FROM a:{{ version }} AS b`.
  const as = words.findIndex(({ joined }, index) => index > 0 && joined.text.toLowerCase() === "as");
  return { base, name: as < 0 ? undefined : words[as + 1]?.joined.text.toLowerCase() };
}

/** The images of `COPY --from` and `RUN --mount=from=`. */
export function flagImages(instruction: Instruction, reading: ReferenceReading): readonly ImageUse[] {
  const uses: ImageUse[] = [];
  for (const flag of instruction.flags) {
    const written = instruction.keyword === "RUN" ? mountSource(flag) : copySource(flag);
    if (written === undefined) continue;
    const instr = instruction.keyword === "RUN" ? "RUN --mount" : "COPY --from";
    const { span, joined } = written;
    const expanded = expandKnown(joined, reading);
    // Of COPY a number is a stage, and an error where there is none. Source: BuildKit, dockerfile2llb, `toCommand`.
    if (instr === "COPY --from" && NUMBER.test(expanded) && reading.names.stageOf(expanded) === undefined) continue;
    uses.push(imageUse({ instr, span, raw: joined.text, expanded, platform: undefined }, reading.names));
  }
  return uses;
}

const NUMBER = /^\d+$/;

function copySource(flag: Flag): DockerWord | undefined {
  return flag.name === "from" && flag.value !== "" ? wordOfFlag(flag) : undefined;
}

function mountSource(flag: Flag): DockerWord | undefined {
  const field = mountField(flag, "from");
  return field && wordOfFlag(flag, field.start, field.end);
}

/** Where the value of a key of `--mount=key=value,…` stands in the flag's value; undefined when it is not there. */
export function mountField(
  flag: Flag,
  ...keys: readonly string[]
): { readonly start: number; readonly end: number } | undefined {
  if (flag.name !== "mount") return undefined;
  let start = 0;
  for (const field of flag.value.split(",")) {
    const equals = field.indexOf("=");
    if (equals > 0 && keys.includes(field.slice(0, equals).trim().toLowerCase())) {
      return { start: start + equals + 1, end: start + field.length };
    }
    start += field.length + 1;
  }
  return undefined;
}

/** A flag's value, or a part of it, as a word; where quotes or a continuation hide the exact place, it stands at the whole value. */
function wordOfFlag({ value, valueSpan }: Flag, start = 0, end = value.length): DockerWord {
  const text = value.slice(start, end);
  const isExact = valueSpan.end - valueSpan.start === value.length;
  const span = isExact ? { start: valueSpan.start + start, end: valueSpan.start + end } : valueSpan;
  return { span, joined: { text, at: [0], from: [span.start] } };
}

/** The text of a word with UNKNOWN_PART for what is not known. */
function expandKnown(word: JoinedText, { scope, escape }: ReferenceReading): string {
  return withUnknownParts(expandWord(word, escape, (name) => scope.get(name)?.value).value);
}

function withUnknownParts({ text, unknown }: Traced): string {
  let result = "";
  let at = 0;
  for (const { start, end } of unknown) {
    result += text.slice(at, start) + UNKNOWN_PART;
    at = end;
  }
  return result + text.slice(at);
}
