import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { describe, it } from "node:test";

// The built command line and what a shell puts around it.

describe("the command line", () => {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    it(`leaves an input that never ends at the first ${signal}`, { timeout: 60_000 }, async () => {
      const child = spawn(process.execPath, ["dist/cli.cjs", "fix", "-"], { stdio: ["pipe", "ignore", "pipe"] });
      const said = child.stderr.setEncoding("utf8").toArray();
      // More than lies between two processes: it is through when the other one reads.
      await new Promise((through) => child.stdin.write("#\n".repeat(500_000), through));
      child.kill(signal);
      assert.deepEqual(await once(child, "exit"), [2, null]);
      assert.equal((await said).join(""), "seaworthy: cancelled: the files from here on are as they were\n");
    });
  }

  it("takes no folder for an empty file", () => {
    assert.deepEqual(inShell('"$0" dist/cli.cjs lint - <test'), [2, "seaworthy: Dockerfile: is a folder\n"]);
  });

  it("keeps its exit status when nobody reads what it writes", () => {
    assert.deepEqual(inShell(`"$0" dist/cli.cjs lint --format sarif examples | true; exit \${PIPESTATUS[0]}`), [1, ""]);
  });

  it("says that it cannot write where a link leads to a folder that is not there", () => {
    const made = 'cd "$(mktemp -d)" && ln -s none/report o && echo FROM scratch >Dockerfile';
    const said = "seaworthy: o cannot be made there\n";
    assert.deepEqual(inShell(`cli=$PWD/dist/cli.cjs; ${made}; "$0" "$cli" lint -o o; s=$?; rm -r "$PWD"; exit $s`), [
      2,
      said,
    ]);
  });

  for (const words of ["--version", "--help", "lint test/e2e/workspaces"])
    it(`says in one line that ${words} could not be written`, () => {
      const said = "seaworthy: the output could not be written: no space left\n";
      assert.deepEqual(inShell(`"$0" dist/cli.cjs ${words} >/dev/full`), [2, said]);
    });
});

function inShell(command: string): readonly [status: number | null, errors: string] {
  const { status, stderr } = spawnSync("bash", ["-c", command, process.execPath], { encoding: "utf8" });
  return [status, stderr];
}
