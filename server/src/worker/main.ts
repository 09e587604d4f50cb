import { parentPort, workerData } from "node:worker_threads";
import { byteFiles } from "../outside/files/byte-files.ts";
import { compareImages } from "../scan/embedded/compare-images.ts";
import { type ReadHooks, readImage } from "../scan/embedded/read-image.ts";
import { receivedJob, type Said, type Work } from "./work.ts";

// The entry of dist/parts/worker.cjs: does one piece of work, says its result and ends. Who wants it no longer ends the thread.
const files = byteFiles();
const hooks: ReadHooks = {
  progress: (message) => say({ kind: "progress", message }),
  signal: new AbortController().signal,
};
const work: Work = workerData;
void main();

async function main(): Promise<void> {
  switch (work.kind) {
    case "read":
      say({ kind: "read", result: await readImage(receivedJob(work.image, files), files, hooks) });
      break;
    case "compare": {
      const [before, after] = [receivedJob(work.before, files), receivedJob(work.after, files)];
      say({ kind: "compare", result: await compareImages(before, after, { files, hooks }) });
      break;
    }
    case "match": {
      const { matchOffline } = await import("../scan/osv/offline.ts");
      say({ kind: "match", result: await matchOffline(work.wanted, files, hooks) });
    }
  }
}

function say(said: Said): void {
  parentPort?.postMessage(said);
}
