import { isRecord, valueAt } from "../json/fields.ts";
import { parseJson } from "../json/parse.ts";
import type { RuledFinding } from "../lint/rule.ts";
import { failure, type Outcome, success } from "../outcome/outcome.ts";
import { fingerprints } from "./fingerprint.ts";

/** Findings that are accepted as they are: fingerprints by path. */
export interface Baseline {
  /** Those of the findings of a file that it does not know. They must ascend by place. */
  newAmong(findings: readonly RuledFinding[], path: string, text: string): readonly RuledFinding[];
  readonly files: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The findings of one file as a baseline has them. */
export interface Accepted {
  readonly path: string;
  readonly fingerprints: readonly string[];
}

/** Collects the findings of a run for the next baseline. */
export interface BaselineWriter {
  add(accepted: Accepted): void;
  /** The file's text: paths and fingerprints sorted, so that a change shows in a diff as what it is. */
  text(): string;
}

/** Reads the text of a baseline file. `name` is how the file is named in a failure. */
export function readBaseline(text: string, name: string): Outcome<Baseline> {
  const known = fingerprintsIn(text);
  if (known === undefined) return failure("malformed", name, "is not a baseline of this version of seaworthy");
  return success({
    files: known,
    newAmong(findings, path, fileText) {
      const accepted = known.get(path);
      if (accepted === undefined) return findings;
      const mark = fingerprints(path, fileText);
      return findings.filter((finding) => !accepted.has(mark(finding)));
    },
  });
}

/** A writer that begins with what is accepted in other files than those of the run. */
export function newBaselineWriter(others: Iterable<readonly [path: string, marks: Iterable<string>]>): BaselineWriter {
  const found = new Map<string, Iterable<string>>(others);
  return {
    add({ path, fingerprints }) {
      if (fingerprints.length > 0) found.set(path, fingerprints);
      else found.delete(path);
    },
    text() {
      const entries = Array.from(found, ([path, marks]) => [path, [...marks].sort()] as const);
      const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
      return `${JSON.stringify({ version: 1, files: Object.fromEntries(sorted) }, null, 2)}\n`;
    },
  };
}

/** Fingerprints of findings, by place, of the file that the baseline calls `path`. */
export function marksOf(findings: readonly RuledFinding[], path: string, text: string): readonly string[] {
  return findings.map(fingerprints(path, text));
}

function fingerprintsIn(text: string): ReadonlyMap<string, ReadonlySet<string>> | undefined {
  const root = parseJson(text);
  const files = valueAt(root, "files");
  if (valueAt(root, "version") !== 1 || !isRecord(files)) return undefined;
  const found = new Map<string, ReadonlySet<string>>();
  for (const [path, marks] of Object.entries(files)) {
    if (!Array.isArray(marks)) return undefined;
    found.set(path, new Set(marks.map(String)));
  }
  return found;
}
