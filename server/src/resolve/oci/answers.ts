import { listAt, textAt } from "../../json/fields.ts";
import { parseJson } from "../../json/parse.ts";
import { failure, type Outcome } from "../../outcome/outcome.ts";
import type { HttpResponse } from "../../outside/outside.ts";
import { notPublic, refused } from "./authorize.ts";
import type { Registry } from "./registry.ts";

/** Codes for what is not there. Sources: distribution specification, "Error Codes"; Harbor says NOT_FOUND, Quay TAG_EXPIRED of a tag that once was. */
const GONE: ReadonlySet<string> = new Set([
  "MANIFEST_UNKNOWN",
  "NAME_UNKNOWN",
  "BLOB_UNKNOWN",
  "NOT_FOUND",
  "TAG_EXPIRED",
]);

/** Why an answer with another status than 200 gives no value. `what`: "the tag 12 of docker.io/library/debian". */
export function answerFailure(answer: HttpResponse, registry: Registry, what: string): Outcome<never> {
  const { status, body } = answer;
  const error = listAt(parseJson(body), "errors")[0];
  const code = textAt(error, "code") ?? "";
  if (status === 401) return refused(registry, notPublic(registry));
  if (status === 403) return refused(registry, `does not allow reading ${registry.repository}`);
  if (status === 404 && GONE.has(code) && !isAboutTypes(error))
    return failure("not-found", what, `is not in the registry (${code})`);
  if (status >= 500) return failure("unreachable", registry.host, `answers ${status}`);
  return failure("malformed", registry.host, `answers ${[status, code].join(" ").trimEnd()} when asked for ${what}`);
}

/** The reference registry says of an index that it is unknown when the request does not name the type of an index. */
function isAboutTypes(error: unknown): boolean {
  return /accept header/i.test(textAt(error, "message") ?? "");
}
