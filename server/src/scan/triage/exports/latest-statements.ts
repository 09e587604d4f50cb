import { type ParsedPurl, purlKey, purlReader } from "../../read-purl.ts";
import { lookupKeys, vulnerabilityKeys } from "../../vulnerability-keys.ts";
import { timeOf, type VexDocument, type VexProduct, type VexStatement } from "../openvex.ts";
import { hidingProblem, isAboutImage, packagePurls } from "./exported.ts";

/**
 * What counts of the statements of some documents: none about a package that a later one decides about anew. Files of other scanners know no
 * times, and hide whatever any entry names.
 */
export async function latestStatements(documents: readonly VexDocument[]): Promise<readonly VexStatement[]> {
  const read = await purlReader();
  const all = documents.flatMap((document) =>
    document.statements.map((statement) => ({ statement, time: Date.parse(timeOf(statement, document)) })),
  );
  // By vulnerability and package: the versions that a later one decides about, `""` for every one.
  const decided = new Map<string, Set<string>>();
  // Where one of them is open: a rule for every version, or for all of the image, would hide it.
  const opened = new Set<string>();
  const left = new Map<VexStatement, VexStatement>();
  // Of one time the first counts.
  for (const { statement } of all.toSorted((a, b) => b.time - a.time)) {
    const { name, aliases } = statement.vulnerability;
    const keys = lookupKeys([name, ...aliases]);
    const isDecided = (purl: ParsedPurl | undefined) =>
      keys.some((key) => {
        const place = placeOf(key, purl);
        const versions = decided.get(place);
        if (decided.has(placeOf(key, undefined)) || versions?.has("")) return true;
        return purl?.version === undefined ? opened.has(place) : versions?.has(purl.version);
      });
    const purls = packagePurls(statement);
    if (purls.length === 0 && !isAboutImage(statement)) {
      left.set(statement, statement);
      continue;
    }
    const overtaken = new Set(purls.filter((purl) => isDecided(read(purl))));
    const isLeft = purls.length === 0 ? !isDecided(undefined) : overtaken.size < purls.length;
    if (isLeft) left.set(statement, without(statement, overtaken));
    const isHiding = hidingProblem(statement) === undefined;
    for (const key of vulnerabilityKeys([name, ...aliases])) {
      for (const purl of purls.length === 0 ? [undefined] : purls.flatMap((each) => read(each) ?? [])) {
        const place = placeOf(key, purl);
        decided.set(place, (decided.get(place) ?? new Set()).add(purl?.version ?? ""));
        if (!isHiding) opened.add(place).add(placeOf(key, undefined));
      }
    }
  }
  return all.flatMap(({ statement }) => left.get(statement) ?? []);
}

function placeOf(key: string, purl: ParsedPurl | undefined): string {
  return JSON.stringify([key, purl && purlKey(purl)]);
}

function without(statement: VexStatement, purls: ReadonlySet<string>): VexStatement {
  if (purls.size === 0) return statement;
  const isKept = ({ id }: VexProduct) => !purls.has(id);
  const products = statement.products
    .filter(isKept)
    .map((product) => ({ ...product, parts: product.parts.filter(isKept) }));
  return { ...statement, products };
}
