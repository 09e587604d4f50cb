import { unpinned } from "../packages/unpinned.ts";
import type { Rule } from "../rule.ts";

/** Packages of go install, go get and go run without a fixed version. */
export const rule: Rule = {
  id: "go-unpinned",
  severity: "warning",
  summary: "A Go program is installed without a version, or from a branch.",
  why: `\`@latest\`, a branch or no version at all takes what is newest on the day of the build. Write \`@vVERSION\` or a commit; Go then verifies it against its checksum database. In GOPATH mode (Go before 1.16, \`GO111MODULE=off\`) a version has no place, and outside a module \`go get\` installs nothing since Go 1.18: use \`go install\` there.`,
  examples: [
    {
      bad: "FROM golang:1.23.2\nRUN go install example.org/tool@latest\n",
      good: "FROM golang:1.23.2\nRUN go install example.org/tool@v1.4.0\n",
      fixed: false,
    },
  ],
  answersTo: ["DL3062"],
  check: (model) => unpinned(model, "go-unpinned"),
};
