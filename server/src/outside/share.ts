import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { isIPv6 } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { failure, type Outcome, success } from "../outcome/outcome.ts";
import { codeOf } from "./error-words.ts";
import type { ByteFile, Share, SharedFiles } from "./outside.ts";

const CHUNK_BYTES = 256 * 1024;
const TOKEN_BYTES = 32;

/** Gives files to whoever knows their address, which nobody can guess, until it is closed. */
export function newShare(): Share {
  return {
    open(files, { host, port = 0, mediaType }) {
      const token = randomBytes(TOKEN_BYTES).toString("hex");
      const server = createServer((request, response) => {
        answer(request, response, { files, token, mediaType }).catch(() => response.destroy());
      });
      server.on("clientError", (_, socket) => socket.destroy());
      const close = () =>
        new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        });
      return new Promise<Outcome<SharedFiles>>((resolve) => {
        server.on("error", (error) => resolve(notOpened(host, error)));
        server.listen({ host, port }, () => {
          const bound = server.address();
          const at = typeof bound === "object" && bound !== null ? bound.port : port;
          const name = isIPv6(host) ? `[${host}]` : host;
          resolve(success({ urlOf: (index) => `http://${name}:${at}/${token}/${index}`, close }));
        });
      });
    },
  };
}

function notOpened(host: string, error: Error): Outcome<never> {
  const code = codeOf(error) ?? error.message;
  return failure("refused", host, `is no address of this machine that can be served from (${code})`);
}

type SharedFile = Pick<ByteFile, "size" | "read">;

interface Offer {
  readonly files: readonly SharedFile[];
  readonly token: string;
  readonly mediaType: string;
}

async function answer(request: IncomingMessage, response: ServerResponse, { files, token, mediaType }: Offer) {
  const index = /^\/([0-9a-f]{64})\/(\d{1,4})$/.exec(request.url ?? "");
  const file = index?.[1] === token ? files[Number(index[2])] : undefined;
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (file === undefined || !isRead) {
    response.writeHead(isRead ? 404 : 405).end();
    return;
  }
  response.writeHead(200, { "content-type": mediaType, "content-length": file.size });
  if (request.method === "HEAD") response.end();
  else await pipeline(Readable.from(chunksOf(file)), response);
}

function* chunksOf(file: SharedFile): Generator<Uint8Array> {
  for (let at = 0; at < file.size; at += CHUNK_BYTES) yield file.read(at, CHUNK_BYTES);
}
