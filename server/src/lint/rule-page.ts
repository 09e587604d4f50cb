import { hasLookups } from "./lookups/lookup-fixes.ts";
import { ONLINE_RULE_IDS } from "./online-rule-ids.ts";
import type { Example, RuleFacts, Severity } from "./rule.ts";
import { isLabelRule, isPackageRule } from "./severity.ts";
import { isHadolintCode } from "./suppress.ts";

/** The page of a rule in Markdown: behind "Why?", in `explain`, SARIF help and docs/rules. Made of what the rule says of itself. */
export function rulePage(rule: RuleFacts): string {
  return [
    `# ${rule.id}`,
    rule.summary,
    rule.why,
    ...rule.examples.flatMap((example, index) =>
      exampleSections(example, rule.examples.length > 1 ? ` ${index + 1}` : ""),
    ),
    ...(hasLookups(rule.id) ? [LOOKUP] : []),
    ...(asks(rule) ? [ONLINE.replaceAll("ID", rule.id)] : []),
    "## Severity",
    severitySentence(rule),
    "## How to change or silence it",
    `${silenceSection(rule)}\n`,
  ].join("\n\n");
}

/** The list of all rules in Markdown, each with a link to its page. */
export function rulesPage(rules: readonly RuleFacts[]): string {
  const rows = rules.map(
    ({ id, severity, summary, answersTo }) =>
      `| [${id}](${id}.md)${asks({ id }) ? " ⚡" : ""} | ${severity} | ${summary} | ${answersTo.join(", ")} |`,
  );
  return [
    "# Rules",
    "The severity is that of profile `recommended`. `strict` turns all into warnings, `relaxed` turns the package rules (`*-unpinned`, but not `git-unpinned`) into hints. Rules with ⚡ ask the network: only `seaworthy check-pins`, and *Check Pins* in the editor, report them.",
    ["| rule | severity | what it finds | codes of hadolint and BuildKit |", "|---|---|---|---|", ...rows, ""].join(
      "\n",
    ),
  ].join("\n\n");
}

const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  warning: "Warning",
  info: "Info",
  hint: "Hint",
  off: "Off",
};

function severitySentence(rule: RuleFacts): string {
  const profiles: string[] = [];
  if (rule.severity === "info" || rule.severity === "hint") profiles.push("warning in profile `strict`");
  if (isPackageRule(rule.id) && rule.severity !== "hint") profiles.push("hint in profile `relaxed`");
  const others = profiles.length === 0 ? "" : `, ${profiles.join(", ")}`;
  const stages = isLabelRule(rule.id) ? "is not built from" : "does not use";
  return `${SEVERITY_WORDS[rule.severity]}${others}. One level lower in a stage that the exported image ${stages}.`;
}

function exampleSections(example: Example, number: string): readonly string[] {
  const fix = example.fixed ? [example.facts === undefined ? "The fix writes it for you." : FIX_OF_PROJECT] : [];
  return [`## Bad${number}`, fenced(example.bad), `## Good${number}`, fenced(example.good), ...fix];
}

const LOOKUP =
  "A fix in the editor, or `seaworthy fix --write`, looks the value up and writes it, or says which option that takes (`--review`, `--tools`, `--containers`). That asks the network, and nobody is asked before you choose it.";

const ONLINE =
  "This rule asks the network: only `seaworthy check-pins`, and *Check Pins* in the editor, report it. *Update Pins*, or `seaworthy fix --write --rule ID`, looks the value of today up and writes it, or says which option that takes.";

/** True for a rule that needs the network. */
function asks({ id }: Pick<RuleFacts, "id">): boolean {
  return ONLINE_RULE_IDS.includes(id);
}

const FIX_OF_PROJECT =
  "The fix writes what git, the manifest (`package.json` and its like) and the licence file say; where they say nothing there is none. An ARG of the stage that has no default, and names no image, package, download or commit of others, carries the revision when it is called `REVISION`, `VCS_REF`, `GIT_COMMIT` or the like.";

function fenced(text: string): string {
  return `\`\`\`dockerfile\n${text.trimEnd()}\n\`\`\``;
}

function silenceSection({ id, answersTo }: RuleFacts): string {
  const foreign = answersTo.map(
    (code) => `\`${isHadolintCode(code) ? "# hadolint ignore=" : "# check=skip="}${code}\``,
  );
  return [
    "- here: `# seaworthy ignore=ID -- reason` on the line above",
    "- in a file: `# seaworthy global ignore=ID`",
    "- in a repository, `.seaworthy.yaml`: `rules: {ID: off}` (or `hint`, `info`, `warning`)",
    "- for you, in the editor's settings: `seaworthy.rules.ID`",
    ...(foreign.length === 0 ? [] : [`- comments of other tools count too: ${foreign.join(", ")}`]),
  ]
    .join("\n")
    .replaceAll("ID", id);
}
