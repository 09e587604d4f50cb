import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, createServer as createNetServer, type Server as NetServer, type Socket } from "node:net";

/** A peer on the loopback that counts what it is asked. */
export interface Loopback {
  /** Without a slash at the end: `http://127.0.0.1:40123`. */
  readonly url: string;
  readonly port: number;
  /** `GET /path`, in the order in which they came. */
  readonly requests: string[];
  /** Header fields of these requests, beside them. */
  readonly headers: IncomingMessage["headers"][];
  close(): Promise<void>;
}

/** An http server of this machine; https with a certificate. */
export async function loopback(
  answer: RequestListener,
  tls?: { readonly key: string; readonly cert: string },
): Promise<Loopback> {
  const requests: string[] = [];
  const headers: IncomingMessage["headers"][] = [];
  const listener: RequestListener = (request, response) => {
    requests.push(`${request.method} ${request.url}`);
    headers.push(request.headers);
    answer(request, response);
  };
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  const port = await listen(server);
  const scheme = tls === undefined ? "http" : "https";
  return { url: `${scheme}://127.0.0.1:${port}`, port, requests, headers, close: () => close(server) };
}

/** A peer that speaks for itself: `talk` gets the connection when the first bytes of a request have come. */
export async function rawLoopback(talk: (socket: Socket, request: string) => void): Promise<Loopback> {
  const requests: string[] = [];
  const server = createNetServer((socket) => {
    socket.on("error", () => {});
    socket.on("data", (bytes) => {
      const request = bytes.toString("latin1");
      const [method = "", path = ""] = request.split(" ");
      requests.push(`${method} ${path}`);
      talk(socket, request);
    });
  });
  const port = await listen(server);
  return { url: `http://127.0.0.1:${port}`, port, requests, headers: [], close: () => close(server) };
}

async function listen(server: Server | NetServer): Promise<number> {
  server.on("connection", (socket: Socket) => {
    server.on("stop", () => socket.destroy());
  });
  server.setMaxListeners(0);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** Ends it with all of its connections. */
function close(server: Server | NetServer): Promise<void> {
  server.emit("stop");
  return new Promise((resolve) => server.close(() => resolve()));
}
