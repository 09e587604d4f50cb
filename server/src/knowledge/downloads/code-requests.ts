import type { Call } from "../call.ts";
import { sliceOf } from "../managers/argument-slice.ts";
import { withoutVersion } from "../managers/program-name.ts";
import { plainRequest, type Request } from "./downloader.ts";
import { redirectTarget } from "./redirect-target.ts";

/** The option behind which a program takes its code, by the program's name without a version. */
const CODE_OPTIONS: ReadonlyMap<string, string> = new Map([
  ["php", "-r"],
  ["python", "-c"],
]);

/** `copy('URL', 'FILE')` and `readfile('URL')` of PHP, `urlretrieve('URL', 'FILE')` of Python. Sources: their manuals. */
const FETCH = /\b(?:copy|readfile|urlretrieve)\( ?["'](https?:\/\/[^"'\s]+)["'](?:, ?["']([^"']+)["'])?/g;

/** The requests that the code in a call's arguments makes: `php -r "copy('URL', 'FILE');"`. */
export function codeRequests(call: Call): readonly Request[] {
  const option = CODE_OPTIONS.get(withoutVersion(call.program));
  const code = option === undefined ? undefined : call.args[call.args.findIndex(({ text }) => text === option) + 1];
  if (option === undefined || code === undefined || !code.text.includes("://")) return NO_REQUESTS;
  const redirected = redirectTarget(call);
  return Array.from(code.text.matchAll(FETCH), ({ 0: use, 1: url = "", 2: file, index }): Request => {
    const start = index + use.indexOf(url);
    const end = index + use.length - 1;
    const target = file === undefined || file.startsWith("php:") ? redirected : sliceOf(code, end - file.length, end);
    return plainRequest(call, sliceOf(code, start, start + url.length), target);
  });
}

const NO_REQUESTS: readonly Request[] = [];
