import { createHash } from "node:crypto";
import { canonical } from "../purl.ts";
import type { ImageIdentity } from "../report.ts";
import { lookupKeys, vulnerabilityKeys } from "../vulnerability-keys.ts";
import type { Choice } from "./choice.ts";
import { imageNames } from "./image-names.ts";
import { accepted, decidedBy, linesOf } from "./notes.ts";
import { OPENVEX_CONTEXT, type VexDocument, type VexProduct, type VexStatement } from "./openvex.ts";
import { productKey } from "./write-openvex.ts";

/** What a decision is about. */
export interface DecisionScope {
  readonly vulnerability: { readonly id: string; readonly aliases: readonly string[] };
  /** Purls of the binary packages, as the report has them. */
  readonly purls: readonly string[];
  /** It counts for the present version alone. */
  readonly isThisVersion: boolean;
  /** `all`: for every image of the repository. */
  readonly image: ImageIdentity | "all";
}

export interface Signature {
  /** Who decides, as git knows them: `Reviewer <reviewer@shop.example>`. */
  readonly author: string;
  readonly now: Date;
}

/** The document with a decision in it, in place of an earlier one about the same; undefined: there is no document yet. */
export async function decide(
  document: VexDocument | undefined,
  scope: DecisionScope,
  choice: Choice,
  { author: known, now }: Signature,
): Promise<VexDocument> {
  const author = known === "" ? "unknown" : known;
  const time = timeOf(now);
  const decided = await statementOf(scope, choice, time);
  const isOwn = document === undefined || author === document.author;
  // The document has one author, who has not decided what others do later.
  const statement = isOwn ? decided : { ...decided, notes: [...linesOf(decided.notes), decidedBy(author)].join("\n") };
  const before = document?.statements ?? [];
  const same = before.find((each) => isAboutTheSame(each, statement));
  const kept = before.filter((each) => each !== same);
  const statements = [...kept, same === undefined ? statement : inPlaceOf(same, statement)];
  if (document === undefined) return newDocument(scope, statements, { author, time });
  return { ...document, ...changed(document, time), statements };
}

/** What we do not know of the earlier statement stays: who supplies it, fields of others. */
function inPlaceOf(same: VexStatement, statement: VexStatement): VexStatement {
  const { supplier, products, rest } = same;
  const vulnerability = { ...statement.vulnerability, rest: same.vulnerability.rest };
  return { ...statement, vulnerability, products, supplier, rest };
}

/** The document without a statement; undefined: it holds no other, and its file can go. */
export function withdraw(document: VexDocument, statement: VexStatement, now: Date): VexDocument | undefined {
  const statements = document.statements.filter((each) => each !== statement);
  return statements.length === 0 ? undefined : { ...document, ...changed(document, timeOf(now)), statements };
}

/** Without fractions of a second, which nobody reads. */
function timeOf(now: Date): string {
  return `${now.toISOString().slice(0, 19)}Z`;
}

function changed({ version }: VexDocument, time: string): Pick<VexDocument, "version" | "lastUpdated"> {
  return { version: version + 1, lastUpdated: time };
}

function newDocument(
  scope: DecisionScope,
  statements: readonly VexStatement[],
  { author, time }: { readonly author: string; readonly time: string },
): VexDocument {
  const name = scope.image === "all" ? "all" : imageNames(scope.image)[0].repository;
  const id = createHash("sha256").update(`${name}\n${time}`).digest("hex");
  return {
    context: OPENVEX_CONTEXT,
    id: `https://openvex.dev/docs/public/vex-${id}`,
    author,
    timestamp: time,
    lastUpdated: undefined,
    version: 1,
    statements,
    rest: {},
  };
}

function isAboutTheSame(earlier: VexStatement, statement: VexStatement): boolean {
  const keys = new Set(vulnerabilityKeys(namesOf(earlier)));
  return lookupKeys(namesOf(statement)).some((key) => keys.has(key)) && productKey(earlier) === productKey(statement);
}

function namesOf({ vulnerability: { name, aliases } }: VexStatement): readonly string[] {
  return [name, ...aliases];
}

async function statementOf(scope: DecisionScope, choice: Choice, time: string): Promise<VexStatement> {
  const { id, aliases } = scope.vulnerability;
  return {
    vulnerability: { name: id, aliases, rest: {} },
    products: await productsOf(scope),
    timestamp: time,
    supplier: undefined,
    justification: undefined,
    impact: undefined,
    action: undefined,
    notes: undefined,
    ...saying(choice),
    rest: {},
  };
}

function saying(choice: Choice): Pick<VexStatement, "status"> & Partial<VexStatement> {
  const why = choice.why.trim();
  switch (choice.kind) {
    case "not_affected":
      return { status: "not_affected", justification: choice.justification, ...(why === "" ? {} : { impact: why }) };
    case "accepted":
      return { status: "affected", action: why, notes: accepted(choice.until) };
    default:
      return { status: choice.kind, ...(why === "" ? {} : { notes: why }) };
  }
}

/**
 * The image with the packages in it, which Grype and we look for, and the packages themselves, which Trivy looks for when it scans an
 * archive. Their purls have no qualifiers: each scanner writes others.
 */
async function productsOf({ purls, isThisVersion, image }: DecisionScope): Promise<readonly VexProduct[]> {
  const { default: packageUrls } = await import("packageurl-js");
  const { PackageURL } = packageUrls;
  const plain = new Set<string>();
  for (const purl of purls) {
    try {
      const [type = "generic", namespace, name = "", version] = PackageURL.parseString(purl);
      const kept = isThisVersion ? version : undefined;
      plain.add(canonical(new PackageURL(type, namespace, name, kept, undefined, undefined), { namespace, name }));
    } catch {
      // Some types want their version, and what breaks a rule of its type is no other package without it.
      plain.add(purl);
    }
  }
  const packages = [...plain].sort().map((id): VexProduct => ({ id, parts: [], rest: {} }));
  if (image === "all") return packages;
  const [{ repository }] = imageNames(image);
  const last = repository.split("/").at(-1) ?? repository;
  // Names without a registry may be of this machine alone.
  const isLocal = /^(?:docker\.io|localhost)\//.test(repository) || repository === last;
  const where = isLocal ? undefined : { repository_url: repository };
  const id = new PackageURL("oci", undefined, last, undefined, where, undefined).toString();
  return [{ id, parts: packages, rest: {} }, ...packages];
}
