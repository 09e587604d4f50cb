import { removeFlag } from "../../fix/remove-word.ts";
import type { BuildModel, DownloadUse } from "../../model/build-model.ts";
import { adviceFor, downloadsOf, fileOf, isCovered, type PlacedDownload } from "../download-uses.ts";
import { isInJsonForm } from "../json-form.ts";
import type { Finding, Rule } from "../rule.ts";

/** Checks that hold little: md5 and sha1, a checksum from the same place, TLS checks switched off. */
export const rule: Rule = {
  id: "download-weak",
  severity: "info",
  summary: "A download is checked by something that can be forged with it.",
  why: "Two files with one md5 or sha1 can be made. A checksum that is fetched from the place of the file changes with it, so it guards against broken connections only. With TLS checks off anybody on the way can answer, which a good checksum or signature notices. Write a sha256 into the Dockerfile, and drop the switch.",
  examples: [
    {
      bad: "FROM debian:12.11\nRUN curl -fsSLk -o key.asc https://dl.example/key.asc\n",
      good: "FROM debian:12.11\nRUN curl -fsSL -o key.asc https://dl.example/key.asc\n",
      fixed: true,
    },
    {
      bad: "FROM debian:12.11\nRUN wget --no-check-certificate https://dl.example/tool-1.4.0.tar.gz\n",
      good: "FROM debian:12.11\nRUN wget https://dl.example/tool-1.4.0.tar.gz\n",
      fixed: true,
    },
  ],
  answersTo: [],
  *check(model) {
    for (const placed of downloadsOf(model)) {
      const { download, stage } = placed;
      if (download.verified.includes("gpg")) continue;
      const weak = weakness(placed);
      if (weak !== undefined) yield { span: download.span, message: weak, fixes: [], stage: stage.index };
      // What a sum in this file vouches for may come from anybody.
      else if (isCovered(download)) continue;
      const { insecure, tool } = download;
      if (insecure !== undefined) yield withoutTls({ insecure, tool }, model, stage.index);
    }
  },
};

/** A switch that turns the TLS check of a tool off. */
interface Unsafe {
  readonly insecure: NonNullable<DownloadUse["insecure"]>;
  readonly tool: string;
}

function weakness(placed: PlacedDownload): string | undefined {
  const { download } = placed;
  if (!isCovered(download)) return undefined;
  const { weakSum, trust } = download;
  if (weakSum !== undefined && trust !== "remote")
    return `${fileOf(download)} is checked by ${weakSum} alone, which is broken: compare its sha256`;
  if (trust !== "remote") return undefined;
  const advice = adviceFor(placed, "write its sha256 into this file");
  return `${fileOf(download)} is checked by what comes from the same place: ${advice}`;
}

function withoutTls({ insecure, tool }: Unsafe, model: BuildModel, stage: number): Finding {
  const { span, text } = insecure;
  // A cluster of curl such as -fsSLk or -Lko- holds other switches, which must stay.
  const isCluster = tool === "curl" && /^-[A-Za-z]{2}/.test(text) && text.includes("k");
  const name = isCluster ? "-k" : text;
  const message = `${name} switches the TLS check off: drop it`;
  // Quotes and variables hide where the switch itself stands.
  const isPlain = model.text.slice(span.start, span.end) === text && !isInJsonForm(span, model);
  if (!isPlain) return { span, message, fixes: [], stage };
  const edit = isCluster ? { span, newText: text.replace("k", "") } : removeFlag(model.text, span);
  return { span, message, fixes: [{ kind: "edit", title: `Drop ${name}`, safety: "review", edits: [edit] }], stage };
}
