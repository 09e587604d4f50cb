import type { Assignment, Word } from "./script.ts";
import { baseNameOf, literalOf } from "./word-text.ts";

/** How a program runs another one that stands among its words. */
interface Wrapper {
  /** Options that take the next word as their value. */
  readonly valued?: readonly string[];
  /** Words in front of the program: `timeout 5 cmd`, `gosu user cmd`. */
  readonly words?: number;
  /** `NAME=value` words in front of the program set its environment. */
  readonly assigns?: boolean;
}

/** Programs that only run another program. Sources: their manuals. */
const WRAPPERS: ReadonlyMap<string, Wrapper> = new Map<string, Wrapper>([
  [
    "sudo",
    {
      valued: ["-u", "--user", "-g", "--group", "-h", "--host", "-p", "--prompt", "-C", "--close-from", "-r", "--role"],
      assigns: true,
    },
  ],
  ["doas", { valued: ["-u", "-C"] }],
  ["env", { valued: ["-u", "--unset", "-C", "--chdir"], assigns: true }],
  [
    "xargs",
    {
      valued: [
        "-a",
        "--arg-file",
        "-d",
        "--delimiter",
        "-E",
        "-I",
        "-L",
        "--max-lines",
        "-n",
        "--max-args",
        "-P",
        "--max-procs",
        "-s",
      ],
    },
  ],
  ["time", { valued: ["-f", "--format", "-o", "--output"] }],
  ["nice", { valued: ["-n", "--adjustment"] }],
  ["ionice", { valued: ["-c", "--class", "-n", "--classdata", "-p"] }],
  ["nohup", {}],
  ["exec", { valued: ["-a"] }],
  ["command", {}],
  ["builtin", {}],
  ["timeout", { valued: ["-s", "--signal", "-k", "--kill-after"], words: 1 }],
  ["stdbuf", { valued: ["-i", "-o", "-e"] }],
  ["setarch", { words: 1 }],
  ["linux32", {}],
  ["linux64", {}],
  ["gosu", { words: 1 }],
  ["su-exec", { words: 1 }],
  ["setpriv", { valued: ["--reuid", "--regid", "--groups"] }],
  ["chpst", { valued: ["-u", "-U", "-e", "-m"] }],
  ["runuser", { valued: ["-u", "--user", "-g", "--group", "-G"] }],
  ["chroot", { valued: ["--userspec", "--groups"], words: 1 }],
  ["flock", { valued: ["-w", "--timeout", "-E"], words: 1 }],
  ["dbus-run-session", {}],
  ["catchsegv", {}],
  ["eatmydata", {}],
  ["fakeroot", {}],
  ["unbuffer", {}],
]);

/** The program that a command really runs. */
export interface Unwrapped {
  readonly wrappers: readonly string[];
  readonly assignments: readonly Assignment[];
  readonly words: readonly Word[];
}

/** Peels wrappers off the words of a command. A wrapper that runs nothing stays the program. */
export function unwrap(words: readonly Word[]): Unwrapped {
  const wrappers: string[] = [];
  const assignments: Assignment[] = [];
  let start = 0;
  while (wrappers.length < words.length) {
    const name = baseNameOf(words[start]);
    const wrapper = name === undefined ? undefined : WRAPPERS.get(name);
    if (name === undefined || wrapper === undefined) break;
    const next = programBehind(words, start + 1, wrapper, assignments);
    if (next >= words.length) break;
    wrappers.push(name);
    start = next;
  }
  return { wrappers, assignments, words: start === 0 ? words : words.slice(start) };
}

function programBehind(words: readonly Word[], from: number, wrapper: Wrapper, assignments: Assignment[]): number {
  let index = from;
  let toSkip = wrapper.words ?? 0;
  for (; index < words.length; index += 1) {
    const word = words[index];
    const text = literalOf(word);
    const assignment = wrapper.assigns === true ? assignmentOf(word) : undefined;
    if (text === "--") continue;
    if (text?.startsWith("-") === true) {
      if (wrapper.valued?.includes(text) === true) index += 1;
    } else if (assignment !== undefined) assignments.push(assignment);
    else if (toSkip > 0) toSkip -= 1;
    else break;
  }
  return index;
}

/** `NAME=value` as a word. */
function assignmentOf(word: Word | undefined): Assignment | undefined {
  const [first, ...rest] = word?.parts ?? [];
  if (word === undefined || first?.kind !== "text") return undefined;
  const match = /^([A-Za-z_]\w*)=/.exec(first.text);
  if (match === null || match[1] === undefined) return undefined;
  const valueStart = first.span.start + match[0].length;
  const head = { ...first, text: first.text.slice(match[0].length), span: { start: valueStart, end: first.span.end } };
  const value: Word = {
    span: { start: valueStart, end: word.span.end },
    raw: word.raw.slice(match[0].length),
    parts: head.text === "" ? rest : [head, ...rest],
  };
  return { name: match[1], values: [value], array: false, append: false, span: word.span };
}
