import type { FoundPackage } from "../../package.ts";
import { textOf } from "./paragraphs.ts";
import { databaseOf, type ReaderResult } from "./reader.ts";
import { sourceOf } from "./rpm-header.ts";

/** Where the distroless images of Azure Linux keep what rpm said of its packages, instead of its database. */
export const RPM_MANIFEST = "var/lib/rpmmanifest/container-manifest-2";

/** The packages of such a list, one a line. Source: microsoft/azurelinux, toolkit/docs/how_it_works/5_misc.md, "RPM Manifest File". */
export function manifestPackages(bytes: Uint8Array): ReaderResult {
  const lines = textOf(bytes)
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("gpg-pubkey\t"));
  return databaseOf(lines.map((line) => packageOf(line.split("\t"))));
}

/** NAME, VERSION-RELEASE, times, vendor, epoch or `(none)`, size, ARCH, EPOCH, SOURCERPM. */
function packageOf(fields: readonly string[]): FoundPackage | undefined {
  const [name = "", upstream = "", , , , , , arch = "", epoch = "0", sourceRpm = ""] = fields;
  if (name === "" || !upstream.includes("-")) return undefined;
  const source = sourceOf(sourceRpm);
  return {
    type: "rpm",
    name,
    version: /^[1-9]\d*$/.test(epoch) ? `${epoch}:${upstream}` : upstream,
    ...(source === undefined ? {} : { sourceName: source.name, sourceVersion: source.version }),
    ...(arch === "" ? {} : { arch }),
  };
}
