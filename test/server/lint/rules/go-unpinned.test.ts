import { rule } from "../../../../server/src/lint/rules/go-unpinned.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

ruleTable(rule, {
  "latest and branches": {
    text: `
FROM golang:1.26.0
RUN go install example.org/tool@latest
               ^^^^^^^^^^^^^^^^^^^^^^^ example.org/tool@latest moves: write example.org/tool@vVERSION
RUN go install example.org/tool@main
               ^^^^^^^^^^^^^^^^^^^^^ example.org/tool@main moves: write example.org/tool@vVERSION`,
  },
  "versions and commits": {
    text: "FROM golang:1.26.0\nRUN go install example.org/tool@v1.4.0 && go install example.org/b@0123456789ab",
  },
  "the module's own packages": {
    text: "FROM golang:1.26.0\nRUN go build ./... && go install ./cmd/app && go mod download",
  },
});
