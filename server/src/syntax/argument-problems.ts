import { type Span, shiftSpan } from "../text/span.ts";
import { wordEnd } from "./blanks.ts";
import type { Dockerfile, DockerWord, Instruction, Pair, Problem } from "./dockerfile.ts";
import { openedHeredoc } from "./heredoc.ts";
import { arrayText, commandStart } from "./instruction.ts";
import { isArrayOfOthers } from "./json-words.ts";
import { takesJson } from "./keywords.ts";
import { tooLongLines } from "./long-lines.ts";
import { pairsOf, wordsOf } from "./words.ts";

/** What BuildKit refuses in flags and arguments, in the order of the file. Source: its instructions/parse.go. */
export function argumentProblems(dockerfile: Dockerfile): readonly Problem[] {
  const problems: Problem[] = [...tooLongLines(dockerfile.text)];
  let isInStage = false;
  let isReported = false;
  for (const instruction of dockerfile.instructions) {
    const { keyword, onbuild, known, span } = instruction;
    if (!isInStage && !isReported) {
      isInStage = keyword === "FROM" && !onbuild;
      isReported = !isInStage && (keyword !== "ARG" || onbuild);
      const message = `${keyword} stands in front of the first FROM.`;
      if (isReported) problems.push({ span: instruction.keywordSpan, message });
    }
    if (known.problem === undefined) known.problem = relativeProblem(instruction, dockerfile.escape);
    if (known.problem !== null)
      problems.push({ span: shiftSpan(known.problem.span, span.start), message: known.problem.message });
  }
  return problems;
}

/** Its place relative to the instruction. */
function relativeProblem(instruction: Instruction, escape: string): Problem | null {
  const problem = problemOf(instruction, escape);
  return problem === undefined
    ? null
    : { span: shiftSpan(problem.span, -instruction.span.start), message: problem.message };
}

type Check = (instruction: Instruction, escape: string) => Problem | undefined;

const CHECKS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ["FROM", fromProblem],
  ["ENV", pairProblem],
  ["LABEL", pairProblem],
  ["ARG", pairProblem],
  ["COPY", copyProblem],
  ["ADD", copyProblem],
  ["VOLUME", volumeProblem],
  ["EXPOSE", emptyProblem],
  ["USER", emptyProblem],
  ["WORKDIR", emptyProblem],
  ["STOPSIGNAL", emptyProblem],
  ["MAINTAINER", emptyProblem],
  ["SHELL", shellProblem],
  ["HEALTHCHECK", healthcheckProblem],
]);

/** Instructions that take no flags at all. */
const WITHOUT_FLAGS: ReadonlySet<string> = new Set([
  "CMD",
  "ENTRYPOINT",
  "ENV",
  "EXPOSE",
  "LABEL",
  "MAINTAINER",
  "SHELL",
  "USER",
  "VOLUME",
  "WORKDIR",
]);

const NOT_IN_TRIGGERS: ReadonlySet<string> = new Set(["FROM", "MAINTAINER", "ONBUILD"]);

function problemOf(instruction: Instruction, escape: string): Problem | undefined {
  const { keyword, keywordSpan, flags, onbuild, form, body } = instruction;
  const [flag] = flags;
  if (onbuild && NOT_IN_TRIGGERS.has(keyword)) {
    return { span: keywordSpan, message: `${keyword} cannot be a trigger of ONBUILD.` };
  }
  if (flag !== undefined && WITHOUT_FLAGS.has(keyword)) {
    return { span: flag.span, message: `${keyword} takes no flags.` };
  }
  if (form !== "exec" && takesJson(keyword) && isArrayOfOthers(arrayText(keyword, body.text)))
    return { span: bodySpan(instruction), message: "A JSON array may hold strings only." };
  return CHECKS.get(keyword)?.(instruction, escape);
}

function bodySpan({ body, span, keywordSpan }: Instruction): Span {
  return body.text === "" ? keywordSpan : { start: span.start + (body.from[0] ?? 0), end: span.end };
}

