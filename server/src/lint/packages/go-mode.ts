import { goMinorIn } from "../../knowledge/distros/go-images.ts";
import type { InstallUse, Stage } from "../../model/build-model.ts";
import { lineage } from "../../model/lineage.ts";
import { firstIndex } from "../../text/halving.ts";
import { callAt } from "../call-at.ts";
import { once } from "../once.ts";
import { variableAt } from "../run-environment.ts";
import { mayBeInModule } from "./go-module.ts";

/**
 * How a go command fares with a version behind a package. GOPATH mode, because of a Go before 1.16 (`old`) or of GO111MODULE=off
 * (`off`), refuses it; there `go install` fetches nothing (`local`). From Go 1.18 on `go get` installs nothing `outside` a module.
 * `unclear`: it may be GOPATH mode.
 */
export type GoMode = "old" | "off" | "local" | "outside" | "unclear";

/**
 * The mode of a `go get` or `go install`, undefined where a version is understood, or where it works in no other way.
 * Sources: release notes of Go 1.11, 1.12, 1.13, 1.16 and 1.18.
 */
export function goModeOf({ command: { start } }: InstallUse, stage: Stage, text: string): GoMode | undefined {
  const call = callAt(stage, start)?.call;
  const verb = call?.args.find((word) => word.text === "get" || word.text === "install")?.text;
  if (verb === undefined) return undefined;
  const isGet = verb === "get";
  const before = mentionsIn(stage, text);
  const reference = lineage(stage).at(-1)?.base.reference;
  const minor = reference && before.otherGo > start ? goMinorIn(reference) : undefined;
  // There are no modules, whatever is set.
  if (minor !== undefined && minor <= 10) return isGet ? "old" : "local";
  const modules = call?.environment.get(SWITCH) ?? modulesAt(start, stage, before);
  if (modules === "off") return isGet ? "off" : "local";
  const isNamed = before.module < start;
  if (modules === undefined || (minor === undefined && modules !== "on")) return isNamed ? undefined : "unclear";
  if (minor === undefined) return undefined;
  const isOld = minor < 16 && modules !== "on";
  // A go.mod, if there is one, names the version.
  if (isOld && !isGet) return "local";
  if (isNamed) return undefined;
  if (mayBeInModule(start, minor, stage)) return isOld ? "unclear" : undefined;
  if (isOld) return "old";
  return isGet && minor >= 18 ? "outside" : undefined;
}

/** What is in the way of a version, and what to do instead of writing it behind the package; undefined: nothing. */
export function goAdvice(mode: GoMode | undefined, name: string): string | undefined {
  const advice = mode && ADVICE[mode];
  return advice && `${advice} go install ${name}@vVERSION (a library belongs in a go.mod)`;
}

const ADVICE: Readonly<Partial<Record<GoMode, string>>> = {
  old: "Go takes none in GOPATH mode: move to Go 1.16 or later and write",
  off: "Go takes none in GOPATH mode: drop GO111MODULE=off and write, for Go 1.16 or later,",
  outside: "go get installs nothing outside a module since Go 1.18: write",
};

/** What a stage and those that it is built from say of modules. */
interface Mentions {
  /** Where GO111MODULE is named, ascending. */
  readonly switches: readonly number[];
  /** From where on a go.mod, or a command for it, is named. */
  readonly module: number;
  /** From where on another Go than that of the image may be there. */
  readonly otherGo: number;
}

const mentionsIn = once((stage: Stage, text: string): Mentions => {
  const switches: number[] = [];
  let module = Number.POSITIVE_INFINITY;
  let otherGo = module;
  for (const { span } of [...lineage(stage)].reverse()) {
    const part = text.slice(span.start, span.end);
    const first = (pattern: RegExp) => span.start + (pattern.exec(part)?.index ?? Number.POSITIVE_INFINITY);
    for (let at = part.indexOf(SWITCH); at >= 0; at = part.indexOf(SWITCH, at + 1)) switches.push(span.start + at);
    module = Math.min(module, first(/\bgo[. ](?:mod|work)\b/i));
    otherGo = Math.min(otherGo, first(/[/"'=\s]go[\d$]|\/usr\/local\/go\/?["'\s]/));
  }
  return { switches, module, otherGo };
});

const SWITCH = "GO111MODULE";

/** The value of GO111MODULE for all commands, `auto` where nothing sets it; undefined: not known. What a script sets is not followed. */
function modulesAt(offset: number, stage: Stage, { switches }: Mentions): string | undefined {
  const variable = variableAt(SWITCH, stage, offset);
  const mentions = firstIndex(switches.length, (index) => (switches[index] ?? 0) >= offset);
  if (mentions !== (variable === undefined ? 0 : 1)) return undefined;
  return variable === undefined ? "auto" : variable.value;
}
