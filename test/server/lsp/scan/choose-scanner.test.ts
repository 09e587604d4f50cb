import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { askingRun } from "../../../../server/src/lsp/scan/asking-run.ts";
import { failure, success } from "../../../../server/src/outcome/outcome.ts";
import type { Command } from "../../../../server/src/outside/outside.ts";
import type { ConsentParams } from "../../../../server/src/protocol/lookups.ts";
import { SCANNERS, type ScannersResult } from "../../../../server/src/protocol/scan.ts";
import { startServer } from "../../../harness/in-process-server.ts";
import { SHOP } from "../../../harness/made-up-scan.ts";
import { NO_REACH } from "../../../harness/no-reach.ts";
import { scanClient } from "../../../harness/scan-client.ts";
import { grypeJson } from "../../scan/scanners/made-up-reports.ts";

/** A client whose settings name a scanner; what the user is asked and what runs. `version`: undefined where it is not installed. */
async function withScanner(
  scanner: string,
  {
    agrees = true,
    version,
    endpoint = "file:///osv",
  }: { agrees?: boolean; version?: string; endpoint?: string | null },
) {
  const ran: string[] = [];
  const asked: ConsentParams[] = [];
  const run = async ({ program, args, outputFile }: Command) => {
    ran.push([program, ...args].join(" "));
    if (version === undefined) return failure("not-found", program, "is not installed");
    const output = outputFile === undefined ? version : JSON.stringify(grypeJson);
    return success({ status: 0, output, errors: "" });
  };
  const client = await scanClient(undefined, {
    reach: () => Promise.resolve({ ...NO_REACH, run: { run } }),
    options: { consent: true },
    settings: () => ({ ...(endpoint === null ? {} : { osv: { endpoint } }), scan: { scanner } }),
    disk: { "/shop/Dockerfile": SHOP },
  });
  client.wire.onRequest("seaworthy/consent", (params: ConsentParams) => {
    asked.push(params);
    return agrees;
  });
  return { client, ran, asked };
}

describe("a scanner of the settings", () => {
  it("scans once the user agreed to it, and the view names it", async () => {
    const { client, ran, asked } = await withScanner("grype", { version: "Application: grype\nVersion:    0.121.2\n" });
    const result = await client.scan();
    assert.ok(result.kind === "done", JSON.stringify(result));
    assert.deepEqual(result.view.scanner, { title: "Grype", version: "0.121.2" });
    assert.deepEqual(
      asked.map(({ needs, subject, sends }) => [needs, subject, sends]),
      [["scanner", "Grype", undefined]],
    );
    assert.match(ran.at(-1) ?? "", /^grype docker-archive:\S+ --output json/);
    client.stop();
  });

  it("reads the Dockerfile where it is saved, and was what the image was built from", async () => {
    const { client, ran } = await withScanner("snyk", { version: "1.1296.0", endpoint: null });
    const reads = async (params = {}) => {
      ran.length = 0;
      await client.scan(params);
      assert.ok(ran.some((words) => words.startsWith("snyk container test")));
      return ran.some((words) => words.includes("--file=/shop/Dockerfile"));
    };
    assert.equal(await reads(), true);
    assert.equal(await reads({ baseLine: 0 }), false);
    await client.edit(client.uri, "curl", "wget");
    assert.equal(await reads(), false);
    client.stop();
  });

  it("runs nothing when the user says no, and says what to do", async () => {
    const { client, ran, asked } = await withScanner("snyk", { agrees: false, version: "1.1296.0" });
    const result = await client.scan();
    assert.equal(
      result.kind === "refused" && result.message,
      "Snyk was not allowed to scan: try again and allow it, or choose another (Seaworthy: Choose Scanner).",
    );
    assert.equal(
      asked[0]?.sends,
      "the list of packages, and the Dockerfile where the image was built from it, to Snyk's service, with your login there",
    );
    assert.deepEqual(ran, []);
    client.stop();
  });

  it("is one that tells nobody, or ours where none is installed: the question says to whom that tells what", async () => {
    const asks = async (endpoint: string | null) => {
      const { client, asked } = await withScanner("installed", { agrees: false, endpoint });
      await client.scan();
      client.stop();
      return asked.map(({ subject, sends }) => `${subject}: ${sends ?? "nothing"}`);
    };
    const sends = (address: string) =>
      `package names and versions to ${address} where none of these is installed, else nothing about the image`;
    assert.deepEqual(await asks(null), [`Trivy or Grype: ${sends("https://api.osv.dev")}`]);
    assert.deepEqual(await asks("https://osv.example"), [`Trivy or Grype: ${sends("https://osv.example")}`]);
    assert.deepEqual(await asks("file:///osv"), ["Trivy or Grype: nothing"]);
  });

  it("that is too old is told with the cure", async () => {
    const { client } = await withScanner("grype", { version: "Version:    0.1.0\n" });
    const result = await client.scan();
    assert.match(result.kind === "refused" ? result.message : result.kind, /^Grype .*0\.1\.0.*0\.91\.0/);
    client.stop();
  });

  it("that is not installed is told with the cure", async () => {
    const { client } = await withScanner("snyk", {});
    const result = await client.scan();
    assert.match(
      result.kind === "refused" ? result.message : result.kind,
      /^Snyk is not installed: snyk is not in PATH; install it, or name its place/,
    );
    client.stop();
  });

  it("can be chosen among all of them, each with what it sends to whom; nothing is started for the list", async () => {
    const { client, ran, asked } = await withScanner("installed", {});
    const { scanners, chosen }: ScannersResult = await client.wire.sendRequest(SCANNERS, { uri: client.uri });
    assert.equal(chosen, "installed");
    assert.deepEqual(
      scanners.map(({ id }) => id),
      ["trivy", "grype", "osv-scanner", "scout", "snyk", "twistcli", "clair"],
    );
    assert.equal(scanners.find(({ id }) => id === "osv-scanner")?.sends, "package names and versions, to api.osv.dev");
    assert.equal(scanners.find(({ id }) => id === "trivy")?.sends, undefined);
    assert.deepEqual([ran, asked], [[], []]);
    client.stop();
  });

  it("is that of the file, else that of the first folder that is on this machine", async () => {
    const scanner = (id: string) => `scan:\n  scanner: ${id}\n`;
    const server = await startServer({
      folders: ["vscode-vfs://github/a/b", "file:///shop"],
      disk: { "/shop/.seaworthy.yaml": scanner("trivy"), "/web/.seaworthy.yaml": scanner("grype") },
    });
    const chosen = async (params: object) => {
      const result: ScannersResult = await server.wire.sendRequest(SCANNERS, params);
      return result.chosen;
    };
    assert.equal(await chosen({}), "trivy");
    assert.equal(await chosen({ uri: "file:///web/Dockerfile" }), "grype");
    assert.equal(await chosen({ uri: "untitled:Untitled-1" }), "trivy");
    server.stop();
  });
});

