import type { Fields } from "../../../json/fields.ts";
import type { PackageType } from "../../package.ts";
import type { Choice } from "../choice.ts";
import { yamlFile } from "../yaml-file.ts";

/** Decisions that another tool's file holds. */
export interface Imported {
  readonly decisions: readonly ImportedDecision[];
  /** What it says that a decision of ours cannot say: told, never guessed at. */
  readonly refused: readonly Refused[];
}

export interface ImportedDecision {
  /** Names of one vulnerability. */
  readonly ids: readonly string[];
  /** The packages that it is about; empty: every one. */
  readonly packages: readonly PackageRule[];
  readonly choice: Choice;
}

export type PackageRule =
  | { readonly kind: "purl"; readonly purl: string }
  | {
      readonly kind: "name";
      readonly name: string;
      readonly version: string | undefined;
      readonly type: PackageType | undefined;
    };

export interface Refused {
  readonly what: string;
  readonly why: string;
}

/** A reader of one file. `why`: the reason of decisions that give none, which names the file. */
export type ImportReader = (text: string, why: string) => Promise<Imported>;

/** A file of another shape holds nothing that can be read. */
export function nothingRead(why: string): Imported {
  return { decisions: [], refused: [{ what: "the file", why }] };
}

/** The reader of a file in YAML. */
export function yamlReader(read: (fields: Fields, why: string) => Imported): ImportReader {
  return async (text, why) => {
    const fields = (await yamlFile(text))?.fields;
    return fields === undefined ? nothingRead("it is no YAML with fields") : read(fields, why);
  };
}
