import type { VexDocument, VexProduct, VexStatement } from "./openvex.ts";

/** The text of a document: two blanks a level, statements by vulnerability and product, so that a change is a small diff. */
export function writeOpenVex(document: VexDocument): string {
  const { context, id, author, timestamp, lastUpdated, version, statements, rest } = document;
  const fields = {
    "@context": context,
    "@id": id,
    author,
    timestamp,
    last_updated: lastUpdated,
    version,
    ...rest,
    statements: [...statements].sort(byVulnerability).map(statementFields),
  };
  return `${JSON.stringify(fields, undefined, 2)}\n`;
}

function byVulnerability(a: VexStatement, b: VexStatement): number {
  return compare(a.vulnerability.name, b.vulnerability.name) || compare(productKey(a), productKey(b));
}

/** What a statement speaks of, apart from the vulnerability. */
export function productKey({ products }: VexStatement): string {
  return products.map(({ id, parts }) => [id, ...parts.map((part) => part.id)].join(" ")).join("\n");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function statementFields({ vulnerability, products, rest, ...statement }: VexStatement) {
  const { name, aliases, rest: more } = vulnerability;
  return {
    vulnerability: { name, ...(aliases.length === 0 ? {} : { aliases }), ...more },
    timestamp: statement.timestamp,
    products: products.map(productFields),
    status: statement.status,
    justification: statement.justification,
    impact_statement: statement.impact,
    action_statement: statement.action,
    status_notes: statement.notes,
    supplier: statement.supplier,
    ...rest,
  };
}

function productFields({ id, parts, rest }: VexProduct): object {
  return {
    ...(id === "" ? {} : { "@id": id }),
    ...rest,
    ...(parts.length === 0 ? {} : { subcomponents: parts.map(productFields) }),
  };
}
