import type { ManagerId } from "../../../knowledge/managers/manager.ts";
import type { InstallUse, Stage } from "../../../model/build-model.ts";
import type { LanguageQuery } from "../../../pin/query.ts";
import { callAt } from "../../call-at.ts";
import { once } from "../../once.ts";
import { companionDoubt } from "./companions.ts";
import type { PlacedPackage } from "./package-at.ts";
import { runtimeDoubt } from "./runtime-doubt.ts";
import { toldVariable } from "./told-variable.ts";

/** Why the version that an index gives may not be the one that the command would install, or the build refuse it; a clause for a title. */
export function languageDoubt(query: LanguageQuery, placed: PlacedPackage): string | undefined {
  return runtimeDoubt(query) ?? choiceDoubt(placed.install, placed.stage) ?? companionDoubt(placed);
}

/** How a manager is told to choose another version than the newest final one. */
interface Choosers {
  /** For releases that are not final. */
  readonly pre: RegExp;
  readonly preVariables?: readonly string[];
  /** For those of a kind of file, of a time, the lowest, or what a file allows. */
  readonly other?: RegExp;
  readonly otherVariables?: readonly string[];
}

const OF_PIP: Choosers = {
  pre: /^--(?:pre|all-releases)(?:$|=)/,
  preVariables: ["PIP_PRE", "PIP_ALL_RELEASES"],
  other:
    /^(?:--(?:only-binary|no-binary|prefer-binary|only-final|uploaded-prior-to|platform|implementation|abi|constraint)(?:$|=)|-c)/,
  otherVariables: [
    ...["PIP_ONLY_BINARY", "PIP_NO_BINARY", "PIP_PREFER_BINARY", "PIP_UPLOADED_PRIOR_TO", "PIP_PLATFORM"],
    "PIP_CONSTRAINT",
  ],
};

/** Sources: pip install, uv pip install and uv's "Environment variables", gem install, Install-Module. */
const CHOOSERS: ReadonlyMap<ManagerId, Choosers> = new Map<ManagerId, Choosers>([
  ["pip", OF_PIP],
  ["pipx", { ...OF_PIP, other: /^--pip-args/ }],
  [
    "uv",
    {
      pre: /^--(?:pre$|prerelease[= ]allow)/,
      preVariables: ["UV_PRERELEASE"],
      other:
        /^(?:--(?:only-binary|no-binary|no-build|resolution|exclude-newer|index-strategy|torch-backend|python-platform|constraints?|overrides?)(?:$|=)|-c)/,
      otherVariables: [
        ...["UV_NO_BUILD", "UV_NO_BINARY", "UV_RESOLUTION", "UV_EXCLUDE_NEWER", "UV_INDEX_STRATEGY"],
        ...["UV_TORCH_BACKEND", "UV_PYTHON_PLATFORM", "UV_CONSTRAINT", "UV_OVERRIDE"],
      ],
    },
  ],
  ["gem", { pre: /^--pre(?:release)?$/ }],
  ["powershell", { pre: /^-(?:Allow)?Prerelease$/i }],
]);

const choiceDoubt = once(({ manager, command }: InstallUse, stage: Stage): string | undefined => {
  const choosers = CHOOSERS.get(manager);
  if (choosers === undefined) return undefined;
  const words = callAt(stage, command.start)?.call.args.map(({ text }) => text) ?? [];
  const isSaid = (option: RegExp) =>
    words.some((word, at) => option.test(word) || option.test(`${word} ${words[at + 1]}`));
  const isSet = (names: readonly string[] = []) =>
    names.some((name) => toldVariable(name, { stage, offset: command.start }) !== undefined);
  const { pre, preVariables, other, otherVariables } = choosers;
  if (isSaid(pre) || isSet(preVariables)) return "a final one, though the command takes others, too";
  const isChosen = (other !== undefined && isSaid(other)) || isSet(otherVariables);
  return isChosen ? "settings of the command may choose another" : undefined;
});
