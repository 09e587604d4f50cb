import type { Span } from "../../text/span.ts";
import type { Call } from "../call.ts";
import type { CallGraph } from "../downloads/call-graph.ts";

/** A name as `facts` prints it; several programs may be one manager (`apt-get`, `apt`, `aptitude` → `apt`). */
export type ManagerId = string;

/** The `*-unpinned` rule that a manager's packages belong to; undefined: facts, but no rule (pacman). */
export type PackageRuleId =
  | "apt-unpinned"
  | "apk-unpinned"
  | "rpm-unpinned"
  | "pip-unpinned"
  | "conda-unpinned"
  | "npm-unpinned"
  | "gem-unpinned"
  | "go-unpinned"
  | "cargo-unpinned"
  | "other-unpinned";

/** A package manager: which programs it is, and what one call of it installs. One file each; `managers.ts` lists them. */
export interface Manager {
  readonly ids: readonly ManagerId[];
  /** Base names of the programs; a version behind one (`pip3.11`) does not matter, see `managerOf`. */
  readonly programs: readonly string[];
  readonly rule: PackageRuleId | undefined;
  /** How a version is written, `N` for the package's name: `N=VERSION`. */
  readonly pin: string;
  /** What this call installs; undefined when it installs nothing (another subcommand, help). `graph`: what feeds it. Pure and total. */
  installs(call: Call, graph?: CallGraph): Installation | undefined;
}

export interface Installation {
  readonly manager: ManagerId;
  /** The command words: from the program to the subcommand (`apt-get install`, `python -m pip install`, `npx`). Relative. */
  readonly command: Span;
  readonly packages: readonly PackageWord[];
  /** Switches that turn signature or TLS checks off. */
  readonly insecure: readonly InsecureOption[];
  /** Set when this command reads a lock file or manifest instead of naming packages. */
  readonly lock: LockUse | undefined;
  /** A constraint file decides the versions (`pip -c`). */
  readonly constrained: boolean;
  /** Release chosen for this command (`-t bookworm-backports`), when written. */
  readonly release: string | undefined;
  /** Other places packages may come from, as written (`--index-url X`, `--repository X`, `--channel X`). */
  readonly sources: readonly string[];
  /** The sources are taken besides those that the manager knows by itself (`--extra-index-url X`), not instead of them. */
  readonly isBeside: boolean;
  /** An option names the git repository that the packages are built from (`--git URL`): they are none of an index. */
  readonly isFromGit: boolean;
  /**
   * Files of the project that decide the version of a word without one, where the stage copies one of them: `npx tool` runs the
   * dependency of package.json, `go install path` builds what go.mod says. Such a word floats only where none is copied.
   */
  readonly manifests: readonly string[] | undefined;
}

/** A switch that turns a signature or TLS check off, as written. The span is relative. */
export interface InsecureOption {
  readonly span: Span;
  readonly text: string;
  /** The host or URL that it concerns; undefined: everything. */
  readonly host: string | undefined;
  /** What to do, where the command fails once the switch is dropped and nothing else done. */
  readonly advice?: string | undefined;
}

/** A command that installs what a manifest says. `enforced`: it fails when the lock file is missing or out of date. */
export interface LockUse {
  /** Names of the lock files that it would read: `package-lock.json`, `npm-shrinkwrap.json`. */
  readonly files: readonly string[];
  readonly enforced: boolean;
  /** How to enforce it, where one edit does: replace `span` (relative) by `newText`. */
  readonly cure: { readonly span: Span; readonly newText: string } | undefined;
  /** What to write, in words: `npm ci`. */
  readonly advice: string;
  /** The folder that the command works in, as `workFolders` tells it; undefined: not known. */
  readonly folder?: string | undefined;
  /** Where the lock file lies: in that folder alone, or (of its projects) also below it; unless said, there or above it. */
  readonly lies?: "here" | "below";
  /** The flag of the tool's later versions, which read a file that the earlier ones do not. */
  readonly renamed?: { readonly beside: string; readonly from: string; readonly to: string };
  /** Environment variables that enforce it as well, when one is set to neither nothing, `0` nor `false`: `BUNDLE_FROZEN`. */
  readonly variables?: readonly string[];
  /** True: this call installs nothing itself, but the manager's later installs are enforced by it (`bundle config set frozen true`). */
  readonly lasting?: boolean;
}

export interface PackageWord {
  readonly span: Span;
  /** As written, quotes removed, variables not put in. */
  readonly spec: string;
  /** Variables put in where known. */
  readonly name: string;
  /** The version or constraint as far as known (`1.2.3`, `>=1.2`, `1.35.*`), undefined when none is written. */
  readonly version: string | undefined;
  readonly pinned: "yes" | "no" | "unknown";
  /** A bounded range (`>=`, `^`, `~=`, `<`): pinned is `no`, and package-inexact speaks instead of the `*-unpinned` rule. */
  readonly range: boolean;
  /** Variable that holds the word. */
  readonly via: string | undefined;
  /** How its version is written where not as the manager's `pin` says. */
  readonly pin?: string;
  /** A whole word or list that is not known (`$PACKAGES` undefined, `$(cat list)`, xargs). */
  readonly dynamic: boolean;
}
