import type { Span } from "../text/span.ts";
import type { Argument, Call } from "./call.ts";

/** A change to where a package manager takes packages from. */
export type SourceChange = SourceEdit & {
  /** The command, relative like the spans of its call. */
  readonly span: Span;
};

/** A change without its place. */
export type SourceEdit =
  /** `text` is put behind what the file at `path` holds. */
  | { readonly kind: "add"; readonly path: string; readonly text: string }
  /** The files at `path` (with `*`) hold `text` alone. */
  | { readonly kind: "replace"; readonly path: string; readonly text: string }
  /** `from` becomes `to` in the files at `path`. */
  | {
      readonly kind: "substitute";
      readonly path: string;
      readonly from: string;
      readonly to: string;
      readonly text: string;
    }
  /** What comes of it is not known; `text` is the words that do it. */
  | { readonly kind: "unknown"; readonly text: string };

/** Files whose lines are sources, or choose between them. */
const SOURCE_PATH = /^\/etc\/(?:apt\/(?:sources\.list|preferences)|apk\/repositories|yum\.repos\.d\/|zypp\/repos\.d\/)/;

/** Settings of apt: most say nothing of sources, so only what is known counts. */
const SETTING_PATH = /^\/etc\/apt\/apt\.conf/;

/** Programs that add a repository in ways of their own. */
const ADDERS: ReadonlyMap<string, (words: readonly string[]) => boolean> = new Map([
  ["add-apt-repository", () => true],
  ["apt-add-repository", () => true],
  ["extrepo", () => true],
  ["yum-config-manager", () => true],
  ["amazon-linux-extras", () => true],
  ["subscription-manager", () => true],
  ["dnf", changesRepositories],
  ["yum", changesRepositories],
  ["microdnf", changesRepositories],
  ["tdnf", changesRepositories],
  ["zypper", (words) => words.some((word) => ZYPPER_CHANGES.has(word)) || installsFile(words)],
  ["dpkg", (words) => words.includes("-i") || words.includes("--install")],
  ["apt-get", installsFile],
  ["apt", installsFile],
  ["apt-fast", installsFile],
  ["rpm", (words) => words.some((word) => /^-[a-z]*[iU]/.test(word) || word === "--install" || word === "--upgrade")],
]);

const ZYPPER_CHANGES: ReadonlySet<string> = new Set("addrepo ar modifyrepo mr removerepo rr addservice as".split(" "));

/** `epel-release` and its kin bring repositories, and a module decides which of its packages there are. */
function changesRepositories(words: readonly string[]): boolean {
  const changes = /^(?:config-manager|copr|module)$|^@[\w-]+:|-release(?:-|$)/;
  return words.some((word) => changes.test(word)) || installsFile(words);
}

/** A package from a file or an address may bring its own repository with it. */
function installsFile(words: readonly string[]): boolean {
  return words.some((word) => word === "install" || word === "in") && words.some((word) => /\.(?:deb|rpm)$/.test(word));
}

const PLAIN_PROGRAMS: ReadonlySet<string> = new Set(
  "sed rm tee cp mv ln install curl wget echo printf cat grep ls test [ [[ mkdir chmod chown touch head tail apt-mark apk aptitude true :".split(
    " ",
  ),
);

/** Whether all that a call can do to files of sources is among its changes; other programs may do more with a path that they get. */
export function isUnderstood({ program }: Call): boolean {
  return PLAIN_PROGRAMS.has(program) || ADDERS.has(program);
}

