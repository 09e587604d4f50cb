import type { Arguments, Option } from "../arguments.ts";
import { COMMANDS } from "../commands.ts";
import { GENERAL_OPTIONS } from "../options.ts";
import { EXIT, type World } from "../world.ts";

const SHELLS: ReadonlyMap<string, () => string> = new Map([
  ["bash", bashScript],
  ["zsh", zshScript],
  ["fish", fishScript],
]);

/** `seaworthy completion SHELL`: a script made from the table of commands. */
export async function run(args: Arguments, world: World): Promise<number> {
  const script = SHELLS.get(args.words[0] ?? "");
  if (script === undefined) {
    await world.errors.write(`seaworthy: completion is there for ${[...SHELLS.keys()].join(", ")}\n`);
    return EXIT.failed;
  }
  await world.output.write(script());
  return EXIT.clean;
}

function optionsOf(options: readonly Option[]): readonly Option[] {
  return [...options, ...GENERAL_OPTIONS];
}

/** Words that may follow: the choices of an option that has some, else files. */
function bashScript(): string {
  const cases = COMMANDS.map(({ name, options }) => {
    const words = optionsOf(options).map((option) => `--${option.name}`);
    return `    ${name}) words="${words.join(" ")}" ;;`;
  });
  const choices = new Map<string, readonly string[]>();
  for (const option of COMMANDS.flatMap(({ options }) => optionsOf(options))) {
    if (option.choices !== undefined) {
      choices.set(option.name, [...new Set([...(choices.get(option.name) ?? []), ...option.choices])]);
    }
  }
  const values = [...choices].map(
    ([name, words]) => `    --${name}) COMPREPLY=($(compgen -W "${words.join(" ")}" -- "$current")); return ;;`,
  );
  return `# bash completion of seaworthy
_seaworthy() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words=""
  case "$previous" in
${values.join("\n")}
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${COMMANDS.map(({ name }) => name).join(" ")}" -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join("\n")}
  esac
  case "$current" in
    -*) COMPREPLY=($(compgen -W "$words" -- "$current")) ;;
    *) COMPREPLY=($(compgen -f -- "$current")) ;;
  esac
}
complete -o filenames -F _seaworthy seaworthy
`;
}

function zshScript(): string {
  const quote = (text: string) =>
    text.replaceAll("'", "'\\''").replaceAll("[", "\\[").replaceAll("]", "\\]").replaceAll(":", "\\:");
  const commands = COMMANDS.map(({ name, summary }) => `    '${name}:${quote(summary)}'`);
  const cases = COMMANDS.map(({ name, options }) => {
    const specs = optionsOf(options).map(({ name: option, value, choices, isList, help }) => {
      const argument =
        value === undefined ? "" : `:${value}:${choices === undefined ? "_files" : `(${choices.join(" ")})`}`;
      return `'${isList ? "*" : ""}--${option}${value === undefined ? "" : "="}[${quote(help)}]${argument}'`;
    });
    return `    ${name}) _arguments -s ${specs.join(" ")} '*:file:_files' ;;`;
  });
  return `#compdef seaworthy
# zsh completion of seaworthy
_seaworthy() {
  local -a commands=(
${commands.join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command="$words[2]"
  shift words
  (( CURRENT-- ))
  case "$command" in
${cases.join("\n")}
  esac
}
if [ "$funcstack[1]" = "_seaworthy" ]; then _seaworthy "$@"; else compdef _seaworthy seaworthy; fi
`;
}

function fishScript(): string {
  const quote = (text: string) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  const commands = COMMANDS.map(
    ({ name, summary }) => `complete -c seaworthy -n __fish_use_subcommand -f -a ${name} -d ${quote(summary)}`,
  );
  const options = COMMANDS.flatMap(({ name, options: own }) =>
    optionsOf(own).map(({ name: option, short, value, choices, help }) => {
      const parts = [
        `complete -c seaworthy -n '__fish_seen_subcommand_from ${name}' -l ${option}`,
        short === undefined ? "" : `-s ${short}`,
        value === undefined ? "" : choices === undefined ? "-r" : `-x -a ${quote(choices.join(" "))}`,
        `-d ${quote(help)}`,
      ];
      return parts.filter((part) => part !== "").join(" ");
    }),
  );
  return ["# fish completion of seaworthy", ...commands, ...options, ""].join("\n");
}
