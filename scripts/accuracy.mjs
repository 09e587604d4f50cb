// npm run accuracy [-- --diff]: scores facts and findings against the labelled Dockerfiles of ../shared, where they are.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { setUp } from "./set-up.mjs";

const SHARED = "../shared";

setUp();
if (!existsSync(`${SHARED}/corpus/labels.json`)) {
  process.stderr.write(`${SHARED}/corpus is not here, so nothing was scored.\n`);
  process.exit(process.env.CI === "true" ? 1 : 0);
}
const built = spawnSync(process.execPath, ["scripts/build.mjs"], { stdio: ["ignore", 2, 2] });
if (built.status !== 0) process.exit(2);
const corpus = ["--labels", `${SHARED}/corpus/labels.json`, "--files", `${SHARED}/corpus/files`];
const { status } = spawnSync(
  process.execPath,
  [`${SHARED}/tools/score`, ...corpus, "--cli", "node dist/cli.cjs", ...process.argv.slice(2)],
  { stdio: "inherit" },
);
process.exit(status ?? 2);
