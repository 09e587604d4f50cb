import { createHmac } from "node:crypto";
import { isRecord, textIn } from "../../json/fields.ts";
import { jsonOf } from "../../json/shallow.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { ByteFile, Http, HttpResponse, Share } from "../../outside/outside.ts";
import { percentEncoded } from "../../text/percent.ts";
import type { ScanReport } from "../report.ts";
import { readClairReport } from "./reports/clair.ts";

/** A Clair of the user's, as the machine's settings name it. */
export interface ClairService {
  /** `https://clair.example`, of indexer and matcher. */
  readonly address: string;
  /** Address of this machine that Clair can reach: it fetches the layers from there. */
  readonly layersHost: string;
  readonly layersPort?: number;
  /** Issuer and key (base64) that requests are signed with, where Clair asks for it. */
  readonly key?: { readonly issuer: string; readonly secret: string };
}

/** The service that scans for a fleet. */
export const CLAIR = { id: "clair", title: "Clair" } as const;

/** What a scan gives to Clair, for the question of consent. */
export function clairSends(address = "none is named yet"): string {
  return `all layers of the image, to your Clair (${address})`;
}

/** An image with its layers, unpacked, lowest first. */
export interface ClairImage {
  readonly name: string;
  /** `sha256:…` that Clair knows the image by. */
  readonly digest: string;
  readonly layers: readonly { readonly diffId: string; readonly file: Pick<ByteFile, "size" | "read"> }[];
}

export interface ClairWorld {
  readonly http: Http;
  readonly share: Share;
  readonly now: Date;
  readonly signal: AbortSignal;
}

const INDEX_MS = 600_000;
const MAX_REPORT_BYTES = 256 * 1024 * 1024;
const TOKEN_SECONDS = 300;

/**
 * Has Clair 4 index an image, and reads its report. All layers leave this machine: they are served while it does, and no longer.
 * Source: quay/clair, `openapi.yaml`.
 */
export async function scanWithClair(
  service: ClairService,
  image: ClairImage,
  world: ClairWorld,
): Promise<Outcome<ScanReport>> {
  if (!/^https?:\/\/[^/]/.test(service.address))
    return failure("unsupported", "Clair", "needs its address (https://…) in seaworthy.scanners.servers");
  const shared = await world.share.open(
    image.layers.map(({ file }) => file),
    {
      host: service.layersHost,
      ...(service.layersPort === undefined ? {} : { port: service.layersPort }),
      mediaType: "application/vnd.oci.image.layer.v1.tar",
    },
  );
  if (!shared.ok) return shared;
  try {
    const layers = image.layers.map(({ diffId }, index) => ({
      hash: diffId,
      uri: shared.value.urlOf(index),
      headers: {},
    }));
    const indexed = await index(service, { hash: image.digest, layers }, world);
    if (!indexed.ok) return indexed;
  } finally {
    await shared.value.close();
  }
  return await reportOf(service, image, world);
}

async function index(service: ClairService, manifest: object, world: ClairWorld): Promise<Outcome<undefined>> {
  const answer = await ask("/indexer/api/v1/index_report", JSON.stringify(manifest), service, world);
  if (!answer.ok) return answer;
  const report = jsonOf(answer.value.body);
  // Clair answers 201 even where it could not fetch a layer.
  const trouble = isRecord(report) && (report.state === "IndexError" || report.success === false);
  if (!trouble) return success(undefined);
  const why = textIn(report, "err") ?? "it does not say why";
  return failure(
    "unreachable",
    hostOf(service),
    `could not index the image (${why.slice(0, 300)}): can it reach ${service.layersHost}?`,
  );
}

async function reportOf(service: ClairService, image: ClairImage, world: ClairWorld): Promise<Outcome<ScanReport>> {
  const path = `/matcher/api/v1/vulnerability_report/${percentEncoded(image.digest)}`;
  const answer = await ask(path, undefined, service, world);
  if (!answer.ok) return answer;
  const diffIds = image.layers.map(({ diffId }) => diffId);
  const report = await readClairReport(jsonOf(answer.value.body), { name: image.name, diffIds });
  return report === undefined
    ? failure("malformed", hostOf(service), "answered something that is no report of Clair 4")
    : success(report);
}

async function ask(
  path: string,
  body: string | undefined,
  service: ClairService,
  { http, now, signal }: ClairWorld,
): Promise<Outcome<HttpResponse>> {
  const answer = await http.fetch({
    url: `${service.address.replace(/(?<!\/)\/+$/, "")}${path}`,
    ...(body === undefined ? {} : { method: "POST", body }),
    headers: { accept: "application/json", ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(service.key === undefined ? {} : { authorization: `Bearer ${tokenOf(service.key, now)}` }),
    maxBytes: MAX_REPORT_BYTES,
    timeoutMs: INDEX_MS,
    signal,
    what: body === undefined ? "the vulnerabilities of the image" : "the packages of the image",
  });
  if (!answer.ok || answer.value.status === 200 || answer.value.status === 201) return answer;
  return refused(service, answer.value);
}

function refused(service: ClairService, { status, body }: HttpResponse): Outcome<never> {
  const host = hostOf(service);
  const value = jsonOf(body);
  const said = isRecord(value) ? textIn(value, "message") : undefined;
  const words = said === undefined ? "" : ` (it says: ${said.slice(0, 300)})`;
  if (status === 401 || status === 403) {
    const cure =
      service.key === undefined
        ? "it wants a key: set issuer and key of its configuration"
        : "the key or its issuer is another one";
    return failure("refused", host, `refused the request: ${cure}${words}`);
  }
  if (status === 404) return failure("not-found", host, `has not indexed the image, or is no Clair 4${words}`);
  return failure("unreachable", host, `answered ${status}${words}`);
}

function hostOf({ address }: ClairService): string {
  const [host = ""] = address.replace(/^https?:\/\//, "").split("/", 1);
  return host.slice(host.lastIndexOf("@") + 1);
}

/** A token of Clair's pre-shared key. Sources: quay/clair, concepts/authentication.md; RFC 7519 and RFC 7515, HS256. */
function tokenOf({ issuer, secret }: NonNullable<ClairService["key"]>, now: Date): string {
  const issuedAt = Math.floor(now.getTime() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ alg: "HS256", typ: "JWT" })}.${part({ iss: issuer, iat: issuedAt, exp: issuedAt + TOKEN_SECONDS })}`;
  return `${signed}.${createHmac("sha256", Buffer.from(secret, "base64")).update(signed).digest("base64url")}`;
}
