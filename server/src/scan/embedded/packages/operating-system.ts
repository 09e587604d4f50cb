import { textOf } from "./paragraphs.ts";
import type { ListReader } from "./reader.ts";

/** What an image says of its operating system. Source: os-release(5). */
export interface OperatingSystem {
  /** `debian`, `alpine`, `rhel` …; lower case. */
  readonly id: string;
  readonly versionId: string;
  readonly prettyName: string;
}

/** The lines of `os-release`. */
export const osRelease: ListReader = {
  id: "os-release",
  wants: (path) => path === "etc/os-release" || path === "usr/lib/os-release",
  maxBytes: 65_536,
  list: (_path, file) => textOf(file.bytes()).split("\n"),
};

/** Reads the lines of `os-release`; undefined without an ID. */
export function operatingSystem(lines: Iterable<string>): OperatingSystem | undefined {
  const fields = new Map<string, string>();
  for (const line of lines) {
    const parts = /^([A-Z_]{1,40})=(.*)$/.exec(line.trim());
    if (parts?.[1] !== undefined) fields.set(parts[1], unquoted(parts[2] ?? ""));
  }
  const id = fields.get("ID")?.toLowerCase();
  if (!id) return undefined;
  return { id, versionId: fields.get("VERSION_ID") ?? "", prettyName: fields.get("PRETTY_NAME") ?? id };
}

function unquoted(value: string): string {
  const first = value.at(0);
  return (first === '"' || first === "'") && value.at(-1) === first && value.length > 1 ? value.slice(1, -1) : value;
}
