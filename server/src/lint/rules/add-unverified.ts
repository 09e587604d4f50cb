import { isOfOneSource } from "../added-sources.ts";
import { adviceFor, downloadsOf, fileOf, isCovered } from "../download-uses.ts";
import { instructionAt } from "../instruction-at.ts";
import type { Rule } from "../rule.ts";

const CHECKSUM = "write --checksum=sha256:…";

/** ADD of a URL without `--checksum`. */
export const rule: Rule = {
  id: "add-unverified",
  severity: "warning",
  summary: "ADD fetches a URL without --checksum.",
  why: "Nothing tells whether the bytes are those that you looked at. `ADD --checksum=sha256:…` makes the build fail when they differ, and lets the builder keep the layer without asking the server. A source that is a variable without a default may be a path, so it is not judged.",
  examples: [
    {
      bad: "FROM scratch\nADD https://dl.example/tool-1.4.0.tar.gz /opt/\n",
      good: "FROM scratch\nADD --checksum=sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 https://dl.example/tool-1.4.0.tar.gz /opt/\n",
      fixed: false,
    },
  ],
  answersTo: [],
  *check(model) {
    for (const placed of downloadsOf(model)) {
      const { download, stage } = placed;
      const isContent = download.kind === "artifact" || download.kind === "script";
      if (download.tool !== "ADD" || !isContent || isCovered(download)) continue;
      const instruction = instructionAt(stage, download.span.start);
      const isAlone = instruction === undefined || isOfOneSource(instruction);
      const advice = adviceFor(placed, isAlone ? CHECKSUM : `give it an ADD of its own and ${CHECKSUM}`);
      const message = `${fileOf(download)} is added and nothing checks what arrives: ${advice}`;
      yield { span: download.span, message, fixes: [], stage: stage.index };
    }
  },
};
