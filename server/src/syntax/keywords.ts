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

const BY_SPELLING: ReadonlyMap<string, Keyword> = new Map(
  KEYWORDS.flatMap((keyword): [string, Keyword][] => [
    [keyword, keyword],
    [keyword.toLowerCase(), keyword],
  ]),
);

/** The keyword that a word spells in any case; undefined for a word that is none. */
export function keywordOf(word: string): Keyword | undefined {
  return BY_SPELLING.get(word) ?? BY_SPELLING.get(word.toLowerCase());
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
