// npm start [-- PATH…]: lints the examples, then shows the diff that `fix` would write. With a PATH it ends as `lint` does.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { setUp } from "./set-up.mjs";

setUp();
if (!existsSync("dist/cli.cjs")) {
  const built = spawnSync(process.execPath, ["scripts/build.mjs"], { stdio: ["ignore", 2, 2] });
  if (built.status !== 0) process.exit(2);
}
const paths = process.argv.slice(2);

/** @param {string[]} words @returns {number} */
function seaworthy(words) {
  return spawnSync(process.execPath, ["dist/cli.cjs", ...words], { stdio: "inherit" }).status ?? 2;
}

/** @param {string} title */
function heading(title) {
  process.stdout.write(`\n${title}\n${"─".repeat(title.length)}\n`);
}

heading(paths.length === 0 ? "seaworthy lint examples" : `seaworthy lint ${paths.join(" ")}`);
const linted = seaworthy(["lint", ...(paths.length === 0 ? ["examples"] : paths)]);
heading("seaworthy fix --offline --review --diff: what it would write");
const fixed = seaworthy(["fix", "--offline", "--review", "--diff", ...(paths.length === 0 ? ["examples"] : paths)]);
const couldNot = linted === 2 || fixed === 2;
process.exit(paths.length > 0 ? linted : couldNot ? 2 : 0);
