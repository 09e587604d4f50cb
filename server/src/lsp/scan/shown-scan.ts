import type { Diagnostic } from "vscode-languageserver/node";
import type { CheckedDocument } from "../document-state.ts";
import type { StoredScan } from "./stored-scan.ts";

/** A scan that is shown, with what every version of its document shows of it: the typing path knows no more of scans. */
export interface ShownScan {
  readonly scan: StoredScan;
  diagnostics(document: CheckedDocument): readonly Diagnostic[];
}
