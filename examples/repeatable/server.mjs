import { createServer } from "node:http";

createServer((_, response) => response.end("charts\n")).listen(8080);