describe("a scanner that is not installed", () => {
  const IMAGE = "docker.io/anchore/grype:v0.121.2";
  const CONTAINER = "c".repeat(64);

  /** A machine with docker alone; `refuses`: what the user does not agree to. */
  async function scanned(refuses?: ConsentParams["needs"]) {
    const ran: string[] = [];
    const asked: string[] = [];
    const run = async ({ program, args, outputFile }: Command) => {
      if (program !== "docker") return failure("not-found", program, "is not installed");
      ran.push(args[0] ?? "");
      const isVersion = ran.filter((verb) => verb === "start").length === 1;
      const outputs: Readonly<Record<string, string>> = {
        create: CONTAINER,
        start: isVersion ? "Version: 0.121.2\n" : "",
        cp: outputFile === undefined ? "" : JSON.stringify(grypeJson),
      };
      return success({ status: 0, output: outputs[args[0] ?? ""] ?? "", errors: "" });
    };
    const client = await scanClient(undefined, {
      reach: () => Promise.resolve({ ...NO_REACH, run: { run } }),
      options: { consent: true },
      settings: () => ({ osv: { endpoint: "https://osv.example" }, scan: { scanner: "grype" } }),
    });
    client.wire.onRequest("seaworthy/consent", ({ needs, subject }: ConsentParams) => {
      asked.push(`${needs} ${subject}`);
      return needs !== refuses;
    });
    const result = await client.scan();
    client.stop();
    return { result, ran, asked: [...new Set(asked)] };
  }

  it("runs in a container of its maker's image, which the user is asked for by its name", async () => {
    const { result, ran, asked } = await scanned();
    assert.ok(result.kind === "done", JSON.stringify(result));
    assert.deepEqual(result.view.scanner, { title: "Grype", version: "0.121.2" });
    assert.deepEqual(asked, ["scanner Grype", "engine the container engine", `container ${IMAGE}`]);
    assert.deepEqual(ran, ["create", "start", "rm", "create", "cp", "start", "cp", "rm"]);
  });

  it("starts no container against the user's will, and says what helps", async () => {
    const { result, ran } = await scanned("container");
    assert.equal(
      result.kind === "refused" && result.message,
      `A container of ${IMAGE} was not allowed to run: try again and allow it, or install the scanner.`,
    );
    assert.deepEqual(ran, []);
  });
});

describe("programs that work on images", () => {
  it("run when they are agreed to: the engine once, a container once for its image", async () => {
    const asked: string[] = [];
    const run = askingRun(
      {
        reach: { ...NO_REACH, run: { run: async () => success({ status: 0, output: "", errors: "" }) } },
        agrees: async ({ needs, subject }) => {
          asked.push(`${needs} ${subject}`);
          return needs === "engine";
        },
        note: () => undefined,
      },
      new Set(["grype"]),
      () => new Date(0),
    );
    const runs = async (program: string, ...args: readonly string[]) =>
      (await run.run({ program, args, timeoutMs: 1, maxBytes: 1, signal: new AbortController().signal })).ok;
    assert.equal(await runs("grype", "version"), true);
    assert.deepEqual(asked, []);
    assert.equal(await runs("docker", "image", "inspect"), true);
    assert.equal(await runs("docker", "save", "--", "x"), true);
    assert.deepEqual(asked, ["engine the container engine"]);
    assert.equal(await runs("docker", "create", "--pull=never", "scanner.example/grype:1", "-o", "json"), false);
    assert.deepEqual(asked.slice(1), ["container scanner.example/grype:1"]);
  });
});
