import { type Outcome, success } from "../../outcome/outcome.ts";
import type { CommandResult } from "../../outside/outside.ts";
import type { Base } from "../../pin/query.ts";
import type { Language, Question, Releases, ToolWay } from "../language/language.ts";
import { libcOf } from "../language/libc.ts";
import { toolFailure } from "../language/tool.ts";
import { pip, pipIndex, simpleIndex } from "./pip.ts";

/**
 * `uv pip compile` of that one requirement. It would build a package that has no wheel, and so run its code, and fetch a Python
 * of its own: both are switched off.
 */
const compile: ToolWay = {
  argv({ query, runtime, newestAllowed }: Question) {
    const [first, ...others] = query.isBeside === true ? [undefined, ...query.sources] : query.sources;
    return [
      ...["uv", "pip", "compile", "--quiet", "--no-config", "--no-deps", "--no-build", "--no-header", "--no-annotate"],
      ...(runtime === undefined ? [] : [`--python-version=${runtime}`]),
      `--python-platform=${platformOf(query.base)}`,
      ...(newestAllowed === undefined ? [] : [`--exclude-newer=${newestAllowed.toISOString()}`]),
      ...(first === undefined ? [] : [`--default-index=${first}`]),
      ...others.map((source) => `--index=${source}`),
      "-",
    ];
  },
  takesMore: true,
  environment: () => ({ UV_PYTHON_DOWNLOADS: "never", UV_NO_PROGRESS: "1" }),
  input: ({ name, query }) => `${name}${query.range ?? ""}\n`,
  read(result: CommandResult, { name, runtime, isInside, newestAllowed }: Question): Outcome<Releases> {
    const picked = /^[^\s=]+==([^\s;]+)/m.exec(result.output)?.[1];
    if (result.status !== 0 || picked === undefined)
      return toolFailure({ program: "uv", unknown: /was not found in the package registry/ }, result, name);
    const caveats =
      runtime === undefined && !isInside
        ? ["The base image does not say its Python: uv took that of this machine."]
        : [];
    return success({
      releases: [{ version: picked }],
      picked,
      isWhole: false,
      isAged: newestAllowed !== undefined,
      caveats,
    });
  },
};

/**
 * uv, which reads pip's index; its own tool knows its settings, pip's is asked where there is none. The first index that has a name
 * counts, and the standard one is the last. Source: uv's manual, "Searching across multiple indexes".
 */
export const uv: Language = {
  ...pip,
  managers: ["uv"],
  index: { ...simpleIndex, isFirstOnly: true, isStandardLast: true },
  tools: [compile, pipIndex("pip")],
};

function platformOf(base: Base | undefined): string {
  const processor = base?.platform.arch === "arm64" ? "aarch64" : "x86_64";
  const libc = base && libcOf(base.reference);
  // That of Linux with glibc is 2.28. Source: uv's manual, "--python-platform".
  if (typeof libc === "number" && libc < 28) return `${processor}-manylinux2014`;
  return `${processor}-unknown-linux-${libc === "musl" ? "musl" : "gnu"}`;
}
