import type { Argument, Call } from "../../knowledge/call.ts";
import { sliceOf } from "../../knowledge/managers/argument-slice.ts";
import { type CheckKind, namedSubject, type Subject, wordsIn } from "./check.ts";

const SUM_PROGRAMS: ReadonlyMap<string, CheckKind> = new Map([
  ["md5sum", "md5"],
  ["md5", "md5"],
  ["gmd5sum", "md5"],
  ["sha1sum", "sha1"],
  ["gsha1sum", "sha1"],
  ["sha1", "sha1"],
  ...["sha224", "sha256", "sha384", "sha512"].flatMap((name): readonly (readonly [string, CheckKind])[] => [
    [name, "sha"],
    [`${name}sum`, "sha"],
    [`g${name}sum`, "sha"],
  ]),
  ["sha3sum", "sha"],
  ["b2sum", "sha"],
  ["gb2sum", "sha"],
  ["b3sum", "sha"],
  ["rhash", "sha"],
]);

/** Programs that compare sums. */
export const SUM_CHECKERS: ReadonlySet<string> = new Set([...SUM_PROGRAMS.keys(), "shasum", "cksum"]);

/** What a program that computes or compares sums computes, `shasum` and `cksum` by their option. Undefined for any other program. */
export function sumKind({ program, args }: Pick<Call, "program" | "args">): CheckKind | undefined {
  if (program !== "shasum" && program !== "cksum") return SUM_PROGRAMS.get(program);
  const option = args.findIndex(({ text }) => /^(?:-a|--algorithm(?:=|$))/.test(text));
  const written = args[option]?.text.replace(/^(?:-a|--algorithm=?)/, "");
  const algorithm = written === "" ? args[option + 1]?.text : written;
  if (algorithm === undefined && program === "cksum") return args.some(({ text }) => asksToCheck(text)) ? "sha" : "md5";
  if (algorithm === undefined) return "sha1";
  if (/^(?:sha)?1$/.test(algorithm)) return "sha1";
  return /^(?:md5|crc|bsd|sysv)/.test(algorithm) ? "md5" : "sha";
}

interface PrintedSum {
  readonly kind: CheckKind;
  readonly of: Subject;
}

/** A sum or fingerprint that a call prints, with the files that it is of; undefined when it prints none. */
export function printedSum(call: Call, inputs: readonly Argument[]): PrintedSum | undefined {
  if (RUNS_CODE.test(call.program)) return sumInCode(call);
  const kind = printedKind(call);
  if (kind === undefined) return undefined;
  const files = wordsIn([...call.args, ...inputs]);
  return files.length === 0 && readsText(call) ? undefined : { kind, of: namedSubject(files) };
}

/** `sha256sum << FILE` and `<<< FILE` compute the sum of a text in the RUN, which tells nothing of a file. */
function readsText({ redirects }: Call): boolean {
  return redirects.some(({ operator, target }) => operator.startsWith("<<") && target.unknown.length === 0);
}

function printedKind({ program, args }: Pick<Call, "program" | "args">): CheckKind | undefined {
  const sum = sumKind({ program, args });
  if (sum !== undefined) return args.some(({ text }) => asksToCheck(text)) ? undefined : sum;
  switch (program) {
    case "openssl":
      return opensslKind(args);
    case "get-filehash":
      return namedKind(args, "sha256");
    case "certutil":
      return namedKind(args, "sha1");
    case "gpg":
    case "gpg2":
      if (args.some(({ text }) => text === "--print-md")) return namedKind(args, "");
      return args.some(({ text }) => FINGERPRINT_OPTIONS.has(text)) ? "gpg" : undefined;
    case "get-authenticodesignature":
      return "gpg";
    case "git":
      return args.some(({ text }) => text === "rev-parse") ? "commit" : undefined;
    default:
      return undefined;
  }
}

/** Options, and words of `--import-options`, with which gpg prints the fingerprints of keys. Source: gpg(1). */
const FINGERPRINT_OPTIONS: ReadonlySet<string> = new Set([
  "--show-keys",
  "--show-key",
  "--fingerprint",
  "--with-fingerprint",
  "--list-keys",
  "-k",
  "import-show",
  "show-only",
]);

/** `-c`, `--check`, busybox's `-cs`. */
export function asksToCheck(text: string): boolean {
  return text.startsWith("--") ? text === "--check" : text.startsWith("-") && text.includes("c");
}

/** `openssl dgst -sha256`, `openssl sha256`; `-verify` is a signature. Source: openssl-dgst(1). */
function opensslKind(args: readonly Argument[]): CheckKind | undefined {
  const [command] = args;
  if (command === undefined || args.some(({ text }) => text === "-verify")) return undefined;
  return algorithmKind(command.text === "dgst" ? digestOption(args) : command.text);
}

function algorithmKind(name: string): CheckKind | undefined {
  if (name.startsWith("md5")) return "md5";
  if (name === "sha1") return "sha1";
  return name.startsWith("sha") || name.startsWith("blake2") ? "sha" : undefined;
}

/** Programs whose code is looked at for sums. */
export const RUNS_CODE = /^(?:php|python[\d.]*)$/;

/**
 * `hash_file('sha384', 'FILE')`, `hash('sha256', file_get_contents('FILE'))`, `md5_file('FILE')`, `hashlib.sha256(open('FILE', 'rb')`.
 * Sources: the manual of PHP, Hash; Python's hashlib.
 */
const SUM_IN_CODE =
  /\b(?:hash(?:_file)?\( ?["']([\w-]+)["'], ?(?:file_get_contents\( ?)?|(md5|sha1)_file\( ?|hashlib\.(\w+)\( ?open\( ?)["']([^"']+)["']/;

function sumInCode({ args }: Call): PrintedSum | undefined {
  for (const code of args) {
    const found = SUM_IN_CODE.exec(code.text);
    if (found === null) continue;
    const { 0: use, 1: named, 2: own, 3: algorithm = "", 4: file = "", index } = found;
    const kind = algorithmKind((named ?? own ?? algorithm).toLowerCase());
    const end = index + use.length - 1;
    if (kind !== undefined) return { kind, of: namedSubject([sliceOf(code, end - file.length, end)]) };
  }
  return undefined;
}

function digestOption(args: readonly Argument[]): string {
  const option = args.find(({ text }) => /^-(?:sha|md5|blake2)/.test(text));
  return option === undefined ? "sha256" : option.text.slice(1);
}

/** An algorithm that a word of its own names, or that of the program. Sources: Get-FileHash; certutil, `-hashfile`. */
function namedKind(args: readonly Argument[], own: string): CheckKind | undefined {
  const named = args.find(({ text }) => /^(?:md5|sha\d+)$/i.test(text));
  return algorithmKind((named?.text ?? own).toLowerCase());
}
