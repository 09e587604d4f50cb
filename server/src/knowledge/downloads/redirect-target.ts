import type { Argument, Call, CallRedirect, PathStep } from "../call.ts";
import type { Target } from "./downloader.ts";

/** The file that the standard output of a call goes to, also where that of a group around it does. */
export function redirectTarget({ redirects, path }: Call): Target | undefined {
  let redirect = redirects.find(isOutput);
  for (let index = path.length - 1; redirect === undefined && index >= 0; index -= 1) {
    const step = path[index];
    if (step === undefined || endsElsewhere(step)) break;
    if (step.kind === "group") redirect = step.redirects.find(isOutput);
  }
  return redirect === undefined || redirect.target.text === "/dev/null" ? undefined : asTarget(redirect.target);
}

function isOutput({ operator, descriptor }: CallRedirect): boolean {
  return operator.startsWith(">") && operator !== ">&" && (descriptor ?? 1) === 1;
}

/** What is printed here is read by somebody else than the reader of what stands around it. */
function endsElsewhere(step: PathStep): boolean {
  if (step.kind === "pipeline") return step.index + 1 < step.size;
  return step.kind === "substitution" || step.kind === "nested" || step.kind === "function";
}

/** The file that a word names. */
export function asTarget(argument: Argument): Target {
  return { text: argument.text, written: argument.word?.written ?? argument.written };
}
