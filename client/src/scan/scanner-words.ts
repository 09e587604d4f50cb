import type { ScannersResult } from "../../../server/src/protocol/scan.ts";

/** A scanner as a list offers it. */
export interface ScannerItem {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

const OWN: readonly Omit<ScannerItem, "description">[] = [
  {
    id: "embedded",
    label: "Seaworthy",
    detail: "Sends package names and versions to api.osv.dev, or to seaworthy.osv.endpoint",
  },
  {
    id: "installed",
    label: "Trivy or Grype, else Seaworthy",
    detail: "Trivy and Grype send nothing about the image",
  },
];

/** Who can be asked to scan, in the order of the list; each says what it sends to whom. */
export function scannerItems({ scanners, chosen }: ScannersResult): readonly ScannerItem[] {
  const others = scanners.map(({ id, title, sends }) => ({
    id,
    label: title,
    detail: sends === undefined ? "Sends nothing about the image" : `Sends ${sends}`,
  }));
  return [...OWN, ...others].map((item) => ({ ...item, description: item.id === chosen ? "chosen now" : "" }));
}
