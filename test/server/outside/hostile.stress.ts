import assert from "node:assert/strict";
import type { Socket } from "node:net";
import { after, test } from "node:test";
import { newHttp } from "../../../server/src/outside/http/http.ts";
import { type Loopback, loopback, rawLoopback } from "../../harness/loopback.ts";

// A peer that means harm. Each of its tricks ends in the stated reason, and nobody else is asked.

const open: Loopback[] = [];
after(() => Promise.all(open.map((peer) => peer.close())));

const LIMITS = { connectMs: 500, headersMs: 300, idleMs: 300, pauseMs: 1 };

interface Trick {
  talk(socket: Socket, request: string): void;
  readonly timeoutMs?: number;
  /** HOST stands for the peer. */
  readonly told: string;
  readonly asked?: number;
}

const OK = "HTTP/1.1 200 OK\r\n";

const TRICKS: Readonly<Record<string, Trick>> = {
  "no answer at all": { talk: () => {}, told: "unreachable: HOST gave no answer within 0.3 s" },
  "a head that never ends": {
    talk: (socket) => socket.write(`${OK}X-Some: `),
    told: "unreachable: HOST gave no answer within 0.3 s",
  },
  "a body that stalls": {
    talk: (socket) => socket.write(`${OK}Content-Length: 100\r\n\r\nabc`),
    told: "unreachable: HOST sent nothing more for 0.3 s",
  },
  "a body that drips for ever": {
    talk: (socket) => {
      socket.write(`${OK}Content-Length: 100000\r\n\r\n`);
      const timer = setInterval(() => socket.write("x"), 20);
      socket.on("close", () => clearInterval(timer));
    },
    timeoutMs: 600,
    told: "unreachable: HOST did not send the whole list within 0.6 s",
  },
  "a body without an end": {
    talk: (socket) => {
      socket.write(`${OK}\r\n`);
      const more = () => {
        while (socket.writable && socket.write("x".repeat(65_536)));
      };
      socket.on("drain", more);
      more();
    },
    told: "limit: HOST sent more than 100 KB for the list",
  },
  "a body that is shorter than it says": {
    talk: (socket) => socket.end(`${OK}Content-Length: 100\r\n\r\nabc`),
    told: "malformed: HOST ended the answer before all of it was sent",
    asked: 3,
  },
  "a body in pieces whose end is missing": {
    talk: (socket) => socket.end(`${OK}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n`),
    told: "malformed: HOST ended the answer before all of it was sent",
    asked: 3,
  },
  "a length that is no number": {
    talk: (socket) => socket.end(`${OK}Content-Length: many\r\n\r\nabc`),
    told: "malformed: HOST sent something that is no HTTP",
  },
  "no HTTP": {
    talk: (socket) => socket.end("220 mail.example ESMTP\r\n"),
    told: "malformed: HOST sent something that is no HTTP",
  },
  "a connection that is closed at once": {
    talk: (socket) => socket.destroy(),
    told: "unreachable: HOST closed the connection without an answer",
    asked: 3,
  },
  "a header of 10 MB": {
    talk: (socket) => socket.end(`${OK}X-Large: ${"x".repeat(10 * 1024 * 1024)}\r\n\r\nabc`),
    told: "limit: HOST sent header fields of more than 32 KB",
  },
  "many small headers": {
    talk: (socket) => socket.end(`${OK}${"X-Small: x\r\n".repeat(10_000)}\r\nabc`),
    told: "limit: HOST sent header fields of more than 32 KB",
  },
  "a redirect to itself": {
    talk: (socket) => socket.end("HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n"),
    told: "limit: HOST leads on more than 5 times",
    asked: 6,
  },
  "a redirect to a file": {
    talk: (socket) => socket.end("HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n"),
    told: "refused: HOST leads to file: instead of http, which is not followed",
  },
  "a redirect to nowhere": {
    talk: (socket) => socket.end("HTTP/1.1 302 Found\r\nLocation: http://[broken\r\nContent-Length: 0\r\n\r\n"),
    told: "malformed: HOST leads to something that is no address",
  },
  "a redirect with a body without an end": {
    talk: (socket) => {
      if (socket.bytesWritten === 0) socket.write("HTTP/1.1 302 Found\r\nLocation: data:,\r\n\r\n");
      socket.write("x".repeat(65_536));
    },
    told: "refused: HOST leads to data: instead of http, which is not followed",
  },
  "a retry after many years": {
    talk: (socket) => socket.end("HTTP/1.1 429 Slow\r\nRetry-After: 99999999999999\r\nContent-Length: 0\r\n\r\n"),
    told: "limit: HOST says that it was asked too often; ask again later",
    asked: 3,
  },
};

