import { adviceFor, downloadsOf, fileOf, isCovered, type PlacedDownload } from "../download-uses.ts";
import type { Rule } from "../rule.ts";

/** Artifacts that a command fetches and that nothing in the stage verifies. */
export const rule: Rule = {
  id: "download-unverified",
  severity: "warning",
  summary: "A file is downloaded and nothing checks what arrived.",
  why: 'A server that was broken into, a moved domain or a tag that was pushed again puts other bytes into your image, and the build succeeds. Compare the file with a checksum that stands in the Dockerfile (`echo "$SUM  file" | sha256sum -c`), or with a signature by a key whose fingerprint stands there. The comparison must stop the build: printing a hash, or a check in front of `|| true`, checks nothing. A URL that names no version gives another file some day: the sum stops the build then, until somebody has looked; the URL of a version spares that.',
  examples: [
    {
      bad: "FROM debian:12.11\nRUN curl -fsSLO https://dl.example/tool-1.4.0.tar.gz\n",
      good: 'FROM debian:12.11\nARG TOOL_SHA256=9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\nRUN curl -fsSLO https://dl.example/tool-1.4.0.tar.gz \\\n && echo "$TOOL_SHA256  tool-1.4.0.tar.gz" | sha256sum -c -\n',
      fixed: false,
    },
  ],
  answersTo: [],
  *check(model) {
    for (const placed of downloadsOf(model)) {
      const { download, stage } = placed;
      if (download.kind !== "artifact" || download.tool === "ADD" || isCovered(download)) continue;
      const message = `${fileOf(download)} is downloaded and ${lackOf(placed)}`;
      yield { span: download.span, message, fixes: [], stage: stage.index };
    }
  },
};

function lackOf(placed: PlacedDownload): string {
  const { download } = placed;
  if (download.isSkipped) return "its check runs only when a build argument is set: give that a default";
  if (download.covers === false) return "its check does not stop the build: let the RUN fail when the check does";
  return `nothing checks what arrives: ${adviceFor(placed, "compare its sha256")}`;
}
