import assert from "node:assert/strict";
import { once } from "node:events";
import type { RequestListener } from "node:http";
import { createServer } from "node:net";
import { after, test } from "node:test";
import type { Outcome } from "../../../../server/src/outcome/outcome.ts";
import { type HttpOptions, newHttp } from "../../../../server/src/outside/http/http.ts";
import type { HttpRequest, HttpResponse } from "../../../../server/src/outside/outside.ts";
import { type Loopback, loopback } from "../../../harness/loopback.ts";

const open: Loopback[] = [];
after(() => Promise.all(open.map((peer) => peer.close())));

async function peer(answer: RequestListener): Promise<Loopback> {
  const made = await loopback(answer);
  open.push(made);
  return made;
}

const QUICK = { pauseMs: 1 };

/** Asks with short pauses. */
function ask(
  url: string,
  request: Partial<HttpRequest> = {},
  options: Partial<HttpOptions> = {},
): Promise<Outcome<HttpResponse>> {
  const http = newHttp({ environment: {}, limits: QUICK, ...options });
  return http.fetch({ url, maxBytes: 1000, what: "list", signal: new AbortController().signal, ...request });
}

/** What came of it, in a line. */
function told(outcome: Outcome<HttpResponse>): string {
  if (!outcome.ok) return `${outcome.reason}: ${outcome.asked} ${outcome.detail}`;
  return `${outcome.value.status} ${Buffer.from(outcome.value.body).toString()}`;
}

test("an answer is given as it is, whatever its status", async () => {
  const { url } = await peer((_request, response) => {
    response.writeHead(404, { "X-One": "1", "set-cookie": ["a=1", "b=2"] }).end("gone");
  });
  const outcome = await ask(`${url}/list#part`);
  assert.equal(told(outcome), "404 gone");
  assert.ok(outcome.ok);
  assert.equal(outcome.value.headers.get("x-one"), "1");
  assert.equal(outcome.value.headers.get("set-cookie"), "a=1, b=2");
  assert.deepEqual(outcome.value.hops, [`${url}/list`]);
});

test("no encoding is asked for, and bytes labelled as gzip stay as they are", async () => {
  const server = await peer((_request, response) => {
    response.writeHead(200, { "content-encoding": "gzip" }).end("no gzip at all");
  });
  assert.equal(told(await ask(server.url)), "200 no gzip at all");
  assert.equal(server.headers[0]?.["accept-encoding"], undefined);
});

test("an answer that comes in pieces is whole", async () => {
  const { url } = await peer((_request, response) => {
    response.write("a");
    setTimeout(() => response.end("b"), 20);
  });
  assert.equal(told(await ask(url)), "200 ab");
});

test("a POST sends its body and is asked once, unless it only asks", async () => {
  const server = await peer((request, response) => {
    request.pipe(response.writeHead(503));
  });
  assert.equal(told(await ask(server.url, { method: "POST", body: "a=1" })), "503 a=1");
  assert.equal(server.requests.length, 1);
  assert.equal(told(await ask(server.url, { method: "POST", body: "a?", isQuestion: true })), "503 a?");
  assert.equal(server.requests.length, 4);
});

test("a redirect is followed, with its hops", async () => {
  const { url } = await peer((request, response) => {
    if (request.url === "/end") response.end("here");
    else response.writeHead(302, { location: "/end" }).end("elsewhere");
  });
  const outcome = await ask(`${url}/start`);
  assert.equal(told(outcome), "200 here");
  assert.ok(outcome.ok);
  assert.deepEqual(outcome.value.hops, [`${url}/start`, `${url}/end`]);
  assert.equal(outcome.value.url, `${url}/end`);
});

test("a place that is told without leading there is not gone to", async () => {
  const server = await peer((_request, response) => response.writeHead(201, { location: "/end" }).end("made"));
  assert.equal(told(await ask(server.url)), "201 made");
  assert.deepEqual(server.requests, ["GET /"]);
});

test("a POST is not led elsewhere", async () => {
  const server = await peer((_request, response) => {
    response.writeHead(307, { location: "/end" }).end();
  });
  assert.equal(told(await ask(server.url, { method: "POST", body: "secret" })), "307 ");
  assert.deepEqual(server.requests, ["POST /"]);
});

