import { downloadsOf, fileOf, isCovered } from "../download-uses.ts";
import type { Rule } from "../rule.ts";

/** Repository and signing keys that are fetched and trusted without a look. */
export const rule: Rule = {
  id: "download-key",
  severity: "hint",
  summary: "A key is fetched, and neither its fingerprint nor its checksum is compared.",
  why: "Whoever can answer for that server chooses the key, and with it every package that the key signs. Compare a sha256, check the fingerprint (`gpg --show-keys`), or copy the key from your repository.",
  examples: [
    {
      bad: "FROM debian:12.11\nADD https://apt.example/key.asc /etc/apt/keyrings/example.asc\n",
      good: "FROM debian:12.11\nADD --checksum=sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 https://apt.example/key.asc /etc/apt/keyrings/example.asc\n",
      fixed: false,
    },
  ],
  answersTo: [],
  *check(model) {
    for (const { download, stage } of downloadsOf(model)) {
      if (download.kind !== "key" || isCovered(download)) continue;
      const message = `the key ${fileOf(download)} is trusted unseen: compare its fingerprint or sha256`;
      yield { span: download.span, message, fixes: [], stage: stage.index };
    }
  },
};
