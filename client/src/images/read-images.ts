import type {
  BuildChoices,
  BuildChoicesResult,
  BuildContext,
  BuildPlanResult,
  BuildService,
  TextResult,
} from "../../../server/src/protocol/images.ts";
import { isRecord } from "../scan/read-scan.ts";

/** A `TextResult` as it came over the wire; undefined: the server is not there, or failed. */
export function readTextResult(value: unknown): TextResult | undefined {
  if (!isRecord(value)) return undefined;
  const { kind, message, text } = value;
  if (kind === "cancelled") return { kind };
  if (typeof message !== "string") return undefined;
  if (kind === "refused") return { kind, message };
  return kind === "done" && typeof text === "string" ? { kind, message, text } : undefined;
}

/** The same for `BuildChoicesResult`. */
export function readBuildChoices(value: unknown): BuildChoicesResult | undefined {
  if (!isRecord(value)) return undefined;
  const { kind, message, choices } = value;
  if (kind === "refused" && typeof message === "string") return { kind, message };
  const read = kind === "done" && isRecord(choices) ? choicesIn(choices) : undefined;
  return read && { kind: "done", choices: read };
}

function choicesIn({ lastStage, otherStages, contexts, services }: Record<string, unknown>): BuildChoices | undefined {
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
export function readBuildPlan(value: unknown): BuildPlanResult | undefined {
  if (!isRecord(value)) return undefined;
  const { kind, message, plan } = value;
  if (kind === "cancelled") return { kind };
  if (kind === "refused" && typeof message === "string") return { kind, message };
  if (kind !== "done" || !isRecord(plan)) return undefined;
  const { program, folder, name } = plan;
  const afterBuild = plan.afterBuild === "always" || plan.afterBuild === "never" ? plan.afterBuild : "ask";
  if (typeof program !== "string" || typeof folder !== "string" || typeof name !== "string") return undefined;
  const [args, tags, notes] = [words(plan.args), words(plan.tags), words(plan.notes)];
  if (args === undefined || tags === undefined || notes === undefined || tags.length === 0) return undefined;
  return { kind, plan: { program, args, folder, tags, name, notes, afterBuild } };
}

/** A list of texts and of nothing else: a word less would be another command. */
function words(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) && value.every((word) => typeof word === "string") ? value : undefined;
}
