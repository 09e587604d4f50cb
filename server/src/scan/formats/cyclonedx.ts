import type { Component } from "@cyclonedx/cyclonedx-library/Models";
import type { Bill, Origin } from "../bill.ts";
import { dividedName, type Package } from "../package.ts";
import { addVulnerabilities } from "./cyclonedx-vulnerabilities.ts";
import { documentId } from "./document-id.ts";
import { type LicenceReader, licenceReader } from "./licence-expression.ts";

export interface CycloneDxOptions {
  /** Findings and decisions too, or the packages alone. */
  readonly withVulnerabilities: boolean;
  /** When it is made. */
  readonly now: Date;
}

/** The library, loaded when a document is wanted. Its other entries want optional packages for XML. */
async function cycloneDxLibrary() {
  const [models, enums, spec, serialize] = await Promise.all([
    import("@cyclonedx/cyclonedx-library/Models"),
    import("@cyclonedx/cyclonedx-library/Enums"),
    import("@cyclonedx/cyclonedx-library/Spec"),
    import("@cyclonedx/cyclonedx-library/Serialize"),
  ]);
  // CommonJS: in a bundle its exports stand in `default` alone.
  return { models: models.default, enums: enums.default, spec: spec.default, serialize: serialize.default };
}

export type CycloneDxLibrary = Awaited<ReturnType<typeof cycloneDxLibrary>>;

/** A CycloneDX 1.6 document. What could not be looked at stands in its properties. Source: ECMA-424, 1st edition. */
export async function cycloneDxOfBill(bill: Bill, { withVulnerabilities, now }: CycloneDxOptions): Promise<string> {
  const library = await cycloneDxLibrary();
  const { models, spec, serialize } = library;
  const expressionOf = await licenceReader();
  const bom = new models.Bom({
    serialNumber: `urn:uuid:${documentId(bill)}`,
    metadata: metadataOf(bill, library, now),
  });
  const references = referencesOf(bill);
  const components = bill.report.packages.map((each, index) =>
    componentOf(each, { bill, index, library, expressionOf, reference: references[index] ?? "" }),
  );
  for (const component of components) bom.components.add(component);
  const { os } = bill.report;
  if (os !== undefined) {
    const type = library.enums.ComponentType.OperatingSystem;
    bom.components.add(new models.Component(type, os.id, { bomRef: `os:${os.id}`, ...versionField(os.versionId) }));
  }
  if (withVulnerabilities) addVulnerabilities(bom, components, bill, library);
  const serializer = new serialize.JsonSerializer(new serialize.JSON.Normalize.Factory(spec.Spec1dot6));
  const text = serializer.serialize(bom, { sortLists: true, space: 2 });
  // The library leaves an empty list out, and without one nobody looked for any.
  const isNoneFound = withVulnerabilities && bill.findings.length === 0;
  return `${isNoneFound ? text.replace(/\n\}$/, ',\n  "vulnerabilities": []\n}') : text}\n`;
}

/** The schema takes no longer versions: for one of them its readers would refuse the whole document. */
const MAX_VERSION = 1024;

function versionField(version: string): { readonly version?: string } {
  return version === "" ? {} : { version: version.slice(0, MAX_VERSION) };
}

function metadataOf(bill: Bill, { models, enums }: CycloneDxLibrary, now: Date) {
  const { image, scanner, gaps } = bill.report;
  const tool = new models.Component(enums.ComponentType.Application, scanner.title ?? scanner.id, {
    bomRef: `tool:${scanner.id}`,
    ...versionField(scanner.version),
  });
  const properties = new models.PropertyRepository([
    ...(image.id === "" ? [] : [new models.Property("seaworthy:image:id", image.id)]),
    ...(image.platform === undefined ? [] : [new models.Property("seaworthy:image:platform", image.platform)]),
    ...gaps.map(({ what, why, isInherent }) => {
      const name = isInherent === true ? "seaworthy:gap:inherent" : "seaworthy:gap";
      return new models.Property(name, `${what}: ${why}`);
    }),
  ]);
  return new models.Metadata({
    timestamp: now,
    tools: new models.Tools({ components: new models.ComponentRepository([tool]) }),
    component: new models.Component(enums.ComponentType.Container, image.name, {
      bomRef: "image",
      ...versionField(image.digest ?? image.id),
    }),
    properties,
  });
}

/** The purls, told apart where an image has the same package twice. */
function referencesOf({ purls, report: { packages } }: Bill): readonly string[] {
  const seen = new Set<string>();
  return packages.map(({ path }, index) => {
    const purl = purls[index] ?? "";
    const reference = seen.has(purl) ? `${purl}|${index}|${path}` : purl;
    seen.add(reference);
    return reference;
  });
}

interface ComponentFacts {
  readonly bill: Bill;
  readonly index: number;
  readonly library: CycloneDxLibrary;
  readonly reference: string;
  readonly expressionOf: LicenceReader;
}

function componentOf(each: Package, facts: ComponentFacts): Component {
  const { bill, index, reference } = facts;
  const { models, enums } = facts.library;
  const { namespace: group, name } = dividedName(each);
  return new models.Component(enums.ComponentType.Library, name, {
    bomRef: reference,
    ...(group === undefined ? {} : { group }),
    ...versionField(each.version),
    ...(bill.purls[index] === undefined ? {} : { purl: bill.purls[index] }),
    licenses: licencesOf(each, facts),
    properties: new models.PropertyRepository(
      Object.entries(propertiesOf(each, bill.origins[index])).map(([key, value]) => new models.Property(key, value)),
    ),
  });
}

function licencesOf(each: Package, { library: { models }, expressionOf }: ComponentFacts) {
  const expression = expressionOf(each);
  if (expression !== undefined) return new models.LicenseRepository([new models.LicenseExpression(expression)]);
  return new models.LicenseRepository(each.licences?.map((licence) => new models.NamedLicense(licence)));
}

function propertiesOf({ path, layer }: Package, origin: Origin | undefined): Readonly<Record<string, string>> {
  return {
    ...(path === "" ? {} : { "seaworthy:path": path }),
    ...(layer === undefined ? {} : { "seaworthy:layer": String(layer) }),
    ...(origin === undefined ? {} : { "seaworthy:dockerfile": `${origin.path}:${origin.line}` }),
  };
}
