import { type Fields, textIn } from "../../../json/fields.ts";
import type { OperatingSystem } from "../../embedded/packages/operating-system.ts";
import type { ImageIdentity, ScanReport } from "../../report.ts";

/** A format that scanners write their findings in. */
export interface ReportKind {
  /** As people call it. */
  readonly title: string;
  /**
   * Reads parsed JSON; undefined: it is of another format, by fields that no other has. `name`: what the image is called where the report
   * does not say. Fields that are missing or of another type are left out.
   */
  read(value: unknown, name: string): Promise<ScanReport | undefined>;
}

/** An image that nothing but a name is known of. */
export function unknownImage(name: string): ImageIdentity {
  const nothing = { digest: undefined, platform: undefined, created: undefined };
  return { name, id: "", ...nothing, labels: new Map(), history: [], diffIds: [] };
}

/** The system that a record names in two of its fields; undefined where it does not. */
export function systemIn(record: Fields, nameField: string, versionField: string): OperatingSystem | undefined {
  const id = textIn(record, nameField);
  const versionId = textIn(record, versionField) ?? "";
  return id === undefined ? undefined : { id, versionId, prettyName: `${id} ${versionId}`.trim() };
}
