import { isRecord, textIn } from "../../json/fields.ts";
import { jsonOf } from "../../json/shallow.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { Http, HttpRequest, HttpResponse } from "../../outside/outside.ts";
import { percentEncoded } from "../../text/percent.ts";
import type { OsvQuery } from "./ecosystem.ts";

/** Which records concern which question. */
export interface BatchAnswer {
  /** By index of the question: ids and when each record was last changed. */
  readonly hits: readonly (readonly OsvHit[])[];
  /** Questions that the database refuses, with its words. */
  readonly refused: readonly { readonly index: number; readonly why: string }[];
}

export interface OsvHit {
  readonly id: string;
  readonly modified: string;
}

export interface OsvEndpoint {
  readonly http: Http;
  /** Without a slash at the end. */
  readonly address: string;
  now(): Date;
  readonly signal: AbortSignal;
}

/** What it is called in words: its address may hold a login. */
export function hostOf({ address }: Pick<OsvEndpoint, "address">): string {
  return new URL(address).host;
}

const MAX_QUERIES = 1000;
const MAX_PAGES = 1000;
/** An image of thousands of packages has some ten thousand. */
const MAX_HITS = 500_000;
const MAX_BATCH_BYTES = 32 * 1024 * 1024;
const MAX_RECORD_BYTES = 8 * 1024 * 1024;
/** Within its words, a refused batch names the question: "error in query at index 3". */
const BAD_QUERY = /index:? (\d{1,4})/i;
/** Each costs the batch another time. */
const MAX_REFUSALS = 50;

/**
 * Asks for the records of many packages. One bad question fails its batch there: it is left out and said, and the rest asked again.
 * Anything else that fails ends the work, never with fewer findings. Source: google.github.io/osv.dev, "POST /v1/querybatch".
 */
export async function queryBatches(queries: readonly OsvQuery[], endpoint: OsvEndpoint): Promise<Outcome<BatchAnswer>> {
  const hits = queries.map(() => new Map<string, OsvHit>());
  let count = 0;
  const refused: { index: number; why: string }[] = [];
  let open: readonly OpenQuery[] = queries.map((query, index) => ({ query, index, token: undefined }));
  for (let page = 0; open.length > 0; page += 1) {
    if (page === MAX_PAGES)
      return failure("limit", hostOf(endpoint), `did not come to an end after ${MAX_PAGES} pages`);
    const next: OpenQuery[] = [];
    for (let start = 0; start < open.length; start += MAX_QUERIES) {
      const batch = open.slice(start, start + MAX_QUERIES);
      const answer = await askBatch(batch, endpoint);
      if (!answer.ok) return answer;
      refused.push(...answer.value.refused);
      for (const { index, found, token } of answer.value.results) {
        for (const hit of found) hits[index]?.set(hit.id, hit);
        count += found.length;
        if (count > MAX_HITS) return failure("limit", hostOf(endpoint), `names more than ${MAX_HITS} advisories`);
        const query = queries[index];
        if (token !== undefined && query !== undefined) next.push({ query, index, token });
      }
    }
    const dropped = new Set(refused.map(({ index }) => index));
    open = next.filter(({ index }) => !dropped.has(index));
  }
  return success({ hits: hits.map((byId) => [...byId.values()]), refused });
}

interface OpenQuery {
  readonly query: OsvQuery;
  readonly index: number;
  readonly token: string | undefined;
}

interface BatchPage {
  readonly results: readonly {
    readonly index: number;
    readonly found: readonly OsvHit[];
    readonly token: string | undefined;
  }[];
  readonly refused: readonly { readonly index: number; readonly why: string }[];
}

