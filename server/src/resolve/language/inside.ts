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

/** A tool of the base image with its words, as a container runs it. It may keep what it fetched: that is gone with the container. */
export function insideTask(base: Base, tool: ToolWay, argv: readonly string[], question: Question): ContainerTask {
  const variables = Object.entries(tool.environment?.(question) ?? {}).map(([name, value]) => `${name}=${value}`);
  const args = [tool.input?.(question) ?? "", "env", ...variables, ...argv];
  return { image: imageName(base.reference), platform: base.platform, script: SCRIPT, args, writable: "all" };
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
