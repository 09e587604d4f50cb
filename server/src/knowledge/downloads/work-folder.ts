import { firstIndex } from "../../text/halving.ts";
import type { Argument, Call, PathStep } from "../call.ts";

/** Changes of folder that are followed back from one call; what lies further back is not known. */
const MAX_CHANGES = 64;

const CHANGES: ReadonlySet<string> = new Set(["cd", "pushd", "popd"]);

/** Where a change of folder leads that is behind a condition, or goes to a place that is not known: as if a variable named it. */
const SOMEWHERE = "$?";

/**
 * Tells the folder that each call of a RUN works in: `/a/b`, `./a` below the folder that the RUN begins in, or `$DIR/a` below
 * one that a variable names, also `$?/a` below one that is not known. Undefined where nothing of it is known.
 */
export function workFolders(calls: readonly Call[]): (call: Call) => string | undefined {
  const changes = calls.filter(({ program, language }) => language === "sh" && CHANGES.has(program));
  return (call) => (changes.length === 0 ? "." : folderAt(call, changes));
}

function folderAt(call: Call, changes: readonly Call[]): string | undefined {
  const targets: string[] = [];
  let seen = 0;
  for (let at = lastBefore(changes, call.index); at >= 0; at -= 1) {
    const change = changes[at];
    seen += 1;
    const effect = change === undefined || seen > MAX_CHANGES ? "unknown" : effectOn(call, change);
    if (effect === "none") continue;
    const target = (effect === "holds" && change && targetOf(change)) || SOMEWHERE;
    targets.push(target);
    if (!isRelative(target)) break;
  }
  const folder = targets.reduceRight((around, target) => pathIn(around, target) ?? SOMEWHERE, ".");
  return folder === SOMEWHERE ? undefined : folder;
}

/** Place of the last change in front of a call. */
function lastBefore(changes: readonly Call[], index: number): number {
  return firstIndex(changes.length, (at) => (changes[at]?.index ?? 0) >= index) - 1;
}

function targetOf({ program, args }: Call): string | undefined {
  const words = args.filter(({ text }) => !text.startsWith("-") || text === "-");
  const [target] = words;
  if (program === "popd" || target === undefined || words.length > 1 || !isPlace(target)) return undefined;
  return target.text;
}

/** False for the last folder, the home folder, and what a program prints, which may be another folder each time. */
function isPlace({ text, glob }: Argument): boolean {
  return !(glob || text === "" || text === "-" || text.startsWith("~") || text.includes("$(") || text.includes("`"));
}

function isRelative(path: string): boolean {
  return !path.startsWith("/") && !path.startsWith("$");
}

/** Whether a change of folder holds at a later call. */
function effectOn(call: Call, change: Call): "holds" | "none" | "unknown" {
  const from = divergence(change.path, call.path);
  if (change.path[from] === undefined) return "none";
  for (let depth = from; depth < change.path.length; depth += 1) {
    const step = change.path[depth];
    const other = depth === from ? call.path[depth] : undefined;
    const effect = step === undefined ? "none" : effectThrough(step, other, change.errexit);
    if (effect !== "holds") return effect;
  }
  // A function runs in the folder of whoever calls it.
  return call.path.slice(from).some(({ kind }) => kind === "function") ? "unknown" : "holds";
}

/** What a construct around a change leaves of it behind the construct, or in its other part `other`. */
function effectThrough(step: PathStep, other: PathStep | undefined, errexit: boolean): "holds" | "none" | "unknown" {
  switch (step.kind) {
    case "sequence":
      return "holds";
    case "and-or":
      if (step.operator === "||") return "unknown";
      return step.operator === undefined || other !== undefined || errexit ? "holds" : "unknown";
    case "pipeline":
      return step.size > 1 ? "none" : "holds";
    case "group":
      return step.subshell ? "none" : "holds";
    case "substitution":
    case "nested":
      return "none";
    case "if":
    case "case":
      if (other === undefined) return "unknown";
      // What the branch runs where the test holds.
      return other.index === step.index ? "holds" : "none";
    default:
      return "unknown";
  }
}

/** The first place where two paths part. */
export function divergence(a: readonly PathStep[], b: readonly PathStep[]): number {
  let depth = 0;
  for (; depth < a.length && depth < b.length; depth += 1) {
    const [one, other] = [a[depth], b[depth]];
    if (one === undefined || other === undefined || one.id !== other.id || one.index !== other.index) break;
    if ("part" in one && "part" in other && one.part !== other.part) break;
  }
  return depth;
}

/** A path as seen from a folder, without `.` and `..`; undefined where that leads above what is known. */
export function pathIn(folder: string | undefined, path: string): string | undefined {
  if (!isRelative(path)) return normal(path);
  return folder === undefined ? undefined : normal(`${folder}/${path}`);
}

function normal(path: string): string | undefined {
  const [root = "", ...rest] = path.split("/");
  const parts: string[] = [];
  for (const part of rest) {
    if (part === "..") {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== "" && part !== ".") parts.push(part);
  }
  return [root, ...parts].join("/");
}
