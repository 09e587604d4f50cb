import { spawnSync } from "node:child_process";

/** Runs Go, which is installed where it is missing; its standard output. Whatever fails is the test's own failure. */
export function go(args: readonly string[], environment: NodeJS.ProcessEnv = {}): string {
  if (spawnSync("go", ["version"]).error !== undefined) installGo();
  const ended = spawnSync("go", args, {
    env: { ...process.env, ...environment },
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (ended.status !== 0) throw new Error(`go ${args.join(" ")} failed:\n${ended.stderr.slice(-2000)}`);
  return ended.stdout;
}

function installGo(): void {
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [
    ["update", "-qq"],
    ["install", "-y", "-qq", "--no-install-recommends", "golang-go"],
  ]) {
    const { status } = spawnSync("apt-get", args, { stdio: ["ignore", "ignore", "inherit"], env: environment });
    if (status !== 0) throw new Error("Go cannot be installed: the scanner is a Go program.");
  }
}
