import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import type { Run } from "../../../server/src/outside/outside.ts";
import { newRun } from "../../../server/src/outside/programs/run.ts";
import { scanWith } from "../../../server/src/scan/scanners/scan-with.ts";
import type { Scanner } from "../../../server/src/scan/scanners/scanner.ts";
import { scanners } from "../../../server/src/scan/scanners/scanners.ts";
import { isAlive, shown } from "../../harness/marked-processes.ts";

// Programs that go wrong as programs do: every scanner says so with a cause, nothing keeps running and nothing is left on the disk.

const folder = mkdtempSync(join(tmpdir(), "seaworthy-processes-"));
const empty = join(folder, "run");
mkdirSync(empty);
after(() => rmSync(folder, { recursive: true, force: true }));

const VERSIONS: Readonly<Record<string, string>> = {
  trivy: '{"Version":"0.74.0"}',
  grype: "Version: 0.121.2",
  "osv-scanner": "osv-scanner version: 2.5.0",
  scout: "version: v1.21.0",
  snyk: "1.1296.0",
  twistcli: "twistcli version 33.01.137",
};

/** A program of a scanner: the first time it tells its version, then it does what the script says. It writes its report to 3. */
function program(scanner: Scanner, script: string): string {
  const path = join(folder, `${scanner.id}-${Math.random().toString(36).slice(2)}`);
  const out = scanner.id === "snyk" ? "&1" : scanner.id === "scout" ? "report.sarif.json" : "report.json";
  const words = scanner.versionArgs.join(" ");
  const version = VERSIONS[scanner.id] ?? "";
  writeFileSync(
    path,
    `#!/bin/sh\nif [ "$*" = "${words}" ]; then echo '${version}'; exit 0; fi\nexec 3>${out}\necho $$ > '${path}.pid'\n${script}\n`,
  );
  chmodSync(path, 0o755);
  return path;
}

interface Course {
  readonly executable: string;
  readonly signal?: AbortSignal;
  /** In place of ten minutes. */
  readonly timeoutMs?: number;
}

async function scan(scanner: Scanner, { executable, signal, timeoutMs }: Course): Promise<string> {
  const real = newRun({ environment: process.env, folder: empty });
  const run: Run = { run: (command) => real.run({ ...command, timeoutMs: timeoutMs ?? command.timeoutMs }) };
  const target =
    scanner.needsEngine === true
      ? ({ kind: "image", reference: "made:1" } as const)
      : ({ kind: "archive", path: "/made.tar", name: "made:1" } as const);
  const server = scanner.id === "twistcli" ? { server: "https://console.example" } : {};
  const found = await scanWith(
    scanner,
    { target, isOffline: false, ...server },
    { run, executable, environment: process.env, signal: signal ?? new AbortController().signal },
  );
  return found.ok ? "a report" : `${found.reason}: ${found.asked} ${found.detail}`;
}

/** Script, and what is said of it. */
const TROUBLES: Readonly<Record<string, readonly [script: string, told: RegExp]>> = {
  "ends at once": ["exit 0", /^(?:malformed|unsupported): /],
  "ends with an error": ["echo 'no space left' >&2; exit 2", /it says: no space left|wrote something that is no JSON/],
  "ends with a strange status": ["echo strange >&2; exit 77", /^(?:malformed|unsupported): .*(?:strange|no JSON)/],
  "writes half of its report": [`printf '{"matches":[{"vuln' >&3; exit 0`, /^malformed: .* no JSON/],
  "writes another program's report": [`echo '{"a":1}' >&3; exit 0`, /^malformed: .* another shape/],
  "writes 2 GB": ["head -c 2147483648 /dev/zero >&3; exit 0", /^limit: .* wrote more than 262144 KB/],
  "writes a report without an end": ["cat /dev/zero >&3", /^limit: .* wrote more than 262144 KB/],
  "writes its errors without an end": ["yes trouble >&2", /^limit: .* wrote more than 262144 KB/],
  "is killed": ["kill -KILL $$", /^(?:malformed|unsupported): /],
  "leaves a link to a file of the machine": [
    "rm -f report*; ln -s /etc/passwd report.json; ln -s /etc/passwd report.sarif.json; exit 0",
    /^(?:malformed|unsupported): /,
  ],
};

function isRunning(executable: string): boolean {
  return isAlive(Number(readFileSync(`${executable}.pid`, "utf8")));
}

for (const scanner of scanners) {
  describe(`${scanner.title} as a process`, () => {
    for (const [title, [script, told]] of Object.entries(TROUBLES)) {
      it(`that ${title} gives no report`, async () => {
        const executable = program(scanner, script);
        assert.match(await scan(scanner, { executable }), told);
        assert.equal(isRunning(executable), false);
        assert.deepEqual(readdirSync(empty), []);
      });
    }

    it("that hangs is ended, with all that it started", async () => {
      const executable = program(scanner, "sleep 600 & sleep 600");
      assert.match(await scan(scanner, { executable, timeoutMs: 1000 }), /^limit: .* was not done within 1 s/);
      assert.equal(isRunning(executable), false);
      assert.deepEqual(readdirSync(empty), []);
    });

    it("that nobody waits for any more is ended", async () => {
      const executable = program(scanner, "sleep 600");
      const controller = new AbortController();
      const scanning = scan(scanner, { executable, signal: controller.signal });
      await shown(`${executable}.pid`);
      controller.abort();
      assert.match(await scanning, /^cancelled: /);
      assert.equal(isRunning(executable), false);
      assert.deepEqual(readdirSync(empty), []);
    });

    it("that is not there, or is no program, is told with the setting", async () => {
      const none = join(folder, "none");
      assert.match(await scan(scanner, { executable: none }), /is not where seaworthy\.scanners\.programs has it: /);
      const broken = program(scanner, "exit 0");
      writeFileSync(broken, "#!/no/such/shell\n");
      assert.match(await scan(scanner, { executable: broken }), /^(?:unsupported|not-found): /);
    });
  });
}
