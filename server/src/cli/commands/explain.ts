import { everyRule } from "../../lint/every-rule.ts";
import { rulePage } from "../../lint/rule-page.ts";
import { suggestion } from "../../text/nearest-name.ts";
import type { Arguments } from "../arguments.ts";
import { filled } from "../formats/filled.ts";
import { type Style, styleOf, wantsColour } from "../formats/style.ts";
import { refuse } from "../say.ts";
import { EXIT, type World } from "../world.ts";

/** `seaworthy explain RULE…`: the pages of rules; without a rule a list of all. */
export async function run(args: Arguments, world: World): Promise<number> {
  const isColoured = wantsColour(args.value("color"), world.output.isTerminal, world.environment);
  const style = styleOf(isColoured);
  if (args.words.length === 0) {
    await world.output.write(listText(style));
    return EXIT.clean;
  }
  const ids = everyRule.map((rule) => rule.id);
  for (const word of args.words) {
    const meant = word.toLowerCase();
    const rules = everyRule.filter(({ id, answersTo }) =>
      [id, ...answersTo].some((name) => name.toLowerCase() === meant),
    );
    if (rules.length === 0 && /^(?:DL|SC)\d{4}$/i.test(word))
      return await refuse(`no rule answers to ${word}: that is hadolint's own`, world);
    if (rules.length === 0) {
      const advice = suggestion(word, ids) || "; seaworthy explain lists them";
      return await refuse(`there is no rule "${word}"${advice}`, world);
    }
    for (const rule of rules) {
      const page = filledPage(rulePage(rule), world.output.columns);
      await world.output.write(isColoured ? paintedPage(page, style) : page);
    }
  }
  return EXIT.clean;
}

function listText(style: Style): string {
  const width = Math.max(...everyRule.map(({ id }) => id.length));
  return everyRule
    .map(({ id, severity, summary }) => `${style.strong(id.padEnd(width))}  ${severity.padEnd(7)}  ${summary}\n`)
    .join("");
}

/** On a terminal sentences break at words; code and what goes elsewhere stay as they are. */
function filledPage(page: string, columns: number | undefined): string {
  if (columns === undefined) return page;
  let isCode = false;
  return page
    .split("\n")
    .map((line) => {
      if (line.startsWith("```")) isCode = !isCode;
      return isCode ? line : filled(line, columns, line.startsWith("- ") ? "  " : "");
    })
    .join("\n");
}

/** Markdown as a terminal shows it best: headings strong, code faint, the rest as it is. */
function paintedPage(page: string, style: Style): string {
  let isCode = false;
  return page
    .split("\n")
    .map((line) => {
      if (line.startsWith("```")) {
        isCode = !isCode;
        return undefined;
      }
      if (isCode) return `    ${style.info(line)}`;
      const heading = /^#+ (.*)$/.exec(line)?.[1];
      return heading === undefined ? line : style.strong(heading);
    })
    .filter((line) => line !== undefined)
    .join("\n");
}
