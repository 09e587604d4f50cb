import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { failure, type Outcome, success } from "../../../../server/src/outcome/outcome.ts";
import type { Command, CommandResult, Run } from "../../../../server/src/outside/outside.ts";
import { scannerState, scanWith } from "../../../../server/src/scan/scanners/scan-with.ts";
import type { ScanJob } from "../../../../server/src/scan/scanners/scanner.ts";
import { scanners } from "../../../../server/src/scan/scanners/scanners.ts";
import * as reports from "./made-up-reports.ts";

const VERSIONS: Readonly<Record<string, string>> = {
  trivy: '{"Version":"0.74.0","VulnerabilityDB":{"UpdatedAt":"2026-11-20T00:00:00Z"}}',
  grype: "Application: grype\nVersion:    0.121.2\n",
  "osv-scanner": "osv-scanner version: 2.5.0\ncommit: n/a\n",
  scout: "version: v1.21.0 (go1.23 - linux/amd64)\n",
  snyk: "1.1296.0\n",
  twistcli: "twistcli version 33.01.137\n",
};

const REPORTS: Readonly<Record<string, unknown>> = {
  trivy: reports.trivyJson,
  grype: reports.grypeJson,
  "osv-scanner": reports.osvJson,
  scout: reports.scoutSarif,
  snyk: reports.snykJson,
  twistcli: reports.twistcliJson,
};

/** How a made-up program answers: to the question for its version, and to a scan. */
interface Program {
  readonly version?: Partial<CommandResult> | Outcome<never>;
  readonly scan?: Partial<CommandResult> | Outcome<never>;
}

const ARCHIVE: ScanJob["target"] = { kind: "archive", path: "/tmp/shop.tar", name: "shop:1" };
const IMAGE: ScanJob["target"] = { kind: "image", reference: "shop:1" };
const FOUND: Readonly<Record<string, number>> = { "osv-scanner": 1, snyk: 1, twistcli: 1 };

async function scan(id: string, job: Partial<ScanJob>, program: Program = {}, environment = {}) {
  const scanner = scanners.find((each) => each.id === id);
  assert.ok(scanner);
  const commands: Command[] = [];
  const told = (usual: Partial<CommandResult>, given: Program["version"] = {}): Outcome<CommandResult> =>
    "ok" in given ? given : success({ status: 0, output: "", errors: "", ...usual, ...given });
  const version = told({ output: VERSIONS[id] ?? "" }, program.version);
  const whole = told({ status: FOUND[id] ?? 0, output: JSON.stringify(REPORTS[id]) }, program.scan);
  const run: Run = {
    async run(command) {
      return commands.push(command) === 1 ? version : whole;
    },
  };
  const target = id === "twistcli" ? IMAGE : ARCHIVE;
  const facts = { run, environment, signal: new AbortController().signal };
  const server = id === "twistcli" ? { server: "https://console.example" } : {};
  const report = await scanWith(scanner, { target, isOffline: false, ...server, ...job }, facts);
  return { report, commands, args: commands[1]?.args.join(" ") };
}

const fails = async (...args: Parameters<typeof scan>) => {
  const { report } = await scan(...args);
  return report.ok ? "a report" : `${report.reason}: ${report.asked} ${report.detail}`;
};

