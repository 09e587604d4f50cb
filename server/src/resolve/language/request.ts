import { gunzipSync } from "node:zlib";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import { mirroredUrl } from "../mirrored-url.ts";
import type { LookupWorld } from "../resolver.ts";
import { aPage, beginsAsPage } from "../web-page.ts";
import { jsonOf } from "./json-of.ts";
import type { IndexAddress } from "./language.ts";

const MAX_BYTES = 32 * 1024 * 1024;
const MAX_DECODED_BYTES = 128 * 1024 * 1024;

/** A file of an index: `path` is put behind the address, or is an absolute URL of the index's own. */
export interface IndexFile {
  readonly path: string;
  /** Value of `Accept`. */
  readonly accept?: string;
  /** For people: "versions of left-pad". */
  readonly what: string;
}

/** The text of a file of an index, gzip undone. Only status 200 is an answer; 404 and 410 are `not-found`. */
export async function indexText(
  address: IndexAddress,
  file: IndexFile,
  world: LookupWorld,
): Promise<Outcome<{ readonly text: string; readonly type: string }>> {
  const { mirrors } = world.settings;
  const written = URL.parse(file.path, address.url);
  const url = written && URL.parse(mirroredUrl(written.href, mirrors));
  const asked = url === null ? address.url : url.host;
  if (url === null) return failure("malformed", asked, "names a file by something that is no URL");
  const login = url.origin === new URL(address.url).origin ? address.authorization : undefined;
  const answer = await world.http.fetch({
    url: url.href,
    ledBy: mirroredUrl(address.url, mirrors),
    ...(file.accept === undefined ? {} : { headers: { accept: file.accept } }),
    ...(login === undefined ? {} : { authorization: login }),
    maxBytes: MAX_BYTES,
    signal: world.signal,
    what: file.what,
  });
  if (!answer.ok) return answer;
  const { status, body, headers } = answer.value;
  if (status === 404 || status === 410) return failure("not-found", asked, `has no ${file.what}`);
  if (status === 401 || status === 403)
    return failure("refused", asked, `wants a login for ${file.what} (status ${status})`);
  if (status !== 200) return failure("unreachable", asked, `answered with status ${status} for ${file.what}`);
  const decoded = decodedBody(body);
  if (decoded === undefined) return failure("malformed", asked, `sent ${file.what} in a form that cannot be unpacked`);
  // Nothing is in it, which would look as if there were no releases.
  if (beginsAsPage(decoded) && file.accept?.includes("text/html") !== true) return aPage(asked, file.what);
  return success({ text: decoded, type: headers.get("content-type") ?? "" });
}

/** The same, read as JSON. */
export async function indexJson(address: IndexAddress, file: IndexFile, world: LookupWorld): Promise<Outcome<unknown>> {
  const answer = await indexText(address, file, world);
  return answer.ok ? jsonOf(answer.value.text, new URL(address.url).host) : answer;
}

/** NuGet's index is gzip whatever is asked for; the bytes tell. */
function decodedBody(body: Uint8Array): string | undefined {
  const isGzip = body[0] === 0x1f && body[1] === 0x8b;
  try {
    const bytes = isGzip ? gunzipSync(body, { maxOutputLength: MAX_DECODED_BYTES }) : body;
    return new TextDecoder().decode(bytes);
  } catch {
    return undefined;
  }
}
