// Starter of the language server: what VS Code forks.
import { startFast } from "../outside/start/start-fast.ts";

startFast({ name: "server", folder: __dirname, isShortRun: false }, process.env);
