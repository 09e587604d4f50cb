import type { Arguments } from "../arguments.ts";
import type { World } from "../world.ts";

/** Paints text for a terminal; without colour every function gives its text back. */
export interface Style {
  strong(text: string): string;
  faint(text: string): string;
  warning(text: string): string;
  info(text: string): string;
  hint(text: string): string;
  added(text: string): string;
  removed(text: string): string;
}

/** The style of what a command writes, to a terminal or not. */
export function styleFor(args: Arguments, isTerminal: boolean, { environment }: World): Style {
  return styleOf(wantsColour(args.value("color"), isTerminal, environment));
}

/** Source of the numbers: ECMA-48, "Select graphic rendition". */
export function styleOf(isColoured: boolean): Style {
  const paint = (code: number, end: number) => (text: string) =>
    isColoured && text !== "" ? `\u001b[${code}m${text}\u001b[${end}m` : text;
  return {
    strong: paint(1, 22),
    faint: paint(2, 22),
    warning: paint(33, 39),
    info: paint(36, 39),
    hint: paint(34, 39),
    added: paint(32, 39),
    removed: paint(31, 39),
  };
}

/**
 * Whether to paint: what the user says, else NO_COLOR (any value but an empty one) and a terminal that is not dumb decide.
 * Source: no-color.org.
 */
export function wantsColour(when: string | undefined, isTerminal: boolean, environment: World["environment"]): boolean {
  if (when === "always") return true;
  const isRefused = (environment.NO_COLOR ?? "") !== "" || environment.TERM === "dumb";
  return when !== "never" && isTerminal && !isRefused;
}