test("a login goes to the origin that it is for, and not on to another one", async () => {
  const other = await peer((_request, response) => response.end("other"));
  const server = await peer((request, response) => {
    const location = request.url === "/a" ? "/b" : `http://user:pass@127.0.0.1:${other.port}/#there`;
    response.writeHead(302, { location }).end();
  });
  const headers = { accept: "text/plain", "private-token": "hidden", cookie: "c=1" };
  const outcome = await ask(`${server.url}/a`, { authorization: "Bearer hidden", headers });
  assert.equal(told(outcome), "200 other");
  assert.ok(outcome.ok && outcome.value.url === `${other.url}/`);
  assert.deepEqual(
    server.headers.map((fields) => [fields.authorization, fields["private-token"]]),
    [
      ["Bearer hidden", "hidden"],
      ["Bearer hidden", "hidden"],
    ],
  );
  const { accept, authorization, cookie } = other.headers[0] ?? {};
  assert.deepEqual(
    [accept, authorization, cookie, other.headers[0]?.["private-token"]],
    ["text/plain", undefined, undefined, undefined],
  );
});

test("a login in the address is sent as one and stands in no answer", async () => {
  const server = await peer((_request, response) => response.end());
  const outcome = await ask(`http://us%40er:pa%3Ass@127.0.0.1:${server.port}/`);
  assert.equal(server.headers[0]?.authorization, `Basic ${Buffer.from("us@er:pa:ss").toString("base64")}`);
  assert.ok(outcome.ok);
  assert.deepEqual(outcome.value.hops, [`${server.url}/`]);
});

test("a status that may pass is asked for three times, others once", async () => {
  const passing = await peer((_request, response) => response.writeHead(503).end("busy"));
  assert.equal(told(await ask(passing.url)), "503 busy");
  assert.equal(passing.requests.length, 3);
  const lasting = await peer((_request, response) => response.writeHead(500).end("broken"));
  assert.equal(told(await ask(lasting.url)), "500 broken");
  assert.equal(lasting.requests.length, 1);
});

test("a host that comes back is heard", async () => {
  const server = await peer((_request, response) => {
    if (server.requests.length < 3) response.writeHead(502).end("bad");
    else response.end("good");
  });
  assert.equal(told(await ask(server.url)), "200 good");
});

test("429 without a time is tried again and then a limit", async () => {
  const server = await peer((_request, response) => response.writeHead(429).end());
  const outcome = await ask(server.url);
  assert.equal(told(outcome), `limit: 127.0.0.1:${server.port} says that it was asked too often; ask again later`);
  assert.equal(server.requests.length, 3);
});

test("a short Retry-After is waited for", async () => {
  const server = await peer((_request, response) => {
    if (server.requests.length === 1) response.writeHead(429, { "retry-after": "0" }).end();
    else response.end("now");
  });
  assert.equal(told(await ask(server.url)), "200 now");
});

test("a long Retry-After ends it, and the host is not asked before", async () => {
  const server = await peer((_request, response) => response.writeHead(429, { "retry-after": "3600" }).end());
  let now = Date.parse("2030-01-01T00:00:00Z");
  const http = newHttp({ environment: {}, limits: QUICK, now: () => now });
  const request = { url: server.url, maxBytes: 10, what: "list", signal: new AbortController().signal };
  const first = await http.fetch(request);
  assert.ok(!first.ok);
  assert.equal(first.reason, "limit");
  assert.equal(first.retryAt, "2030-01-01T01:00:00.000Z");
  assert.deepEqual(await http.fetch(request), first);
  assert.equal(server.requests.length, 1);
  now += 3_600_000;
  await http.fetch(request);
  assert.equal(server.requests.length, 2);
});

test("of a redirect the host that wants the pause is told, and left alone, not the one that leads there", async () => {
  const target = await peer((_request, response) => response.writeHead(429, { "retry-after": "3600" }).end());
  const server = await peer((request, response) => {
    if (request.url === "/list") response.writeHead(302, { location: target.url }).end();
    else response.end("other");
  });
  const http = newHttp({ environment: {}, limits: QUICK });
  const request = { url: `${server.url}/list`, maxBytes: 10, what: "list", signal: new AbortController().signal };
  const isTold = new RegExp(`^limit: 127\\.0\\.0\\.1:${target.port} wants no more requests before `);
  assert.match(told(await http.fetch(request)), isTold);
  assert.match(told(await http.fetch(request)), isTold);
  assert.equal(target.requests.length, 1);
  assert.equal(told(await http.fetch({ ...request, url: `${server.url}/other` })), "200 other");
});

