import { removeFlag } from "../../../fix/remove-word.ts";
import type { BuildModel } from "../../../model/build-model.ts";
import { shiftSpan } from "../../../text/span.ts";
import type { TextEdit } from "../../../text/text-edit.ts";
import { callAt } from "../../call-at.ts";
import { isInJsonForm } from "../../json-form.ts";
import { goModeOf } from "../../packages/go-mode.ts";
import type { PlacedPackage } from "./package-at.ts";

/** Options that `go install` does not know, and that say nothing more where a version is written. Source: `go help get`. */
const DROPPED = /^--?(?:u|t)(?:=.*)?$/;

/** Options after which a `go get` does something else than to install. */
const OTHER_USE = /^--?(?:d|f|fix|insecure|tool|C|modfile)(?:=.*)?$/;

/**
 * What turns the go command of a package into one that takes a version: no edits where it is one already, and those to `go install`
 * where `go get` installs nothing. A sentence: why a version has no place.
 */
export function versionedGo({ install, stage, use }: PlacedPackage, model: BuildModel): readonly TextEdit[] | string {
  const mode = goModeOf(install, stage, model.text);
  if (mode === "old" || mode === "off") return "Go takes no version in GOPATH mode: use its modules, from Go 1.16 on.";
  if (mode !== "outside") return [];
  const { command } = install;
  const found = callAt(stage, command.start);
  const words = found?.call.args ?? [];
  const dropped = words.filter(({ text }) => DROPPED.test(text));
  const others = words.filter(({ text }) => OTHER_USE.test(text) || (/^\.|\//.test(text) && text !== use.spec));
  const isClear = others.length === 0 && use.via === undefined;
  if (found === undefined || !isClear || (dropped.length > 0 && isInJsonForm(command, model)))
    return "go get installs nothing outside a module since Go 1.18: give each program a `go install` of its own.";
  const verb = command.start + model.text.slice(command.start, command.end).lastIndexOf("get");
  const renamed = { span: { start: verb, end: verb + "get".length }, newText: "install" };
  return [renamed, ...dropped.map(({ span }) => removeFlag(model.text, shiftSpan(span, found.run.offset)))];
}

/** Why Go may refuse a version, though it takes the package without one; a clause for a title. */
export function goDoubt({ install, stage, use }: PlacedPackage, { text }: BuildModel): string | undefined {
  if (use.rule !== "go-unpinned" || use.version !== undefined) return undefined;
  return goModeOf(install, stage, text) === "unclear" ? "whether Go uses modules here is not known" : undefined;
}
