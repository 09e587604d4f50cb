import assert from "node:assert/strict";
import { it } from "node:test";
import type { RuleFacts } from "../../../server/src/lint/rule.ts";
import { rulePage, rulesPage } from "../../../server/src/lint/rule-page.ts";

const facts: RuleFacts = {
  id: "apk-unpinned",
  severity: "warning",
  summary: "What it finds.",
  why: "Why it matters.",
  examples: [{ bad: "FROM bad\n", good: "FROM good\n", fixed: true }],
  answersTo: ["DL3018", "UndefinedVar"],
};

it("a rule's page says what, why, bad, good, severity and how to silence it", () => {
  assert.equal(
    rulePage(facts),
    `# apk-unpinned

What it finds.

Why it matters.

## Bad

\`\`\`dockerfile
FROM bad
\`\`\`

## Good

\`\`\`dockerfile
FROM good
\`\`\`

The fix writes it for you.

A fix in the editor, or \`seaworthy fix --write\`, looks the value up and writes it, or says which option that takes (\`--review\`, \`--tools\`, \`--containers\`). That asks the network, and nobody is asked before you choose it.

## Severity

Warning, hint in profile \`relaxed\`. One level lower in a stage that the exported image does not use.

## How to change or silence it

- here: \`# seaworthy ignore=apk-unpinned -- reason\` on the line above
- in a file: \`# seaworthy global ignore=apk-unpinned\`
- in a repository, \`.seaworthy.yaml\`: \`rules: {apk-unpinned: off}\` (or \`hint\`, \`info\`, \`warning\`)
- for you, in the editor's settings: \`seaworthy.rules.apk-unpinned\`
- comments of other tools count too: \`# hadolint ignore=DL3018\`, \`# check=skip=UndefinedVar\`
`,
  );
});

it("the page of a rule that asks the network says what reports it", () => {
  assert.match(
    rulePage({ ...facts, id: "image-gone", answersTo: [] }),
    /\n\nThis rule asks the network: only `seaworthy check-pins`.* `seaworthy fix --write --rule image-gone`, .*\n\n## Severity\n/,
  );
});

it("the list of rules has a row for each", () => {
  assert.equal(
    rulesPage([facts, { ...facts, id: "image-gone", answersTo: [] }])
      .split("\n")
      .slice(-5)
      .join("\n"),
    `| rule | severity | what it finds | codes of hadolint and BuildKit |
|---|---|---|---|
| [apk-unpinned](apk-unpinned.md) | warning | What it finds. | DL3018, UndefinedVar |
| [image-gone](image-gone.md) ⚡ | warning | What it finds. |  |
`,
  );
});
