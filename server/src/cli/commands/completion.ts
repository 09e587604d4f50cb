import { RULE_IDS } from "../../lint/rule-ids.ts";
import type { Arguments, Option } from "../arguments.ts";
import type { Command } from "../command.ts";
import { COMMANDS } from "../commands.ts";
import { GENERAL_OPTIONS } from "../options.ts";
import { refuse } from "../say.ts";
import { EXIT, type World } from "../world.ts";

const SHELLS: ReadonlyMap<string, () => string> = new Map([
  ["bash", bashScript],
  ["zsh", zshScript],
  ["fish", fishScript],
]);

type Named = Pick<Command, "summary" | "options"> & { readonly name: string };

const HELP: Named = { name: "help", summary: "show the help of a command", options: [] };
/** What the first word may be. */
const FIRST: readonly Named[] = [...COMMANDS, HELP];

/** `seaworthy completion SHELL`: a script made from the table of commands. */
export async function run(args: Arguments, world: World): Promise<number> {
  const [shell = "", ...others] = args.words;
  const script = others.length > 0 ? undefined : SHELLS.get(shell);
  if (script === undefined) return await refuse(`completion takes one of ${[...SHELLS.keys()].join(", ")}`, world);
  await world.output.write(script());
  return EXIT.clean;
}

function optionsOf(options: readonly Option[]): readonly Option[] {
  return [...options, ...GENERAL_OPTIONS];
}

/** What the value of an option may be; undefined: a file, or anything. */
function choicesOf({ name, choices }: Option): readonly string[] | undefined {
  return name === "rule" || name === "ignore" ? RULE_IDS : choices;
}

/** What may stand behind a command besides options; undefined: files. */
function operandsOf(name: string): readonly string[] | undefined {
  if (name === "explain") return RULE_IDS;
  if (name === HELP.name) return COMMANDS.map((command) => command.name);
  return name === "completion" ? [...SHELLS.keys()] : undefined;
}

function bashScript(): string {
  const cases = FIRST.map(({ name, options }) => {
    const words = optionsOf(options).map((option) => `--${option.name}`);
    const operands = operandsOf(name)?.join(" ") ?? "";
    return `    ${name}) words="${words.join(" ")}" operands="${operands}" ;;`;
  });
  const places = new Map<string, readonly string[]>();
  for (const { name, options } of FIRST) {
    for (const option of optionsOf(options)) {
      const words = choicesOf(option)?.join(" ");
      if (words === undefined) continue;
      const spellings = [`--${option.name}`, ...(option.short === undefined ? [] : [`-${option.short}`])];
      places.set(words, [...(places.get(words) ?? []), ...spellings.map((spelling) => `"${name} ${spelling}"`)]);
    }
  }
  const values = [...places].map(
    ([words, written]) => `    ${written.join("|")}) COMPREPLY=($(compgen -W "${words}" -- "$current")); return ;;`,
  );
  return `# bash completion of seaworthy
_seaworthy() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words="" operands=""
  # --option=value are three words here.
  if [ "$current" = "=" ]; then current=""; elif [ "$previous" = "=" ]; then previous="\${COMP_WORDS[COMP_CWORD-2]}"; fi
  case "\${COMP_WORDS[1]} $previous" in
${values.join("\n")}
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${FIRST.map(({ name }) => name).join(" ")}" -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join("\n")}
  esac
  case "$current" in
    -*) COMPREPLY=($(compgen -W "$words" -- "$current")) ;;
    *) COMPREPLY=($(compgen -W "$operands" -- "$current")) ;;
  esac
}
# Without an answer bash completes names of files.
complete -o default -F _seaworthy seaworthy
`;
}

function zshScript(): string {
  const quote = (text: string) =>
    text.replaceAll("'", "'\\''").replaceAll("[", "\\[").replaceAll("]", "\\]").replaceAll(":", "\\:");
  const commands = FIRST.map(({ name, summary }) => `    '${name}:${quote(summary)}'`);
  const cases = FIRST.map(({ name, options }) => {
    const specs = optionsOf(options).map((each) => {
      const { name: option, short, value, isList, help } = each;
      const choices = choicesOf(each);
      const argument =
        value === undefined ? "" : `:${value}:${choices === undefined ? "_files" : `(${choices.join(" ")})`}`;
      const spellings = [`--${option}${value === undefined ? "" : "="}`];
      if (short !== undefined) spellings.push(`-${short}${value === undefined ? "" : "+"}`);
      const others = isList ? "*" : spellings.length > 1 ? `(--${option} -${short})` : "";
      return spellings.map((spelling) => `'${others}${spelling}[${quote(help)}]${argument}'`).join(" ");
    });
    const operands = operandsOf(name);
    const behind = operands === undefined ? "'*:file:_files'" : `'*:word:(${operands.join(" ")})'`;
    return `    ${name}) _arguments ${specs.join(" ")} ${behind} ;;`;
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
  const commands = FIRST.map(
    ({ name, summary }) => `complete -c seaworthy -n __fish_use_subcommand -f -a ${name} -d ${quote(summary)}`,
  );
  const options = FIRST.flatMap(({ name, options: own }) =>
    optionsOf(own).map((each) => {
      const { name: option, short, value, help } = each;
      const choices = choicesOf(each);
      const parts = [
        `complete -c seaworthy -n '__fish_seen_subcommand_from ${name}' -l ${option}`,
        short === undefined ? "" : `-s ${short}`,
        value === undefined ? "" : choices === undefined ? "-r" : `-x -a ${quote(choices.join(" "))}`,
        `-d ${quote(help)}`,
      ];
      return parts.filter((part) => part !== "").join(" ");
    }),
  );
  const operands = FIRST.flatMap(({ name }) => {
    const words = operandsOf(name);
    if (words === undefined) return [];
    return [`complete -c seaworthy -n '__fish_seen_subcommand_from ${name}' -f -a ${quote(words.join(" "))}`];
  });
  return ["# fish completion of seaworthy", ...commands, ...options, ...operands, ""].join("\n");
}
