import type { Arguments } from "../arguments.ts";
import { EXIT, type World } from "../world.ts";

/** `seaworthy lsp --stdio`: the language server; it reads the rest of the command line itself and ends the process. */
export async function run(args: Arguments, world: World): Promise<number> {
  if (!args.has("stdio")) {
    await world.errors.write("seaworthy: lsp talks over standard input and output only: seaworthy lsp --stdio\n");
    return EXIT.failed;
  }
  await import("../../lsp/main.ts");
  return EXIT.clean;
}
