import type { Option } from "./arguments.ts";

/** The first word of a command line. */
export type CommandName =
  | "lint"
  | "fix"
  | "check-pins"
  | "facts"
  | "scan"
  | "sbom"
  | "inspect"
  | "compare"
  | "decide"
  | "build"
  | "evidence"
  | "explain"
  | "lsp"
  | "completion";

/** A command: what the help and the completion say of it. */
export interface Command {
  readonly name: CommandName;
  /** Words behind the name. */
  readonly operands: string;
  readonly summary: string;
  /** Paragraphs of a few sentences for its own help, which breaks the lines. */
  readonly details: readonly string[];
  readonly options: readonly Option[];
}
