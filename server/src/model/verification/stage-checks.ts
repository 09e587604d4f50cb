import { baseName } from "../../knowledge/downloads/downloader.ts";
import type { RunFetch } from "../../knowledge/downloads/fetches.ts";
import { nameInUrl } from "../../knowledge/downloads/file-name.ts";
import { pathIn } from "../../knowledge/downloads/work-folder.ts";
import { firstIndex } from "../../text/halving.ts";
import { addToOnce } from "../../text/lists.ts";
import { type Check, namesOfFetch } from "./check.ts";
import { type CheckedOut, checkedOut, namesIn } from "./checked-out.ts";
import { patternOf } from "./filter-pattern.ts";
import { lastCheckouts } from "./last-checkouts.ts";
import { isGeneralList, isNamedAfterFile, namesInList } from "./list-names.ts";
import { isMet } from "./other-branches.ts";
import { type IsOfOthers, listsOfOthers } from "./other-publishers.ts";
import { type IsReplaced, replacedFiles } from "./replaced-files.ts";

/** Something fetched in a stage, at its place among the RUNs. */
export interface PlacedFetch {
  readonly fetch: RunFetch;
  /** Index of its RUN; of an ADD: how many RUNs stand in front of it. */
  readonly run: number;
  /** What its spans are relative to. */
  readonly offset: number;
}

/** A check with the index of its RUN. */
export interface PlacedCheck {
  readonly check: Check;
  readonly run: number;
}

/** Tells the folder that each RUN of a stage begins in; undefined: not known. Few stages need it. */
export type Folders = () => readonly (string | undefined)[];

/** The checks of a stage by what they are about, and what is fetched; each list in the order of the file. */
export interface StageChecks {
  /** The names by which a check may mean what was fetched, as the stage tells them apart. */
  readonly names: ReadonlyMap<PlacedFetch, readonly string[]>;
  /** Checks that name a fetched file, or read a list that is named after it, by the file's name. */
  readonly byName: ReadonlyMap<string, readonly PlacedCheck[]>;
  /** Checks of all files of a list. */
  readonly general: readonly PlacedCheck[];
  /** Checks of what was fetched last: their names are not known, or they name nothing. */
  readonly ofLatest: ReadonlyMap<PlacedFetch, readonly PlacedCheck[]>;
  /** Checks of a name that nothing else explains, which is why a file whose name is not known may be meant. */
  readonly unexplained: readonly PlacedCheck[];
  /** Files that checks read sums from. */
  readonly read: ReadonlySet<string>;
  /** What is fetched, and what gpg takes out of it without vouching for it. */
  readonly remoteNames: ReadonlySet<string>;
  /** Files whose signatures stop the build, by keys that do not come from the same place. */
  readonly signedNames: ReadonlySet<string>;
  /** RUNs that fetch files which a list of sums may be about. */
  readonly runsThatFetch: ReadonlySet<number>;
  readonly checkedOut: ReadonlyMap<PlacedFetch, CheckedOut>;
  readonly isReplaced: IsReplaced;
  readonly isOfOthers: IsOfOthers;
  readonly folders: Folders;
}

/** Most stages check nothing. */
const NO_CHECKS: StageChecks = {
  names: new Map(),
  byName: new Map(),
  general: [],
  ofLatest: new Map(),
  unexplained: [],
  read: new Set(),
  remoteNames: new Set(),
  signedNames: new Set(),
  runsThatFetch: new Set(),
  checkedOut: new Map(),
  isReplaced: () => false,
  isOfOthers: () => false,
  folders: () => [],
};

