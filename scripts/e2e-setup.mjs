// e2e-setup.mjs: installs what the end-to-end tests need: on a Linux machine without a desktop (or as root) the VS Code server as an npm
// package with a headless browser, and Neovim. Does nothing when all of it is there; says what is missing where it cannot install.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { setUp } from "./set-up.mjs";

/** Program and the Debian packages that bring it. */
const PROGRAMS = /** @type {const} */ ([
  ["chromium-headless-shell", ["chromium-headless-shell", "fonts-dejavu-core"]],
  ["git", ["git"]],
  ["nvim", ["neovim"]],
]);

/** Where the extension runs in tests: `desktop` downloads VS Code, `code-server` needs none. @returns {"desktop" | "code-server"} */
export function testHost() {
  const asked = process.env.SEAWORTHY_TEST_HOST;
  if (asked === "desktop" || asked === "code-server") return asked;
  const hasDesktop = process.env.DISPLAY !== undefined || process.env.WAYLAND_DISPLAY !== undefined;
  return process.platform === "linux" && (!hasDesktop || process.getuid?.() === 0) ? "code-server" : "desktop";
}

/** Installs what is missing. Ends the process with 2 and a list when that is not possible. */
export function setUpEndToEnd() {
  const missing = PROGRAMS.filter(([program]) => !isOnPath(program)).filter(
    ([program]) => program === "nvim" || testHost() === "code-server",
  );
  if (missing.length > 0) installPrograms(missing);
  if (testHost() === "code-server") setUp("test/e2e/code-server", "the VS Code server for tests");
}

/** @param {string} program */
function isOnPath(program) {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, program)));
}

/** @param {readonly (typeof PROGRAMS)[number][]} programs */
function installPrograms(programs) {
  const names = programs.map(([program]) => program).join(", ");
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) {
    stop(`The end-to-end tests need ${names} on PATH (only as root on Debian are they installed for you).`);
  }
  const packages = programs.flatMap(([, debian]) => [...debian]);
  process.stderr.write(`Installing ${packages.join(", ")} (apt-get) …\n`);
  const install = () => isDone("install", "--no-install-recommends", ...packages);
  // A machine that has never updated its lists finds nothing at first.
  if (install() || (isDone("update") && install())) return;
  stop(`apt-get could not install ${packages.join(", ")}: see above.`);
}

/** Runs apt-get. @param {readonly string[]} words */
function isDone(...words) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = ["-o", "DPkg::Lock::Timeout=400", "-y", ...words];
  return spawnSync("apt-get", apt, { env, stdio: ["ignore", "ignore", 2] }).status === 0;
}

/** @param {string} message @returns {never} */
function stop(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) setUpEndToEnd();
