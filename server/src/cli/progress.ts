import { printable } from "../text/printable.ts";
import type { Arguments } from "./arguments.ts";
import type { Output, World } from "./world.ts";

/** One line on a terminal that says what is being asked, and goes away when something else is written. */
export interface Progress {
  /** The world to write to from now on. */
  readonly world: World;
  show(message: string): void;
}

const CLEAR_LINE = "\r\u001b[K";
const STANDARD_WIDTH = 80;

/** Where standard error is no terminal, and with `--quiet`, nothing is shown. */
export function openProgress(world: World, args: Arguments): Progress {
  const { errors } = world;
  if (!errors.isTerminal || args.has("quiet")) return { world, show: () => undefined };
  const state = { isShown: false };
  const around = (output: Output): Output => ({
    ...output,
    async write(text) {
      if (state.isShown) await errors.write(CLEAR_LINE);
      state.isShown = false;
      await output.write(text);
    },
  });
  return {
    world: { ...world, output: around(world.output), errors: around(errors) },
    show(message) {
      state.isShown = true;
      const width = (errors.columns ?? STANDARD_WIDTH) - 1;
      void errors.write(CLEAR_LINE + printable(message).slice(0, width));
    },
  };
}
