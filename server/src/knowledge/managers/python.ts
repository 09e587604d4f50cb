import type { Argument, Call } from "../call.ts";
import type { Installation, Manager } from "./manager.ts";
import { pip } from "./pip.ts";
import { pipx } from "./pipx.ts";
import { withoutVersion } from "./program-name.ts";
import { uv } from "./uv.ts";

/** A package manager run as a module: `python -m pip install`. Source: python's manual, "Command line and environment". */
export const python: Manager = {
  ids: ["pip", "pipx", "uv"],
  pin: "N==VERSION",
  programs: ["python", "pypy", "py", "platform-python"],
  rule: "pip-unpinned",
  installs,
};

const MODULES: ReadonlyMap<string, Manager> = new Map([
  ["pip", pip],
  ["pipx", pipx],
  ["uv", uv],
]);

/** Letters of options without a value, which may stand in front of `m` in one word: `-Im`. */
const FLAGS = /^-[bBdEiIOPqRsSuvx]*m/;

function installs(call: Call): Installation | undefined {
  const module = moduleOf(call.args);
  if (module === undefined) return undefined;
  return MODULES.get(withoutVersion(module.name))?.installs({ ...call, program: module.name, args: module.args });
}

/** The module that `-m` names, and its arguments. Options of the interpreter end with it, or with a script or `-c`. */
function moduleOf(args: readonly Argument[]): { name: string; args: readonly Argument[] } | undefined {
  for (let index = 0; index < args.length; index += 1) {
    const text = args[index]?.text ?? "";
    const flags = FLAGS.exec(text)?.[0];
    if (flags !== undefined) {
      const isNextWord = flags.length === text.length;
      const name = isNextWord ? args[index + 1]?.text : text.slice(flags.length);
      return name === undefined ? undefined : { name, args: args.slice(index + (isNextWord ? 2 : 1)) };
    }
    if (!text.startsWith("-") || text.startsWith("-c")) return undefined;
    if (text === "-W" || text === "-X") index += 1;
  }
  return undefined;
}