describe("another scanner", () => {
  for (const { id } of scanners) {
    it(`${id} scans, and its report carries the image's name and its version`, async () => {
      const { report, commands } = await scan(id, {});
      assert.ok(report.ok, JSON.stringify(report));
      assert.equal(report.value.image.name, "shop:1");
      assert.match(report.value.scanner.version, /^\d/);
      assert.ok(report.value.vulnerabilities.length > 0);
      assert.equal(commands[0]?.folder, undefined);
    });

    it(`${id} that is not there is told with what to do`, async () => {
      const gone = failure("not-found", "x", "is not in PATH");
      assert.match(
        await fails(id, {}, { version: gone }),
        new RegExp(`^not-found: .* not installed: .*seaworthy\\.scanners\\.programs \\(${id}\\)`),
      );
    });

    it(`${id} that says nothing sensible is no report`, async () => {
      const scanOf = (output: string) => fails(id, {}, { scan: { output } });
      assert.match(await scanOf("{"), /^(?:malformed|unsupported): /);
      assert.match(await scanOf("{}"), /^malformed: .* another shape/);
      assert.match(await scanOf(""), /^(?:malformed|unsupported): /);
      assert.match(
        await fails(id, {}, { version: { output: "usage: …", status: 2, errors: "what?" } }),
        /^unsupported: .*what\?/,
      );
      assert.match(await fails(id, {}, { scan: failure("limit", "x", "was not done within 600 s") }), /^limit: x/);
    });

    it(`${id} whose reference looks like an option is not started with it`, async () => {
      const { commands, report } = await scan(id, { target: { kind: "image", reference: "--config=/x" } });
      assert.deepEqual([commands, report.ok ? "" : report.detail], [[], "is no image reference"]);
    });
  }

  it("is told to be missing from where the settings have it", async () => {
    const run: Run = { run: async () => failure("not-found", "/opt/grype", "is not there") };
    const facts = { run, environment: {}, signal: new AbortController().signal, executable: "/opt/grype" };
    const states = await Promise.all(scanners.map((scanner) => scannerState(scanner, facts)));
    for (const state of states)
      assert.match(state.ok ? "" : state.detail, /^is not where seaworthy\.scanners\.programs has it: \/opt\/grype is/);
  });

  it("is called with words, in an empty folder, and writes its report into a file of it", async () => {
    assert.equal(
      (await scan("trivy", { isOffline: true })).args,
      "image --quiet --format json --output report.json --scanners vuln --list-all-pkgs --timeout 10m --disable-telemetry " +
        "--skip-version-check --offline-scan --skip-db-update --skip-java-db-update --input /tmp/shop.tar",
    );
    assert.match((await scan("trivy", { target: IMAGE })).args ?? "", /--skip-version-check -- shop:1$/);
    assert.match(
      (await scan("trivy", { server: "https://trivy.example" })).args ?? "",
      /--skip-version-check --server https:\/\/trivy\.example --input \/tmp\/shop\.tar$/,
    );
    const grype = await scan("grype", { isOffline: true });
    assert.equal(grype.args, "docker-archive:/tmp/shop.tar --output json --file report.json --scope deep-squashed");
    assert.deepEqual(grype.commands[1]?.environment, {
      GRYPE_CHECK_FOR_APP_UPDATE: "false",
      GRYPE_DB_AUTO_UPDATE: "false",
      GRYPE_DB_VALIDATE_AGE: "false",
    });
    assert.equal(grype.commands[1]?.outputFile, "report.json");
    assert.equal(
      (await scan("osv-scanner", { isOffline: true })).args,
      "scan image --format json --all-packages --output-file report.json --offline --archive /tmp/shop.tar",
    );
    assert.equal(
      (await scan("scout", {})).args,
      "scout cves --format sarif --output report.sarif.json archive:///tmp/shop.tar",
    );
    assert.equal((await scan("snyk", {})).args, "container test docker-archive:/tmp/shop.tar --json");
    const { commands } = await scan("snyk", { dockerfile: "/shop/-f Dockerfile" });
    assert.equal(commands[1]?.args.at(-1), "--file=/shop/-f Dockerfile");
    assert.equal(
      (await scan("twistcli", {})).args,
      "images scan --address https://console.example --output-file report.json --details shop:1",
    );
  });

  it("gets of the user's environment what it needs for its login, and nothing in its words", async () => {
    const environment = { TWISTLOCK_USER: "u", TWISTLOCK_PASSWORD: "secret", SNYK_TOKEN: "t", OTHER: "x" };
    const { commands } = await scan("twistcli", {}, {}, environment);
    assert.deepEqual(commands[1]?.environment, { TWISTLOCK_USER: "u", TWISTLOCK_PASSWORD: "secret" });
    assert.ok(!commands.some(({ args }) => args.join(" ").includes("secret")));
    const { commands: others } = await scan("snyk", {}, {}, environment);
    assert.deepEqual(others[1]?.environment, { SNYK_TOKEN: "t", SNYK_DISABLE_ANALYTICS: "1" });
  });

  it("that asks a service says so, and does not scan offline", async () => {
    for (const { id, sends: sendsTo } of scanners) {
      const sends = sendsTo(undefined);
      const isService = ["scout", "snyk", "twistcli"].includes(id);
      assert.equal(sends !== undefined, isService || id === "osv-scanner", id);
      if (isService) assert.match(await fails(id, { isOffline: true }), /^unsupported: .* cannot scan offline$/);
    }
  });
});

const troubles: Readonly<
  Record<string, readonly [id: string, program: Program, told: RegExp, job?: Partial<ScanJob>]>
