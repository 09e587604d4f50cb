import type { Call } from "../call.ts";
import { baseName } from "./downloader.ts";

/** True for a call that takes a key from its input or arguments: `apt-key add`, `gpg --import`, `gpg --dearmor`, `rpm --import`. */
export function takesKey({ program, args }: Call): boolean {
  switch (program) {
    case "apt-key":
      return true;
    case "rpm":
    case "rpmkeys":
      return args.some(({ text }) => text === "--import");
    case "gpg":
    case "gpg2":
      return args.some(({ text }) => text === "--dearmor" || text === "--import" || text === "--enarmor");
    default:
      return false;
  }
}

/** Base names of the files that the calls of a RUN import as keys. */
export function keyFilesIn(calls: readonly Call[]): ReadonlySet<string> {
  const files = new Set<string>();
  for (const call of calls) {
    if (!takesKey(call)) continue;
    for (const { text } of [...call.args, ...call.redirects.filter(isInput).map(({ target }) => target)])
      if (!text.startsWith("-") && !text.includes("://")) files.add(baseName(text));
  }
  return files;
}

function isInput({ operator }: Call["redirects"][number]): boolean {
  return operator === "<";
}
