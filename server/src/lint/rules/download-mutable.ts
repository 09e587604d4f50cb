import { downloadsOf, fileOf, urlAdvice } from "../download-uses.ts";
import type { Rule } from "../rule.ts";

/** URLs whose content changes: `latest`, or a branch. */
export const rule: Rule = {
  id: "download-mutable",
  severity: "info",
  summary: "A URL names the latest version or a branch, so its content changes.",
  why: "The bytes behind `/latest/`, `tool-latest.zip` or a branch (`/raw/main/`) change with the next release or commit. Without a checksum the image changes unseen, with one the build breaks. So do those of a version that the RUN asks a server for. Write the URL of a version.",
  examples: [
    {
      bad: "FROM scratch\nADD --checksum=sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 https://dl.example/releases/latest/download/tool.tar.gz /\n",
      good: "FROM scratch\nADD --checksum=sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 https://dl.example/releases/download/v1.4.0/tool.tar.gz /\n",
      fixed: false,
    },
  ],
  answersTo: [],
  *check(model) {
    for (const placed of downloadsOf(model)) {
      const { download, stage } = placed;
      const advice = urlAdvice(placed);
      if (advice === undefined || (download.kind !== "artifact" && download.kind !== "script")) continue;
      const message = `${fileOf(download)} changes behind this URL: ${advice}`;
      yield { span: download.span, message, fixes: [], stage: stage.index };
    }
  },
};