for (const [name, { talk, timeoutMs = 5000, told, asked = 1 }] of Object.entries(TRICKS)) {
  test(name, async () => {
    const peer = await rawLoopback(talk);
    open.push(peer);
    const outcome = await newHttp({ environment: {}, limits: LIMITS }).fetch({
      url: `${peer.url}/list`,
      authorization: "Bearer hidden",
      maxBytes: 100 * 1024,
      timeoutMs,
      what: "list",
      signal: new AbortController().signal,
    });
    assert.ok(!outcome.ok, "this is no answer");
    const line = `${outcome.reason}: ${outcome.asked} ${outcome.detail}`;
    assert.equal(line.replaceAll(`127.0.0.1:${peer.port}`, "HOST"), told);
    assert.equal(peer.requests.length, asked);
    assert.doesNotMatch(JSON.stringify(outcome), /hidden/);
  });
}

for (const head of ["302 Found\r\nLocation: file:///", "429 Slow", "503 Busy"]) {
  test(`a body that nobody wants is not received: ${head.slice(0, 3)}`, { timeout: 10_000 }, async () => {
    const gone: Promise<unknown>[] = [];
    const peer = await rawLoopback((socket) => {
      // What is written when the client has left already is an error, of which once() would make another.
      gone.push(new Promise((done) => socket.once("close", done)));
      socket.write(`HTTP/1.1 ${head}\r\n\r\n`);
      const timer = setInterval(() => socket.write("x".repeat(65_536)), 1);
      socket.on("close", () => clearInterval(timer));
    });
    open.push(peer);
    const request = {
      url: peer.url,
      maxBytes: 100,
      timeoutMs: 5000,
      what: "list",
      signal: new AbortController().signal,
    };
    const outcome = await newHttp({ environment: {}, limits: LIMITS }).fetch(request);
    assert.ok(!outcome.ok);
    await Promise.all(gone);
  });
}

/** Cuts its first answer off after three bytes. */
async function cutting(): Promise<Loopback> {
  const peer = await rawLoopback((socket) => {
    const body = peer.requests.length === 1 ? "abc" : "whole";
    socket.end(`${OK}Content-Length: 5\r\n\r\n${body}`);
  });
  open.push(peer);
  return peer;
}

test("an answer that was cut off and came whole the next time is that of the next time alone", async () => {
  const { url } = await cutting();
  const request = { url, maxBytes: 100, what: "list", signal: new AbortController().signal };
  const outcome = await newHttp({ environment: {}, limits: LIMITS }).fetch(request);
  assert.ok(outcome.ok);
  assert.equal(Buffer.from(outcome.value.body).toString(), "whole");
});

test("bytes that were handed on are not asked for again", async () => {
  const peer = await cutting();
  const request = { url: peer.url, maxBytes: 100, what: "list", signal: new AbortController().signal };
  let taken = "";
  const outcome = await newHttp({ environment: {}, limits: LIMITS }).stream(request, (chunk) => {
    taken += Buffer.from(chunk).toString();
    return true;
  });
  assert.ok(!outcome.ok);
  assert.equal(outcome.reason, "malformed");
  assert.deepEqual([taken, peer.requests.length], ["abc", 1]);
});

test("who leaves while a host is waited for is told so at once", async () => {
  const leaving = new AbortController();
  const peer = await loopback((_request, response) => {
    response.writeHead(503, { "retry-after": "15" }).end();
    setTimeout(() => leaving.abort(), 20);
  });
  open.push(peer);
  const request = { url: peer.url, maxBytes: 100, what: "list", signal: leaving.signal };
  const outcome = await newHttp({ environment: {}, limits: LIMITS }).fetch(request);
  assert.ok(!outcome.ok);
  assert.equal(outcome.reason, "cancelled");
  assert.equal(peer.requests.length, 1);
});

test("who has left already is asked for nothing: there is not even a connection", async () => {
  const peer = await rawLoopback(() => assert.fail("it was asked"));
  open.push(peer);
  let lookups = 0;
  const http = newHttp({
    environment: {},
    limits: LIMITS,
    lookup: (_name, _options, callback) => {
      lookups += 1;
      callback(null, [{ address: "127.0.0.1", family: 4 }]);
    },
  });
  const url = `http://public.example:${peer.port}/`;
  const outcome = await http.fetch({ url, maxBytes: 100, what: "list", signal: AbortSignal.abort() });
  assert.ok(!outcome.ok);
  assert.equal(outcome.reason, "cancelled");
  assert.equal(lookups, 0);
});

