import { type Fields, fieldsIn, isRecord, listOf, textIn, textsOf } from "../../json/fields.ts";
import { parseJson } from "../../json/parse.ts";
import { isTooDeep, MAX_DEPTH } from "../../json/shallow.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";

/** Decisions about vulnerabilities, as a file of the repository keeps them. Source: OpenVEX specification v0.2.0. */
export interface VexDocument {
  /** Address of the version of OpenVEX that it is written in. */
  readonly context: string;
  readonly id: string;
  readonly author: string;
  /** ISO time. */
  readonly timestamp: string;
  readonly lastUpdated: string | undefined;
  /** Raised by each change. */
  readonly version: number;
  readonly statements: readonly VexStatement[];
  /** Fields that we do not know, kept as they are. */
  readonly rest: Fields;
}

export interface VexStatement {
  readonly vulnerability: VexVulnerability;
  readonly products: readonly VexProduct[];
  readonly status: VexStatus;
  /** ISO time; where it is missing, that of the document counts. */
  readonly timestamp: string | undefined;
  readonly supplier: string | undefined;
  readonly justification: Justification | undefined;
  readonly impact: string | undefined;
  readonly action: string | undefined;
  readonly notes: string | undefined;
  readonly rest: Fields;
}

export interface VexVulnerability {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly rest: Fields;
}

/** An image or a package; `parts`: packages inside of the image. */
export interface VexProduct {
  /** A purl, or any other identifier. */
  readonly id: string;
  readonly parts: readonly VexProduct[];
  readonly rest: Fields;
}

export type VexStatus = "not_affected" | "affected" | "fixed" | "under_investigation";

const STATUSES: readonly VexStatus[] = ["not_affected", "affected", "fixed", "under_investigation"];

export type Justification = (typeof JUSTIFICATIONS)[number];

/** Why a product is not affected, in the words of the specification. */
export const JUSTIFICATIONS = [
  "component_not_present",
  "vulnerable_code_not_present",
  "vulnerable_code_not_in_execute_path",
  "vulnerable_code_cannot_be_controlled_by_adversary",
  "inline_mitigations_already_exist",
] as const;

/** What the context of every version begins with. */
export const OPENVEX = "https://openvex.dev/ns";
export const OPENVEX_CONTEXT = `${OPENVEX}/v0.2.0`;

const MAX_STATEMENTS = 50_000;

/** Reads a document of OpenVEX 0.2. `path` names it in failures. What breaks the specification is `malformed`, with its place. */
export function readOpenVex(text: string, path: string): Outcome<VexDocument> {
  // Fields that we do not know are written again, by a writer that calls itself.
  if (isTooDeep(new TextEncoder().encode(text))) return failure("limit", path, `is nested more than ${MAX_DEPTH} deep`);
  const value = parseJson(text);
  if (!isRecord(value)) return failure("malformed", path, "is no JSON object");
  const context = value["@context"];
  if (typeof context !== "string" || !context.startsWith(OPENVEX))
    return failure("malformed", path, "is no OpenVEX document: its @context is another one");
  const { "@context": _, "@id": id, author, timestamp, last_updated, version, statements, ...rest } = value;
  if (!Array.isArray(statements)) return failure("malformed", path, "has no list of statements");
  if (statements.length > MAX_STATEMENTS) return failure("limit", path, `has more than ${MAX_STATEMENTS} statements`);
  if (typeof timestamp !== "string" || Number.isNaN(Date.parse(timestamp)))
    return failure("malformed", path, "has no timestamp in ISO form");
  const read: VexStatement[] = [];
  for (const [index, each] of statements.entries()) {
    const statement = statementOf(each);
    if (typeof statement === "string") return failure("malformed", path, `statement ${index + 1} ${statement}`);
    read.push(statement);
  }
  return success({
    context,
    id: typeof id === "string" ? id : "",
    author: typeof author === "string" ? author : "",
    timestamp,
    lastUpdated: typeof last_updated === "string" ? last_updated : undefined,
    version: typeof version === "number" && Number.isSafeInteger(version) && version > 0 ? version : 1,
    statements: read,
    rest,
  });
}

/** A statement, or what is wrong with it. */
function statementOf(value: unknown): VexStatement | string {
  if (!isRecord(value)) return "is no object";
  const { vulnerability, products, status, timestamp, supplier, ...more } = value;
  const { justification, impact_statement, action_statement, status_notes, ...rest } = more;
  const named = vulnerabilityOf(vulnerability);
  if (named === undefined) return "names no vulnerability";
  const known = STATUSES.find((each) => each === status);
  if (known === undefined) return `has the status ${JSON.stringify(status)?.slice(0, 40)}, which is none of OpenVEX`;
  const why = JUSTIFICATIONS.find((each) => each === justification);
  if (justification !== undefined && why === undefined) return "has a justification that is none of OpenVEX";
  const impact = typeof impact_statement === "string" ? impact_statement : undefined;
  if (known === "not_affected" && why === undefined && impact === undefined)
    return "says not_affected with neither a justification nor an impact_statement";
  const action = typeof action_statement === "string" ? action_statement : undefined;
  return {
    vulnerability: named,
    products: listOf(products).flatMap(productOf),
    status: known,
    timestamp: typeof timestamp === "string" ? timestamp : undefined,
    supplier: typeof supplier === "string" ? supplier : undefined,
    justification: why,
    impact,
    action,
    notes: typeof status_notes === "string" ? status_notes : undefined,
    rest,
  };
}

function vulnerabilityOf(value: unknown): VexVulnerability | undefined {
  if (!isRecord(value)) return undefined;
  const { name: _, aliases, ...rest } = value;
  // `@id` alone is an address whose last part is the name.
  const name = textIn(value, "name") ?? textIn(value, "@id")?.split("/").at(-1);
  if (name === undefined || name === "") return undefined;
  return { name, aliases: textsOf(aliases), rest };
}

function productOf(value: unknown): readonly VexProduct[] {
  if (typeof value === "string") return [{ id: value, parts: [], rest: {} }];
  if (!isRecord(value)) return [];
  const { "@id": written, subcomponents, ...others } = value;
  const id = typeof written === "string" ? written : "";
  const purl = id.startsWith("pkg:") ? undefined : textIn(fieldsIn(value, "identifiers"), "purl");
  const parts = listOf(subcomponents).flatMap((each) => productOf(withoutParts(each)));
  // An address of its maker's own stays, and its purl says what it is.
  const rest = purl === undefined || id === "" ? others : { "@id": id, ...others };
  return [{ id: purl ?? id, parts, rest }];
}

/** The specification knows one level of subcomponents. */
function withoutParts(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const { subcomponents: _, ...rest } = value;
  return rest;
}

/** When a statement was made: a time that it does not tell, or not in ISO form, is that of its document. */
export function timeOf({ timestamp }: VexStatement, document: VexDocument): string {
  return timestamp === undefined || Number.isNaN(Date.parse(timestamp)) ? document.timestamp : timestamp;
}
