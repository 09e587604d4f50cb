import type { ManagerId } from "../../../knowledge/managers/manager.ts";

/** An index that a settings file names. */
export interface NamedIndex {
  readonly isBeside: boolean;
  readonly value: string;
  /** It holds for the packages of this npm scope alone. */
  readonly scope?: string;
}

/** A kind of settings file that may name indexes, or a command that does so and is not followed. */
export interface IndexFile {
  /** How its name, or the command, is written. */
  readonly pattern: RegExp;
  readonly managers: readonly ManagerId[];
  /** What it names; undefined: that is not known. */
  read(text: string): readonly NamedIndex[] | undefined;
  /** Whether it counts where it is copied to; unless said, it does everywhere. */
  counts?(target: string, isGlobal: boolean): boolean;
}

export const OF_PYTHON: readonly ManagerId[] = ["pip", "pipx"];
export const READERS_OF_NPMRC: readonly ManagerId[] = ["npm", "pnpm", "yarn", "bun", "deno"];
export const CONDAS: readonly ManagerId[] = ["conda", "mamba", "micromamba"];

/** One that names no index is known to; of one that may the index is not. */
const unread = (text: string) => (/registr|source|index|channel/i.test(text) ? undefined : []);

export const INDEX_FILES: readonly IndexFile[] = [
  { pattern: /(?<![\w-])pip\.(?:conf|ini)\b/i, managers: OF_PYTHON, read: readPipConf, counts: isPlaceOfPip },
  { pattern: /(?<![\w-])uv\.toml\b/, managers: ["uv"], read: unread },
  { pattern: /\.npmrc\b/, managers: READERS_OF_NPMRC, read: readNpmrc, counts: isPlaceOfNpm },
  { pattern: /\.yarnrc\b/, managers: ["yarn"], read: unread },
  { pattern: /\bbunfig\.toml\b/, managers: ["bun"], read: unread },
  { pattern: /\.cargo\/config\b/, managers: ["cargo"], read: unread },
  { pattern: /\.condarc\b/, managers: CONDAS, read: unread },
  { pattern: /\bnuget\.config\b/i, managers: ["dotnet"], read: unread },
  { pattern: /\bnuget[ \t]+(?:add|update|disable|remove)[ \t]+source\b/i, managers: ["dotnet"], read: unread },
  {
    pattern: /\bgem[ \t]+sources?[ \t]+(?:-[ar]\b|--add\b|--remove\b)/,
    managers: ["gem", "bundle"],
    read: unread,
  },
];

/** Those that managers read in the folder of a project, so that they come with a folder that is copied. */
export const PROJECT_FILES: readonly string[] = [
  ".npmrc",
  ".yarnrc",
  ".yarnrc.yml",
  "bunfig.toml",
  "uv.toml",
  ".cargo/config",
  ".cargo/config.toml",
  "nuget.config",
  "NuGet.config",
  "NuGet.Config",
];

/** Source: pip's manual, "Configuration". */
function isPlaceOfPip(target: string): boolean {
  return /^\/etc\/(?:xdg\/pip\/)?(?:pip\.conf)?$|\/\.(?:config\/)?pip\/(?:pip\.conf)?$/.test(target);
}

/** Those of a project hold for it alone, and for no global installation. Source: npm's manual, "npmrc". */
function isPlaceOfNpm(target: string, isGlobal: boolean): boolean {
  return !isGlobal || /^(?:\/root|\/home\/[^/]+|~|\$\{?HOME\}?)(?:\/(?:\.npmrc)?)?$/.test(target);
}

/** `registry=URL` and `@scope:registry=URL`. Source: npm's manual, "npmrc". */
function readNpmrc(text: string): readonly NamedIndex[] {
  const found = text.split("\n").flatMap((line): readonly NamedIndex[] => {
    const [key = "", value] = pairOf(line, "=");
    const scope = /^(@[\w.-]+):registry$/.exec(key)?.[1];
    if (value === undefined || (scope === undefined && key !== "registry")) return [];
    return [{ isBeside: false, value: value.replace(/^"(.*)"$/, "$1"), ...(scope === undefined ? {} : { scope }) }];
  });
  // Of a package of a scope the index of the scope counts, wherever it stands.
  return found.sort((a, b) => Number(a.scope !== undefined) - Number(b.scope !== undefined));
}

/** `index-url` and `extra-index-url` of any section; a value may go on in lines that begin with a blank. Source: pip's manual, "Configuration". */
function readPipConf(text: string): readonly NamedIndex[] | undefined {
  const values = new Map<string, string>();
  let key = "";
  for (const line of text.split("\n")) {
    const isContinued = /^[ \t]/.test(line);
    const [name = "", value] = isContinued ? [key, line.trim()] : pairOf(line, /[=:]/);
    if (isContinued) values.set(key, `${values.get(key) ?? ""} ${value}`.trim());
    else {
      key = name.toLowerCase().replaceAll("_", "-");
      if (value !== undefined) values.set(key, value);
    }
  }
  if (OTHER_CHOICES.some((key) => values.has(key))) return undefined;
  const [instead, beside] = [values.get("index-url"), values.get("extra-index-url")];
  return [
    ...(instead === undefined ? [] : [{ isBeside: false, value: instead }]),
    ...(beside === undefined ? [] : [{ isBeside: true, value: beside }]),
  ];
}

/** Settings of pip by which it takes other files, or another version, than the indexes tell. */
const OTHER_CHOICES = ["no-index", "find-links", "pre", "constraint", "only-binary", "no-binary", "prefer-binary"];

/** Key and value of a line; no value: it is a comment, a section or nothing. */
function pairOf(line: string, mark: string | RegExp): readonly [key?: string, value?: string] {
  if (/^\s*[#;[]/.test(line)) return [];
  const at = line.search(mark);
  return at < 0 ? [line.trim()] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
}