/** The peer counts as public by its name; the address of any other one is inside. */
function httpOfNames() {
  return newHttp({
    environment: {},
    limits: LIMITS,
    lookup: (name, options, callback) => {
      const address = name === "public.example" ? "127.0.0.1" : "127.0.0.2";
      if (options.all === true) callback(null, [{ address, family: 4 }]);
      else callback(null, address, 4);
    },
    isInside: (address) => address !== "127.0.0.1",
  });
}

test("a public host leads nobody into this network, by name, by address or as localhost", async () => {
  const inside = await loopback((_request, response) => response.end("secret of this machine"));
  for (const host of ["inner.example", "169.254.169.254", "[::ffff:10.0.0.1]", "localhost"]) {
    const outside = await loopback((_request, response) => {
      response.writeHead(302, { location: `http://${host}:${inside.port}/` }).end();
    });
    open.push(inside, outside);
    const common = { maxBytes: 100, what: "list", signal: new AbortController().signal };
    const url = `http://public.example:${outside.port}/`;
    const http = httpOfNames();
    for (const request of [
      { ...common, url },
      // An address in an answer leads like a redirect.
      { ...common, url: `http://${host}:${inside.port}/`, ledBy: url },
    ]) {
      const outcome = await http.fetch(request);
      assert.ok(!outcome.ok);
      assert.equal(outcome.reason, "refused");
      assert.equal(outcome.asked, `${host === "[::ffff:10.0.0.1]" ? "[::ffff:a00:1]" : host}:${inside.port}`);
      assert.match(outcome.detail, /inside this network/);
    }
  }
  assert.deepEqual(inside.requests, []);
});

test("nor does one that a host of this network has led to", async () => {
  const inside = await loopback((_request, response) => response.end("secret of this machine"));
  const toInside = `http://localhost:${inside.port}/`;
  const outside = await loopback((_request, response) => response.writeHead(302, { location: toInside }).end());
  const toOutside = `http://public.example:${outside.port}/`;
  const first = await loopback((_request, response) => response.writeHead(302, { location: toOutside }).end());
  open.push(inside, outside, first);
  const http = newHttp({
    environment: {},
    lookup: (_name, { all }, callback) =>
      all === true ? callback(null, [{ address: "127.0.0.1", family: 4 }]) : callback(null, "127.0.0.1", 4),
    isInside: () => false,
  });
  const url = `http://localhost:${first.port}/`;
  const outcome = await http.fetch({ url, maxBytes: 100, what: "list", signal: new AbortController().signal });
  assert.ok(!outcome.ok);
  assert.match(outcome.detail, /inside this network/);
  assert.deepEqual(inside.requests, []);
});

test("a public host may lead to another public one", async () => {
  const other = await loopback((_request, response) => response.end("there"));
  const location = `http://public.example:${other.port}/`;
  const first = await loopback((_request, response) => response.writeHead(302, { location }).end());
  open.push(other, first);
  const url = `http://public.example:${first.port}/`;
  const request = { url, maxBytes: 100, what: "list", signal: new AbortController().signal };
  const outcome = await httpOfNames().fetch(request);
  assert.ok(outcome.ok);
  assert.equal(Buffer.from(outcome.value.body).toString(), "there");
});

test("an address in an answer leads from https down to nothing else", async () => {
  const peer = await loopback((_request, response) => response.end("x"));
  open.push(peer);
  const request = { url: peer.url, maxBytes: 100, what: "list", signal: new AbortController().signal };
  const outcome = await newHttp({ environment: {} }).fetch({ ...request, ledBy: "https://public.example/" });
  assert.ok(!outcome.ok);
  assert.match(outcome.detail, /leads from https down to http/);
  assert.deepEqual(peer.requests, []);
});

test("a host of this network may lead to another one of it", async () => {
  const other = await loopback((_request, response) => response.end("here"));
  const first = await loopback((_request, response) => response.writeHead(302, { location: other.url }).end());
  open.push(other, first);
  const http = newHttp({
    environment: {},
    lookup: (_name, { all }, callback) =>
      all === true ? callback(null, [{ address: "127.0.0.1", family: 4 }]) : callback(null, "127.0.0.1", 4),
  });
  const inner = `http://inner.example:${first.port}/`;
  for (const request of [
    { url: `http://localhost:${first.port}/` },
    { url: inner },
    // The lookup of the last request has told that this name is one of this network.
    { url: other.url, ledBy: inner },
  ]) {
    const signal = new AbortController().signal;
    const outcome = await http.fetch({ ...request, maxBytes: 100, what: "list", signal });
    assert.ok(outcome.ok, request.url);
    assert.equal(Buffer.from(outcome.value.body).toString(), "here");
  }
});
