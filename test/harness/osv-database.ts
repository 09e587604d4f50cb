import { failure, success } from "../../server/src/outcome/outcome.ts";
import type { Http, HttpRequest, Store } from "../../server/src/outside/outside.ts";

/** A database of records; `answer` may reply in its place. */
export interface Database {
  readonly records: readonly object[];
  /** Ids for each package name; without it, all records that affect the name. */
  readonly pages?: Readonly<Record<string, readonly (readonly string[])[]>>;
  answer?(path: string, body: string): { readonly status: number; readonly body: string } | undefined;
}

/** It knows every release, and no fault of what is asked for. */
export const NO_FAULTS: Database = { records: [], pages: { openssl: [["CVE-2020-0001"]] } };

/** Answers as the advisory database does, and notes the paths that it was asked for. */
export function databaseHttp(database: Database, asked: string[] = []): Http {
  const fetch = async ({ url, body = "" }: HttpRequest) => {
    const path = new URL(url).pathname;
    asked.push(path);
    const given = database.answer?.(path, body);
    const { status, body: text } = given ?? { status: 200, body: JSON.stringify(answerOf(database, path, body)) };
    return success({
      status,
      url,
      hops: [url],
      headers: new Map<string, string>(),
      body: new TextEncoder().encode(text),
    });
  };
  return { fetch, stream: () => Promise.resolve(failure("unsupported", "", "")) };
}

function answerOf({ records, pages = {} }: Database, path: string, body: string): unknown {
  if (path.startsWith("/v1/vulns/"))
    return records.find((each) => "id" in each && each.id === decodeURIComponent(path.slice("/v1/vulns/".length)));
  const { queries } = JSON.parse(body);
  return {
    results: queries.map((query: { package: { name: string }; page_token?: string }) => {
      const list = pages[query.package.name];
      if (list === undefined) return {};
      const page = Number(query.page_token ?? 0);
      const vulns = (list[page] ?? []).map((id) => ({ id, modified: "2026-01-01T00:00:00Z" }));
      return { vulns, ...(page + 1 < list.length ? { next_page_token: String(page + 1) } : {}) };
    }),
  };
}

/** Keeps bytes until the test ends. */
export function memoryStore(kept = new Map<string, Uint8Array>()): Store {
  return {
    read: async (key) => kept.get(key),
    write: async (key, bytes) => void kept.set(key, bytes),
    clear: async () => kept.clear(),
  };
}