> = {
  "Trivy is too old": [
    "trivy",
    { version: { output: '{"Version":"0.50.1"}' } },
    /0\.50\.1 is too old: 0\.63\.0 or newer/,
  ],
  "Trivy has no database": [
    "trivy",
    { scan: { status: 1, output: "", errors: "FATAL\t--skip-db-update cannot be specified on the first run\n" } },
    /run it once with the network/,
  ],
  "Trivy cannot fetch its database": [
    "trivy",
    { scan: { status: 1, output: "", errors: "FATAL Fatal error: failed to download vulnerability DB\n" } },
    /TRIVY_DB_REPOSITORY.*it says: FATAL/,
  ],
  "Trivy does not reach its server": [
    "trivy",
    { scan: { status: 1, output: "", errors: "FATAL twirp error internal: connection refused\n" } },
    /could not scan with its server \(it says: FATAL twirp/,
    { server: "https://trivy.example" },
  ],
  "Trivy's server cannot be asked offline": [
    "trivy",
    {},
    /cannot scan offline/,
    { server: "https://trivy.example", isOffline: true },
  ],
  "Trivy does not find the image": [
    "trivy",
    { scan: { status: 1, output: "", errors: "FATAL unable to find the specified image\n" } },
    /does not find the image: build or pull it first/,
  ],
  "Trivy fails otherwise": ["trivy", { scan: { status: 1, errors: "a\nb\n\n" } }, /ended with an error \(it says: b\)/],
  "Grype is too old": ["grype", { version: { output: "Version: 0.80.0" } }, /too old/],
  "Grype has no database": [
    "grype",
    {
      scan: {
        status: 1,
        output: "",
        errors: "[0002] ERROR failed to load vulnerability db: database does not exist\n",
      },
    },
    /grype db update/,
  ],
  "Grype has an old database": [
    "grype",
    {
      scan: {
        status: 1,
        output: "",
        errors: "ERROR the vulnerability database was built 6 weeks ago (max allowed age is 5 days)\n",
      },
    },
    /too old: run `grype db update`/,
  ],
  "Grype is out of reach of its database": [
    "grype",
    {
      scan: {
        status: 1,
        output: "",
        errors:
          "[0000]  WARN error updating db\n[0001] ERROR \u001b[31mfailed to load vulnerability db: cut\u001b[0m\n",
      },
    },
    /could not fetch its database: .*\(it says: \[0001\] ERROR failed to load vulnerability db: cut\)$/,
  ],
  "osv-scanner found no packages": ["osv-scanner", { scan: { status: 128, output: "" } }, /found no packages/],
  "osv-scanner has no database, and ends well": [
    "osv-scanner",
    {
      scan: {
        status: 0,
        output: "{}",
        errors: "could not load db for Debian ecosystem: unable to fetch OSV database: no offline version\n",
      },
    },
    /no local database for Debian: run it once with `--download-offline-databases`/,
  ],
  "osv-scanner failed": ["osv-scanner", { scan: { status: 127, errors: "no such file" } }, /no such file/],
  "osv-scanner is of another age": ["osv-scanner", { version: { output: "osv-scanner version: 1.9.0" } }, /too old/],
  "Docker has no Scout": [
    "scout",
    { version: { status: 1, errors: "docker: 'scout' is not a docker command." } },
    /is a plug-in of Docker/,
  ],
  "Docker Scout wants a login": [
    "scout",
    { scan: { status: 1, output: "", errors: "ERROR Status: Log in with your Docker ID\n" } },
    /^refused: .*`docker login`/,
  ],
  "Snyk wants a login": [
    "snyk",
    {
      scan: {
        status: 2,
        output: '{"ok":false,"error":"`snyk` requires an authenticated account. Please run `snyk auth`"}',
      },
    },
    /^refused: .*`snyk auth`/,
  ],
  "Snyk knows nothing of the image": ["snyk", { scan: { status: 3, output: "{}" } }, /knows no packages/],
  "Snyk fails otherwise": ["snyk", { scan: { status: 2, output: '{"ok":false,"error":"x"}' } }, /ended with an error/],
  "twistcli is refused": [
    "twistcli",
    { scan: { status: 1, output: "", errors: "failed to login: status 401 Unauthorized" } },
    /^refused: .*TWISTLOCK_USER/,
  ],
  "twistcli has no console": ["twistcli", {}, /needs the https address/, { server: "http://console.example" }],
  "twistcli takes no archive": ["twistcli", {}, /load the archive first/, { target: ARCHIVE }],
};

describe("a scanner that cannot scan says what helps", () => {
  for (const [title, [id, program, told, job = {}]] of Object.entries(troubles)) {
    it(title, async () => assert.match(await fails(id, job, program), told));
  }

  it("and a build without a number is taken", async () => {
    const { report } = await scan("trivy", {}, { version: { output: '{"Version":"dev"}' } });
    assert.equal(report.ok, true);
    const built = await scan("grype", {}, { version: { output: "Application: grype\nVersion:  [not provided]\n" } });
    assert.equal(built.report.ok, true);
  });

  it("and Grype that found more than its user's settings allow has a report all the same", async () => {
    const isRead = async (ended: Partial<CommandResult>) => (await scan("grype", {}, { scan: ended })).report.ok;
    assert.deepEqual(
      [await isRead({ status: 2 }), await isRead({ status: 2, output: "" }), await isRead({ status: 1 })],
      [true, false, false],
    );
  });

  it("and a report counts whatever Docker Scout says of a login beside it", async () => {
    const { report } = await scan("scout", {}, { scan: { errors: "WARN not logged in\n" } });
    assert.equal(report.ok, true);
  });

  it("and osv-scanner that found nothing online has a gap, as it does not say when its service is out of reach", async () => {
    const nothing = { ...reports.osvJson, results: [] };
    const program = { scan: { status: 0, output: JSON.stringify(nothing) } };
    const gapsOf = async (isOffline: boolean) => {
      const { report } = await scan("osv-scanner", { isOffline }, program);
      return report.ok && report.value.gaps.map(({ what }) => what);
    };
    assert.deepEqual(await gapsOf(false), ["vulnerabilities"]);
    assert.deepEqual(await gapsOf(true), []);
  });
});
