import { type Failure, failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { HttpRequest, HttpResponse } from "../../outside/outside.ts";
import { isCommitId } from "../../text/commit-id.ts";
import type { LookupWorld } from "../resolver.ts";
import { type Packet, packetOf, packetsIn } from "./pkt-line.ts";
import { candidatesOf, type Reference, referencesOf } from "./references.ts";

/** The list of all references of a large repository, which an older server sends whole. */
const MAX_BYTES = 32 * 1024 * 1024;

/**
 * The references of a repository that a branch, tag or full name may mean (undefined: HEAD). Two requests of protocol version 2;
 * an older server lists all of them in its first answer. Sources: git's gitprotocol-http(5), gitprotocol-v2(5), gitprotocol-pack(5).
 */
export async function askForReferences(
  url: string,
  ref: string | undefined,
  world: LookupWorld,
): Promise<Outcome<readonly Reference[]>> {
  const asking: Asking = { url, host: new URL(url).host, candidates: candidatesOf(ref), world };
  const first = await answerTo(asking, {
    url: `${url.replace(/\/$/, "")}/info/refs?service=git-upload-pack`,
    headers: { "Git-Protocol": "version=2" },
  });
  if (!first.ok) return first;
  const packets = packetsIn(first.value.body, asking.host);
  if (!packets.ok) return packets;
  const lines = linesIn(packets.value).filter((line) => !line.startsWith("# service="));
  const error = saidError(lines, asking.host);
  if (error !== undefined) return error;
  if (lines[0] !== "version 2") return success(referencesOf(lines.map(withoutAbilities)));
  if (!lines.some((line) => line === "ls-refs" || line.startsWith("ls-refs=")))
    return failure("unsupported", asking.host, "does not list references");
  // Where the first answer came from is where git itself sends the second request.
  return await listReferences(asking, first.value.url.replace(/\/info\/refs\?.*$/s, ""), lines);
}

interface Asking {
  readonly url: string;
  readonly host: string;
  readonly candidates: readonly string[];
  readonly world: LookupWorld;
}

async function listReferences(
  asking: Asking,
  base: string,
  abilities: readonly string[],
): Promise<Outcome<readonly Reference[]>> {
  const format = abilities.find((line) => line.startsWith("object-format="));
  const head = [packetOf("command=ls-refs"), ...(format === undefined ? [] : [packetOf(format)])];
  const prefixes = asking.candidates.map((name) => packetOf(`ref-prefix ${name}`));
  const answer = await answerTo(asking, {
    url: `${base}/git-upload-pack`,
    method: "POST",
    headers: {
      "Git-Protocol": "version=2",
      "Content-Type": "application/x-git-upload-pack-request",
      Accept: "application/x-git-upload-pack-result",
    },
    body: `${head.join("")}0001${packetOf("peel")}${packetOf("symrefs")}${prefixes.join("")}0000`,
  });
  if (!answer.ok) return answer;
  const packets = packetsIn(answer.value.body, asking.host);
  if (!packets.ok) return packets;
  const lines = linesIn(packets.value);
  return saidError(lines, asking.host) ?? success(lines.flatMap(referenceIn));
}

/** With status 200 a server still may say why it lists nothing. Source: gitprotocol-pack(5), "error-line". */
function saidError(lines: readonly string[], host: string): Failure | undefined {
  const said = lines.find((line) => line.startsWith("ERR "));
  return said === undefined ? undefined : failure("unsupported", host, `lists no references: ${said.slice(4, 204)}`);
}

/** `ID name symref-target:NAME peeled:ID`. */
function referenceIn(line: string): readonly Reference[] {
  const [id = "", name = "", ...attributes] = line.split(" ");
  if (!isCommitId(id) || name === "") return [];
  const valueOf = (key: string) => attributes.find((each) => each.startsWith(key))?.slice(key.length);
  const peeled = valueOf("peeled:");
  return [
    {
      name,
      id,
      peeled: peeled !== undefined && isCommitId(peeled) ? peeled : undefined,
      target: valueOf("symref-target:"),
    },
  ];
}

/** The first line of an older server ends in a zero byte and what the server can do. */
function withoutAbilities(line: string): string {
  const end = line.indexOf("\0");
  return end < 0 ? line : line.slice(0, end);
}

function linesIn(packets: readonly Packet[]): readonly string[] {
  return packets.flatMap((packet) => (packet.kind === "line" ? [packet.text] : []));
}

async function answerTo(
  { url, host, world, candidates }: Asking,
  request: Pick<HttpRequest, "url" | "method" | "headers" | "body">,
): Promise<Outcome<HttpResponse>> {
  const what = `${candidates.join(" and ")} of ${new URL(request.url).pathname.replace(/\/(?:info\/refs|git-upload-pack)$/, "")}`;
  const answer = await world.http.fetch({ ...request, ledBy: url, maxBytes: MAX_BYTES, signal: world.signal, what });
  if (!answer.ok) return answer;
  const { status } = answer.value;
  if (status === 200) return answer;
  if (status === 401 || status === 403) return failure("refused", host, "wants a login, or has no such repository");
  if (status === 404 || status === 410) return failure("not-found", host, "has no such repository");
  return failure(status >= 500 ? "unreachable" : "malformed", host, `answers with status ${status}`);
}
