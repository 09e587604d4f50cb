import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { isRecord } from "../../server/src/json/fields.ts";

/** Asserts that an output has the fields that docs/json.md gives for a command, and no others; those of `name?: {…}` may be missing. */
export function assertDocumented(command: string, output: unknown): void {
  const sections = readFileSync("docs/json.md", "utf8").split(/^## /m);
  const section = sections.find((each) => each.split("\n", 1)[0]?.split(", ").includes(command));
  const shape = section?.split("```")[1];
  assert.ok(shape !== undefined, `docs/json.md has no shape of ${command}`);
  const found = fieldsOf(output);
  const documented = documentedFields(shape);
  assert.deepEqual(
    [...found].filter((field) => !documented.has(field)),
    [],
    `fields that docs/json.md does not know`,
  );
  const needed = documentedFields(shape.replaceAll(/\w+\?: \{[^{}]*\}/g, ""));
  assert.deepEqual(
    [...needed].filter((field) => !found.has(field)),
    [],
    `fields that ${command} does not give`,
  );
}

function documentedFields(shape: string): ReadonlySet<string> {
  const words = shape.replaceAll("{ key: value }", "").matchAll(/(?<=[{,]\s*)\w+(?=\??\s*[:,}])/g);
  return new Set([...words].map(([word]) => word));
}

/** The names of all fields, to any depth; labels of an image have names of their own. */
function fieldsOf(value: unknown): Set<string> {
  if (Array.isArray(value)) return new Set(value.flatMap((each) => [...fieldsOf(each)]));
  if (!isRecord(value)) return new Set();
  return new Set(
    Object.entries(value).flatMap(([name, field]) =>
      name === "labels" && isRecord(field) ? [name] : [name, ...fieldsOf(field)],
    ),
  );
}
