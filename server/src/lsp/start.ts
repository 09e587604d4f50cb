// Starter of the language server: CommonJS, so that VS Code can fork it; the server itself is an ES module.
import { setFlagsFromString } from "node:v8";

// V8 optimises code after so much running of it. By its own measure, while somebody types, more work goes into optimising than into reading.
setFlagsFromString("--interrupt-budget=500000");
const server = "./esm/server.mjs"; // beside dist/server.cjs; not bundled in
import(server).catch((error: unknown) => {
  process.stderr.write(`seaworthy server: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
