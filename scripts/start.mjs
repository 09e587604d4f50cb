// npm start [-- PATH…]: lints the examples, then shows the diff that `fix` would write, with values of today where the network has
// them; where it does not, standard error says why and the rest is shown. With a PATH it ends as `lint` does.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { setUp } from "./set-up.mjs";

setUp();
if (!existsSync("dist/cli.cjs")) {
  const built = spawnSync(process.execPath, ["scripts/build.mjs"], { stdio: ["ignore", 2, 2] });
  if (built.status !== 0) process.exit(2);
}
const paths = process.argv.slice(2);

/** Look-ups that take longer are interrupted as by Ctrl-C: what was found until then is shown. */
const LONGEST_MS = 60_000;

/** @param {string[]} words @returns {number} */
function seaworthy(words) {
  const options = /** @type {const} */ ({ stdio: "inherit", timeout: LONGEST_MS, killSignal: "SIGINT" });
  return spawnSync(process.execPath, ["dist/cli.cjs", ...words], options).status ?? 2;
}

/** @param {string} title */
function heading(title) {
  process.stdout.write(`\n${title}\n${"─".repeat(title.length)}\n`);
}

heading(paths.length === 0 ? "seaworthy lint examples" : `seaworthy lint ${paths.join(" ")}`);
const linted = seaworthy(["lint", ...(paths.length === 0 ? ["examples"] : paths)]);
heading("seaworthy fix --review --diff: what it would write, with values of today");
seaworthy(["fix", "--review", "--diff", ...(paths.length === 0 ? ["examples"] : paths)]);
process.exit(paths.length > 0 || linted === 2 ? linted : 0);
