import { percentEncoded } from "../../text/percent.ts";
import { wellFormed } from "../../text/well-formed.ts";
import type { Bill } from "../bill.ts";
import type { Package } from "../package.ts";
import { documentId } from "./document-id.ts";
import { type LicenceReader, licenceReader } from "./licence-expression.ts";

const IMAGE = "SPDXRef-Image";

/** An SPDX 2.3 document in JSON. What could not be looked at stands in its comment. Source: SPDX specification 2.3 (ISO/IEC 5962). */
export async function spdxOfBill(bill: Bill, now: Date): Promise<string> {
  const { image, scanner, packages, gaps } = bill.report;
  const expressionOf = await licenceReader();
  const name = printableName(image.name);
  const listed = packages.map((each, index) =>
    packageObject(each, { index, purl: bill.purls[index] ?? "", expressionOf }),
  );
  const version = scanner.version === "" ? "" : `-${scanner.version}`;
  const comment = gaps.map(({ what, why }) => `not covered: ${what}: ${why}`).join("\n");
  const document = {
    spdxVersion: "SPDX-2.3",
    dataLicense: "CC0-1.0",
    SPDXID: "SPDXRef-DOCUMENT",
    name,
    documentNamespace: `https://spdx.org/spdxdocs/${percentEncoded(name)}-${documentId(bill)}`,
    creationInfo: {
      // SPDX takes no fractions of a second.
      created: `${now.toISOString().slice(0, 19)}Z`,
      creators: [`Tool: ${printableName(scanner.title ?? scanner.id)}${printableName(version)}`],
    },
    ...(comment === "" ? {} : { comment }),
    documentDescribes: [IMAGE],
    packages: [imageObject(bill), ...listed],
    relationships: [
      { spdxElementId: "SPDXRef-DOCUMENT", relationshipType: "DESCRIBES", relatedSpdxElement: IMAGE },
      ...listed.map(({ SPDXID }) => ({
        spdxElementId: IMAGE,
        relationshipType: "CONTAINS",
        relatedSpdxElement: SPDXID,
      })),
    ],
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

/** One line of text. */
function printableName(text: string): string {
  return wellFormed(text).replace(/\s+/g, " ").trim();
}

function imageObject({ report: { image } }: Bill) {
  const [algorithm, hex] = (image.digest ?? image.id).split(":");
  const isSum = algorithm === "sha256" && /^[0-9a-f]{64}$/.test(hex ?? "");
  return {
    SPDXID: IMAGE,
    name: printableName(image.name),
    ...(image.digest === undefined ? {} : { versionInfo: image.digest }),
    downloadLocation: "NOASSERTION",
    filesAnalyzed: false,
    ...(isSum ? { checksums: [{ algorithm: "SHA256", checksumValue: hex }] } : {}),
    licenseConcluded: "NOASSERTION",
    licenseDeclared: "NOASSERTION",
    copyrightText: "NOASSERTION",
    primaryPackagePurpose: "CONTAINER",
  };
}

interface PackageFacts {
  readonly index: number;
  readonly purl: string;
  readonly expressionOf: LicenceReader;
}

/** A licence of somebody's own (`LicenseRef-1`) would want its text in the document, which an image does not tell. */
const OWN_LICENCE = /(?:License|Document)Ref-/;

function packageObject(each: Package, { index, purl, expressionOf }: PackageFacts) {
  const { name, version, path, licences = [] } = each;
  const declared = expressionOf(each);
  const expression = declared === undefined || OWN_LICENCE.test(declared) ? undefined : declared;
  const comment =
    expression === undefined && licences.length > 0 ? { licenseComments: `Declared as: ${licences.join(", ")}` } : {};
  return {
    SPDXID: `SPDXRef-Package-${index}`,
    name,
    ...(version === "" ? {} : { versionInfo: version }),
    downloadLocation: "NOASSERTION",
    filesAnalyzed: false,
    licenseConcluded: "NOASSERTION",
    licenseDeclared: expression ?? "NOASSERTION",
    ...comment,
    copyrightText: "NOASSERTION",
    ...(path === "" ? {} : { sourceInfo: `found in /${path}` }),
    ...(purl === ""
      ? {}
      : { externalRefs: [{ referenceCategory: "PACKAGE-MANAGER", referenceType: "purl", referenceLocator: purl }] }),
  };
}
