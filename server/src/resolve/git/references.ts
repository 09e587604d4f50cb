import { isCommitId } from "../../text/commit-id.ts";
/** A reference of a repository. `peeled`: the commit that an annotated tag stands for. */
export interface Reference {
  readonly name: string;
  readonly id: string;
  readonly peeled: string | undefined;
  /** The branch that HEAD stands for, where the server says so. */
  readonly target?: string | undefined;
}

/** What a branch, tag or full reference is today. */
export interface FoundCommit {
  readonly commit: string;
  /** For people: "tag v1.4.0", "branch main". */
  readonly what: string;
  /** A branch and a tag have this name. */
  readonly isDoubled: boolean;
}

/** The references that may be meant, full names in order: of a branch and a tag of one name the branch is taken, as `git clone -b` does. */
export function candidatesOf(ref: string | undefined): readonly string[] {
  if (ref === undefined || ref === "HEAD") return ["HEAD"];
  return ref.startsWith("refs/") ? [ref] : [`refs/heads/${ref}`, `refs/tags/${ref}`];
}

/** The commit of the first candidate that is among the references. */
export function commitAmong(references: readonly Reference[], ref: string | undefined): FoundCommit | undefined {
  const found = candidatesOf(ref).flatMap((name) => references.find((reference) => reference.name === name) ?? []);
  const [first] = found;
  if (first === undefined) return undefined;
  return { commit: first.peeled ?? first.id, what: describe(first), isDoubled: found.length > 1 };
}

function describe({ name, target }: Reference): string {
  const shown = name === "HEAD" ? target : name;
  if (shown === undefined) return "the default branch";
  if (shown.startsWith("refs/heads/")) return `branch ${shown.slice("refs/heads/".length)}`;
  return shown.startsWith("refs/tags/") ? `tag ${shown.slice("refs/tags/".length)}` : shown;
}

/**
 * Names that git takes for a branch, tag or full reference, and no option.
 * Source: git-check-ref-format(1).
 */
export function isReferenceName(name: string): boolean {
  if (name === "" || name.length > 255 || /^[-./]|[./]$|\.lock$|\.\.|\/\/|@\{/.test(name)) return false;
  return [...name].every((character) => character > " " && character !== "\x7f" && !FORBIDDEN.has(character));
}

const FORBIDDEN: ReadonlySet<string> = new Set(["~", "^", ":", "?", "*", "[", "\\"]);

/** Joins the lines `ID name` and `ID name^{}` of an older server, or of `git ls-remote`. Other lines are left out. */
export function referencesOf(lines: readonly string[]): readonly Reference[] {
  const references = new Map<string, Reference>();
  for (const line of lines) {
    const [id = "", name = ""] = line.split(/[ \t]/, 2);
    if (!isCommitId(id) || name === "") continue;
    const isPeeled = name.endsWith("^{}");
    const plain = isPeeled ? name.slice(0, -3) : name;
    const known = references.get(plain);
    references.set(
      plain,
      isPeeled ? { name: plain, id: known?.id ?? id, peeled: id } : { name, id, peeled: undefined },
    );
  }
  return [...references.values()];
}
