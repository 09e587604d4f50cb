import type { Arguments } from "../arguments.ts";
import { refuse } from "../say.ts";
import { EXIT, type World } from "../world.ts";

/** `seaworthy lsp --stdio`: the language server; it reads the rest of the command line itself and ends the process. */
export async function run(args: Arguments, world: World): Promise<number> {
  if (!args.has("stdio"))
    return await refuse("lsp talks over standard input and output only: seaworthy lsp --stdio", world);
  await import("../../lsp/main.ts");
  return EXIT.clean;
}
