import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { diskFiles } from "../outside/disk-files.ts";
import { serve } from "./server.ts";

// The entry of dist/esm/server.mjs and of `seaworthy lsp`: makes the real world and serves it over Node IPC or standard
// streams, as the arguments of the process say.
const connection = createConnection(ProposedFeatures.all);

// Only a bug gets here. The client is told, and the next request works.
process.on("uncaughtException", (error) => connection.console.error(`this is a bug: ${error.stack ?? String(error)}`));
process.on("unhandledRejection", (reason) => connection.console.error(`this is a bug: ${String(reason)}`));

serve(connection, {
  files: diskFiles(),
  now: () => new Date(),
  reach: async () => (await import("../outside/reach.ts")).newReach({ environment: process.env }),
});
connection.listen();
