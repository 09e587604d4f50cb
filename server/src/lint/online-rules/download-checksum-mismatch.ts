import type { EditFix } from "../../fix/fix.ts";
import type { BuildModel, DownloadUse, Stage } from "../../model/build-model.ts";
import { downloadsOf, fileOf } from "../download-uses.ts";
import { decodedBy, hasIdleDefault, isWebAddress } from "../lookups/downloads/download-address.ts";
import { placeOf } from "../lookups/downloads/download-place.ts";
import { type PlatformSum, platformSums } from "../lookups/downloads/platform-sums.ts";
import { variablesBehind, variablesIn } from "../lookups/downloads/script-variables.ts";
import { type WrittenHex, writtenHex } from "../lookups/downloads/written-sum.ts";
import type { KnownAnswer, OnlineRule } from "../online-rule.ts";

/** Sums that are not those of the files that they stand beside. */
export const rule: OnlineRule = {
  id: "download-checksum-mismatch",
  severity: "warning",
  summary: "The written checksum is not that of the file behind the URL.",
  why: "The next build fails, unless its check does not stop it. Most often somebody, or a bot, wrote another version into the URL and left the checksum of the one before. Where nobody did, the file behind the URL was changed, which is what the checksum is there to tell: find out why before you write the new one.",
  examples: [
    {
      bad: "FROM scratch\nADD --checksum=sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 https://dl.example/tool-1.5.0.tar.gz /opt/\n",
      good: "FROM scratch\nADD --checksum=sha256:1b4f0e9851971998e732078544c96b36c3d01cedf7caa332359d6f1d83567014 https://dl.example/tool-1.5.0.tar.gz /opt/\n",
      fixed: false,
    },
  ],
  answersTo: [],
  *ask(model) {
    for (const { download, stage } of downloadsOf(model)) {
      // What a check compares that runs only for a build argument may be the sum of another file.
      if (download.covers === undefined || download.isSkipped) continue;
      for (const { url, ...written } of sumsOf(download, stage, model)) {
        const { hex, span } = written;
        yield {
          query: { kind: "download", url, decoded: decodedBy(download), want: "state", current: hex },
          span,
          written: hex,
          judge(answer) {
            if (answer.state?.kind !== "download" || answer.state.matches) return undefined;
            const message = `${fileOf({ ...download, expanded: url, undecided: undefined })} has another checksum today: was another version written, or the file changed?`;
            const current = answer.pins[0]?.text ?? "";
            return { span, message, fixes: refresh(written, answer), stage: stage.index, current };
          },
        };
      }
    }
  },
};

/** The sums that a download is compared with: one, or one for each processor. */
function sumsOf(download: DownloadUse, stage: Stage, model: BuildModel): readonly PlatformSum[] {
  const { resolved: url } = download;
  const written = writtenHex(download, stage, model);
  if (written === undefined) return platformSums(download, stage, model);
  const place = placeOf(download, stage, model);
  const names = place === undefined ? variablesIn(download.url) : variablesBehind(download.url, place);
  // Which platform's file the one sum is of, nobody knows.
  if (url === undefined || !isWebAddress(url) || hasIdleDefault(names, model)) return [];
  return [{ url, ...written }];
}

/** What the publisher says is written at once; our own sum alone wants a look. */
function refresh({ hex, span }: WrittenHex, { pins, evidence }: KnownAnswer): readonly EditFix[] {
  const text = pins[0]?.text;
  if (text === undefined || text.length !== hex.length) return [];
  const isPublished = evidence.checks.includes("publisher-sum");
  const title = isPublished ? "Write the sha256 that its publisher gives" : "Write the sha256 of today's download";
  return [{ kind: "edit", title, safety: isPublished ? "safe" : "review", edits: [{ span, newText: text }] }];
}
