import { type Failure, failure } from "../outcome/outcome.ts";

/** Whether a text begins as a web page does. Where one is sent instead of what was asked for, it is a login or an error. */
export function beginsAsPage(text: string): boolean {
  return /^\s*<(?:!doctype html|html|head)/i.test(text.slice(0, 512));
}

/** Somebody sends a page for people where `what` should be: a login, most often. */
export function aPage(host: string, what: string): Failure {
  return failure("malformed", host, `sends a web page instead of ${what}: a login or an error, perhaps`);
}
