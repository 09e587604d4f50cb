import { entriesOf, type Fields, fieldsIn, isRecord, listOf, textIn, textsIn } from "../../../json/fields.ts";

/** What an image's configuration says of it. Source: OCI image-spec, config.md. */
export interface ImageConfig {
  readonly os: string;
  readonly architecture: string;
  readonly variant: string | undefined;
  /** ISO time; undefined when it does not say. */
  readonly created: string | undefined;
  readonly labels: ReadonlyMap<string, string>;
  readonly history: readonly HistoryEntry[];
  /** Digests of the layers unpacked, lowest first. */
  readonly diffIds: readonly string[];
}

export interface HistoryEntry {
  /** The instruction, in the words of the builder. */
  readonly createdBy: string;
  readonly comment: string;
  /** True: it made no layer. */
  readonly isEmpty: boolean;
}

const MAX_HISTORY = 1000;

/** Reads a configuration; undefined when it is none. */
export function readConfig(value: unknown): ImageConfig | undefined {
  if (!isRecord(value) || !isRecord(value.rootfs)) return undefined;
  const labels = entriesOf(fieldsIn(value, "config").Labels);
  return {
    os: textIn(value, "os") ?? "linux",
    architecture: textIn(value, "architecture") ?? "",
    variant: textIn(value, "variant"),
    created: textIn(value, "created"),
    labels: new Map(labels.filter((label): label is readonly [string, string] => typeof label[1] === "string")),
    history: listOf(value.history).slice(0, MAX_HISTORY).filter(isRecord).map(entryOf),
    diffIds: textsIn(value.rootfs, "diff_ids"),
  };
}

function entryOf(entry: Fields): HistoryEntry {
  return {
    createdBy: textIn(entry, "created_by") ?? "",
    comment: textIn(entry, "comment") ?? "",
    isEmpty: entry.empty_layer === true,
  };
}
