import type { Call } from "../../knowledge/call.ts";
import type { ManagerId } from "../../knowledge/managers/manager.ts";
import type { PackageUse, Stage } from "../../model/build-model.ts";
import { lineage } from "../../model/lineage.ts";
import { once } from "../once.ts";

/** A place of the file that writes a setting which managers read later. */
export interface Setting {
  readonly at: number;
  readonly managers: readonly ManagerId[];
  readonly isBeside: boolean;
  /** Undefined: not known. */
  readonly value: string | undefined;
  /** It holds for the packages of this npm scope alone. */
  readonly scope?: string;
}

/** The settings that hold for a package, in the order of the file. */
export function settingsFor({ manager, name, command }: PackageUse, stage: Stage): readonly Setting[] {
  return settingsIn(stage).filter(
    ({ at, managers, scope }) =>
      at < command.start && managers.includes(manager) && (scope === undefined || name.startsWith(`${scope}/`)),
  );
}

const OF_PYTHON: readonly ManagerId[] = ["pip", "pipx"];
const READERS_OF_NPMRC: readonly ManagerId[] = ["npm", "pnpm", "yarn", "bun", "deno"];
const CONDAS: readonly ManagerId[] = ["conda", "mamba", "micromamba"];

/** Files that name indexes, and commands that are not followed, by who reads what they write. */
const UNREAD: readonly (readonly [RegExp, readonly ManagerId[]])[] = [
  [/(?<![\w-])pip\.(?:conf|ini)\b/i, OF_PYTHON],
  [/(?<![\w-])uv\.toml\b/, ["uv"]],
  [/\.npmrc\b/, READERS_OF_NPMRC],
  [/\.yarnrc\b/, ["yarn"]],
  [/\bbunfig\.toml\b/, ["bun"]],
  [/\.cargo\/config\b/, ["cargo"]],
  [/\.condarc\b/, CONDAS],
  [/\bnuget\.config\b/i, ["dotnet"]],
  [/\bnuget[ \t]+(?:add|update|disable|remove)[ \t]+source\b/i, ["dotnet"]],
  [/\bgem[ \t]+sources?[ \t]+(?:-[ar]\b|--add\b|--remove\b)/, ["gem", "bundle"]],
];

/** The settings of indexes that a stage and those below write, in order. */
const settingsIn = once((stage: Stage): readonly Setting[] => {
  const settings: Setting[] = [];
  for (const { instructions, sources } of [...lineage(stage)].reverse()) {
    for (const { keyword, flags, body, span } of instructions) {
      const isCopy = keyword === "COPY" || keyword === "ADD";
      const text = flags.map(({ value }) => value).join("\n") + (isCopy ? `\n${body.text}` : "");
      settings.push(...unreadSettings(text, () => span.start));
    }
    for (const { source, offset, calls } of sources.runs) {
      settings.push(...unreadSettings(source, (index) => offset + index));
      for (const call of calls) settings.push(...settingsOf(call, offset + call.span.start));
    }
  }
  return settings.sort((a, b) => a.at - b.at);
});

function unreadSettings(text: string, placeOf: (index: number) => number): readonly Setting[] {
  return UNREAD.flatMap(([pattern, managers]) => {
    const index = text.search(pattern);
    return index < 0 ? [] : unknownSettings(placeOf(index), managers);
  });
}

function unknownSettings(at: number, managers: readonly ManagerId[]): readonly Setting[] {
  // npm's kin take one index alone.
  const ways = managers === READERS_OF_NPMRC ? [false] : [false, true];
  return ways.map((isBeside) => ({ at, managers, isBeside, value: undefined }));
}

/** `npm config set KEY VALUE`, `pip config set KEY VALUE`, `go env -w KEY=VALUE`, `conda config --add channels VALUE`. */
function settingsOf(call: Call, at: number): readonly Setting[] {
  const words = call.args.map(({ text }) => text);
  if (NAMES_REPOSITORY.test(call.program) && words.some((word) => /^-(?:SourceLocation|Uri)\b/i.test(word)))
    return unknownSettings(at, ["powershell"]);
  const isCertain = call.path.every(({ kind }) => ["sequence", "and-or", "group", "nested"].includes(kind));
  return settingsSaid(call.program, words).map(({ managers, key, value }): Setting => {
    const scope = /^(@[\w.-]+):registry$/.exec(key)?.[1];
    const isKnown = isCertain && scope === undefined && call.args.every(({ unknown }) => unknown.length === 0);
    const isBeside = /(?:^|\.)extra-index-url$/.test(key);
    return { at, managers, isBeside, value: isKnown ? value : undefined, ...(scope === undefined ? {} : { scope }) };
  });
}

/** `Register-PSRepository -Name Own -SourceLocation URL`; others only trust the one that is there. */
const NAMES_REPOSITORY = /^(?:register|set)-ps(?:resource)?repository$/i;

interface Said {
  readonly managers: readonly ManagerId[];
  readonly key: string;
  readonly value: string | undefined;
}

const KEYS = /^(?:[a-z]+\.(?:extra-)?index-url|registry|npmRegistryServer|@[\w.-]+:registry|GOPROXY)$/;

function settingsSaid(program: string, words: readonly string[]): readonly Said[] {
  if (CONDAS.includes(program)) return channelsSaid(words);
  const managers = READERS.get(/^([a-z]+)[\d.]*$/.exec(program)?.[1] ?? "");
  const verb = words.findIndex((word) => SETTERS.has(word) || REMOVERS.has(word));
  const isWord = (word: string) => !word.startsWith("-");
  if (managers === undefined || verb < 0 || !VERB.test(words.slice(0, verb).filter(isWord).join(" "))) return [];
  const said = words.slice(verb + 1).filter(isWord);
  const [key = "", value] = said.map((word) => word.split(/=(.*)/)).find(([name = ""]) => KEYS.test(name)) ?? [];
  if (key === "") return [];
  // Nothing is what was there before.
  const isRemoved = REMOVERS.has(words[verb] ?? "");
  return [{ managers, key, value: isRemoved ? "" : (value ?? said[said.indexOf(key) + 1]) }];
}

const SETTERS: ReadonlySet<string> = new Set(["set", "-w"]);
const REMOVERS: ReadonlySet<string> = new Set(["unset", "delete", "rm", "-u"]);

/** What stands in front of them. */
const VERB = /^(?:(?:pip )?config|c|env)?$/;

/** Who reads what a program sets. */
const READERS: ReadonlyMap<string, readonly ManagerId[]> = new Map([
  ["pip", OF_PYTHON],
  ["python", OF_PYTHON],
  ["npm", READERS_OF_NPMRC],
  ["pnpm", ["pnpm"]],
  ["yarn", ["yarn"]],
  ["go", ["go"]],
]);

/** The channel that is added last goes first; behind the standard ones nothing says which comes first. */
function channelsSaid(words: readonly string[]): readonly Said[] {
  return words.flatMap((word, index): readonly Said[] => {
    if (words[index + 1] !== "channels" || !["--add", "--prepend", "--append"].includes(word)) return [];
    return [{ managers: CONDAS, key: "channels", value: word === "--append" ? undefined : words[index + 2] }];
  });
}