/** Indexes the checks of a stage, given by RUN; `folders` as in the result. */
export function stageChecks(
  fetches: readonly PlacedFetch[],
  runs: readonly (readonly Check[])[],
  folders: Folders,
): StageChecks {
  const checks = runs.flatMap((list, run) => list.map((check): PlacedCheck => ({ check, run })));
  if (checks.length === 0) return NO_CHECKS;
  const names = new Map<PlacedFetch, readonly string[]>();
  const fetchedNames = new Set<string>();
  for (const placed of fetches) {
    const own = namesInStage(namesOfFetch(placed.fetch), placed);
    names.set(placed, own);
    for (const name of own) fetchedNames.add(name);
  }
  const index: Drafts = {
    byName: new Map(),
    general: [],
    ofLatest: new Map(),
    unexplained: [],
    remoteNames: new Set(fetchedNames),
    signedNames: new Set(),
    fetchedNames,
    allNames: [...fetchedNames].map((name) => `${name}\n`).join(""),
    partsSought: 0,
    sums: fetches.filter(({ fetch }) => fetch.kind === "sig").slice(-MAX_LISTS),
    ...latestFetches(fetches),
    folders,
  };
  const { byName, general, ofLatest, unexplained, remoteNames, signedNames, clones, files, sums } = index;
  for (const each of lastCheckouts({ checks, clones, folders })) {
    addCheck(index, each);
    if (each.check.kind === "gpg") noteSigned(index, each);
  }
  const listed = fetches.filter(({ fetch }) => fetch.kind === "artifact" && fetch.call >= 0);
  return {
    names,
    byName,
    general,
    ofLatest,
    unexplained,
    remoteNames,
    signedNames,
    read: new Set(checks.flatMap((each) => namesInStage(each.check.sources, each))),
    runsThatFetch: new Set(listed.map(({ run }) => run)),
    checkedOut: checkedOut({ checks, clones, folders }),
    isReplaced: replacedFiles(files, folders),
    isOfOthers: listsOfOthers(sums, files),
    folders,
  };
}

/** Of more lists the last are looked at. */
const MAX_LISTS = 64;

/** What is said of the checks so far, and what that needs. */
interface Drafts {
  readonly byName: Map<string, PlacedCheck[]>;
  readonly general: PlacedCheck[];
  readonly ofLatest: Map<PlacedFetch, PlacedCheck[]>;
  readonly unexplained: PlacedCheck[];
  readonly remoteNames: Set<string>;
  readonly signedNames: Set<string>;
  readonly fetchedNames: ReadonlySet<string>;
  /** The fetched names, each with a line end. */
  readonly allNames: string;
  partsSought: number;
  /** The last lists that are fetched. */
  readonly sums: readonly PlacedFetch[];
  /** Fetches in order. */
  readonly clones: readonly PlacedFetch[];
  readonly files: readonly PlacedFetch[];
  readonly folders: Folders;
}

function noteSigned({ signedNames, remoteNames }: Drafts, placed: PlacedCheck): void {
  const { names, protects, trust } = placed.check;
  const own = namesInStage(names, placed);
  const isRemote = own.some((name) => remoteNames.has(name));
  const noted = protects && trust !== "remote" ? signedNames : isRemote ? remoteNames : undefined;
  for (const name of own) noted?.add(name);
}

function addCheck(index: Drafts, placed: PlacedCheck): void {
  const { check } = placed;
  // A signature of no named file is that of a tag or commit where something was cloned.
  const isOfTag = check.kind === "gpg" && check.names.size === 0 && index.clones.length > 0;
  if (check.kind === "commit" || check.ofClone !== undefined || isOfTag) {
    const names = namesInStage(namesOfFolder(index, placed), placed);
    const folder = names.find((name) => index.fetchedNames.has(name));
    if (folder !== undefined) addToOnce(index.byName, folder, placed);
    else addToLatest(index, placed, index.clones);
  } else if (addNamed(index, placed, check.names)) return;
  else if (check.lists.length > 0) addListCheck(index, placed);
  else {
    const isOfAny = check.hasUnknownName || check.names.size === 0;
    if (isOfAny && addNamed(index, placed, check.given)) return;
    if (isOfAny) addToLatest(index, placed, index.files);
    index.unexplained.push(placed);
  }
}

/** Notes a check under those of the names that the stage fetches; false: it fetches none of them. */
function addNamed({ byName, fetchedNames }: Drafts, placed: PlacedCheck, names: Iterable<string>): boolean {
  const fetched = namesInStage(names, placed).filter((name) => fetchedNames.has(name));
  for (const name of fetched) addToOnce(byName, name, placed);
  return fetched.length > 0;
}

