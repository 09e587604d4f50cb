import { baseName } from "../../../knowledge/downloads/downloader.ts";
import { isMutableUrl } from "../../../knowledge/versions/mutable-url.ts";
import type { BuildModel, DownloadUse } from "../../../model/build-model.ts";
import type { Span } from "../../../text/span.ts";
import type { TextEdit } from "../../../text/text-edit.ts";
import type { RuledFinding } from "../../rule.ts";
import { type Offer, UNKNOWN_ADDRESS } from "../offer.ts";
import { isWebAddress } from "./download-address.ts";
import { downloadAt } from "./download-place.ts";

/** Write the address with a version that one with `latest`, or of a branch, leads to today, also for its sums and signatures. */
export function versionPins(finding: RuledFinding, model: BuildModel): Offer {
  const placed = downloadAt(finding, model);
  if (placed === undefined) return [];
  const { download, stage } = placed;
  if (!isMutableUrl(download.expanded)) return finding.rule === "download-mutable" ? UNKNOWN_ADDRESS : [];
  const { url } = download;
  if (hasMovingName(url)) return MOVING_NAME;
  const own = writtenUrl(download, model);
  if (own === undefined) return UNKNOWN_ADDRESS;
  const folder = folderOf(url);
  const beside = stage.downloads.filter(({ kind, expanded }) => kind === "sig" && folderOf(expanded) === folder);
  const found = beside.flatMap((each) => writtenUrl(each, model) ?? []);
  return [
    {
      kind: "lookup",
      title: "Write the address of the version that it is today",
      // Sums that stay with what is newest would be those of another version some day.
      safety: found.length === beside.length ? "safe" : "review",
      style: "url",
      query: () => ({ kind: "download", url, decoded: false, want: "versioned" }),
      // A file that is named after its address keeps its name.
      edits: ({ text }) =>
        isWebAddress(text) && baseName(text) === baseName(url)
          ? editsTo([
              { ...own, url: text },
              ...found.map((each) => ({ ...each, url: folderOf(text) + baseName(each.url) })),
            ])
          : [],
    },
  ];
}

/** A literal address, with the quotes around it. */
interface WrittenUrl {
  readonly span: Span;
  readonly quote: string;
  readonly url: string;
}

function writtenUrl({ url, resolved, span }: DownloadUse, { text }: BuildModel): WrittenUrl | undefined {
  const written = text.slice(span.start, span.end);
  const quote = /^(["']?).*\1$/s.exec(written)?.[1] ?? "";
  const isLiteral = resolved === url && written === quote + url + quote && isWebAddress(url);
  return isLiteral ? { span, quote, url } : undefined;
}

/** Up to the last part of the path. */
function folderOf(url: string): string {
  return url.slice(0, url.replace(/[?#].*$/s, "").lastIndexOf("/") + 1);
}

function editsTo(urls: readonly WrittenUrl[]): readonly TextEdit[] {
  const isPlain = urls.every(({ quote, url }) => quote !== "" || IS_PLAIN.test(url));
  return isPlain ? urls.map(({ span, quote, url }) => ({ span, newText: quote + url + quote })) : [];
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