test("an answer that comes with a long Retry-After is given, and the host is not asked before either", async () => {
  const server = await peer((_request, response) => response.writeHead(503, { "retry-after": "3600" }).end("busy"));
  const http = newHttp({ environment: {}, limits: QUICK });
  const request = { url: server.url, maxBytes: 10, what: "list", signal: new AbortController().signal };
  assert.equal(told(await http.fetch(request)), "503 busy");
  assert.match(told(await http.fetch(request)), /^limit: 127\.0\.0\.1:\d+ wants no more requests before /);
  assert.equal(server.requests.length, 1);
});

test("of a field that is sent twice the first counts, and of its words too large is what exceeds them", async () => {
  const server = await peer((request, response) => {
    if (request.url === "/a")
      response
        .writeHead(
          302,
          [
            ["location", "/b"],
            ["location", "/c"],
          ].flat(),
        )
        .end();
    else response.end("x".repeat(3 * 1024 * 1024));
  });
  for (const [maxBytes, size] of [
    [10, "10 bytes"],
    [2 * 1024 * 1024, "2 MB"],
  ] as const)
    assert.equal(
      told(await ask(`${server.url}/a`, { maxBytes })),
      `limit: 127.0.0.1:${server.port} sent more than ${size} for the list`,
    );
  assert.ok(!server.requests.includes("GET /c"));
});

/** What the system says of a name or a connection → what is told, and how often it is looked up. */
const TROUBLES: Readonly<Record<string, readonly [told: string, tries: number]>> = {
  ENOTFOUND: ["has no address: the name is wrong, or there is no network", 1],
  EAI_AGAIN: ["could not be looked up: the name server does not answer", 3],
  ETIMEDOUT: ["took no connection within 5 s (is a proxy needed?)", 3],
  EHOSTUNREACH: ["could not be reached (EHOSTUNREACH)", 1],
};

for (const [code, [said, tries]] of Object.entries(TROUBLES)) {
  test(`${code} is told in words`, async () => {
    let lookups = 0;
    const outcome = await ask(
      "http://host.example/",
      {},
      {
        lookup: (_name, _options, callback) => {
          lookups += 1;
          callback(Object.assign(new Error(code), { code }), "", 4);
        },
      },
    );
    assert.equal(told(outcome), `unreachable: host.example ${said}`);
    assert.equal(lookups, tries);
  });
}

test("HEAD has no body and is led on as HEAD", async () => {
  const server = await peer((request, response) => {
    if (request.url === "/a") response.writeHead(301, { location: "/b" }).end();
    else response.writeHead(200, { "content-length": "5000" }).end();
  });
  assert.equal(told(await ask(`${server.url}/a`, { method: "HEAD" })), "200 ");
  assert.deepEqual(server.requests, ["HEAD /a", "HEAD /b"]);
});

test("bytes are handed on as they come, and no more than are wanted", async () => {
  const server = await peer((_request, response) => {
    response.write("x".repeat(100));
    const timer = setInterval(() => response.write("x".repeat(100)), 1);
    response.on("close", () => clearInterval(timer));
  });
  let size = 0;
  const outcome = await newHttp({ environment: {} }).stream(
    { url: server.url, maxBytes: 1_000_000, what: "file", signal: new AbortController().signal },
    (chunk) => {
      size += chunk.length;
      return size < 1000;
    },
  );
  assert.ok(outcome.ok);
  assert.ok(size >= 1000);
});

test("an asker that leaves is told so at once", async () => {
  const leaving = new AbortController();
  const server = await peer(() => leaving.abort());
  assert.equal(
    told(await ask(server.url, { signal: leaving.signal })),
    `cancelled: 127.0.0.1:${server.port} was not asked to the end`,
  );
});

test("so is one that leaves before there is a connection", async () => {
  const silent = createServer().listen(0, "127.0.0.1");
  await once(silent, "listening");
  const address = silent.address();
  assert.ok(typeof address === "object" && address !== null);
  const leaving = new AbortController();
  let isOver = false;
  let ending: NodeJS.Timeout | undefined;
  silent.on("connection", (socket) => {
    leaving.abort();
    // The client itself would wait for 5 s and more.
    ending = setTimeout(() => {
      isOver = true;
      socket.destroy();
    }, 4000);
  });
  const outcome = await ask(`https://127.0.0.1:${address.port}`, { signal: leaving.signal });
  silent.close();
  assert.equal(told(outcome), `cancelled: 127.0.0.1:${address.port} was not asked to the end`);
  clearTimeout(ending);
  assert.ok(!isOver, "it waited for the connection");
});

test("what is no http address is not asked for", async () => {
  for (const url of ["file:///etc/passwd", "ftp://files.example/a", "no address"]) {
    assert.equal(told(await ask(url)), "unsupported: list has no http(s) address");
  }
});
