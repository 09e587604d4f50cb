import type { Call } from "../../../knowledge/call.ts";
import type { ManagerId } from "../../../knowledge/managers/manager.ts";
import type { PackageUse, Stage } from "../../../model/build-model.ts";
import { lineage } from "../../../model/lineage.ts";
import { callAt } from "../../call-at.ts";
import { once } from "../../once.ts";
import type { PinSetup } from "../pin-setup.ts";
import { CONDAS, INDEX_FILES, type IndexFile, OF_PYTHON, PROJECT_FILES, READERS_OF_NPMRC } from "./index-files.ts";

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
export function settingsFor(use: PackageUse, stage: Stage, contextText: PinSetup["contextText"]): readonly Setting[] {
  const { manager, name, command } = use;
  const found = copiedSettings(stage, manager, contextText);
  const isForAll = found.some(({ counts }) => counts !== undefined) && isGlobal(use, stage);
  const copied = found.map(({ setting, counts }) =>
    counts?.(isForAll) === false ? { ...setting, value: undefined } : setting,
  );
  const all = copied.length === 0 ? settingsIn(stage) : [...settingsIn(stage), ...copied].sort((a, b) => a.at - b.at);
  return all.filter(
    ({ at, managers, scope }) =>
      at < command.start && managers.includes(manager) && (scope === undefined || name.startsWith(`${scope}/`)),
  );
}

/** The settings of indexes that a stage and those below write, in order. */
const settingsIn = once((stage: Stage): readonly Setting[] => {
  const settings: Setting[] = [];
  for (const { instructions, sources } of [...lineage(stage)].reverse()) {
    for (const { keyword, flags, body, span } of instructions) {
      const isForeign = isCopy(keyword) && flags.some(({ name }) => name === "from");
      const text = flags.map(({ value }) => value).join("\n") + (isForeign ? `\n${body.text}` : "");
      settings.push(...unreadSettings(text, () => span.start));
    }
    for (const { source, offset, calls } of sources.runs) {
      settings.push(...unreadSettings(source, (index) => offset + index));
      for (const call of calls) settings.push(...settingsOf(call, offset + call.span.start));
    }
  }
  return settings.sort((a, b) => a.at - b.at);
});

/** An instruction that brings files of the build context. */
interface ContextCopy {
  readonly at: number;
  readonly text: string;
  /** Paths in the context as written. */
  readonly paths: readonly string[];
}

/** The files of so many instructions of a stage, and of so many words of each, are looked at; those of others are not known. */
const MAX_COPIES = 200;
const MAX_PATHS = 20;

/** What a stage and those below take from the build context. */
const copiesIn = once((stage: Stage): readonly ContextCopy[] => {
  const copies: ContextCopy[] = [];
  for (const { instructions, copied } of [...lineage(stage)].reverse()) {
    let index = 0;
    for (const { keyword, flags, body, span } of instructions) {
      const first = index;
      while ((copied[index]?.span.start ?? span.end) < span.end) index += 1;
      if (!isCopy(keyword) || flags.some(({ name }) => name === "from")) continue;
      const end = copies.length < MAX_COPIES ? Math.min(index, first + MAX_PATHS) : first;
      const paths = copied.slice(first, end).map(({ path }) => path);
      copies.push({ at: span.start, text: body.text, paths });
    }
  }
  return copies;
});

function isCopy(keyword: string): boolean {
  return keyword === "COPY" || keyword === "ADD";
}

interface CopiedSetting {
  readonly setting: Setting;
  /** Whether it counts for a global installation, or for another; unless given, it does for both. */
  readonly counts?: (isGlobal: boolean) => boolean;
}

/** The settings of files that are copied by name, and of those of a project that come with a folder. */
const copiedSettings = once(
  (stage: Stage, manager: ManagerId, contextText: PinSetup["contextText"]): readonly CopiedSetting[] => {
    const kinds = INDEX_FILES.filter(({ managers }) => managers.includes(manager));
    return copiesIn(stage).flatMap((copy) => kinds.flatMap((kind) => settingsOfCopy(copy, kind, contextText)));
  },
);

