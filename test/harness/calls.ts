import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Argument, Call } from "../../server/src/knowledge/call.ts";
import type { Installation, Manager, PackageWord } from "../../server/src/knowledge/managers/manager.ts";
import type { ShellLanguage } from "../../server/src/syntax/shell/script.ts";
import type { Span } from "../../server/src/text/span.ts";

/** How the text of a command line becomes a call. */
export interface CallSettings {
  readonly language?: ShellLanguage;
  /** Variables whose value is known. */
  readonly variables?: Readonly<Record<string, string>>;
}

/**
 * The call that a command line makes. Blanks divide words; `'…'`, `"…"` and `\` quote; `$X`, `${X}`, `$X` with an operator and
 * `$(…)` are unknown unless the variable is given; `A=b` in front of the program is its environment; `xargs` may stand first. Spans are
 * offsets in the text.
 */
export function callOf(text: string, settings: CallSettings = {}): Call {
  const words = wordsOf(text, settings);
  const environment = new Map<string, string>();
  const fromInput = words[0]?.text === "xargs" ? words[0] : undefined;
  let first = fromInput === undefined ? 0 : 1;
  for (; /^[A-Za-z_]\w*=/.test(words[first]?.text ?? ""); first += 1) {
    const [name = "", ...rest] = (words[first]?.text ?? "").split("=");
    environment.set(name, rest.join("="));
  }
  const program = words[first];
  assert.ok(program !== undefined, `no program in ${text}`);
  return {
    index: 0,
    program: program.text.slice(program.text.lastIndexOf("/") + 1),
    programSpan: program.span,
    args: words.slice(first + 1),
    redirects: [],
    environment,
    language: settings.language ?? "sh",
    fromInput: fromInput && { ...fromInput, unknown: [{ start: 0, end: fromInput.text.length }] },
    errexit: false,
    errorAction: "continue",
    path: [],
    span: { start: 0, end: text.length },
    source: text,
  };
}

/**
 * One test a row: the command line, and what it installs as `describeInstallation` says it. Every span is checked: the text
 * under a package is its spec. `manager` may be a function when a program chooses among several.
 */
export function managerTable(
  manager: Manager | ((program: string) => Manager | undefined),
  rows: Readonly<Record<string, string>>,
  settings: CallSettings = {},
): void {
  const name = typeof manager === "function" ? "managers" : manager.ids.join(", ");
  describe(name, () => {
    for (const [text, expected] of Object.entries(rows)) {
      it(`${text}  →  ${expected}`, () => {
        const call = callOf(text, settings);
        const reader = typeof manager === "function" ? manager(call.program) : manager;
        assert.equal(describeInstallation(reader?.installs(call), text), expected);
      });
    }
  });
}

/**
 * An installation as one line: `COMMAND: curl=1 → curl 1 yes | wget no | release sid`. A package is its spec, `→ name version`
 * when there is a version or another name, its pin, then `range`, `dynamic`, `via X`. Behind the packages stand `insecure TEXT
 * [host H]`, `lock FILES [enforced] "OLD→NEW" [or VARIABLE] [lasting] say ADVICE`, `constrained`, `release R`, `from git`, `from
 * SOURCE` or `also from SOURCE`, `unless MANIFEST`. `nothing` when undefined.
 */
function describeInstallation(found: Installation | undefined, text: string): string {
  if (found === undefined) return "nothing";
  const command = text.slice(found.command.start, found.command.end);
  const parts = [
    ...found.packages.map((word) => describePackage(word, text)),
    ...found.insecure.map(({ span, text: written, host }) => {
      assert.equal(unquoted(text.slice(span.start, span.end)), unquoted(written), "the span of an insecure switch");
      return `insecure ${written}${host === undefined ? "" : ` host ${host}`}`;
    }),
    ...(found.lock === undefined ? [] : [describeLock(found.lock, text)]),
    ...(found.constrained ? ["constrained"] : []),
    ...(found.release === undefined ? [] : [`release ${found.release}`]),
    ...(found.isFromGit === true ? ["from git"] : []),
    ...found.sources.map((source) => `${found.isBeside === true ? "also " : ""}from ${source}`),
    ...(found.manifests ?? []).map((file) => `unless ${file}`),
  ];
  return `${command}: ${parts.join(" | ")}`.trimEnd();
}

