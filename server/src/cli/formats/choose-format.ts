import type { Arguments } from "../arguments.ts";
import type { Sink } from "../sink.ts";
import type { World } from "../world.ts";
import type { FormatOptions, LintFormat } from "./format.ts";
import { styleFor } from "./style.ts";

/** Lines that are not read on a terminal are this wide. */
const STANDARD_WIDTH = 120;

/** The format that `--format` names; its code is loaded now. `advice` ends the text for people. */
export async function formatFor(args: Arguments, world: World, sink: Sink, advice: string): Promise<LintFormat> {
  switch (args.value("format")) {
    case "json":
      return (await import("./json.ts")).jsonFormat();
    case "sarif":
      return (await import("./sarif.ts")).sarifFormat();
    case "github":
      return (await import("./github.ts")).githubFormat();
    case "gitlab":
      return (await import("./gitlab.ts")).gitlabFormat();
    default:
      return (await import("./text.ts")).textFormat({ ...textOptions(args, world, sink), advice });
  }
}

function textOptions(args: Arguments, world: World, sink: Sink): Omit<FormatOptions, "advice"> {
  return {
    style: styleFor(args, sink.isTerminal, world),
    width: (sink.isTerminal ? world.output.columns : undefined) ?? STANDARD_WIDTH,
    only: args.has("quiet") ? (args.value("fail-on") ?? "warning") : undefined,
  };
}
