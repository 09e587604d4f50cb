// Starter of the language server: CommonJS, so that VS Code can fork it; the server itself is an ES module.
import { startFast } from "../outside/start-fast.ts";

startFast(process.env);
const server = "./esm/server.mjs"; // beside dist/server.cjs; not bundled in
import(server).catch((error: unknown) => {
  process.stderr.write(`seaworthy server: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
