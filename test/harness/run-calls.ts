import { type Evaluation, evaluate } from "../../server/src/model/evaluate/evaluate.ts";
import type { Values } from "../../server/src/model/evaluate/variables.ts";
import { parseScript } from "../../server/src/syntax/shell/parse-script.ts";
import { tracedText } from "../../server/src/text/traced.ts";

/** What a text does in `sh`, or in bash where `posix` is false, with ENV and ARG values of the stage that stand in front of it. Offsets are those of `text`. */
export function runCalls(text: string, outer: Readonly<Record<string, string>> = {}, posix = true): Evaluation {
  const script = parseScript({ text, at: [0], from: [0] }, "sh");
  const lookup = (name: string): Values => {
    const value = outer[name];
    return value === undefined ? undefined : [tracedText(value, -1000)];
  };
  return evaluate(script, {
    source: text,
    outer: { lookup },
    shell: { language: "sh", errexit: false, pipefail: false, errorAction: "continue", posix, aliases: false },
  });
}

/** One line a call: `program arg arg`, an unknown part in `‹ ›`, a word of a list variable with `(via NAME)`. */
export function describeCalls({ calls }: Evaluation): readonly string[] {
  return calls.map(({ program, args }) =>
    [
      program,
      ...args.map(({ text, unknown, via }) => `${marked(text, unknown)}${via === undefined ? "" : `(via ${via})`}`),
    ].join(" "),
  );
}

function marked(text: string, unknown: readonly { readonly start: number; readonly end: number }[]): string {
  let result = "";
  let at = 0;
  for (const { start, end } of unknown) {
    result += `${text.slice(at, start)}‹${text.slice(start, end)}›`;
    at = end;
  }
  return result + text.slice(at);
}
