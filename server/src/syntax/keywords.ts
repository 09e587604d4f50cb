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

const BY_LOWER_CASE: ReadonlyMap<string, Keyword> = new Map(
  KEYWORDS.map((keyword) => [keyword.toLowerCase(), keyword]),
);

/** The keyword that text [start, end) spells in any case; undefined for a word that is none. */
export function keywordAt(text: string, start: number, end: number): Keyword | undefined {
  const usual = usualKeyword(text.charCodeAt(start), end - start, text.charCodeAt(start + 1));
  if (usual !== undefined && text.startsWith(usual, start)) return usual;
  return end - start > LONGEST ? undefined : BY_LOWER_CASE.get(text.slice(start, end).toLowerCase());
}

const LONGEST = Math.max(...KEYWORDS.map(({ length }) => length));

/** The only keyword of this length and beginning, if written in upper case: almost all are, and no string is made. */
function usualKeyword(first: number, length: number, second: number): Keyword | undefined {
  switch (first) {
    case 65:
      return length !== 3 ? undefined : second === 82 ? "ARG" : "ADD";
    case 67:
      return length === 4 ? "COPY" : length === 3 ? "CMD" : undefined;
    case 69:
      return length === 3 ? "ENV" : length === 6 ? "EXPOSE" : undefined;
    case 70:
      return length === 4 ? "FROM" : undefined;
    case 76:
      return length === 5 ? "LABEL" : undefined;
    case 82:
      return length === 3 ? "RUN" : undefined;
    case 87:
      return length === 7 ? "WORKDIR" : undefined;
    default:
      return undefined;
  }
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
