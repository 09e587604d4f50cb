import { type ReadConfig, readConfig } from "./read-config.ts";

/** Reads the text of a `.seaworthy.yaml`, or of the `seaworthy.yaml` of a package. Spans are offsets in it. */
export async function readSeaworthyYaml(text: string): Promise<ReadConfig> {
  return await readYaml(text, "file");
}

/** Reads the user's own settings as YAML: the keys of an editor. */
export async function readUserYaml(text: string): Promise<ReadConfig> {
  return await readYaml(text, "editor");
}

async function readYaml(text: string, place: "file" | "editor"): Promise<ReadConfig> {
  const { entriesOfYaml } = await import("./yaml-node.ts");
  const { entries, problems } = entriesOfYaml(text);
  const read = readConfig(entries, place);
  return { config: read.config, problems: [...problems, ...read.problems] };
}