function describePackage(word: PackageWord, text: string): string {
  if (word.via === undefined)
    assert.equal(unquoted(text.slice(word.span.start, word.span.end)), unquoted(word.spec), "the span of a package");
  const isPlain = word.version === undefined && word.name === word.spec;
  const named = isPlain ? word.spec : `${word.spec} → ${word.name} ${word.version ?? "-"}`;
  const marks = [
    word.range ? "range" : "",
    word.dynamic ? "dynamic" : "",
    word.via === undefined ? "" : `via ${word.via}`,
  ];
  return [named, word.pinned, ...marks.filter((mark) => mark !== "")].join(" ");
}

function describeLock(lock: NonNullable<Installation["lock"]>, text: string): string {
  const { files, enforced, cure, advice } = lock;
  const edit = cure === undefined ? "" : ` "${text.slice(cure.span.start, cure.span.end)}→${cure.newText}"`;
  const variables = (lock.variables ?? []).map((name) => ` or ${name}`).join("");
  const more = `${variables}${lock.lasting === true ? " lasting" : ""}`;
  return `lock ${files.join(",")}${enforced ? " enforced" : ""}${edit}${more} say ${advice}`;
}

function unquoted(text: string): string {
  return text.replace(/["'\\]/g, "");
}

const WORD_PIECE = /'[^']*'|"(?:\\.|\$\([^)]*\)|[^"\\])*"|\\.|\$\([^)]*\)|\$\{[^}]*\}|\$\w+|[^\s'"\\$]+|\$/y;

function wordsOf(text: string, settings: CallSettings): readonly Argument[] {
  const words: Argument[] = [];
  let start = 0;
  while (start < text.length) {
    if (/\s/.test(text[start] ?? "")) {
      start += 1;
      continue;
    }
    const word = wordAt(text, start, settings.variables ?? {});
    words.push(word);
    start = Math.max(word.span.end, start + 1);
  }
  return words;
}

interface Builder {
  written: string;
  text: string;
  glob: boolean;
  readonly unknown: Span[];
}

function wordAt(text: string, start: number, variables: Readonly<Record<string, string>>): Argument {
  const builder: Builder = { written: "", text: "", glob: false, unknown: [] };
  WORD_PIECE.lastIndex = start;
  let end = start;
  for (let piece = WORD_PIECE.exec(text); piece !== null; piece = WORD_PIECE.exec(text)) {
    end = WORD_PIECE.lastIndex;
    addPiece(builder, piece[0], variables);
  }
  const { written, text: value, glob, unknown } = builder;
  return { span: { start, end }, written, text: value, unknown, via: undefined, glob };
}

function addPiece(builder: Builder, piece: string, variables: Readonly<Record<string, string>>): void {
  if (piece.startsWith("'") || piece.startsWith("\\"))
    addText(builder, piece.startsWith("'") ? piece.slice(1, -1) : piece.slice(1));
  else if (piece.startsWith('"')) {
    for (const part of piece.slice(1, -1).match(/\\.|\$\([^)]*\)|\$\{[^}]*\}|\$\w+|[^\\$]+|\$/g) ?? []) {
      if (part.startsWith("$") && part.length > 1) addVariable(builder, part, variables);
      else addText(builder, part.startsWith("\\") ? part.slice(1) : part);
    }
  } else if (piece.startsWith("$") && piece.length > 1) addVariable(builder, piece, variables);
  else {
    builder.glob ||= /[*?[]/.test(piece);
    addText(builder, piece);
  }
}

function addText(builder: Builder, text: string): void {
  builder.written += text;
  builder.text += text;
}

function addVariable(builder: Builder, written: string, variables: Readonly<Record<string, string>>): void {
  const value = variables[written.replace(/[${}]/g, "")];
  builder.written += written;
  const start = builder.text.length;
  builder.text += value ?? written;
  if (value === undefined) builder.unknown.push({ start, end: builder.text.length });
}
