/** An instruction, reduced to what both a Dockerfile and the history of an image tell of it. */
export interface HistoryLine {
  /** Upper case. */
  readonly keyword: string;
  /** Its words, blanks and quotes evened out. */
  readonly text: string;
}

/**
 * Reads `created_by` as BuildKit (`RUN /bin/sh -c … # buildkit`), the classic builder (`/bin/sh -c #(nop) COPY …`) and buildah write it.
 * Without a keyword it is the command of a RUN; undefined for what is not an instruction. Source: histories made by the three.
 */
export function historyLine(createdBy: string): HistoryLine | undefined {
  const written = createdBy.replace(/ # buildkit$/, "").trim();
  const silent = written.indexOf("#(nop)");
  if (silent >= 0 && silent < MAX_SHELL_LENGTH) return instructionIn(written.slice(silent + "#(nop)".length).trim());
  const instruction = instructionIn(written);
  if (instruction !== undefined && instruction.keyword !== "RUN") return instruction;
  return { keyword: "RUN", text: evened(commandIn(written.replace(/^RUN /, ""))) };
}

const MAX_SHELL_LENGTH = 200;
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

/**
 * `|2 A=1 B=2 /bin/bash -o pipefail -c COMMAND` → COMMAND: build arguments stand in front with their number, a JSON form has no shell.
 * Values may have blanks, which only the shell behind them ends.
 */
export function commandIn(written: string): string {
  const words = written.split(" ");
  const count = /^\|(\d{1,3})$/.exec(words[0] ?? "")?.[1];
  if (count === undefined) return words.slice(commandStart(words, 0)).join(" ");
  const shell = words.findIndex((_, at) => at > 0 && commandStart(words, at) !== undefined);
  return words.slice(shell < 0 ? Number(count) + 1 : commandStart(words, shell)).join(" ");
}

const MAX_OPTIONS = 10;

/** Index of the word behind a shell, its options and `-c`; undefined where no such call begins. */
function commandStart(words: readonly string[], shell: number): number | undefined {
  for (let at = shell + 1; at <= shell + MAX_OPTIONS; at += 1) {
    const word = words[at] ?? "";
    // The last two are those of Windows images.
    if (/^(?:-[a-z]{0,4}c|-Command|\/C)$/.test(word)) return at + 1;
    const isValue = /^-[a-z]{0,8}o$/.test(words[at - 1] ?? "");
    if (!isValue && !/^(?:-\S|\/[A-Z]$)/.test(word)) return undefined;
  }
  return undefined;
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
