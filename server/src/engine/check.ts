import { composeModel } from "../compose/compose-model.ts";
import { readCompose } from "../compose/read-compose.ts";
import { type LintMemory, newLintMemory } from "../lint/memory.ts";
import type { RuledFinding } from "../lint/rule.ts";
import { rules } from "../lint/rules.ts";
import { check, settled } from "../lint/run.ts";
import { buildModel } from "../model/build.ts";
import type { BuildModel, Gap } from "../model/build-model.ts";
import { type ModelCache, newModelCache } from "../model/cache.ts";
import { isWithin } from "../text/span.ts";
import type { InnerDockerfile } from "./check-inline.ts";
import type { FileRole } from "./file-roles.ts";
import type { FileSettings } from "./settings-reader.ts";

/** A file with what the rules say of it. */
export interface Checked {
  readonly model: BuildModel;
  /** By place. */
  readonly findings: readonly RuledFinding[];
  /** What was not read or not checked, and why: never counted as clean. */
  readonly gaps: readonly Gap[];
  /** Dockerfiles that stand in the file; what is found in them is among its findings. */
  readonly inner?: readonly InnerDockerfile[];
}

/** What is kept from version to version of one document. */
export interface CheckCache {
  readonly model: ModelCache;
  readonly lint: LintMemory;
}

/** The cache of a document that was not checked yet. */
export function newCheckCache(): CheckCache {
  return { model: newModelCache(), lint: newLintMemory() };
}

/** Checks the text of a file by its role. A Dockerfile is checked at once, a Compose file when its reader is loaded. */
export function checkFile(role: FileRole, text: string, settings: FileSettings): Checked | Promise<Checked> {
  return role === "compose" ? checkCompose(text, settings) : checkDockerfile(text, settings);
}

/** Pure and synchronous: this is what runs on every keystroke. `cache` remembers the version before. */
export function checkDockerfile(text: string, settings: FileSettings, cache?: CheckCache): Checked {
  return checkModel(dockerfileModel(text, settings, cache?.model), settings, cache?.lint);
}

/** Checks the images of a Compose file, and the Dockerfiles that stand in it. */
export async function checkCompose(text: string, settings: FileSettings): Promise<Checked> {
  const file = await readCompose(text, settings.overridden);
  const checked = checkModel(composeModel(text, file), settings);
  if (file.dockerfiles.length === 0) return checked;
  const { checkInline } = await import("./check-inline.ts");
  const inner = file.dockerfiles.map((inline) => {
    const buildContexts = [...settings.buildContexts, ...inline.contexts];
    return checkInline(inline, (dockerfile) =>
      checkDockerfile(dockerfile, { ...settings, buildContexts, unreadBuilds: undefined }),
    );
  });
  const isOuter = ({ span }: RuledFinding) => !inner.some((each) => isWithin(span, each.span));
  const all = [...checked.findings.filter(isOuter), ...inner.flatMap(({ findings }) => findings)];
  // A comment of the file holds for them, too.
  const { findings } = settled(all, checked.model, rules, settings.lint);
  return { model: checked.model, findings, gaps: [...checked.gaps, ...inner.flatMap(({ gaps }) => gaps)], inner };
}

/** The model of a Dockerfile with the build arguments and contexts that the settings give. */
export function dockerfileModel(
  text: string,
  { givenArgs, buildContexts }: FileSettings,
  cache?: ModelCache,
): BuildModel {
  return buildModel(text, { buildArgs: givenArgs, buildContexts }, cache);
}

function checkModel(model: BuildModel, settings: FileSettings, memory?: LintMemory): Checked {
  const { findings, gaps } = check(model, settings.lint, undefined, memory);
  return { model, findings, gaps: [...model.gaps, ...gaps, ...(settings.unreadBuilds ?? []).map(unreadGap)] };
}

function unreadGap(unread: string): Gap {
  return { span: { start: 0, end: 0 }, message: `${unread}: what it gives to this build is not known` };
}
