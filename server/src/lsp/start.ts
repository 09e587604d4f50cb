// Starter of the language server: what VS Code forks.
import { startFast } from "../outside/start-fast.ts";

startFast("server", __dirname, process.env);
