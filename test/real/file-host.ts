import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A host that nobody has, reached through a proxy on the loopback, so that nothing thinks its files are local. */
export interface FileHost {
  /** Address of the proxy. */
  readonly proxy: string;
  close(): void;
}

/** Serves files by URL, as a proxy that is asked for `http://…` does. */
export async function startFileHost(files: ReadonlyMap<string, Uint8Array>): Promise<FileHost> {
  const server = createServer((request, response) => {
    const body = files.get(request.url ?? "");
    response.writeHead(body === undefined ? 404 : 200, { "content-length": body?.length ?? 0 });
    response.end(request.method === "HEAD" ? undefined : body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { proxy: `http://127.0.0.1:${port}`, close: () => void server.close() };
}
