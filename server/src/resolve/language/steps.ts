import { failure, type Outcome } from "../../outcome/outcome.ts";
import type { LookupSettings } from "../../pin/lookup-settings.ts";
import type { LanguageQuery } from "../../pin/query.ts";
import { containerCommand, imageName } from "../container.ts";
import { hideLogins } from "../hide-logins.ts";
import { mirroredUrl } from "../mirrored-url.ts";
import type { LookupWorld, Plan, Resolution } from "../resolver.ts";
import { indexAddress, isPlainSource } from "./address.ts";
import { type Asking, answerOf } from "./answer.ts";
import { DEPS_DEV, depsDevReleases, depsDevTimes } from "./deps-dev.ts";
import { indexSetting } from "./index-setting.ts";
import { insideTask, startInside } from "./inside.ts";
import type { IndexAddress, IndexWay, Language, Question, Releases, ToolWay } from "./language.ts";
import { languageOf } from "./languages.ts";
import { saidRuntime } from "./runtime.ts";
import { releasesBy, type Start, startHere, timesBy } from "./tool.ts";

/** One way to an answer: what it does, said before it does it, and the doing. */
export interface Step {
  readonly plan: Plan;
  resolve(world: LookupWorld): Promise<Resolution>;
}

/** The ways to an answer for this question in the order of the settings. Never none: a refusal with its cure is one too. */
export function stepsOf(written: LanguageQuery, settings: LookupSettings): readonly Step[] {
  const { range, ...unbounded } = written;
  const language = languageOf(written.manager);
  // `latest` is what a name without a version means, for every manager that knows the word; for npm only where that runs.
  const query: LanguageQuery = range === "latest" && language?.runtime !== "node" ? unbounded : written;
  const { manager, name, sources } = query;
  if (language === undefined) return [refusal(`Versions of ${manager} are not looked up.`)];
  if (!language.isName(name))
    return [refusal(`${name} is not a name that ${manager} can look up, so nobody is asked for it.`)];
  const odd = sources.find((source) => source.includes("$") || !(isPlainSource(source) || indexAddress(source)));
  if (odd !== undefined) return [refusal(`The RUN takes ${name} from ${hideLogins(odd)}, which cannot be asked.`)];
  const setting = indexSetting(settings, manager);
  if (setting !== undefined && indexAddress(setting.replace(/^sparse\+/, "")) === undefined)
    return [refusal(`The setting seaworthy.index names no address that can be asked for ${name}: correct it.`)];
  const steps = settings.order.flatMap((way) => stepsOfWay(way, language, { query, settings }));
  return steps.length > 0 ? steps : [refusal(nobodyKnown(query))];
}

function stepsOfWay(
  way: LookupSettings["order"][number],
  language: Language,
  { query, settings }: { readonly query: LanguageQuery; readonly settings: LookupSettings },
): readonly Step[] {
  switch (way) {
    case "index":
      return indexSteps(language, query, settings);
    case "tool":
      return language.tools.flatMap((tool) => toolStep(tool, language, query));
    case "container":
      return containerSteps(language, query, settings);
    case "third-party":
      return thirdPartySteps(language, query, settings);
  }
}

function nobodyKnown({ manager, name }: LanguageQuery): string {
  return `Nobody is known who could be asked for ${name}: name an index in the setting seaworthy.index.${manager}.`;
}

function refusal(message: string): Step {
  return {
    plan: { needs: "network", hosts: [] },
    resolve: async () => ({ ok: false, reason: "unsupported", message }),
  };
}

function step(plan: Plan, asking: Asking): Step {
  return { plan, resolve: (world) => answerOf(asking, world) };
}

function indexSteps(language: Language, query: LanguageQuery, settings: LookupSettings): readonly Step[] {
  const { index } = language;
  const setting = indexSetting(settings, query.manager);
  // What is taken besides the standard index says nothing without that one: the setting names it, or the tools know it.
  if (index === undefined || (query.isBeside === true && setting === undefined)) return [];
  const standard = query.isBeside === true && setting !== undefined ? [setting] : [];
  const addresses = addressesOf(index, [...standard, ...query.sources], setting);
  if (addresses.length > 0) {
    const hosts = addresses.map(({ url }) => URL.parse(mirroredUrl(url, settings.mirrors))?.host ?? url);
    const ask: Asking["ask"] = (question, world) => readAll(index, addresses, question, world);
    return [step({ needs: "network", hosts }, { language, query, ask, decides: query.sources.length === 0 })];
  }
  const { configured } = index;
  if (configured === undefined || query.sources.length > 0) return [];
  const ask: Asking["ask"] = async (question, world) => {
    const written = await configured(question.name, world);
    if (!written.ok) return written;
    const address = indexAddress(written.value.url, written.value.authorization);
    if (address === undefined) return failure("unsupported", written.value.url, "is no address of an index");
    return index.read(address, question, world);
  };
  return [step({ needs: "network", hosts: [] }, { language, query, ask })];
}

