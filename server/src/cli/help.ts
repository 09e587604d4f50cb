import type { Option } from "./arguments.ts";
import type { Command } from "./command.ts";
import { COMMANDS } from "./commands.ts";
import { filled } from "./formats/filled.ts";
import { GENERAL_OPTIONS } from "./options.ts";

/** The help of the program. */
export function programHelp(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  const commands = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    "Says what in a Dockerfile makes the image unrepeatable, untraceable or unsafe, and fixes it.",
    "",
    "Usage: seaworthy COMMAND [OPTION…] [PATH…]",
    "",
    ...commands,
    "",
    "seaworthy COMMAND --help shows the options of a command, seaworthy --version the version. Examples:",
    "  seaworthy lint .                          all Dockerfiles below this folder",
    "  seaworthy fix --write docker/Dockerfile   write what can safely be fixed",
    "  seaworthy check-pins .                    which pins are stale, gone or outdated",
    "  seaworthy lint --format sarif -o lint.sarif .",
    "  seaworthy scan shop:1.4.2                 which known vulnerabilities are in an image",
    "",
  ].join("\n");
}

/** The help of a command, for a terminal of so many columns or none. */
export function commandHelp(
  { name, operands, summary, details, options }: Command,
  columns: number | undefined,
): string {
  const own = optionLines(options);
  const general = optionLines(GENERAL_OPTIONS);
  return [
    `seaworthy ${name}: ${summary}`,
    "",
    `Usage: seaworthy ${name} ${[options.length > 0 ? "[OPTION…]" : "", operands].filter(Boolean).join(" ")}`,
    "",
    ...details.flatMap((paragraph) => [filled(paragraph, columns), ""]),
    ...(own.length > 0 ? ["Options:", ...own, ""] : []),
    "Everywhere:",
    ...general,
    "",
  ].join("\n");
}

function optionLines(options: readonly Option[]): readonly string[] {
  const left = options.map(({ name, short, value }) => {
    const long = value === undefined ? `--${name}` : `--${name} ${value}`;
    return short === undefined ? `    ${long}` : `-${short}, ${long}`;
  });
  const width = Math.max(...left.map((text) => text.length));
  return options.map(({ help }, index) => `  ${(left[index] ?? "").padEnd(width)}  ${help}`);
}
