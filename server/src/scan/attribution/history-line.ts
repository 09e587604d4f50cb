/** An instruction, reduced to what both a Dockerfile and the history of an image tell of it. */
export interface HistoryLine {
  /** Upper case. */
  readonly keyword: string;
  /** Its words, blanks and quotes evened out. */
  readonly text: string;
}

/**
 * Reads `created_by` as BuildKit (`RUN /bin/sh -c … # buildkit`), the classic builder (`/bin/sh -c #(nop) COPY …`) and buildah write it;
 * undefined for a text of none of them. Source: histories made by the three.
 */
export function historyLine(createdBy: string): HistoryLine | undefined {
  const written = createdBy.replace(/ # buildkit$/, "").trim();
  const silent = written.indexOf("#(nop)");
  if (silent >= 0 && silent < MAX_SHELL_LENGTH) return instructionIn(written.slice(silent + "#(nop)".length).trim());
  const command = withoutArguments(written.replace(/^RUN /, ""));
  const isRun = written.startsWith("RUN ") || command !== written || /^\/?[\w./]+ -c /.test(written);
  if (isRun || SHELLS.some((shell) => command.startsWith(shell)))
    return { keyword: "RUN", text: evened(withoutShell(command)) };
  return instructionIn(written);
}

const MAX_SHELL_LENGTH = 200;
/** Default shells of Windows images. */
const SHELLS = ["cmd /S /C ", "powershell -Command ", "cmd.exe /S /C "];
const KEYWORDS = new Set(
  "ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR".split(
    " ",
  ),
);

function instructionIn(written: string): HistoryLine | undefined {
  const space = written.indexOf(" ");
  const keyword = (space < 0 ? written : written.slice(0, space)).toUpperCase();
  if (!KEYWORDS.has(keyword)) return undefined;
  const text = space < 0 ? "" : written.slice(space + 1);
  return { keyword, text: keyword === "COPY" || keyword === "ADD" ? destinationOf(text) : evened(text) };
}

/** Build arguments stand in front of a command with their number: `|2 A=1 B=2 /bin/sh -c …`. */
function withoutArguments(command: string): string {
  const count = /^\|(\d{1,3}) /.exec(command);
  if (count === null) return command;
  const shell = command.indexOf("/bin/", count[0].length);
  return shell < 0 ? command.slice(count[0].length) : command.slice(shell);
}

/** `/bin/bash -o pipefail -c COMMAND` → COMMAND. */
function withoutShell(command: string): string {
  const flag = /^\S{1,100}(?: -[\w-]{1,20}(?: pipefail)?){0,4}? -[a-z]{0,4}c /.exec(command);
  if (flag !== null) return command.slice(flag[0].length);
  const windows = SHELLS.find((shell) => command.startsWith(shell));
  return windows === undefined ? command : command.slice(windows.length);
}

/**
 * Of a copy only the last word is told alike everywhere: sources are hashes (`COPY file:HASH in /x`), `--chown` grows together with
 * them, `--from` is gone.
 */
export function destinationOf(text: string): string {
  const words = text.trim().split(/\s+/);
  return evened(words.at(-1) ?? "");
}

/** Blanks as one, without quotes, brackets and the commas of JSON forms. */
export function evened(text: string): string {
  return text
    .replace(/["'[\],]/g, " ")
    .replace(/\\\n/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
