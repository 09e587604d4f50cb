import { baseName } from "../../knowledge/downloads/downloader.ts";
import { isMutableUrl } from "../../knowledge/versions/mutable-url.ts";
import type { BuildModel } from "../../model/build-model.ts";
import type { RuledFinding } from "../rule.ts";
import { isWebAddress } from "./download-address.ts";
import { downloadAt } from "./download-place.ts";
import { type Offer, UNKNOWN_ADDRESS } from "./offer.ts";

/** Write the address with a version that one with `latest`, or of a branch, leads to today. */
export function versionPins(finding: RuledFinding, model: BuildModel): Offer {
  const download = downloadAt(finding, model)?.download;
  if (download === undefined) return [];
  if (!isMutableUrl(download.expanded)) return finding.rule === "download-mutable" ? UNKNOWN_ADDRESS : [];
  const { url, resolved, span } = download;
  if (hasMovingName(url)) return MOVING_NAME;
  const written = model.text.slice(span.start, span.end);
  const quote = /^(["']?).*\1$/s.exec(written)?.[1] ?? "";
  if (resolved !== url || written !== quote + url + quote || !isWebAddress(url)) return UNKNOWN_ADDRESS;
  return [
    {
      kind: "lookup",
      title: "Write the address of the version that it is today",
      safety: "safe",
      style: "url",
      query: () => ({ kind: "download", url, decoded: false, want: "versioned" }),
      // A file that is named after its address keeps its name.
      edits: ({ text }) =>
        isWebAddress(text) && baseName(text) === baseName(url) && (quote !== "" || IS_PLAIN.test(text))
          ? [{ span, newText: quote + text + quote }]
          : [],
    },
  ];
}

/** An address that no shell reads as more than a word: a server says what it is. */
const IS_PLAIN = /^[\w.~:/%@+,=-]+$/;

const MOVING_NAME = "The file itself is named after what moves: no other address has it under this name.";

/** `archive/main.tar.gz`, `tool-latest.zip`: no address of a version ends with this name. */
function hasMovingName(url: string): boolean {
  const name = baseName(url);
  const at = url.lastIndexOf(name);
  const before = url.slice(0, at);
  return before.endsWith("/refs/heads/") || !isMutableUrl(`${before}x${url.slice(at + name.length)}`);
}