/** The changes that calls of one RUN make, in order. */
export function sourceChangesOf(calls: readonly Call[], written: (span: Span) => string): readonly SourceChange[] {
  return calls.flatMap((call) => {
    const found = changesOf(call, calls);
    if (found.length === 0) return NONE;
    // On one line, as it is said to people.
    const words = written(call.span).replace(/[\\`]?\n\s*/g, "");
    const isCertain = call.path.every(isUnconditional);
    return found.map((change) =>
      change.kind === "unknown" || !isCertain
        ? { kind: "unknown" as const, text: words, span: call.span }
        : { ...change, span: call.span },
    );
  });
}

function isUnconditional(step: Call["path"][number]): boolean {
  if (step.kind === "and-or") return step.operator !== "||";
  return step.kind === "sequence" || step.kind === "pipeline" || step.kind === "group" || step.kind === "nested";
}

const NONE: readonly SourceChange[] = [];
const UNKNOWN: SourceEdit = { kind: "unknown", text: "" };

function changesOf(call: Call, calls: readonly Call[]): readonly SourceEdit[] {
  const words = call.args.map(({ text }) => text);
  if (ADDERS.get(call.program)?.(words) === true) return [UNKNOWN];
  if (call.program === "sed" && words.some((word) => /^-[a-zA-Z]*i|^--in-place/.test(word))) return substitutions(call);
  if (call.program === "rm") {
    return paths(call).map((path) => ({ kind: "replace", path: path.replace(/\.d\/?$/, ".d/*"), text: "" }));
  }
  if (call.program === "tee") {
    const kind = words.some((word) => word === "-a" || word === "--append") ? "add" : "replace";
    const text = pipedInto(call, calls);
    return paths(call).flatMap((path) => written(kind, path, text));
  }
  if (["cp", "mv", "ln", "install", "curl", "wget"].includes(call.program) && paths(call).length > 0) return [UNKNOWN];
  return call.redirects.flatMap(({ operator, target, descriptor }) => {
    if (!/^(?:&?>>?|>\|)$/.test(operator) || descriptor === 2 || !isSource(target)) return [];
    return written(operator.endsWith(">>") ? "add" : "replace", target.text, printedBy(call));
  });
}

function written(kind: "add" | "replace", path: string, text: string | undefined): readonly SourceEdit[] {
  if (text === undefined) return SETTING_PATH.test(path) ? [] : [UNKNOWN];
  return [{ kind, path, text }];
}

function isSource({ text }: Argument): boolean {
  return SOURCE_PATH.test(text) || SETTING_PATH.test(text);
}

function paths(call: Call): readonly string[] {
  return call.args.filter(isSource).map(({ text }) => text);
}

/** What the call in front in the pipeline prints, or the here-document at its input. */
function pipedInto(call: Call, calls: readonly Call[]): string | undefined {
  const own = inputOf(call);
  if (own !== undefined) return own;
  const step = call.path.findLast(({ kind }) => kind === "pipeline");
  if (step?.kind !== "pipeline") return undefined;
  const before = calls.filter(({ path }) =>
    path.some((each) => each.kind === "pipeline" && each.id === step.id && each.index === step.index - 1),
  );
  const [only] = before;
  return only === undefined || before.length > 1 ? undefined : printedBy(only);
}

function inputOf(call: Call): string | undefined {
  const input = call.redirects.find(({ operator }) => operator.startsWith("<<"))?.target;
  return input === undefined || input.unknown.length > 0 ? undefined : input.text;
}

/** What `echo`, `printf` or `cat <<EOF` print; undefined when it is not known. */
function printedBy(call: Call): string | undefined {
  if (call.program === "cat") return call.args.some(({ text }) => text !== "-") ? undefined : inputOf(call);
  if (call.args.some(({ unknown, glob }) => unknown.length > 0 || glob) || call.fromInput !== undefined)
    return undefined;
  const words = call.args.map(({ text }) => text);
  if (call.program === "echo") {
    while (words[0] !== undefined && /^-[neE]+$/.test(words[0])) words.shift();
    return unescaped(words.join(" "));
  }
  if (call.program !== "printf") return undefined;
  const [format = "", ...values] = words;
  if (/^%s(?:\\n)?$/.test(format)) return values.join(format.endsWith("n") ? "\n" : "");
  return format.includes("%") ? undefined : unescaped(format);
}

function unescaped(text: string): string {
  return text.replaceAll("\\n", "\n").replaceAll("\\t", "\t");
}

/** `s/from/to/g` of words that stand for themselves, in files of sources. */
function substitutions(call: Call): readonly SourceEdit[] {
  const files = paths(call).filter((path) => SOURCE_PATH.test(path));
  if (files.length === 0) return [];
  const isExtended = call.args.some(({ text }) => /^-[a-zA-Z]*[Er]|^--regexp-extended/.test(text));
  const scripts = call.args.filter((word) => !isSource(word) && !word.text.startsWith("-"));
  return scripts.flatMap((script) => {
    const parts = script.unknown.length > 0 ? undefined : substitution(script.text, isExtended);
    return files.map((path) => (parts === undefined ? UNKNOWN : { kind: "substitute", path, text: "", ...parts }));
  });
}

function substitution(script: string, isExtended: boolean): { readonly from: string; readonly to: string } | undefined {
  const mark = script[1] ?? "";
  if (script[0] !== "s" || /[\w\\\s]/.test(mark)) return undefined;
  const [, from = "", to = "", flags, ...rest] = script.split(mark);
  // A dot of a host name stands for any character, but for itself in every file that was seen.
  const special = isExtended ? /[[\]*^$+?(){}|]|\\[^./]/ : /[[\]*^$]|\\[^./]/;
  if (flags !== "g" && flags !== "") return undefined;
  if (rest.length > 0 || from === "" || special.test(from) || /[\\&]/.test(to)) return undefined;
  return { from: from.replace(/\\([./])/g, "$1"), to };
}
