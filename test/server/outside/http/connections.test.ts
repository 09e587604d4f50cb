import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Outcome } from "../../../../server/src/outcome/outcome.ts";
import { newHttp } from "../../../../server/src/outside/http/http.ts";
import type { HttpRequest, HttpResponse } from "../../../../server/src/outside/outside.ts";
import { type PrivateAuthority, privateAuthority } from "../../../harness/certificate.ts";
import { type Loopback, loopback, rawLoopback } from "../../../harness/loopback.ts";

let folder = "";
let keys: PrivateAuthority;
let target: Loopback;
let secure: Loopback;
let proxy: Awaited<ReturnType<typeof forwardProxy>>;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "seaworthy-test-"));
  keys = await privateAuthority();
  writeFileSync(join(folder, "authority.pem"), keys.authority);
  target = await loopback((_request, response) => response.end("plain"));
  secure = await loopback((request, response) => {
    if (request.url === "/down") response.writeHead(302, { location: `${target.url}/` }).end();
    else if (request.url === "/name") response.writeHead(302, { location: `https://localhost:${secure.port}/` }).end();
    else response.end("secure");
  }, keys);
  proxy = await forwardProxy();
});

after(async () => {
  rmSync(folder, { recursive: true });
  await Promise.all([target.close(), secure.close(), proxy.close()]);
});

