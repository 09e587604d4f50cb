import { isRecord, listOf } from "../../embedded/packages/json.ts";
import type { ImageIdentity, ScanReport } from "../../report.ts";

/** A format that scanners write their findings in. */
export interface ReportKind {
  /** As people call it. */
  readonly title: string;
  /** Whether parsed JSON is of this format, by fields that no other has. */
  matches(value: unknown): boolean;
  /** `name`: what the image is called where the report does not say. Fields that are missing or of another type are left out. */
  read(value: unknown, name: string): Promise<ScanReport>;
}

/** An image that nothing but a name is known of. */
export function unknownImage(name: string): ImageIdentity {
  const nothing = { digest: undefined, platform: undefined, created: undefined };
  return { name, id: "", ...nothing, labels: new Map(), history: [], diffIds: [] };
}

export type Fields = Readonly<Record<string, unknown>>;

/** A field that is an object; empty where it is none. */
export function fieldsIn(record: Fields, key: string): Fields {
  const value = record[key];
  return isRecord(value) ? value : {};
}

/** The objects of a list. */
export function objectsIn(record: Fields, key: string): readonly Fields[] {
  return listOf(record[key]).filter(isRecord);
}

/** The texts of a list. */
export function textsIn(record: Fields, key: string): readonly string[] {
  return listOf(record[key]).filter((each) => typeof each === "string");
}

/** A number, or one that is written as a text. */
export function numberIn(record: Fields, key: string): number | undefined {
  const value = record[key];
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}
