import { createSign, randomUUID, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Authority } from "./authority.ts";

/** Who may read all repositories; the others see `public/`. */
export const LOGIN = { user: "reader", password: "secret", identity: "identity-1" };

export interface TokenServer {
  readonly realm: string;
  /** `METHOD SCOPE` of every request. */
  readonly asked: readonly string[];
  close(): void;
}

/** Gives signed tokens as the distribution specification describes them: by GET with a password, by POST with an identity token. */
export async function startTokenServer(authority: Authority): Promise<TokenServer> {
  const asked: string[] = [];
  const tls = { key: readFileSync(authority.serverKey), cert: readFileSync(authority.serverCertificate) };
  const server = createServer(tls, async (request, response) => {
    const form = request.method === "POST" ? new URLSearchParams(await text(request)) : undefined;
    const query = form ?? new URL(request.url ?? "", "https://localhost").searchParams;
    asked.push(`${request.method} ${query.get("scope")}`);
    const who = form === undefined ? readerBy(request) : form.get("refresh_token") === LOGIN.identity;
    if (who === undefined) response.writeHead(401).end("{}");
    else
      response.end(
        JSON.stringify({
          [form === undefined ? "token" : "access_token"]: tokenFor(query, who, authority),
          expires_in: 300,
        }),
      );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    realm: `https://localhost:${port}/token`,
    asked,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Undefined: the password is wrong. False: nobody. */
function readerBy(request: IncomingMessage): boolean | undefined {
  const { authorization } = request.headers;
  if (authorization === undefined) return false;
  return authorization === `Basic ${btoa(`${LOGIN.user}:${LOGIN.password}`)}` ? true : undefined;
}

function tokenFor(query: URLSearchParams, isReader: boolean, authority: Authority): string {
  const access = query.getAll("scope").flatMap((scope) => {
    const [type, name = "", actions = ""] = scope.split(":");
    return isReader || name.startsWith("public/") ? [{ type, name, actions: actions.split(",") }] : [];
  });
  const seconds = Math.floor(Date.now() / 1000);
  const claims = {
    iss: "issuer",
    sub: "",
    aud: query.get("service"),
    exp: seconds + 300,
    nbf: seconds - 10,
    iat: seconds,
    jti: randomUUID(),
    access,
  };
  const certificate = new X509Certificate(readFileSync(authority.signerCertificate)).raw.toString("base64");
  const parts = [{ typ: "JWT", alg: "RS256", x5c: [certificate] }, claims];
  const signed = parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  const signature = createSign("RSA-SHA256").update(signed).sign(readFileSync(authority.signerKey));
  return `${signed}.${signature.toString("base64url")}`;
}
