import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { ByteFiles } from "../../outside/outside.ts";
import type { ImageIdentity, ScanReport } from "../../scan/report.ts";
import { readReport } from "../../scan/scanners/reports/read-report.ts";
import { readWhole } from "../../scan/whole-file.ts";
import type { WantedImage } from "./find-image.ts";
import type { ImageWorld } from "./image-world.ts";
import { listPackages } from "./list-packages.ts";
import { placed } from "./placed-report.ts";
import { joined, type ScannedImage, type ScanRequest } from "./scan-image.ts";

/** Reports of large images are tens of megabytes. */
const MAX_REPORT_BYTES = 256 * 1024 * 1024;

/** What another scanner has found, from a file of any format that is known. */
export async function readReportFile(path: string, files: ByteFiles): Promise<Outcome<ScanReport>> {
  const bytes = readWhole(path, MAX_REPORT_BYTES, files);
  return bytes.ok ? await readReport(textOf(bytes.value), path) : bytes;
}

/** What Windows PowerShell writes behind `>` is UTF-16. */
function textOf(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? "utf-16le" : "utf-8").decode(bytes);
}

/** A report, and the image that it is about where that is at hand: it knows its layers, which few reports do. */
export interface ReportRequest extends Omit<ScanRequest, "image" | "scanner"> {
  readonly path: string;
  readonly image: WantedImage | undefined;
}

/** Joins the report of another scanner with the Dockerfile. Nobody is asked. A report that tells the layers of another image is `malformed`. */
export async function reportedImage(request: ReportRequest, world: ImageWorld): Promise<Outcome<ScannedImage>> {
  const read = await readReportFile(request.path, world.largeFiles);
  if (!read.ok) return read;
  const listed = request.image && (await listPackages(request.image, world));
  if (listed?.ok === false) return listed;
  if (listed !== undefined && isOther(read.value.image, listed.value.identity))
    return failure("malformed", request.path, `is about another image than ${listed.value.name}: it has other layers`);
  const found = listed === undefined ? read.value : placed(read.value, listed.value);
  return success(joined(found, request, world));
}

/** Ids do not tell: an image that was saved or pushed in another form has another one, and the same layers. */
function isOther({ diffIds: reported }: ImageIdentity, { diffIds }: Pick<ImageIdentity, "diffIds">): boolean {
  return reported.length > 0 && diffIds.length > 0 && reported.join() !== diffIds.join();
}
