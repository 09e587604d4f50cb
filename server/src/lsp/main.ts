import { constants } from "node:os";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { diskFiles } from "../outside/files/disk-files.ts";
import { setCodeFlags } from "../outside/start/code-flags.ts";
import { serve } from "./server.ts";

// The entry of dist/parts/server.cjs and of `seaworthy lsp`: makes the real world and serves it over Node IPC or standard
// streams, as the arguments of the process say.
const connection = createConnection(ProposedFeatures.all);

// Only a bug gets here. The client is told, and the next request works.
process.on("uncaughtException", (error) => connection.console.error(`this is a bug: ${error.stack ?? String(error)}`));
process.on("unhandledRejection", (reason) => connection.console.error(`this is a bug: ${String(reason)}`));

// Ended in good order, so that what it started and what lies on the disk for it go with it: at 128 and the number, as in a shell.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.once(signal, () => process.exit(128 + constants.signals[signal]));

serve(connection, {
  outside: {
    files: diskFiles(),
    now: () => new Date(),
    largeFiles: async () => (await import("../outside/files/byte-files.ts")).byteFiles(),
    async reach({ environment, ...wishes } = {}) {
      const { newReach } = await import("../outside/reach.ts");
      return newReach({ ...wishes, environment: { ...process.env, ...environment } });
    },
  },
  imageReader: async () => (await import("../worker/image-reader.ts")).threadReader(),
  openBroker: async (...parts) => (await import("../engine/open-broker.ts")).openBroker(...parts),
  onStarted: () => setCodeFlags("soon"),
});
connection.listen();
