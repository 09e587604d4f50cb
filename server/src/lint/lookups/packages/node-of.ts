import type { InstallUse, Stage } from "../../../model/build-model.ts";
import type { LanguageQuery } from "../../../pin/query.ts";
import { runsBefore } from "./python-place.ts";

/** Programs and places that bring another Node than that of the image. */
const BRINGERS = /\b(?:nvm|fnm|volta|nodenv|asdf|mise)\b|nodesource|nodejs\.org\/dist/;

/** Which Node runs a command of npm, where something in front of it may have put another in the place of the image's. */
export function nodeOf({ manager, command }: InstallUse, stage: Stage): Pick<LanguageQuery, "runtime"> {
  if (manager !== "npm") return {};
  const isBrought = runsBefore({ stage, offset: command.start }).some(
    ({ text, calls }) => BRINGERS.test(text) || calls.some(({ program }) => program === "n"),
  );
  return isBrought ? { runtime: {} } : {};
}
