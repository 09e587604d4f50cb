import { failure, success } from "../../outcome/outcome.ts";
import type { Base } from "../../pin/query.ts";
import { type ContainerTask, imageName, runInContainer } from "../container.ts";
import type { Question, ToolWay } from "./language.ts";
import type { Start } from "./tool.ts";

/** Stands between what a tool wrote, its status and its errors; it is no letter of any of them. */
const BETWEEN = "\u001e";

/** The first argument is what the tool reads, the others are its words. Whatever it ends with is an answer. */
const SCRIPT = `read_by_it=$1 errors=$(mktemp) && cd "$(mktemp -d)" && shift || exit
printf %s "$read_by_it" | "$@" 2>"$errors"
printf '\\036%s\\036' "$?"
cat "$errors"`;

/** Where tools keep what they fetched: nothing of the image itself can be written. */
const WRITABLE = {
  CARGO_HOME: "/tmp/cargo",
  CONDA_PKGS_DIRS: "/tmp/conda",
  COMPOSER_CACHE_DIR: "/tmp/composer",
  DOTNET_CLI_HOME: "/tmp/dotnet",
  GEM_SPEC_CACHE: "/tmp/gem",
  GOCACHE: "/tmp/go-cache",
  GOMODCACHE: "/tmp/go-modules",
  NPM_CONFIG_CACHE: "/tmp/npm",
  PIP_NO_CACHE_DIR: "1",
  UV_CACHE_DIR: "/tmp/uv",
};

/** A tool of the base image with its words, as a container runs it. */
export function insideTask(base: Base, tool: ToolWay, argv: readonly string[], question: Question): ContainerTask {
  const variables = Object.entries({ ...WRITABLE, ...tool.environment }).map(([name, value]) => `${name}=${value}`);
  return { base, script: SCRIPT, args: [tool.input?.(question) ?? "", "env", ...variables, ...argv], writable: [] };
}

/** In a container of the base image: there the index is that of the build, and the runtime is the right one. */
export function startInside(base: Base): Start {
  return async (tool, argv, question, world) => {
    const printed = await runInContainer(insideTask(base, tool, argv, question), world);
    if (!printed.ok) return printed.reason === "not-found" ? { ...printed, reason: "unsupported" } : printed;
    const [output = "", status = "", errors = ""] = printed.value.split(BETWEEN, 3);
    if (status === "127")
      return failure("unsupported", imageName(base.reference), `has no ${argv[0] ?? "such program"}`);
    return success({ output, status: Number(status), errors });
  };
}
