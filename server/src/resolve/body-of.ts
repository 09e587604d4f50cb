import { failure, type Outcome, success } from "../outcome/outcome.ts";
import type { HttpResponse } from "../outside/outside.ts";

/** The body of a 200, as archives of packages give their files; other answers are failures with the reason that they mean. */
export function bodyOf({ status, body }: HttpResponse, url: string): Outcome<Uint8Array> {
  if (status === 200) return success(body);
  if (status === 404 || status === 410) return failure("not-found", url, "is not there");
  if (status === 401 || status === 403) return failure("refused", url, "needs a login, or is not for everybody");
  return failure("unreachable", url, `answered with status ${status}`);
}
