// npm start [-- PATH…]: lints the examples, shows the diff that `fix` would write, with values of today where the network has them, and
// ends with a bill of health; where something cannot be asked, standard error says why and the rest is shown. With a PATH it ends as `lint` does.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { builtExample } from "./built-example.mjs";
import { writeExampleImage } from "./example-image.mjs";
import { setUp } from "./set-up.mjs";

setUp();
if (!existsSync("dist/cli.cjs")) {
  process.stderr.write("Building …\n");
  const built = spawnSync(process.execPath, ["scripts/build.mjs"], { stdio: ["ignore", "ignore", 2] });
  if (built.status !== 0) process.exit(2);
}
const paths = process.argv.slice(2);

/** What takes longer is interrupted as by Ctrl-C: what was found until then is shown. */
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

/** Shows a scan of an image; what is found or could not be looked at stands in it and is no failure here. @param {string[]} words */
function showBill(words) {
  heading(`Bill of health: seaworthy scan ${words.join(" ")}`);
  return seaworthy(["scan", ...words, "--fail-on", "never", "--allow-gaps"]) === 0;
}

/** @returns {boolean} whether a bill of health was shown */
function endWithBill() {
  const built = builtExample();
  if (built !== undefined && showBill([built.image, "--dockerfile", built.dockerfile])) return true;
  const dockerfile = "examples/repeatable/Dockerfile";
  const { archive, advisories } = writeExampleImage("out/start", dockerfile);
  const image = ["--input", archive, "--dockerfile", dockerfile];
  process.stdout.write(
    `\n${archive} is made here: what a build of examples/repeatable leaves, with the package databases\n` +
      "of early 2025 and no program. Nothing was built, and no engine was started.\n",
  );
  if (showBill(image)) return true;
  process.stdout.write(
    "\nThe advisories could not be asked for: see above. Five made-up ones take their place, to show what a bill of\n" +
      "health says. They are called MADE-UP-… and tell nothing of the real packages.\n",
  );
  return showBill([...image, "--offline-db", advisories]);
}

heading(paths.length === 0 ? "seaworthy lint examples" : `seaworthy lint ${paths.join(" ")}`);
const linted = seaworthy(["lint", ...(paths.length === 0 ? ["examples"] : paths)]);
heading("seaworthy fix --review --diff: what it would write, with values of today (registries are asked)");
seaworthy(["fix", "--review", "--diff", ...(paths.length === 0 ? ["examples"] : paths)]);
if (paths.length > 0 || linted === 2) process.exit(linted);
process.exit(endWithBill() ? 0 : 2);
