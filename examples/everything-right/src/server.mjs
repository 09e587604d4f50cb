import { createServer } from "node:http";

const HALF_TIDE_MS = (12 * 60 + 25) * 60 * 1000;

createServer((_, response) => {
  const next = new Date(Math.ceil(Date.now() / HALF_TIDE_MS) * HALF_TIDE_MS);
  response.setHeader("content-type", "text/plain");
  response.end(`high water at ${next.toISOString()}\n`);
}).listen(8080);