/**
 * Those that the RUN names, else that of the settings. Behind a name that nothing says the address of none counts, as it may have
 * the package; where the highest version of all counts, those in front of it do not, either.
 */
function addressesOf(
  index: IndexWay,
  sources: readonly string[],
  setting: string | undefined,
): readonly IndexAddress[] {
  const ordered = index.isStandardLast === true ? [...sources.slice(1), ...sources.slice(0, 1)] : sources;
  const written = sources.length > 0 ? ordered : setting === undefined ? [] : [setting];
  const known: IndexAddress[] = [];
  for (const source of written) {
    const address = indexAddress(index.locate?.(source, setting) ?? source);
    if (address === undefined) return index.isFirstOnly === true ? known : [];
    known.push(address);
  }
  return known;
}

/** What all of the indexes have; one that does not know the name is no failure while another does. */
async function readAll(
  index: IndexWay,
  addresses: readonly IndexAddress[],
  question: Question,
  world: LookupWorld,
): Promise<Outcome<Releases>> {
  let all: Releases | undefined;
  let last: Outcome<never> = failure("not-found", question.name, "is in no index that the RUN names");
  for (const address of addresses) {
    const found = await index.read(address, question, world);
    if (!found.ok && found.reason !== "not-found") return found;
    if (found.ok && index.isFirstOnly === true) return found;
    if (!found.ok) last = found;
    else if (all === undefined) all = found.value;
    else all = { ...all, releases: [...all.releases, ...found.value.releases] };
  }
  return all === undefined ? last : { ok: true, value: all };
}

function toolStep(tool: ToolWay, language: Language, query: LanguageQuery): readonly Step[] {
  if (!isAskable(tool, query)) return [];
  const plan: Plan = { needs: "tool", argv: tool.argv(shownQuestion(language, query)) };
  return [step(plan, { language, query, ...askedOf(startHere, tool, language, query) })];
}

function isAskable({ takesMore }: ToolWay, { sources, isBeside }: LanguageQuery): boolean {
  return sources.every(isPlainSource) && (isBeside !== true || takesMore === true);
}

/** The tool of the base image, where it has one. */
function containerSteps(language: Language, query: LanguageQuery, settings: LookupSettings): readonly Step[] {
  const { base } = query;
  const [tool] = language.tools;
  if (base === undefined || tool === undefined || !isAskable(tool, query)) return [];
  const shown = shownQuestion(language, query);
  const argv = containerCommand(insideTask(base, tool, tool.argv(shown), shown), settings);
  const plan: Plan = { needs: "container", image: imageName(base.reference), argv };
  return [step(plan, { language, query, isInside: true, ...askedOf(startInside(base), tool, language, query) })];
}

/** The question as far as it is known before anybody is asked. */
function shownQuestion({ runtime }: Language, query: LanguageQuery): Question {
  const version = saidRuntime(query, runtime);
  return { query, name: query.name, runtime: version, isInside: false, newestAllowed: undefined };
}

/** The tool is asked for versions, and for times as well or deps.dev where it may be and the package may be a public one. */
function askedOf(
  start: Start,
  tool: ToolWay,
  { system }: Language,
  { sources }: LanguageQuery,
): Pick<Asking, "ask" | "times"> {
  const ask = releasesBy(start, tool);
  if (tool.times !== undefined) return { ask, times: timesBy(start, tool, tool.times) };
  if (system === undefined || sources.length > 0) return { ask };
  return { ask, times: (_, { name }, world) => depsDevTimes(system, name, world) };
}

/** Only what may be public: a package of an index that somebody names is nobody's business. */
function thirdPartySteps(language: Language, query: LanguageQuery, settings: LookupSettings): readonly Step[] {
  const { system } = language;
  const isNamed = query.sources.length > 0 || indexSetting(settings, query.manager) !== undefined;
  if (system === undefined || !settings.thirdParty || isNamed) return [];
  const ask: Asking["ask"] = async ({ name, runtime }, world) => {
    if (language.skipsUnfit === true && runtime !== undefined)
      return failure(
        "unsupported",
        "deps.dev",
        `does not say which versions of ${name} run on ${language.runtime} ${runtime}`,
      );
    if (!(await isOfDefaultIndex(language, name, world)))
      return failure("unsupported", name, "has an index of its own in your configuration, so no third party is asked");
    return depsDevReleases(system, name, world);
  };
  const plan: Plan = { needs: "network", hosts: [new URL(DEPS_DEV.url).host], thirdParty: true };
  return [step(plan, { language, query, ask })];
}

/** Whether the user's configuration takes this name from where it takes any other: a scope may have a registry of its own. */
async function isOfDefaultIndex({ index }: Language, name: string, world: LookupWorld): Promise<boolean> {
  if (index?.configured === undefined) return true;
  const [its, anyone] = [await index.configured(name, world), await index.configured("any", world)];
  return !its.ok || (anyone.ok && its.value.url === anyone.value.url);
}
