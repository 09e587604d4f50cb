import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver/node";
import type { PlacedProblem } from "../engine/settings-file.ts";
import { rules } from "../lint/rules.ts";
import { severityOf } from "../lint/severity.ts";
import type { FileStatus } from "../protocol/requests.ts";
import { lineIndex } from "../text/line-index.ts";
import { addTo } from "../text/lists.ts";
import type { ClientAbilities } from "./client-abilities.ts";
import { diagnosticsOf, noteDiagnostic, sameDiagnostics } from "./convert.ts";
import type { CheckedDocument } from "./document-state.ts";
import { uriOfPath } from "./uri.ts";

/** Tells the client what changed, and only that. */
export interface Publisher {
  checked(document: CheckedDocument): void;
  closed(uri: string): void;
  /** The problems of all settings files that are read now. */
  settingsProblems(problems: readonly PlacedProblem[]): void;
}

/** What goes to the client, and what a scan adds to the findings of a document. */
export interface Wire {
  /** What the last scan of its image found in a document. */
  scanned(document: CheckedDocument): readonly Diagnostic[];
  diagnostics(uri: string, diagnostics: Diagnostic[], version: number | undefined): void;
  status(status: FileStatus): void;
}

/** A publisher that has told nothing yet. */
export function newPublisher(abilities: ClientAbilities, wire: Wire): Publisher {
  const published = new Map<string, readonly Diagnostic[]>();
  const statuses = new Map<string, string>();
  let withProblems: ReadonlySet<string> = new Set();

  function publish(uri: string, diagnostics: Diagnostic[], version: number | undefined): void {
    const before = published.get(uri);
    if (
      before === undefined ? diagnostics.length === 0 && version === undefined : sameDiagnostics(before, diagnostics)
    ) {
      return;
    }
    published.set(uri, diagnostics);
    wire.diagnostics(uri, diagnostics, version);
  }

  function tellStatus(document: CheckedDocument): void {
    if (!abilities.wantsStatus) return;
    const status = statusOf(document);
    const text = JSON.stringify(status);
    if (statuses.get(status.uri) === text) return;
    statuses.set(status.uri, text);
    wire.status(status);
  }

  return {
    checked(document) {
      if (!abilities.pullsDiagnostics) {
        const diagnostics = [...diagnosticsOf(document, abilities.showsRelated), ...wire.scanned(document)];
        publish(document.uri, diagnostics, document.version);
      }
      tellStatus(document);
    },
    closed(uri) {
      statuses.delete(uri);
      if (abilities.wantsStatus) wire.status({ ...NO_STATUS, uri });
      // What is wrong in a settings file is wrong whether it is open or not.
      if (withProblems.has(uri)) return;
      // An editor drops what it was told of a file only when it is told so.
      publish(uri, [], undefined);
      published.delete(uri);
    },
    settingsProblems(problems) {
      const byPath = new Map<string, PlacedProblem[]>();
      for (const problem of problems) addTo(byPath, problem.path, problem);
      const now = new Set([...byPath.keys()].map(uriOfPath));
      for (const uri of withProblems) if (!now.has(uri)) publish(uri, [], undefined);
      for (const [path, ofFile] of byPath) publish(uriOfPath(path), problemDiagnostics(ofFile), undefined);
      withProblems = now;
    },
  };
}

function problemDiagnostics(problems: readonly PlacedProblem[]): Diagnostic[] {
  const lines = lineIndex(problems[0]?.text ?? "");
  const found = new Map<string, Diagnostic>();
  for (const problem of problems) {
    const diagnostic = noteDiagnostic(lines, problem, DiagnosticSeverity.Warning);
    // Several workspace folders may read one file.
    found.set(`${problem.span.start} ${problem.message}`, diagnostic);
  }
  return [...found.values()];
}

const NO_STATUS = {
  isChecked: false,
  profile: "",
  rulesOn: 0,
  rules: rules.length,
  warnings: 0,
  informations: 0,
  hints: 0,
} as const;

function statusOf({ uri, shown, settings }: CheckedDocument): FileStatus {
  const { lint, isExcluded } = settings;
  const count = (severity: string) => shown.filter((finding) => finding.severity === severity).length;
  return {
    uri,
    isChecked: !isExcluded,
    profile: lint.profile,
    rulesOn: rules.filter((rule) => severityOf(rule, lint) !== "off").length,
    rules: rules.length,
    warnings: count("warning"),
    informations: count("info"),
    hints: count("hint"),
  };
}