/** A proxy that wants a login and leads all names to the loopback. */
async function forwardProxy() {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const isKnown = (request: IncomingMessage) =>
    request.headers["proxy-authorization"] === `Basic ${Buffer.from("us:pw").toString("base64")}`;
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (isKnown(request)) response.end("through the proxy");
    else response.writeHead(407).end();
  });
  server.on("connection", (socket) => sockets.add(socket));
  server.on("connect", (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    if (!isKnown(request)) {
      socket.end("HTTP/1.1 407 Login\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    const peer = connect(Number(request.url?.split(":")[1]), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      peer.pipe(socket).pipe(peer);
    });
    sockets.add(peer);
    peer.on("error", () => socket.destroy());
    socket.on("error", () => peer.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address: AddressInfo | string | null = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const close = () => {
    for (const socket of sockets) socket.destroy();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { asked, port, close };
}

function ask(
  url: string,
  environment: Readonly<Record<string, string>> = {},
  request: Partial<HttpRequest> = {},
): Promise<Outcome<HttpResponse>> {
  const http = newHttp({ environment, limits: { pauseMs: 1 } });
  return http.fetch({ url, maxBytes: 1000, what: "list", signal: new AbortController().signal, ...request });
}

function told(outcome: Outcome<HttpResponse>): string {
  if (!outcome.ok) return `${outcome.reason}: ${outcome.asked} ${outcome.detail}`;
  return `${outcome.value.status} ${Buffer.from(outcome.value.body).toString()}`;
}

const trusting = () => ({ NODE_EXTRA_CA_CERTS: join(folder, "authority.pem") });
const proxied = (login: string) => ({
  http_proxy: `http://${login}127.0.0.1:${proxy.port}`,
  https_proxy: `http://${login}127.0.0.1:${proxy.port}`,
});

test("plain http goes to a proxy in absolute form", async () => {
  proxy.asked.length = 0;
  assert.equal(told(await ask("http://host.example/a?b", proxied("us:pw@"))), "200 through the proxy");
  assert.deepEqual(proxy.asked, ["GET http://host.example/a?b"]);
});

test("a login of a proxy may hold a % that encodes nothing, and no password", async () => {
  const login = async (written: string) => {
    const seen: string[] = [];
    const server = await loopback((request, response) => {
      seen.push(Buffer.from(request.headers["proxy-authorization"]?.slice(6) ?? "", "base64").toString());
      response.end();
    });
    await ask("http://host.example/", { http_proxy: server.url.replace("//", `//${written}@`) });
    await server.close();
    return seen;
  };
  assert.deepEqual(await login("us:100%"), ["us:100%"]);
  assert.deepEqual(await login("us:a%40b"), ["us:a@b"]);
  assert.deepEqual(await login("key"), ["key:"]);
});

test("https goes through a proxy by CONNECT, with the peer's certificate checked", async () => {
  proxy.asked.length = 0;
  assert.equal(
    told(await ask(`https://localhost:${secure.port}/`, { ...proxied("us:pw@"), ...trusting() })),
    "200 secure",
  );
  assert.deepEqual(proxy.asked, [`CONNECT localhost:${secure.port}`]);
  const wrongName = await ask(`https://host.example:${secure.port}/`, { ...proxied("us:pw@"), ...trusting() });
  assert.match(told(wrongName), /^unreachable: .* shows a certificate of another name/);
});

test("a proxy that wants a login is a refusal that says where the login goes, and tells no login", async () => {
  for (const url of ["http://host.example/", `https://localhost:${secure.port}/`]) {
    const line = told(await ask(url, proxied("us:wrong@")));
    assert.match(
      line,
      /^refused: .* could not be asked: the proxy wants a login; .* \(through the proxy 127\.0\.0\.1:\d+\)$/,
    );
    assert.doesNotMatch(line, /wrong/);
  }
});

test("a proxy that shows a certificate of another name is not told anything", async () => {
  const http = newHttp({
    environment: { ...trusting(), https_proxy: `https://proxy.example:${secure.port}` },
    limits: { pauseMs: 1 },
    lookup: (_name, { all }, callback) =>
      all === true ? callback(null, [{ address: "127.0.0.1", family: 4 }]) : callback(null, "127.0.0.1", 4),
  });
  const request = { url: "https://host.example/", maxBytes: 10, what: "list", signal: new AbortController().signal };
  assert.equal(
    told(await http.fetch(request)),
    `unreachable: host.example shows a certificate of another name (through the proxy proxy.example:${secure.port})`,
  );
});

test("a public host leads nobody into the network of the proxy, however localhost is written", async () => {
  for (const name of ["localhost", "app.localhost", "localhost.", "127.0.0.1."]) {
    const peer = await loopback((_request, response) => response.writeHead(302, { location: `http://${name}/` }).end());
    const line = told(await ask("http://host.example/", { http_proxy: peer.url }));
    await peer.close();
    assert.match(line, /^refused: .* is inside this network and was led to by a public host$/, name);
    assert.equal(peer.requests.length, 1);
  }
});

test("a proxy that is not there is named", async () => {
  const line = told(await ask("http://host.example/", { http_proxy: "http://user:hidden@127.0.0.1:1" }));
  assert.equal(line, "unreachable: host.example could not be asked: the proxy 127.0.0.1:1 refuses the connection");
});

test("a proxy that opens no way to a host is named with what it says, and asked again where that may pass", async () => {
  for (const [status, tries] of [
    [403, 1],
    [502, 3],
  ] as const) {
    const peer = await rawLoopback((socket) => socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`));
    const line = told(await ask("https://host.example/", { https_proxy: peer.url }));
    await peer.close();
    const { host } = new URL(peer.url);
    assert.equal(line, `unreachable: host.example could not be asked: the proxy ${host} answers ${status}`);
    assert.equal(peer.requests.length, tries);
  }
});

test("a proxy of another kind is not used, and nobody is asked", async () => {
  for (const all_proxy of ["socks5://127.0.0.1:1080", "http://127.0.0.1:port"]) {
    const line = told(await ask("http://host.example/", { all_proxy }));
    assert.equal(line, "unsupported: host.example cannot be asked: the proxy in the environment is no http(s) address");
  }
});

test("an unknown authority is unreachable with the cure, a named one is trusted", async () => {
  assert.match(
    told(await ask(secure.url)),
    /^unreachable: .* authority that is not known here; .* NODE_EXTRA_CA_CERTS$/,
  );
  assert.equal(told(await ask(secure.url, trusting())), "200 secure");
  assert.equal(told(await ask(secure.url, { SSL_CERT_FILE: join(folder, "authority.pem") })), "200 secure");
});

test("a file of authorities that is not there or holds none takes nothing away", async () => {
  writeFileSync(join(folder, "broken.pem"), "-----BEGIN CERTIFICATE-----\nxx\n-----END CERTIFICATE-----\n");
  for (const name of ["absent.pem", "broken.pem"]) {
    const environment = { NODE_EXTRA_CA_CERTS: join(folder, name), SSL_CERT_FILE: join(folder, "authority.pem") };
    assert.equal(told(await ask(secure.url, environment)), "200 secure");
  }
});

test("a certificate is not checked where the user said so", async () => {
  assert.equal(told(await ask(secure.url, {}, { insecure: true })), "200 secure");
});

test("the other hosts on its way are checked all the same", async () => {
  const line = told(await ask(`${secure.url}/name`, {}, { insecure: true }));
  assert.match(line, /^unreachable: localhost:\d+ shows a certificate of an authority that is not known here/);
});

test("https never leads down to http", async () => {
  const before = target.requests.length;
  const line = told(await ask(`${secure.url}/down`, {}, { insecure: true }));
  assert.match(line, /^refused: .* leads from https down to http at 127\.0\.0\.1:\d+, which is not followed$/);
  assert.equal(target.requests.length, before);
});

test("http where https is wanted, and https where http is wanted, are told apart from silence", async () => {
  assert.match(
    told(await ask(target.url.replace("http:", "https:"))),
    /^unreachable: .* speaks no TLS that is understood here$/,
  );
  assert.match(
    told(await ask(secure.url.replace("https:", "http:"))),
    /^unreachable: .* closed the connection|^malformed/,
  );
});
