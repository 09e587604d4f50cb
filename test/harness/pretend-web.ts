import { failure, success } from "../../server/src/outcome/outcome.ts";
import type { Http, HttpHead, HttpRequest } from "../../server/src/outside/outside.ts";

/** What an address answers: text or bytes with status 200, or more. */
export type Page =
  | string
  | Uint8Array
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly body?: string | Uint8Array };

/** Answers from a table of URLs, redirects (`location`) followed; an address that is not in it answers 404. `asked` notes `METHOD URL`. */
export function pretendWeb(pages: Readonly<Record<string, Page | ((request: HttpRequest) => Page)>>): {
  readonly http: Http;
  readonly asked: string[];
} {
  const asked: string[] = [];
  const answer = (request: HttpRequest): { readonly head: HttpHead; readonly body: Uint8Array } => {
    const hops: string[] = [];
    let { url } = request;
    for (;;) {
      hops.push(url);
      asked.push(`${request.method ?? "GET"} ${url}`);
      const entry = pages[url];
      const page = typeof entry === "function" ? entry(request) : (entry ?? { status: 404 });
      const full = typeof page === "string" || page instanceof Uint8Array ? { body: page } : page;
      const headers = new Map(Object.entries(full.headers ?? {}));
      const location = headers.get("location");
      if (location === undefined) {
        const bytes =
          typeof full.body === "string" ? new TextEncoder().encode(full.body) : (full.body ?? new Uint8Array());
        return {
          head: { status: full.status ?? 200, url, hops, headers },
          body: request.method === "HEAD" ? new Uint8Array() : bytes,
        };
      }
      url = new URL(location, url).href;
    }
  };
  const http: Http = {
    async fetch(request) {
      const { head, body } = answer(request);
      if (body.length > request.maxBytes) return failure("limit", new URL(request.url).host, "answers with too much");
      return success({ ...head, body });
    },
    async stream(request, take) {
      const { head, body } = answer(request);
      for (let at = 0; at < body.length; at += 7) if (take(body.subarray(at, at + 7)) === false) break;
      return success(head);
    },
  };
  return { http, asked };
}
