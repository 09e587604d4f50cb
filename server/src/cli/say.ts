import { pathBelow } from "../engine/path.ts";
import type { Failure } from "../outcome/outcome.ts";
import { printable } from "../text/printable.ts";
import type { Arguments } from "./arguments.ts";
import { EXIT, type World } from "./world.ts";

/** Says each on a line of standard error, however odd the names in it are. */
export async function say(lines: readonly string[], { errors }: Pick<World, "errors">): Promise<void> {
  if (lines.length > 0) await errors.write(lines.map((line) => `seaworthy: ${printable(inFile(line))}\n`).join(""));
}

/** What only the user may set is named as in the editor; for the command line it stands in a file of the user's. */
function inFile(line: string): string {
  return line.replace(/(?<=\s)seaworthy\.((?:index|lookup|osv|scanners)\.[\w-]+)/g, "$1 of seaworthy/settings.yaml");
}

/** Says why nothing more was done, a path as the user would write it; the exit status of that. */
export async function refuse(why: string | Failure, world: World): Promise<number> {
  await say(
    [typeof why === "string" ? why : `${pathBelow(world.folder, why.asked) ?? why.asked} ${why.detail}`],
    world,
  );
  return EXIT.failed;
}

/** Says whom a run has asked and how often; nothing where nobody was. */
export async function sayAsked(asked: ReadonlyMap<string, number>, args: Arguments, world: World): Promise<void> {
  if (args.has("quiet") || asked.size === 0) return;
  const hosts = [...asked].map(([host, count]) => (count === 1 ? host : `${host} (${count} times)`));
  await say([`asked ${hosts.join(", ")}`], world);
}
