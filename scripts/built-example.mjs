import { spawnSync } from "node:child_process";

/** Names of images that `seaworthy build` and `docker compose build` give to the examples, and the folder of each. */
const EXAMPLES = new Map([
  ["harbour-charts", "repeatable"],
  ["tide-table", "everything-right"],
  ["everything-right-tides", "everything-right"],
  ["harbour-log", "labels"],
  ["no-latest", "no-latest"],
]);
const LIST_MS = 10_000;

/** An image of an example in an engine that runs here, newest first as engines list them; undefined: there is none. Nothing is started or built. */
export function builtExample() {
  for (const engine of ["docker", "podman", "nerdctl"]) {
    const args = ["image", "ls", "--format", "{{.Repository}}:{{.Tag}}"];
    const { status, stdout } = spawnSync(engine, args, {
      encoding: "utf8",
      timeout: LIST_MS,
      stdio: ["ignore", "pipe", "ignore"],
    });
    if (status !== 0) continue;
    for (const image of stdout.split("\n")) {
      const folder = EXAMPLES.get(/([^/:]+):[^/:<]+$/.exec(image)?.[1] ?? "");
      if (folder !== undefined) return { image, dockerfile: `examples/${folder}/Dockerfile` };
    }
  }
  return undefined;
}