/** `$1` is another file in each RUN. */
export function namesInStage(names: Iterable<string>, { run }: Pick<PlacedFetch, "run">): readonly string[] {
  return Array.from(names, (name) => (name.length === 2 && /^\$[\d@*]$/.test(name) ? `${name} ${run}` : name));
}

/** Names of the folder that git works in; where the RUN names none and it matters, those of the folder that it begins in. */
function namesOfFolder({ clones, folders }: Drafts, { check, run }: PlacedCheck): Iterable<string> {
  const path = check.ofClone?.path;
  if (path === undefined || check.names.size > 0 || clones.length < 2) return check.names;
  return namesIn(pathIn(folders()[run], path) ?? "");
}

function addListCheck(index: Drafts, placed: PlacedCheck): void {
  const { lists, filters } = placed.check;
  const patterns = filters.map(patternOf);
  const sought = patterns.flatMap(({ whole, names }) => [whole, ...names]);
  if (addNamed(index, placed, sought)) return;
  const byList = lists.flatMap((list) => namesInList(list, index.fetchedNames));
  const isNamed = addNamed(index, placed, byList.length > 0 ? byList : namesOnServer(lists, index));
  if (isNamed && !lists.some(isGeneralList)) return;
  if (lists.every(isNamedAfterFile)) index.unexplained.push(placed);
  else {
    const parts = patterns.flatMap(({ whole }) => namesWith(whole, index));
    if (!addNamed(index, placed, parts)) index.general.push(placed);
  }
}

/** The files that lists are named after where they are fetched from: `curl -o tool.sha256 https://…/tool-1.0.tgz.sha256`. */
function namesOnServer(lists: readonly string[], { sums, fetchedNames }: Drafts): readonly string[] {
  const names = new Set(lists.map(baseName));
  const saved = sums.filter(({ fetch }) => names.has(baseName(fetch.target ?? "")));
  return saved.flatMap(({ fetch }) => namesInList(nameInUrl(fetch.expanded).text, fetchedNames));
}

/** A part of a name shorter than this picks too much to tell anything. */
const MIN_PART = 3;
/** A part that more names hold is no choice. */
const MAX_NAMES = 64;

/** More parts than these are not looked for: their checks are taken to be about all files of their lists. */
const MAX_PARTS = 2000;

/** The fetched names that a part stands in. */
function namesWith(part: string, index: Drafts): readonly string[] {
  const { allNames } = index;
  const names: string[] = [];
  if (part.length < MIN_PART || index.partsSought >= MAX_PARTS) return names;
  index.partsSought += 1;
  for (let at = allNames.indexOf(part); at >= 0 && names.length < MAX_NAMES; ) {
    const end = allNames.indexOf("\n", at);
    names.push(allNames.slice(allNames.lastIndexOf("\n", at) + 1, end));
    at = allNames.indexOf(part, end);
  }
  return names;
}

/** A check in a function is about what was fetched last in front of each call of it. */
function addToLatest({ ofLatest }: Drafts, placed: PlacedCheck, fetches: readonly PlacedFetch[]): void {
  for (const { index } of placed.check.place.sites) {
    const latest = latestBefore(index, placed, fetches);
    if (latest !== undefined) addToOnce(ofLatest, latest, placed);
  }
}

function latestFetches(fetches: readonly PlacedFetch[]): Pick<Drafts, "clones" | "files"> {
  const sorted = [...fetches].sort((a, b) => a.run - b.run || a.fetch.call - b.fetch.call);
  return {
    clones: sorted.filter(({ fetch }) => fetch.kind === "git"),
    files: sorted.filter(({ fetch }) => fetch.kind !== "git" && fetch.kind !== "sig" && fetch.kind !== "probe"),
  };
}

/** More fetches that a check misses are not passed over. */
const MAX_MISSED = 64;

function latestBefore(call: number, placed: PlacedCheck, fetches: readonly PlacedFetch[]): PlacedFetch | undefined {
  const behind = firstIndex(fetches.length, (index) => {
    const fetch = fetches[index];
    return fetch !== undefined && (fetch.run > placed.run || (fetch.run === placed.run && fetch.fetch.call >= call));
  });
  return fetches.slice(Math.max(0, behind - MAX_MISSED), behind).findLast((fetch) => isMet(placed, fetch));
}
