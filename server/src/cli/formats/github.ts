import { placeOf } from "../../text/place.ts";
import { printable } from "../../text/printable.ts";
import { isFailure } from "../run-error.ts";
import { type LintFormat, messageWithWords } from "./format.ts";

/**
 * Workflow commands that GitHub shows as annotations.
 * Source: GitHub Actions, "Workflow commands", and the escapes of actions/toolkit `command.ts`.
 */
export function githubFormat(): LintFormat {
  return {
    start: () => "",
    entriesOf(file) {
      return file.shown().map((finding) => {
        const { severity, span, rule } = finding;
        const { line, column, endLine, endColumn } = placeOf(file.lines, span);
        // Columns are only taken for a range within one line.
        const columns = line === endLine ? `,col=${column},endColumn=${endColumn}` : "";
        const place = `file=${property(file.path)},line=${line},endLine=${endLine}${columns}`;
        const command = severity === "warning" ? "warning" : "notice";
        return { text: `::${command} ${place},title=${property(rule)}::${escaped(messageWithWords(finding, file))}\n` };
      });
    },
    write: (entries) => entries.map(({ text }) => text).join(""),
    end: ({ errors }) =>
      errors
        .map((error) => {
          const { path, at, message } = error;
          const place = at === undefined ? "" : `,line=${at.line}`;
          return `::${isFailure(error) ? "error" : "notice"} file=${property(path)}${place}::${escaped(message)}\n`;
        })
        .join(""),
  };
}

function escaped(text: string): string {
  return printable(text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A"));
}

function property(text: string): string {
  return escaped(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
