import type { Argument, Call } from "../../knowledge/call.ts";
import { baseName } from "../../knowledge/downloads/downloader.ts";
import { type FoundCheck, namesOf } from "./check.ts";

/** Programs that compute sums; the kind is that of `download-weak`. */
export function sumKind(program: string): "sha" | "sha1" | "md5" | undefined {
  if (/^(?:md5sum|md5|gmd5sum)$/.test(program)) return "md5";
  if (/^g?sha1sum$/.test(program)) return "sha1";
  return /^(?:g?sha(?:224|256|384|512)?(?:sum)?|shasum|g?b2sum|b3sum|cksum)$/.test(program) ? "sha" : undefined;
}

/** `sha256sum -c`: the files are named by what it reads, from a file, a pipe, a here-string or a substitution. */
export function sumCheck(call: Call, calls: readonly Call[]): FoundCheck | undefined {
  const { program, args } = call.program === "busybox" ? withoutFirst(call) : call;
  const kind = sumKind(program);
  if (kind === undefined || !args.some(asksToCheck)) return undefined;
  const files = args.filter(({ text }) => !text.startsWith("-") && !/^\d+$/.test(text));
  const names = new Set<string>();
  const lists: string[] = files.flatMap(namesOf);
  let hash: Argument | undefined;
  const readText = (word: Argument) => {
    for (const name of wordNames(word)) names.add(name);
    if (hash === undefined || word.unknown.length > 0) hash = word;
  };
  for (const redirect of call.redirects) {
    if (redirect.operator === "<") lists.push(...namesOf(redirect.target));
    else if (redirect.operator === "<<<" || redirect.operator === "<<") readText(redirect.target);
  }
  let isFromList = lists.length > 0;
  for (const feeder of feedersOf(call, calls)) {
    const isPrinted = feeder.program === "echo" || feeder.program === "printf";
    for (const word of feeder.args) readText(word);
    for (const redirect of feeder.redirects) readText(redirect.target);
    if (!isPrinted) {
      isFromList = true;
      lists.push(...feeder.args.flatMap(namesOf));
    }
  }
  const listNames = lists.filter((name) => name !== "-");
  return { kind, names, lists: listNames, trust: isFromList ? "remote" : trustOf(hash), failsOnMismatch: true };
}

function trustOf(hash: Argument | undefined): FoundCheck["trust"] {
  return hash !== undefined && hash.unknown.length > 0 && !/[0-9a-f]{32}/i.test(hash.text) ? "arg" : "inline";
}

function withoutFirst(call: Call): Pick<Call, "program" | "args"> {
  return { program: call.args[0]?.text ?? "", args: call.args.slice(1) };
}

/** `-c`, `--check`, busybox's `-cs`, `-a 256 -c`. */
function asksToCheck({ text }: Argument): boolean {
  return text.startsWith("--") ? text === "--check" : /^-[A-Za-z]*c/.test(text);
}

/** Calls whose output a call reads: earlier members of its pipeline, and its own substitutions. */
export function feedersOf(call: Call, calls: readonly Call[]): readonly Call[] {
  const pipes = new Map(
    call.path.flatMap((step) => (step.kind === "pipeline" && step.size > 1 ? [[step.id, step.index] as const] : [])),
  );
  return calls.filter((other) =>
    other.path.some((step) => {
      if (step.kind === "substitution") return step.of === call.index;
      const own = step.kind === "pipeline" ? pipes.get(step.id) : undefined;
      return own !== undefined && step.index < own;
    }),
  );
}

/** Every word of a text that names a file: `SUM  file`, `SUM *file`, several lines. */
function wordNames({ text, written }: Argument): readonly string[] {
  return [...words(text).map((word) => baseName(word)), ...words(written)];
}

function words(text: string): readonly string[] {
  return text
    .split(/\s+|\\n/)
    .map((word) => word.replace(/^[*'"]+|['"]+$/g, ""))
    .filter((word) => word !== "");
}