/** Where a word or pair stands in the file. */
function placed({ span }: DockerWord | Pair, instruction: Instruction): Span {
  return shiftSpan(span, instruction.span.start);
}

function emptyProblem({ keyword, keywordSpan, body }: Instruction): Problem | undefined {
  return body.text === "" ? { span: keywordSpan, message: `${keyword} has no argument.` } : undefined;
}

const STAGE_NAME = /^[a-z][a-z0-9_.-]*$/;

function fromProblem(instruction: Instruction): Problem | undefined {
  const words = wordsOf(instruction);
  const [image, as, name] = words;
  if (image === undefined) return { span: instruction.keywordSpan, message: "FROM names no image." };
  // The placeholder of a template may hold blanks.
  if (as === undefined || /\{\{|<%/.test(instruction.body.text)) return undefined;
  if (name === undefined || words.length > 3 || as.joined.text.toLowerCase() !== "as") {
    return {
      span: { start: placed(as, instruction).start, end: instruction.span.end },
      message: "FROM takes an image, and AS a name.",
    };
  }
  if (STAGE_NAME.test(name.joined.text.toLowerCase())) return undefined;
  return {
    span: placed(name, instruction),
    message: "A stage name begins with a letter; letters, digits, - _ and . follow.",
  };
}

function pairProblem(instruction: Instruction, escape: string): Problem | undefined {
  const { keyword, keywordSpan } = instruction;
  const pairs = pairsOf(instruction, escape);
  if (pairs.length === 0) {
    const message = keyword === "ARG" ? "ARG names no argument." : `${keyword} needs a name and a value.`;
    return { span: keywordSpan, message };
  }
  const wrong = pairs.find((pair) => isWrongPair(pair, keyword));
  if (wrong === undefined) return undefined;
  const message = wrong.key.joined.text === "" ? "No name stands in front of this =." : "This word has no =.";
  return { span: placed(wrong, instruction), message };
}

function isWrongPair({ key, value }: Pair, keyword: string): boolean {
  return key.joined.text === "" || (value === undefined && keyword !== "ARG");
}

function copyProblem(instruction: Instruction): Problem | undefined {
  const { keyword, keywordSpan } = instruction;
  const words = wordsOf(instruction);
  const destination = words.at(-1);
  if (destination === undefined || words.length < 2) {
    return { span: keywordSpan, message: `${keyword} needs a source and a destination.` };
  }
  if (openedHeredoc(destination.joined.text) === undefined) return undefined;
  return { span: placed(destination, instruction), message: "A here-document cannot be the destination." };
}

function volumeProblem(instruction: Instruction): Problem | undefined {
  const words = wordsOf(instruction);
  const empty = words.find(({ joined }) => joined.text.trim() === "");
  if (empty !== undefined) return { span: placed(empty, instruction), message: "The path of a volume is empty." };
  return words.length === 0 ? { span: instruction.keywordSpan, message: "VOLUME has no argument." } : undefined;
}

function shellProblem(instruction: Instruction): Problem | undefined {
  if (instruction.form === "exec" && wordsOf(instruction).length > 0) return undefined;
  return { span: bodySpan(instruction), message: "SHELL takes a JSON array of strings." };
}

function healthcheckProblem(instruction: Instruction): Problem | undefined {
  const { body, keywordSpan, form } = instruction;
  const start = commandStart(body.text);
  const type = body.text.slice(0, wordEnd(body.text, 0, body.text.length)).toUpperCase();
  const hasCommand = form === "exec" ? wordsOf(instruction).length > 0 : start < body.text.length;
  if (type === "NONE") {
    return hasCommand ? { span: bodySpan(instruction), message: "HEALTHCHECK NONE takes no arguments." } : undefined;
  }
  if (type !== "CMD") return { span: keywordSpan, message: "HEALTHCHECK takes CMD with a command, or NONE." };
  return hasCommand ? undefined : { span: bodySpan(instruction), message: "HEALTHCHECK CMD has no command." };
}
