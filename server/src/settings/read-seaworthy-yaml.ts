import { type ReadConfig, readConfig } from "./read-config.ts";

/** Reads the text of a `.seaworthy.yaml`, or of the `seaworthy.yaml` of a package. Spans are offsets in it. */
export async function readSeaworthyYaml(text: string): Promise<ReadConfig> {
  const { entriesOfYaml } = await import("./yaml-node.ts");
  const { entries, problems } = entriesOfYaml(text);
  const read = readConfig(entries, "file");
  return { config: read.config, problems: [...problems, ...read.problems] };
}
