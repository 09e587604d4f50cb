import type { Argument, Call } from "../call.ts";
import { baseName } from "./downloader.ts";
import { gpgFiles } from "./gpg.ts";

/** True for a call that takes a key from its input or arguments: `apt-key add`, `gpg --import`, `gpg --dearmor`, `rpm --import`; or fetches it. */
export function takesKey({ program, args }: Call): boolean {
  switch (program) {
    case "apt-key":
      return true;
    case "rpm":
    case "rpmkeys":
      return args.some(({ text }) => text === "--import");
    case "gpg":
    case "gpg2":
      return args.some(({ text }) => /^--(?:dearmor|import|enarmor|fetch-keys)$/.test(text));
    default:
      return false;
  }
}

/** What gpg and its kin take a file for: a key, a signature of another file, something that they verify itself, or take out of its signature. */
export type Signing = "key" | "signature" | "signed" | "wrapped";

/** What the calls of a RUN take files for, by base name. */
export function signingFilesIn(calls: readonly Call[]): ReadonlyMap<string, Signing> {
  const files = new Map<string, Signing>();
  const add = (words: readonly Argument[], signing: Signing) => {
    for (const { text } of words)
      if (!text.startsWith("-") && !text.includes("://")) files.set(baseName(text), signing);
  };
  for (const call of calls) {
    if (takesKey(call)) add([...call.args, ...inputsOf(call)], "key");
    const read = gpgFiles(call);
    if (read === undefined) continue;
    const { signature, signed, decrypts } = read;
    if (signature !== undefined) add([signature], "signature");
    else add(signed.length > 0 ? signed : inputsOf(call), decrypts ? "wrapped" : "signed");
  }
  return files;
}

function inputsOf({ redirects }: Call): readonly Argument[] {
  return redirects.filter(({ operator }) => operator === "<").map(({ target }) => target);
}
