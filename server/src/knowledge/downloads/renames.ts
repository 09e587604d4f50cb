import type { Argument, Call } from "../call.ts";
import { baseName } from "./downloader.ts";

/** The name that a file has from a call on. */
export interface Rename {
  readonly name: string;
  /** Index of the call. */
  readonly call: number;
}

const DECOMPRESS = /^(?:--(?:de|un)compress$|-[a-zA-Z0-9]*d)/;
const DEARMOR = /^--dearmor$/;

/** Programs that unpack one file beside itself, and the option that asks them to; undefined: they need none. Sources: gzip(1), bzip2(1), xz(1), zstd(1), gpg(1). */
const UNPACKERS: ReadonlyMap<string, RegExp | undefined> = new Map([
  ["gunzip", undefined],
  ["bunzip2", undefined],
  ["unxz", undefined],
  ["unlzma", undefined],
  ["unzstd", undefined],
  ["gzip", DECOMPRESS],
  ["bzip2", DECOMPRESS],
  ["xz", DECOMPRESS],
  ["lzma", DECOMPRESS],
  ["zstd", DECOMPRESS],
  ["gpg", DEARMOR],
  ["gpg2", DEARMOR],
]);

const PACKED = /\.(?:gz|bz2|xz|lzma|zst)$/;
/** A packed archive in one word, of which `.tar` is left. */
const PACKED_ARCHIVE = /\.(?:tgz|taz|tbz2?|txz|tlz|tzst)$/;

/** What a call renames, by the first name: `mv OLD NEW`, or `xz -d FILE.xz`, which leaves FILE. Base names. */
export function renamesOf(call: Call): readonly (readonly [from: string, rename: Rename])[] {
  const { program, index } = call;
  if (program === "mv" || program === "cp" || program === "ln") return movesOf(call.args, index);
  if (program === "install") return movesOf(installed(call.args), index);
  if (!isUnpacker(call)) return [];
  const output = outputOf(call);
  if (output === "none") return [];
  return filesOf(call).flatMap((file) => {
    const name = output ?? (PACKED.test(file) ? file.replace(PACKED, "") : file.replace(PACKED_ARCHIVE, ".tar"));
    return name === "" || name === file ? [] : [[file, { name, call: index }] as const];
  });
}

function movesOf(args: readonly Argument[], call: number): readonly (readonly [from: string, rename: Rename])[] {
  const [from, to, third] = args.filter(({ text }) => !text.startsWith("-"));
  if (from === undefined || to === undefined || third !== undefined) return [];
  const name = baseName(to.text);
  return name === "" || name === "." ? [] : [[baseName(from.text), { name, call }]];
}

/** The words of install(1) without the values of `-m`, `-o`, `-g` and `-S`; none where it makes folders or fills one. */
function installed(args: readonly Argument[]): readonly Argument[] {
  if (args.some(({ text }) => /^(?:-[a-zA-Z]*[dt]|--directory|--target-directory)/.test(text))) return [];
  return args.filter((_, index) => !/^-[a-zA-Z]*[mogS]$/.test(args[index - 1]?.text ?? ""));
}

/** Files that are unpacked, the one that is its input among them. */
function filesOf({ args, redirects }: Call): readonly string[] {
  const inputs = redirects.filter(({ operator }) => operator === "<").map(({ target }) => target);
  return [...args, ...inputs].filter(({ text }) => !text.startsWith("-")).map(({ text }) => baseName(text));
}

function isUnpacker({ program, args }: Call): boolean {
  const option = UNPACKERS.get(program);
  return option === undefined ? UNPACKERS.has(program) : args.some(({ text }) => option.test(text));
}

/** The file that is named as output; `none` where it goes to a pipe; undefined: beside the packed file. */
function outputOf({ args, redirects }: Call): string | undefined {
  const option = args.findIndex(({ text }) => text === "-o" || text === "--output");
  if (option >= 0) return baseName(args[option + 1]?.text ?? "");
  const prints = args.some(({ text }) => text === "--stdout" || text === "--to-stdout" || /^-[a-zA-Z0-9]*c/.test(text));
  if (!prints && redirects.every(({ operator }) => operator !== "<")) return undefined;
  const target = redirects.find(({ operator }) => operator === ">")?.target.text;
  return target === undefined ? "none" : baseName(target);
}