function settingsOfCopy(
  { at, text, paths }: ContextCopy,
  { pattern, managers, read, counts }: IndexFile,
  contextText: PinSetup["contextText"] = () => undefined,
): readonly CopiedSetting[] {
  const target = text.split(/[\s",[\]]+/).findLast((word) => word !== "") ?? "";
  const named = paths.length === 1 ? paths : paths.filter((path) => pattern.test(path));
  const brought = PROJECT_FILES.filter((name) => pattern.test(name));
  const texts = pattern.test(text)
    ? [named[0] && contextText(named[0])]
    : brought
        .flatMap((name) => paths.map((path) => contextText(`${path}/${name}`)))
        .filter((each) => each !== undefined);
  return texts.flatMap((each): readonly CopiedSetting[] => {
    const indexes = each === undefined ? undefined : read(each);
    if (indexes === undefined) return unknownSettings(at, managers).map((setting) => ({ setting }));
    const known = counts && { counts: (isGlobal: boolean) => counts(target, isGlobal) };
    return indexes.map((index) => ({ setting: { ...index, at, managers }, ...known }));
  });
}

/** `npm install --global`, `yarn global add`. */
function isGlobal({ command }: PackageUse, stage: Stage): boolean {
  const words = callAt(stage, command.start)?.call.args ?? [];
  return words.some(({ text }) => /^(?:-g|(?:--location=|--)?global)$/.test(text));
}

function unreadSettings(text: string, placeOf: (index: number) => number): readonly Setting[] {
  if (text === "") return [];
  return INDEX_FILES.flatMap(({ pattern, managers }) => {
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
  if (addsGallery(call.program, words)) return unknownSettings(at, ["powershell"]);
  const isCertain = call.path.every(({ kind }) => ["sequence", "and-or", "group", "nested"].includes(kind));
  return settingsSaid(call.program, words).map(({ managers, key, value }): Setting => {
    const scope = /^(@[\w.-]+):registry$/.exec(key)?.[1];
    const isKnown = isCertain && call.args.every(({ unknown }) => unknown.length === 0);
    const isBeside = /(?:^|\.)extra-index-url$/.test(key);
    // Files in a folder, or on a page, are no index.
    const isIndex = !/\.(?:find-links|no-index)$/.test(key);
    const told = isKnown && isIndex ? value : undefined;
    return { at, managers, isBeside, value: told, ...(scope === undefined ? {} : { scope }) };
  });
}

/** Whether PowerShell looks elsewhere from here on, too. NuGet's provider is what it reads its own galleries with. */
function addsGallery(program: string, words: readonly string[]): boolean {
  // Others only trust the one that is there.
  if (NAMES_REPOSITORY.test(program)) return words.some((word) => /^-(?:SourceLocation|Uri)\b/i.test(word));
  if (ADDS_PROVIDER.test(program)) return !words.some((word) => /^(?:NuGet|PowerShellGet)$/i.test(word));
  return /^register-packagesource$/i.test(program);
}

/** `Register-PSRepository -Name Own -SourceLocation URL`. */
const NAMES_REPOSITORY = /^(?:register|set)-ps(?:resource)?repository$/i;

/** `Install-PackageProvider -Name chocolatey`; to ask for one may bring it, too. */
const ADDS_PROVIDER = /^(?:install|get)-packageprovider$/i;

interface Said {
  readonly managers: readonly ManagerId[];
  readonly key: string;
  readonly value: string | undefined;
}

const KEYS =
  /^(?:[a-z]+\.(?:(?:extra-)?index-url|find-links|no-index)|registry|npmRegistryServer|@[\w.-]+:registry|GOPROXY)$/;

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
