import { rule } from "../../../../server/src/lint/rules/package-inexact.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

ruleTable(rule, {
  "bounds of Python and of npm": {
    text: `
FROM python:3.12.7
RUN pip install 'flask>=3.0' 'rich~=13.0'
                ^^^^^^^^^^^^ flask>=3.0 lets the version move within its range: write one version
                             ^^^^^^^^^^^^ rich~=13.0 lets the version move within its range: write one version
RUN npm install -g 'typescript@^5.6.0'
                   ^^^^^^^^^^^^^^^^^^^ typescript@^5.6.0 lets the version move within its range: write one version
RUN gem install rake -v '>= 13' && gem install 'rack:~> 3'
                ^^^^ rake >= 13 lets the version move within its range: write one version
                                               ^^^^^^^^^^^ rack:~> 3 lets the version move within its range: write one version`,
    severity: "hint",
  },
  "one version": { text: "FROM python:3.12.7\nRUN pip install flask==3.0.3" },
  "no version at all has a rule of its own": { text: "FROM python:3.12.7\nRUN pip install flask" },
  "a constraint file decides": { text: "FROM python:3.12.7\nRUN pip install -c constraints.txt 'flask>=3'" },
});
