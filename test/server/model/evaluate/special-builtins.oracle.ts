import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { before, test } from "node:test";
import { installPrograms } from "../../../harness/programs.ts";
import { describeCalls, runCalls } from "../../../harness/run-calls.ts";

before(() => installPrograms({ dash: "dash", bash: "bash", busybox: "busybox" }));

/** What starts a shell with the text behind it; whether it is `sh` for us. */
const SHELLS: readonly (readonly [readonly string[], boolean])[] = [
  [["dash", "-c"], true],
  [["busybox", "ash", "-c"], true],
  [["bash", "--posix", "-c"], true],
  [["bash", "-c"], false],
];

/** Lines that set V in front of a command, and print `=1` where it stays. */
const LINES: readonly string[] = [
  "V=1 :; echo =$V",
  "V=1 . /dev/null; echo =$V",
  "V=1 eval :; echo =$V",
  "V=1 exec 3>&1; echo =$V",
  "V=1 export V; echo =$V",
  "V=1 readonly V; echo =$V",
  "V=1 set -u; echo =${V-}",
  "V=1 shift 0; echo =$V",
  "V=1 times >/dev/null; echo =$V",
  "V=1 trap - 0; echo =$V",
  "V=1 unset W; echo =$V",
  "for i in 1; do V=1 continue; done; echo =$V",
  "for i in 1; do V=1 break; done; echo =$V",
  "V=1 true; echo =$V",
  "V=1 cd /; echo =$V",
  "V=1 command set -u; echo =${V-}",
  "V=1 env true; echo =$V",
];

for (const [shell, posix] of SHELLS) {
  test(`${shell.join(" ")} keeps the assignments that we keep`, () => {
    const [program = "", ...options] = shell;
    const kept = LINES.filter((line) => execFileSync(program, [...options, line], { encoding: "utf8" }).includes("=1"));
    const known = LINES.filter((line) =>
      describeCalls(runCalls(line, {}, posix))
        .at(-1)
        ?.startsWith("echo =1"),
    );
    assert.deepEqual(known, kept);
  });
}
