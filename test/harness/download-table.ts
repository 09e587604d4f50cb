import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buildModel } from "../../server/src/model/build.ts";
import type { DownloadUse } from "../../server/src/model/build-model.ts";

/**
 * A Dockerfile, then one line a download as `describeDownload` says it. `FROM debian:12` is put in front of a text that has no
 * FROM; `<sha256>`, `<sha1>`, `<md5>`, `<commit>` stand for values of that length.
 */
export type DownloadRow = readonly [text: string, ...downloads: readonly string[]];

const DIGITS = "0123456789abcdef".repeat(4);
const VALUES: ReadonlyMap<string, string> = new Map([
  ["sha256", DIGITS],
  ["sha1", DIGITS.slice(0, 40)],
  ["md5", DIGITS.slice(0, 32)],
  ["commit", DIGITS.slice(0, 40)],
]);

/** One test a row: what the whole file downloads, stage by stage. The text under every span is the URL as it is reported. */
export function downloadTable(title: string, rows: Readonly<Record<string, DownloadRow>>): void {
  describe(title, () => {
    for (const [name, [text, ...downloads]] of Object.entries(rows)) {
      it(name, () => {
        assert.deepEqual(downloadLines(text), downloads);
      });
    }
  });
}

/** The downloads of a Dockerfile, one line each. */
function downloadLines(text: string): readonly string[] {
  const body = text
    .replace(/^\n/, "")
    .replace(/<(sha256|sha1|md5|commit)>/g, (_, kind: string) => VALUES.get(kind) ?? "");
  const file = /^(?:FROM |# escape)/m.test(body) ? body : `FROM debian:12\n${body}`;
  const model = buildModel(file);
  return model.stages.flatMap(({ downloads }) =>
    downloads.map((download) => {
      const under = file.slice(download.span.start, download.span.end);
      const written = download.url === "$(xargs)" ? "xargs" : unquoted(download.url);
      assert.ok(unquoted(under).includes(written), `«${under}» holds ${download.url}`);
      return describeDownload(download);
    }),
  );
}

/** `curl URL artifact > FILE: sha covers inline`; the written URL, then `= URL` where variables are put in; `weak md5`, `ref R`, `insecure -k`. */
function describeDownload(download: DownloadUse): string {
  const { tool, url, resolved, kind, target, insecure, ref, verified, covers, trust, weakSum } = download;
  return [
    `${tool} ${withoutValues(url)}`,
    resolved === undefined ? " = ?" : resolved === url ? "" : ` = ${resolved}`,
    ` ${kind}`,
    target === undefined ? "" : ` > ${target}`,
    ref === undefined ? "" : ` ref ${ref === VALUES.get("commit") ? "<commit>" : ref}`,
    insecure === undefined ? "" : ` insecure ${insecure.text}`,
    `: ${verified}`,
    covers === undefined ? "" : covers ? " covers" : " does not cover",
    trust === undefined ? "" : ` ${trust}`,
    weakSum === undefined ? "" : ` weak ${weakSum}`,
  ].join("");
}

function withoutValues(url: string): string {
  return url.replace(/[0-9a-f]{40}/g, "<commit>");
}

function unquoted(text: string): string {
  return text.replace(/["'\\\n`]/g, "");
}
