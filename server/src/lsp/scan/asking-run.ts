import { failure } from "../../outcome/outcome.ts";
import type { Command, Run } from "../../outside/outside.ts";
import type { LookupSession } from "../lookups/lookup-session.ts";

/** Whatever it is called on this machine, it is agreed to once. */
const ENGINE = "the container engine";

/**
 * Runs what the user agrees to: `programs` are agreed to already, the container engine is asked for once, a container of an image once for
 * each image. Everything that runs is written down.
 */
export function askingRun(
  { reach, agrees, note }: Pick<LookupSession, "reach" | "agrees" | "note">,
  programs: ReadonlySet<string>,
  now: () => Date,
): Run {
  let engine: Promise<boolean> | undefined;
  const isAgreedTo = async ({ program, args }: Command) => {
    if (programs.has(program)) return true;
    const argv = [program, ...args];
    engine ??= agrees({ needs: "engine", subject: ENGINE, argv, isAttended: true });
    if (!(await engine)) return false;
    const image = args[0] === "create" ? args.slice(1).find((word) => !word.startsWith("-")) : undefined;
    return image === undefined || (await agrees({ needs: "container", subject: image, argv, isAttended: true }));
  };
  return {
    async run(command) {
      const { program, args } = command;
      if (!(await isAgreedTo(command)))
        return failure("refused", program, "was not allowed to run: try again and allow it, or choose a saved image");
      note({ host: "this machine", what: [program, ...args].join(" "), via: "engine", at: now().toISOString() });
      return await reach.run.run(command);
    },
  };
}
