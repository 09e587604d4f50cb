import { createHash } from "node:crypto";
import { jsonOf } from "../../json/shallow.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { Store } from "../../outside/outside.ts";
import type { AdvisorySource } from "./advisory-source.ts";
import { fetchRecord, hostOf, type OsvEndpoint, type OsvHit, queryBatches } from "./client.ts";
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
      const wanted = new Map(hits.flat().map((hit) => [hit.id, hit]));
      const records = await allRecords([...wanted.values()], endpoint, store);
      if (!records.ok) return records;
      const byId = records.value;
      return success({
        at: endpoint.now().toISOString(),
        refused,
        records: hits.map((list) => list.flatMap(({ id }) => byId.get(id) ?? [])),
      });
    },
  };
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
