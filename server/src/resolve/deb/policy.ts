/** What `apt-cache policy` says of one package. */
export interface PackagePolicy {
  readonly candidate: string | undefined;
  /** As apt orders them, newest first. */
  readonly versions: readonly { readonly version: string; readonly isSecurity: boolean }[];
}

/** Looks a package up in the output of `apt-cache policy` for many; undefined: it has no entry. */
export function policyOf(output: string, name: string): PackagePolicy | undefined {
  const mark = `\n${name}:\n`;
  const text = `\n${output}\n`;
  const at = text.indexOf(mark);
  if (at < 0) return undefined;
  let candidate: string | undefined;
  const versions: { version: string; isSecurity: boolean }[] = [];
  for (const line of linesFrom(text, at + mark.length)) {
    if (line.startsWith("  Candidate: ")) candidate = line.slice("  Candidate: ".length).trim();
    const [, version] = /^(?: \*\*\*| {4}) (\S+) -?\d+$/.exec(line) ?? [];
    if (version !== undefined) versions.push({ version, isSecurity: false });
    const last = versions.at(-1);
    if (last !== undefined && /^ {8,}-?\d+ \S+ \S+-security\//.test(line)) last.isSecurity = true;
  }
  return { candidate: candidate === "(none)" ? undefined : candidate, versions };
}

function* linesFrom(text: string, start: number): Generator<string> {
  for (let at = start; text[at] === " "; ) {
    const end = text.indexOf("\n", at);
    yield text.slice(at, end);
    at = end + 1;
  }
}
