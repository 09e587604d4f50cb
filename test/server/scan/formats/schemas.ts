import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import Ajv from "ajv";
import addFormats from "ajv-formats";

function wrongBy(schema: object, others: readonly object[], document: unknown): string {
  const ajv = new Ajv({ strict: false, allErrors: true, schemas: [...others], validateFormats: true });
  addFormats.default(ajv);
  ajv.addFormat("iri-reference", /^[^\s<>"{}|\\^`]*$/);
  ajv.addFormat("idn-email", /@/);
  const validate = ajv.compile(schema);
  return validate(document) ? "" : ajv.errorsText(validate.errors);
}

const readJson = (path: string) => JSON.parse(readFileSync(path, "utf8"));
/** What is wrong with a log by the schema of OASIS; empty: nothing. */
export function wrongBySarif(log: unknown): string {
  // The schema is of draft 4, whose words for this are others.
  const { $schema: _, id: __, ...schema } = readJson("test/fixtures/sarif/sarif-schema-2.1.0.json");
  return wrongBy(schema, [], log);
}

/** What is wrong with a document by the schema of CycloneDX 1.6; empty: nothing. */
export function wrongByCycloneDx(bom: unknown): string {
  const library = dirname(
    createRequire(join(process.cwd(), "package.json")).resolve("@cyclonedx/cyclonedx-library/package.json"),
  );
  const schemaOf = (name: string) => readJson(join(library, "res/schema", `${name}.SNAPSHOT.schema.json`));
  const others = ["spdx", "jsf-0.82"].map((name) => ({
    ...schemaOf(name),
    $id: `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`,
  }));
  return wrongBy(schemaOf("bom-1.6"), others, bom);
}
