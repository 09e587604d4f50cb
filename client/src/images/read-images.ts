import type {
  BuildChoices,
  BuildContext,
  BuildPlanResult,
  BuildService,
  ImageBuild,
  TextResult,
} from "../../../server/src/protocol/images.ts";
import { type Fields, isRecord, readAnswer } from "../read-answer.ts";

/** A `TextResult` as it came over the wire; undefined: the server is not there, or failed. */
export function readTextResult(value: unknown): TextResult | undefined {
  return readAnswer(value, ({ message, text }) =>
    typeof message === "string" && typeof text === "string" ? { message, text } : undefined,
  );
}

/** The same for `BuildChoicesResult`. */
export function readBuildChoices(value: unknown) {
  return readAnswer(value, (fields) => {
    const choices = isRecord(fields.choices) ? choicesIn(fields.choices) : undefined;
    return choices && { choices };
  });
}

function choicesIn({ lastStage, otherStages, contexts, services }: Fields): BuildChoices | undefined {
  const names = words(otherStages);
  if (names === undefined || !Array.isArray(contexts) || !Array.isArray(services)) return undefined;
  return {
    ...(typeof lastStage === "string" ? { lastStage } : {}),
    otherStages: names,
    contexts: contexts.filter(isContext),
    services: services.filter(isService),
  };
}

function isContext(value: unknown): value is BuildContext {
  return isRecord(value) && typeof value.path === "string" && words(value.missing) !== undefined;
}

function isService(value: unknown): value is BuildService {
  if (!isRecord(value) || (value.target !== undefined && typeof value.target !== "string")) return false;
  return [value.file, value.service, value.context].every((word) => typeof word === "string");
}

/** The same for `BuildPlanResult`. */
export function readBuildPlans(value: unknown): BuildPlanResult | undefined {
  return readAnswer(value, (fields) => {
    const read = Array.isArray(fields.plans) ? fields.plans.map(planIn) : [];
    const plans = read.filter((plan) => plan !== undefined);
    return plans.length > 0 && plans.length === read.length ? { plans } : undefined;
  });
}

function planIn(value: unknown): ImageBuild | undefined {
  if (!isRecord(value)) return undefined;
  const { program, folder, name, afterBuild, ...lists } = value;
  const [args, tags, notes] = [words(lists.args), words(lists.tags), words(lists.notes)];
  if (typeof program !== "string" || typeof folder !== "string" || typeof name !== "string") return undefined;
  if (args === undefined || tags === undefined || notes === undefined || tags.length === 0) return undefined;
  const scans = afterBuild === "always" || afterBuild === "never" ? afterBuild : "ask";
  return { program, args, folder, tags, name, notes, afterBuild: scans };
}

/** A list of texts and of nothing else: a word less would be another command. */
function words(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) && value.every((word) => typeof word === "string") ? value : undefined;
}
