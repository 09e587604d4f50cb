import { literalPattern } from "../text/literal-pattern.ts";
import { downloaders } from "./downloads/downloaders.ts";
import { managers } from "./managers/managers.ts";

/** Programs besides managers and downloaders that facts are read from. */
const OTHERS = ["git", "php", "source", "eval", "iex", "invoke-expression", "poetry", "pipenv", "pdm"];

/** One of the programs, a version, `.exe` or `.cmd` behind it, where a command word may stand: not inside a longer name. `\n`: in a JSON form. */
const PROGRAM = new RegExp(
  `(?:^|[\\s;&|(){}/\\\\"'\`=!@]|\\\\[nrt])(?:${[...programs()].map(literalPattern).join("|")})[\\d.-]*(?:\\.(?:exe|cmd))?(?=[\\s"'\`;)&|$]|$)`,
  "i",
);

/** Sums, signatures, .NET's download methods, and what makes some programs fetch that do other things as well. */
const OTHER_SIGNS = /sum\b|gpg|sha\d|md5|\.download|hash|urlcache|bitsadmin|fetch-keys|--import/i;

/** A word that goes on behind a continuation. */
const IN_PIECES = /[\w-][\\`]\r?\n[\w-]/;

/** False when no word of a script can be a program that facts are read from; cheap, for many scripts only make folders and users. */
export function mayHoldFacts(script: string): boolean {
  return PROGRAM.test(script) || OTHER_SIGNS.test(script) || IN_PIECES.test(script);
}

function programs(): Set<string> {
  return new Set([...managers, ...downloaders].flatMap((known) => known.programs).concat(OTHERS));
}
