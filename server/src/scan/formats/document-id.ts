import { createHash } from "node:crypto";
import type { Bill } from "../bill.ts";

/** A UUID for a list of packages: the same for the same image and packages, so that a list made again differs in nothing. Source: RFC 9562, version 8. */
export function documentId({ report: { image, scanner }, purls }: Bill): string {
  const hex = createHash("sha256")
    .update([image.id, image.digest ?? image.name, scanner.id, ...purls].join("\n"))
    .digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}