async function askBatch(batch: readonly OpenQuery[], endpoint: OsvEndpoint): Promise<Outcome<BatchPage>> {
  const refused: { index: number; why: string }[] = [];
  let asked = batch;
  for (let refusals = 0; asked.length > 0; refusals += 1) {
    const body = JSON.stringify({ queries: asked.map(bodyOf) });
    const what = `advisories of ${asked.length} packages`;
    const response = await ask("/v1/querybatch", { what, method: "POST", isQuestion: true, body }, endpoint);
    if (!response.ok) return response;
    const value = jsonOf(response.value.body);
    if (response.value.status === 400) {
      const message = isRecord(value) ? (textIn(value, "message") ?? "") : "";
      const at = Number(BAD_QUERY.exec(message)?.[1] ?? Number.NaN);
      const bad = asked[at];
      if (bad === undefined)
        return failure("malformed", hostOf(endpoint), `refused the questions: ${message || "no reason given"}`);
      if (refusals === MAX_REFUSALS)
        return failure("malformed", hostOf(endpoint), `refused ${MAX_REFUSALS} questions, the last so: ${message}`);
      // The number of the question differs, the reason is the same.
      const why = `the advisory database refused the question: ${message.replace(BAD_QUERY, "…")}`;
      // An ecosystem that it does not know is none for the others, either.
      const isSame = (each: OpenQuery) =>
        each === bad || (/ecosystem/i.test(message) && each.query.ecosystem === bad.query.ecosystem);
      refused.push(...asked.filter(isSame).map(({ index }) => ({ index, why })));
      asked = asked.filter((each) => !isSame(each));
      continue;
    }
    const results = isRecord(value) ? value.results : undefined;
    if (response.value.status !== 200)
      return failure("unreachable", hostOf(endpoint), `answered status ${response.value.status}`);
    if (!Array.isArray(results) || results.length !== asked.length)
      return failure("malformed", hostOf(endpoint), "answered other than asked");
    const read = asked.flatMap(({ index }, at) => {
      const result = resultOf(results[at]);
      return result === undefined ? [] : [{ index, ...result }];
    });
    // What cannot be read is not the same as nothing found.
    if (read.length < asked.length) return failure("malformed", hostOf(endpoint), "answered other than asked");
    return success({ refused, results: read });
  }
  return success({ refused, results: [] });
}

function bodyOf({ query: { ecosystem, name, version }, token }: OpenQuery) {
  return { version, package: { ecosystem, name }, ...(token === undefined ? {} : { page_token: token }) };
}

/** Undefined when it is no answer to a question. */
function resultOf(
  result: unknown,
): { readonly found: readonly OsvHit[]; readonly token: string | undefined } | undefined {
  if (!isRecord(result)) return undefined;
  const { vulns = [] } = result;
  if (!Array.isArray(vulns)) return undefined;
  const found = vulns.flatMap((each): readonly OsvHit[] => {
    const id = isRecord(each) ? textIn(each, "id") : undefined;
    return id === undefined ? [] : [{ id, modified: textIn(each, "modified") ?? "" }];
  });
  return found.length < vulns.length ? undefined : { found, token: textIn(result, "next_page_token") };
}

/** The record of an id, as bytes of JSON. Source: the same, "GET /v1/vulns/{id}". */
export async function fetchRecord(id: string, endpoint: OsvEndpoint): Promise<Outcome<Uint8Array>> {
  const wanted = { what: `advisory ${id}`, maxBytes: MAX_RECORD_BYTES };
  const response = await ask(`/v1/vulns/${percentEncoded(id)}`, wanted, endpoint);
  if (!response.ok) return response;
  if (response.value.status === 404) return failure("not-found", hostOf(endpoint), `has no advisory ${id} any more`);
  if (response.value.status !== 200)
    return failure("unreachable", hostOf(endpoint), `answered status ${response.value.status}`);
  return success(response.value.body);
}

const TRIES = 3;
const PAUSE_MS = 500;

/** What comes broken, or with a fault of the server's own, is asked up to three times; `Http` itself repeats after other troubles. */
async function ask(
  path: string,
  wanted: Partial<HttpRequest> & Pick<HttpRequest, "what">,
  endpoint: OsvEndpoint,
): Promise<Outcome<HttpResponse>> {
  const { http, address, signal } = endpoint;
  const headers = { accept: "application/json", "content-type": "application/json" };
  const request = { url: `${address}${path}`, headers, maxBytes: MAX_BATCH_BYTES, signal, ...wanted };
  for (let attempt = 1; ; attempt += 1) {
    const response = await http.fetch(request);
    const isBroken = response.ok
      ? response.value.status === 500 || (response.value.status === 200 && jsonOf(response.value.body) === undefined)
      : response.reason === "malformed";
    if (!isBroken || attempt === TRIES || signal.aborted) {
      return response.ok && isBroken && response.value.status === 200
        ? failure("malformed", hostOf(endpoint), "answered with broken JSON")
        : response;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * 2 ** (attempt - 1)));
  }
}
