import { isRecord, textsOf } from "../../json/fields.ts";
import { type FoundPackage, PACKAGE_TYPES } from "../package.ts";

/** Reads a package back that was kept as JSON; undefined when it is none. */
export function foundPackageIn(value: unknown): FoundPackage | undefined {
  if (!isRecord(value)) return undefined;
  const type = PACKAGE_TYPES.find((each) => each === value.type);
  const { name, version } = value;
  if (type === undefined || typeof name !== "string" || typeof version !== "string") return undefined;
  const texts: { [field in (typeof TEXTS)[number]]?: string } = {};
  for (const field of TEXTS) {
    const text = value[field];
    if (typeof text === "string") texts[field] = text;
  }
  const [licences, groups] = [textsOf(value.licences), textsOf(value.groups)];
  return {
    ...{ type, name, version, ...texts },
    ...(licences.length === 0 ? {} : { licences }),
    ...(groups.length === 0 ? {} : { groups }),
  };
}

const TEXTS = ["sourceName", "sourceVersion", "arch", "stream", "maker", "path"] as const;

/** True when each of a list could be read back. */
export function isComplete<T>(list: readonly (T | undefined)[]): list is readonly T[] {
  return list.every((each) => each !== undefined);
}
