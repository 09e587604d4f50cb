import assert from "node:assert/strict";
import { test } from "node:test";
import { layoutOf, type RunLayout } from "../../../server/src/fix/run-layout.ts";

/** What is put beside `curl x`. */
function layout(text: string): RunLayout {
  const at = text.indexOf("curl x");
  const next = text.indexOf("\nRUN c");
  const instruction = { start: text.indexOf("RUN"), end: next < 0 ? text.trimEnd().length : next };
  const escape = text.startsWith("# escape=`") ? "`" : "\\";
  return layoutOf({ text, instruction, at, end: at + 6, escape, isHeredoc: text.includes("<<") });
}

const rows: Readonly<Record<string, readonly [text: string, RunLayout]>> = {
  "a RUN of one line gets more": [
    "RUN curl x && y",
    { and: " \\\n && ", semicolon: "; \\\n    ", inner: " \\\n        ", tail: " \\\n" },
  ],
  "operators that begin lines": [
    "RUN a \\\n    && curl x \\\n    && y",
    { and: " \\\n    && ", semicolon: "; \\\n    ", inner: " \\\n           ", tail: "" },
  ],
  "operators that begin lines, the first command": [
    "RUN curl x \\\n  && y",
    { and: " \\\n  && ", semicolon: "; \\\n  ", inner: " \\\n         ", tail: "" },
  ],
  "operators that begin lines, behind the last command": [
    "RUN a \\\r\n    && b \\\r\n    && curl x\r\n",
    { and: " \\\r\n    && ", semicolon: "; \\\r\n    ", inner: " \\\r\n           ", tail: "" },
  ],
  "operators that end lines": [
    "RUN a && \\\n    curl x && \\\n    y",
    { and: " && \\\n    ", semicolon: "; \\\n    ", inner: " \\\n        ", tail: "" },
  ],
  "operators that end most lines, behind the last command": [
    "RUN a && \\\n    b && \\\n    c \\\n    && d && \\\n    curl x",
    { and: " && \\\n    ", semicolon: "; \\\n    ", inner: " \\\n        ", tail: "" },
  ],
  "tabs, and semicolons that end lines": [
    "RUN a; \\\n\tcurl x; \\\n\ty",
    { and: " \\\n\t&& ", semicolon: "; \\\n\t", inner: " \\\n\t\t", tail: "" },
  ],
  "the body of an if": [
    "RUN a \\\n    && if b; then \\\n        curl x; \\\n    fi",
    { and: " \\\n        && ", semicolon: "; \\\n        ", inner: " \\\n               ", tail: "" },
  ],
  "what stands behind the command is taken as it is": [
    "RUN a \\\n    && curl x  \\\n  &&   y",
    { and: "  \\\n  &&   ", semicolon: "; \\\n    ", inner: " \\\n           ", tail: "" },
  ],
  "also a semicolon": [
    "RUN a; \\\n    curl x ;  \\\n  y",
    { and: " \\\n    && ", semicolon: " ;  \\\n  ", inner: " \\\n        ", tail: "" },
  ],
  "but not in front of the end of a body": [
    "RUN if b; then \\\n      curl x; \\\n    fi \\\n  && y",
    { and: " \\\n      && ", semicolon: "; \\\n      ", inner: " \\\n             ", tail: "" },
  ],
  "operators that stand less deep, of the line itself": [
    "RUN a \\\n  && b \\\n      && curl x | y \\\n    && c",
    { and: " \\\n      && ", semicolon: "; \\\n      ", inner: " \\\n             ", tail: "" },
  ],
  "else of the next line that has one": [
    "RUN a \\\n  && b \\\n      ; curl x | y \\\n    && c",
    { and: " \\\n    && ", semicolon: "; \\\n      ", inner: " \\\n           ", tail: "" },
  ],
  "else of the last line that has one": [
    "RUN a \\\n  && b \\\n    && c; \\\n      curl x | y",
    { and: " \\\n      && ", semicolon: "; \\\n      ", inner: " \\\n             ", tail: "" },
  ],
  "of the RUN alone": [
    "RUN a \\\n      ; curl x | y\nRUN c \\\n  && d",
    { and: " \\\n      && ", semicolon: "; \\\n      ", inner: " \\\n          ", tail: "" },
  ],
  "a here-document, whose lines the shell continues": [
    "# escape=`\nRUN <<EOF\na \\\n    && b\n  curl x\nEOF",
    { and: " \\\n    && ", semicolon: "\n  ", inner: "\n      ", tail: "" },
  ],
  "another escape character": [
    "# escape=`\nRUN a `\n  && curl x",
    { and: " `\n  && ", semicolon: "; `\n  ", inner: " `\n         ", tail: "" },
  ],
};

for (const [name, [text, expected]] of Object.entries(rows)) test(name, () => assert.deepEqual(layout(text), expected));
