import type { Span } from "./span.ts";

/** Replaces the text of `span` (absolute, of one document version) by `newText`; an empty span inserts. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}
