import { createHash } from "node:crypto";
import { jsonOf } from "../../json/shallow.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { Store } from "../../outside/outside.ts";
import type { AdvisorySource } from "./advisory-source.ts";
import { type BatchAnswer, fetchRecord, hostOf, type OsvEndpoint, type OsvHit, queryBatches } from "./client.ts";
import type { OsvQuery } from "./ecosystem.ts";
import { type OsvRecord, readOsvRecord } from "./record.ts";

/** The address of the public database; a setting of the machine may name another one. */
export const OSV_ADDRESS = "https://api.osv.dev";

const AT_ONCE = 8;

/** Asks the database over the network; records are kept by id and time of their last change. */
export function onlineAdvisories(endpoint: OsvEndpoint, store: Store): AdvisorySource {
  return {
    name: `OSV at ${hostOf(endpoint)}`,
    checksVersions: true,
    async find(queries) {
      const answer = await queryBatches(queries, endpoint);
      if (!answer.ok) return answer;
      const { hits, refused } = answer.value;
      const unknown = await unknownReleases(queries, answer.value, endpoint);
      if (!unknown.ok) return unknown;
      const wanted = new Map(hits.flat().map((hit) => [hit.id, hit]));
      const records = await allRecords([...wanted.values()], endpoint, store);
      if (!records.ok) return records;
      const byId = records.value;
      return success({
        at: endpoint.now().toISOString(),
        refused: [...refused, ...unansweredOf(queries, unknown.value, endpoint)],
        records: hits.map((list) => list.flatMap(({ id }) => byId.get(id) ?? [])),
      });
    },
  };
}

/** Programs that each release of a distribution has had advisories of, by the names that most give them. */
const WELL_KNOWN = ["openssl", "curl"];

/**
 * Releases that the database has no advisory of: its answer is that of one without any fault. Where it named nothing for all packages of
 * a release, it is asked for the first versions of programs that are never without.
 */
async function unknownReleases(
  queries: readonly OsvQuery[],
  { hits, refused }: BatchAnswer,
  endpoint: OsvEndpoint,
): Promise<Outcome<ReadonlySet<string>>> {
  const silent = new Set(queries.map(({ ecosystem }) => ecosystem).filter((each) => each.includes(":")));
  for (const [index, { ecosystem }] of queries.entries()) if (hits[index]?.length !== 0) silent.delete(ecosystem);
  for (const { index } of refused) silent.delete(queries[index]?.ecosystem ?? "");
  const probes = [...silent].flatMap((ecosystem) => WELL_KNOWN.map((name) => ({ ecosystem, name, version: "0" })));
  const answer = await queryBatches(probes, endpoint);
  if (!answer.ok) return answer;
  for (const [index, { ecosystem }] of probes.entries())
    if (answer.value.hits[index]?.length !== 0) silent.delete(ecosystem);
  return success(silent);
}

function unansweredOf(queries: readonly OsvQuery[], releases: ReadonlySet<string>, endpoint: OsvEndpoint) {
  return queries.flatMap(({ ecosystem }, index) =>
    releases.has(ecosystem) ? [{ index, why: `${hostOf(endpoint)} has no advisory of ${ecosystem}` }] : [],
  );
}

async function allRecords(
  hits: readonly OsvHit[],
  endpoint: OsvEndpoint,
  store: Store,
): Promise<Outcome<ReadonlyMap<string, OsvRecord>>> {
  const records = new Map<string, OsvRecord>();
  const waiting = [...hits];
  let failed: Outcome<never> | undefined;
  const work = async () => {
    for (let hit = waiting.pop(); hit !== undefined && failed === undefined; hit = waiting.pop()) {
      const record = await recordOf(hit, endpoint, store);
      if (record.ok) records.set(hit.id, record.value);
      else failed = record;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return failed ?? success(records);
}

async function recordOf(hit: OsvHit, endpoint: OsvEndpoint, store: Store): Promise<Outcome<OsvRecord>> {
  const key = `osv/${createHash("sha256").update(`${endpoint.address}\n${hit.id}\n${hit.modified}`).digest("hex")}`;
  const kept = await store.read(key);
  const known = kept === undefined ? undefined : readOsvRecord(jsonOf(kept));
  if (known !== undefined) return success(known);
  const bytes = await fetchRecord(hit.id, endpoint);
  if (!bytes.ok) return bytes;
  const record = readOsvRecord(jsonOf(bytes.value));
  if (record === undefined)
    return failure("malformed", hostOf(endpoint), `answered for ${hit.id} with something that is no advisory`);
  await store.write(key, bytes.value);
  return success(record);
}
