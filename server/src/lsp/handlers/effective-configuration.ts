import type { FileSettings } from "../../engine/settings-reader.ts";
import { textAt } from "../../json/fields.ts";
import { everyRule } from "../../lint/every-rule.ts";
import { severityOf } from "../../lint/severity.ts";
import type { ServerContext } from "../server-context.ts";

/** `seaworthy/effectiveConfiguration`: what holds for a file after all sources were laid over each other. */
export async function effectiveConfiguration(params: unknown, { documents }: ServerContext): Promise<string | null> {
  const uri = textAt(params, "uri") ?? "";
  const document = await documents.checked(uri);
  return document === undefined ? null : effectiveText(document.path ?? uri, document.settings);
}

/** In the form of a `.seaworthy.yaml`, so that lines of it can be copied into one. */
function effectiveText(path: string, settings: FileSettings): string {
  const { lint, buildContexts, givenArgs, pins, scan, settingsPath, isExcluded } = settings;
  const locked = lint.locked === "all" ? everyRule.map(({ id }) => id) : [...lint.locked];
  return [
    `# What holds for ${path}`,
    `# Settings file: ${settingsPath ?? "none"}`,
    ...(isExcluded ? ["# This file is excluded: nothing is checked in it."] : []),
    `profile: ${lint.profile}`,
    `groupPackages: ${lint.groupPackages}`,
    // An empty list would trust nobody.
    lint.trustedRegistries === undefined
      ? "# trustedRegistries is not set: images of every registry may be used"
      : list("trustedRegistries", lint.trustedRegistries),
    "labels:",
    `  fromCI: ${lint.labelsFromCI}`,
    list("  recommended", lint.recommendedLabels),
    map("  required", [...lint.requiredLabels]),
    map(
      "buildArgs",
      [...givenArgs].flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
    ...[...givenArgs].flatMap(([name, value]) =>
      value === undefined ? [`# ${name} is passed too, its value is not known`] : [],
    ),
    list("buildContexts", buildContexts),
    `pinStyle: ${pins.style}`,
    `minimumReleaseAge: ${pins.minimumReleaseAgeDays}`,
    list("platforms", pins.platforms),
    "scan:",
    `  scanner: ${scan.scanner}`,
    `  afterBuild: ${scan.afterBuild}`,
    `  failOn: ${scan.failOn}`,
    "vex:",
    `  path: ${scalar(scan.vexPath)}`,
    list("locked", locked),
    map(
      "rules",
      everyRule.map((rule) => [rule.id, severityOf(rule, lint)]),
    ),
    "",
  ].join("\n");
}

function list(key: string, values: readonly string[]): string {
  if (values.length === 0) return `${key}: []`;
  const indent = " ".repeat(key.length - key.trimStart().length + 2);
  return [`${key}:`, ...values.map((value) => `${indent}- ${scalar(value)}`)].join("\n");
}

function map(key: string, entries: readonly (readonly string[])[]): string {
  if (entries.length === 0) return `${key}: {}`;
  const indent = " ".repeat(key.length - key.trimStart().length + 2);
  return [`${key}:`, ...entries.map(([name = "", value = ""]) => `${indent}${scalar(name)}: ${scalar(value)}`)].join(
    "\n",
  );
}

/** Plain where YAML reads the same text back, else quoted. */
function scalar(text: string): string {
  return /^[A-Za-z][A-Za-z0-9._/-]*$/.test(text) && !/^(?:true|false|null|yes|no)$/i.test(text)
    ? text
    : JSON.stringify(text);
}
