// new-rule.mjs <id>: writes a rule and its table test, both with an example that fails until the rule says something.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";

const id = process.argv[2] ?? "";
if (!/^[a-z]+(?:-[a-z0-9]+)+$/.test(id)) {
  process.stderr.write("usage: npm run new-rule -- <id>, such as image-latest\n");
  process.exit(2);
}
const rulePath = `server/src/lint/rules/${id}.ts`;
const testPath = `test/server/lint/rules/${id}.test.ts`;
for (const path of [rulePath, testPath]) {
  if (!existsSync(path)) continue;
  process.stderr.write(`${path} is there already\n`);
  process.exit(1);
}
mkdirSync("test/server/lint/rules", { recursive: true });
writeFileSync(
  rulePath,
  `import type { Rule } from "../rule.ts";

/** What it finds, in one sentence. */
export const rule: Rule = {
  id: "${id}",
  severity: "warning",
  summary: "What it finds, in one sentence.",
  why: "Why that matters, and what to do.",
  examples: [{ bad: "FROM debian:12.11\\n", good: "FROM scratch\\n", fixed: false }],
  answersTo: [],
  *check() {},
};
`,
);
writeFileSync(
  testPath,
  `import { rule } from "../../../../server/src/lint/rules/${id}.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

ruleTable(rule, {
  "what it finds": {
    text: \`
FROM debian:12.11
^^^^ what is wrong: what to do\`,
  },
});
`,
);
process.stdout.write(`${rulePath}\n${testPath}\nNow: npm run generate\n`);
