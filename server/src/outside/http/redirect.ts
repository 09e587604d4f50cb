import { failure, type Outcome, success } from "../../outcome/outcome.ts";

/** Statuses that lead a GET or HEAD elsewhere. Source: RFC 9110, 15.4. */
const LEADING = new Set([301, 302, 303, 307, 308]);

/** Where an answer leads; undefined: it leads nowhere. Never from https to http, never to another scheme. */
export function nextHop(from: URL, status: number, location: string | undefined): Outcome<URL> | undefined {
  if (!LEADING.has(status) || location === undefined) return undefined;
  const target = URL.canParse(location, from.href) ? new URL(location, from.href) : undefined;
  if (target === undefined) return failure("malformed", from.host, "leads to something that is no address");
  if (target.protocol !== "https:" && target.protocol !== "http:")
    return failure("refused", from.host, `leads to ${target.protocol} instead of http, which is not followed`);
  if (from.protocol === "https:" && target.protocol === "http:")
    return failure("refused", from.host, `leads from https down to http at ${target.host}, which is not followed`);
  // A login that the answer brings along is not ours to send.
  target.username = "";
  target.password = "";
  target.hash = "";
  return success(target);
}

/** Headers that tell a foreign host nothing secret. */
const HARMLESS = /^(?:accept(?:-[a-z]+)?|range|if-[a-z-]+|user-agent|git-protocol)$/;

/** What is sent to another origin than the one that the headers were meant for. */
export function harmlessHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => HARMLESS.test(name.toLowerCase())));
}
