import type { Reason } from "../../outcome/outcome.ts";
import { codeOf, wordsOf } from "../error-words.ts";

/** How long the parts of a request may take, in ms. */
export interface HttpLimits {
  readonly connectMs: number;
  readonly headersMs: number;
  readonly idleMs: number;
  /** The first pause before another try; it doubles. */
  readonly pauseMs: number;
}

/** Why a request came to nothing: the reason, a clause for people, and whether another try may do better. */
export interface Trouble {
  readonly reason: Reason;
  readonly detail: string;
  readonly mayPass: boolean;
  /** The clause is of whom we connect to: of the proxy, where there is one. */
  readonly isOfNext?: true;
}

/** Marks the error of a name that leads to an address inside. */
export const INSIDE_ADDRESS = "SEAWORTHY_INSIDE_ADDRESS";

/** All of a response's header fields. */
export const MAX_HEADER_BYTES = 32 * 1024;

const UNKNOWN_AUTHORITY =
  "shows a certificate of an authority that is not known here; name the authority's file in NODE_EXTRA_CA_CERTS";

const CERTIFICATES: ReadonlyMap<string, string> = new Map([
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", UNKNOWN_AUTHORITY],
  ["UNABLE_TO_GET_ISSUER_CERT", UNKNOWN_AUTHORITY],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", UNKNOWN_AUTHORITY],
  ["SELF_SIGNED_CERT_IN_CHAIN", UNKNOWN_AUTHORITY],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", UNKNOWN_AUTHORITY],
  ["CERT_HAS_EXPIRED", "shows a certificate that has expired (or the clock of this machine is wrong)"],
  ["CERT_NOT_YET_VALID", "shows a certificate that is not valid yet (or the clock of this machine is wrong)"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "shows a certificate of another name"],
]);

/** What an error of the network means. `isInBody`: the head of the answer had come already. */
export function troubleOf(error: unknown, limits: HttpLimits, isInBody: boolean): Trouble {
  const code = causeOf(error);
  const certificate = CERTIFICATES.get(code);
  if (certificate !== undefined) return lasting("unreachable", certificate);
  switch (code) {
    case INSIDE_ADDRESS:
      return lasting(
        "refused",
        "was led to by a public host and is an address inside this network, which is not followed",
      );
    case "ENOTFOUND":
      return { ...lasting("unreachable", "has no address: the name is wrong, or there is no network"), isOfNext: true };
    case "EAI_AGAIN":
      return { ...passing("unreachable", "could not be looked up: the name server does not answer"), isOfNext: true };
    case "ECONNREFUSED":
      return { ...lasting("unreachable", "refuses the connection"), isOfNext: true };
    case "UND_ERR_CONNECT_TIMEOUT":
    case "ETIMEDOUT":
      return passing("unreachable", `took no connection within ${seconds(limits.connectMs)} (is a proxy needed?)`);
    case "UND_ERR_HEADERS_TIMEOUT":
      return lasting("unreachable", `gave no answer within ${seconds(limits.headersMs)}`);
    case "UND_ERR_BODY_TIMEOUT":
      return lasting("unreachable", `sent nothing more for ${seconds(limits.idleMs)}`);
    case "UND_ERR_HEADERS_OVERFLOW":
    case "HPE_HEADER_OVERFLOW":
      return lasting("limit", `sent header fields of more than ${MAX_HEADER_BYTES / 1024} KB`);
    default:
      return otherTrouble(error, code, isInBody);
  }
}

function otherTrouble(error: unknown, code: string, isInBody: boolean): Trouble {
  const words = wordsOf(error);
  // Undici says so of any request that goes through a proxy.
  if (words.includes("(407)")) return PROXY_LOGIN;
  const status = /^Proxy response \((\d+)\)/.exec(words)?.[1];
  if (status !== undefined) return { ...noWay(status), isOfNext: true };
  if (error instanceof Error && error.name === "HTTPParserError")
    return lasting("malformed", "sent something that is no HTTP");
  if (isInBody) return passing("malformed", "ended the answer before all of it was sent");
  if (code === "EPROTO" || code.startsWith("ERR_SSL") || code.startsWith("ERR_TLS"))
    return lasting("unreachable", "speaks no TLS that is understood here");
  if (code === "ECONNRESET" || code === "EPIPE" || code === "UND_ERR_SOCKET")
    return passing("unreachable", "closed the connection without an answer");
  return lasting("unreachable", code === "" ? "could not be reached" : `could not be reached (${code})`);
}

const PROXY_LOGIN: Trouble = {
  reason: "refused",
  detail: "could not be asked: the proxy wants a login; write it into HTTPS_PROXY (http://user:password@host)",
  mayPass: false,
};

/** What a proxy says that opens no way to the host. */
function noWay(status: string): Trouble {
  const detail = `answers ${status}`;
  return /^50[234]$/.test(status) ? passing("unreachable", detail) : lasting("unreachable", detail);
}

/** Ours and Node's codes; of several addresses that were tried Node says the first one's. Empty: there is none. */
function causeOf(error: unknown): string {
  const code = codeOf(error) ?? "";
  // The error of a proxy's TLS holds the real one as its cause.
  const isOfProxy = code === "UND_ERR_PRX_TLS" && error instanceof Error && error.cause !== undefined;
  return isOfProxy ? causeOf(error.cause) : code;
}

function seconds(ms: number): string {
  return `${ms / 1000} s`;
}

function lasting(reason: Reason, detail: string): Trouble {
  return { reason, detail, mayPass: false };
}

function passing(reason: Reason, detail: string): Trouble {
  return { reason, detail, mayPass: true };
}
