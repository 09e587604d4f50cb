import { type ReadConfig, readConfig } from "./read-config.ts";
import { entriesOfYaml } from "./yaml-node.ts";

/** Name of our settings file. */
export const SEAWORTHY_YAML = ".seaworthy.yaml";

/** Reads the text of a `.seaworthy.yaml`, or of the `seaworthy.yaml` of a package. Spans are offsets in it. */
export async function readSeaworthyYaml(text: string): Promise<ReadConfig> {
  const { entries, problems } = await entriesOfYaml(text);
  const read = readConfig(entries, "file");
  return { config: read.config, problems: [...problems, ...read.problems] };
}
