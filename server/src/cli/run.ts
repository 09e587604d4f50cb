import { version } from "../engine/version.ts";
import { suggestion } from "../text/nearest-name.ts";
import { printable } from "../text/printable.ts";
import { type Arguments, readArguments } from "./arguments.ts";
import type { Command, CommandName } from "./command.ts";
import { COMMANDS } from "./commands.ts";
import { GENERAL_OPTIONS } from "./options.ts";
import { refuse } from "./say.ts";
import { EXIT, type Output, type World } from "./world.ts";

/** Runs the words of a command line (without the program) in a world; the result is the exit status. */
export async function run(words: readonly string[], world: World): Promise<number> {
  const [name, ...rest] = words;
  if (name === undefined) return await help(undefined, world.errors, EXIT.failed);
  if (name === "--version") return await sayVersion(world);
  const asksHelp = name === "--help" || name === "-h" || name === "help";
  const wanted = asksHelp ? rest.find((word) => !word.startsWith("-") && word !== "help") : name;
  const command = COMMANDS.find((one) => one.name === wanted);
  if (wanted !== undefined && command === undefined) return await refuse(noCommand(wanted, world), world);
  if (asksHelp || command === undefined) return await help(command, world.output, EXIT.clean);
  const args = readArguments(rest, [...command.options, ...GENERAL_OPTIONS], elsewhere);
  if (!args.ok) {
    const why = printable(`${args.detail}${dashedPath(rest, world)}`);
    await world.errors.write(`seaworthy ${name}: ${why}\nSee seaworthy ${name} --help\n`);
    return EXIT.failed;
  }
  if (args.value.has("help")) return await help(command, world.output, EXIT.clean);
  if (args.value.has("version")) return await sayVersion(world);
  const loaded = await COMMAND_CODE[command.name]();
  return await loaded.run(args.value, world);
}

/** What is wrong with a word in the place of the command, and what to write instead. */
function noCommand(name: string, world: World): string {
  if (name === "") return "the name of the command is empty: is a variable not set?";
  if (/^(?:-v|-V|version)$/.test(name)) return `there is no command "${name}"; did you mean "--version"?`;
  if (name.startsWith("-")) return `options stand behind the command: seaworthy COMMAND ${name}`;
  const names = COMMANDS.map((one) => one.name);
  const isPath = world.outside.files.kindOf(world.absolutePath(name)) !== undefined;
  const advice = isPath ? `; to check that path: seaworthy lint ${name}` : suggestion(name, names);
  return `there is no command "${name}"${advice || "; see seaworthy --help"}`;
}

/** Which command has an option that another one does not. */
function elsewhere(option: string): string {
  if (COMMANDS.some(({ name }) => name === option)) return `; did you mean seaworthy ${option}?`;
  const owner = COMMANDS.find(({ options }) => options.some(({ name }) => name === option));
  return owner === undefined ? "" : `; seaworthy ${owner.name} has it`;
}

/** How a path is written that was taken for options. */
function dashedPath(words: readonly string[], { outside, absolutePath }: World): string {
  const path = words.find((word) => /^-./.test(word) && outside.files.kindOf(absolutePath(word)) !== undefined);
  return path === undefined ? "" : `; the path is written ./${path}`;
}

/** Only the code of the command that runs is loaded. */
const COMMAND_CODE: Readonly<
  Record<CommandName, () => Promise<{ run(args: Arguments, world: World): Promise<number> }>>
> = {
  lint: () => import("./commands/lint.ts"),
  fix: () => import("./commands/fix.ts"),
  "check-pins": () => import("./commands/check-pins.ts"),
  facts: () => import("./commands/facts.ts"),
  scan: () => import("./commands/scan.ts"),
  sbom: () => import("./commands/sbom.ts"),
  inspect: () => import("./commands/inspect.ts"),
  compare: () => import("./commands/compare.ts"),
  decide: () => import("./commands/decide.ts"),
  build: () => import("./commands/build.ts"),
  evidence: () => import("./commands/evidence.ts"),
  explain: () => import("./commands/explain.ts"),
  lsp: () => import("./commands/lsp.ts"),
  completion: () => import("./commands/completion.ts"),
};

/** `command` undefined: the program's own. */
async function help(command: Command | undefined, output: Output, status: number): Promise<number> {
  const { commandHelp, programHelp } = await import("./help.ts");
  await output.write(command === undefined ? programHelp() : commandHelp(command, output.columns));
  return status;
}

async function sayVersion({ output }: World): Promise<number> {
  await output.write(`${version}\n`);
  return EXIT.clean;
}
