const KEYWORDS = [
  "ADD",
  "ARG",
  "CMD",
  "COPY",
  "ENTRYPOINT",
  "ENV",
  "EXPOSE",
  "FROM",
  "HEALTHCHECK",
  "LABEL",
  "MAINTAINER",
  "ONBUILD",
  "RUN",
  "SHELL",
  "STOPSIGNAL",
  "USER",
  "VOLUME",
  "WORKDIR",
] as const;

/** An instruction that BuildKit knows, upper case. */
export type Keyword = (typeof KEYWORDS)[number];

/** As almost all are written, and in lower case. */
const BY_WRITTEN: ReadonlyMap<string, Keyword> = new Map(
  KEYWORDS.flatMap((keyword) => [[keyword, keyword] as const, [keyword.toLowerCase(), keyword] as const]),
);

const LONGEST = Math.max(...KEYWORDS.map(({ length }) => length));

/** The keyword that text [start, end) spells in any case; undefined for a word that is none. */
export function keywordAt(text: string, start: number, end: number): Keyword | undefined {
  if (end - start > LONGEST) return undefined;
  const word = text.slice(start, end);
  return BY_WRITTEN.get(word) ?? BY_WRITTEN.get(word.toLowerCase());
}

/** Instructions that may open here-documents. */
export function opensHeredocs(keyword: string): boolean {
  return keyword === "RUN" || keyword === "COPY" || keyword === "ADD";
}

/** Instructions whose plain arguments are a shell command. */
export function runsShell(keyword: string): boolean {
  return keyword === "RUN" || keyword === "CMD" || keyword === "ENTRYPOINT" || keyword === "HEALTHCHECK";
}

/** Instructions whose arguments may be a JSON array. */
export function takesJson(keyword: string): boolean {
  return runsShell(keyword) || keyword === "COPY" || keyword === "ADD" || keyword === "SHELL" || keyword === "VOLUME";
}
