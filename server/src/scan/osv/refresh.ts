import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { ByteFiles, Http } from "../../outside/outside.ts";
import { percentEncoded } from "../../text/percent.ts";
import { osvQuery } from "./ecosystem.ts";
import { exportPath, familyOf, type OfflineMatch } from "./offline.ts";

/** Where the public database puts its exports. Source: google.github.io/osv.dev, "Data dumps". */
const EXPORTS = "https://osv-vulnerabilities.storage.googleapis.com";
const MAX_BYTES = 4 * 1024 ** 3;
const EXPORT_MS = 30 * 60_000;

export interface RefreshWorld {
  readonly http: Http;
  readonly files: ByteFiles;
  progress(message: string): void;
  readonly signal: AbortSignal;
}

/**
 * Fetches the exports of the ecosystems that these packages are of into their folder. Names of ecosystems are all that is told. What
 * does not arrive whole leaves the file that was there, and is a failure.
 */
export async function refreshExports(
  { packages, os, folder }: OfflineMatch,
  world: RefreshWorld,
): Promise<Outcome<undefined>> {
  const families = new Set(
    packages.flatMap((each) => {
      const asked = osvQuery(each, os);
      return asked.ok ? [familyOf(asked.query)] : [];
    }),
  );
  for (const family of families) {
    const fetched = await fetchExport(family, folder, world);
    if (!fetched.ok) return fetched;
  }
  return success(undefined);
}

async function fetchExport(
  family: string,
  folder: string,
  { http, files, progress, signal }: RefreshWorld,
): Promise<Outcome<undefined>> {
  progress(`fetching the advisories of ${family}`);
  const file = files.replacement(exportPath(folder, family));
  if (!file.ok) return file;
  let written: Outcome<undefined> = success(undefined);
  const url = `${EXPORTS}/${percentEncoded(family)}/all.zip`;
  const limits = { maxBytes: MAX_BYTES, timeoutMs: EXPORT_MS, signal };
  const head = await http.stream({ url, ...limits, what: `advisories of ${family}`, isContent: true }, (chunk) => {
    written = file.value.append(chunk);
    return written.ok;
  });
  if (head.ok && written.ok && head.value.status === 200) return file.value.finish();
  file.value.remove();
  if (!head.ok) return head;
  if (!written.ok) return written;
  return failure("unreachable", EXPORTS, `answered status ${head.value.status} for the advisories of ${family}`);
}
