import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { PackageState, PinAnswer } from "../../../../server/src/pin/pin.ts";
import type { ClientSetup } from "../../../harness/in-process-server.ts";
import { found, notFound } from "../../../harness/made-up-broker.ts";
import { SHOP } from "../../../harness/made-up-scan.ts";
import { type ScanClient, SHOP_TAR, scanClient } from "../../../harness/scan-client.ts";
import { debianExport, shopArchive } from "../../../harness/shop-image.ts";

const RAISE = "Raise curl to a version with the fix: 7.88.1-10+deb12u5 or newer";

/** An archive whose newest curl is this one. */
function archive(candidate: string): PinAnswer {
  const state: PackageState = {
    kind: "package",
    exists: true,
    candidate,
    isOutdated: candidate !== "7.88.1-10",
    isSecurity: false,
  };
  return found([{ style: "exact", text: candidate }], state);
}

async function scanned(answer: PinAnswer, options: object = {}, setup: ClientSetup = {}): Promise<ScanClient> {
  const client = await scanClient(undefined, { ...setup, answer: () => answer, options });
  await client.scan();
  await client.diagnostics(client.uri);
  return client;
}

const titles = async (client: ScanClient, words: string) =>
  (await client.actions(client.uri, words)).map(({ title }) => title);

describe("quick fixes of a scan", () => {
  it("raises a pinned package to what its archive has, once that has the fix, and asks nobody before", async () => {
    const client = await scanned(archive("7.88.1-10+deb12u8"));
    assert.ok((await titles(client, "RUN apt-get")).includes(RAISE));
    assert.deepEqual(client.queries, []);
    const action = await client.choose("RUN apt-get", RAISE);
    assert.equal(client.after(action), SHOP.replace("curl=7.88.1-10", "curl=7.88.1-10+deb12u8"));
    client.stop();
  });

  for (const [name, answer, message] of [
    [
      "a version that is newer but lacks the fix",
      archive("7.88.1-10+deb12u4"),
      /The newest curl that can be had here is 7\.88\.1-10\+deb12u4/,
    ],
    ["an archive that has none newer", archive("7.88.1-10"), /curl is the newest that can be had here/],
    [
      "an archive that does not answer",
      notFound("registry.example does not answer"),
      /registry\.example does not answer/,
    ],
  ] as const) {
    it(`writes nothing for ${name}, and says so`, async () => {
      const client = await scanned(answer);
      const action = await client.choose("RUN apt-get", RAISE);
      assert.equal(action.edit, undefined);
      assert.match(client.shown.join("\n"), message);
      client.stop();
    });
  }

  it("offers to raise an npm package on its own line, and nothing on a line that brought nothing", async () => {
    const client = await scanned(archive("1"));
    const raises = async (words: string) => (await titles(client, words)).filter((title) => title.startsWith("Raise"));
    assert.deepEqual(await raises("left-pad"), ["Raise left-pad to a version with the fix: 1.3.0 or newer"]);
    assert.deepEqual(await raises("COPY"), []);
    client.stop();
  });

  it("is not offered for a line that has the fix since it was scanned", async () => {
    const client = await scanned(archive("1"));
    await client.edit(client.uri, "7.88.1-10", "7.88.1-10+deb12u5");
    assert.ok(!(await titles(client, "RUN apt-get")).some((title) => title.startsWith("Raise")));
    client.stop();
  });

  it("raises to the newest of the versions that have a fix", async () => {
    const client = await scanClient();
    client.put("/osv/Debian/all.zip", debianExport(["7.88.1-10+deb12u3", "7.88.1-10+deb12u4"]));
    await client.scan();
    await client.diagnostics(client.uri);
    assert.ok((await titles(client, "RUN apt-get")).includes(RAISE));
    client.stop();
  });

  it("takes the newest release that breaks nothing before it takes a new major one", async () => {
    const raised = async (inMajor: PinAnswer) => {
      const client = await scanClient(undefined, {
        answer: (query) =>
          Promise.resolve(query.kind === "language" && query.range === "^1.3.0" ? inMajor : archive("2.0.0")),
      });
      await client.scan();
      await client.diagnostics(client.uri);
      const action = await client.choose("left-pad", "Raise left-pad to a version with the fix: 1.3.0 or newer");
      client.stop();
      return /left-pad@\S+/.exec(client.after(action))?.[0];
    };
    assert.equal(await raised(archive("1.3.9")), "left-pad@1.3.9");
    assert.equal(await raised(notFound("left-pad has no release that fits ^1.3.0")), "left-pad@2.0.0");
  });

  it("is not offered to a client that cannot wait for the choice", async () => {
    const codeAction = { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } };
    const capabilities = { textDocument: { codeAction }, workspace: { configuration: true } };
    const client = await scanned(archive("9"), {}, { capabilities });
    assert.deepEqual(await titles(client, "RUN apt-get"), []);
    client.stop();
  });

  it("raises at a COPY what the stage that it copies from installs, in that stage", async () => {
    const [from = "", curl = "", app = "", npm = ""] = SHOP.trim().split("\n");
    const copy = "COPY --from=tools /usr/local/lib/node_modules /usr/local/lib/node_modules";
    const text = `FROM node:20.11.0 AS tools\n${npm}\n${from}\n${curl}\n${app}\n${copy}\n`;
    const client = await scanClient(text, { answer: () => archive("1.3.0") });
    client.put(SHOP_TAR, shopArchive(undefined, [curl, app, copy]));
    const result = await client.scan();
    assert.ok(result.kind === "done", JSON.stringify(result));
    const copied = result.view.findings.filter((finding) => finding.copied !== "");
    assert.deepEqual(
      copied.map((finding) => [finding.package, finding.copied]),
      [["left-pad", "also in stage tools, line 2"]],
    );
    const [message] = (await client.diagnostics(client.uri)).flatMap(({ range, message: words }) =>
      range.start.line === 5 ? [words] : [],
    );
    assert.match(`${message}`, /left-pad 1\.0\.0: 1\.3\.0 fixes CVE-2026-4 \(also in stage tools, line 2\)/);
    const action = await client.choose("COPY --from", "Raise left-pad to a version with the fix: 1.3.0 or newer");
    assert.equal(client.after(action), text.replace("left-pad@1.0.0", "left-pad@1.3.0"));
    client.stop();
  });

  it("leads to a decision about what the line brought, where the client can ask for one", async () => {
    const client = await scanned(archive("1"), { commands: ["seaworthy.decideAmong"] });
    const actions = await client.actions(client.uri, "RUN apt-get");
    const decide = actions.find(({ title }) => title === "Decide about a vulnerability of this line…");
    assert.deepEqual(decide?.command?.arguments, [client.uri, [0]]);
    assert.ok(!(await titles(client, "COPY")).some((title) => title.startsWith("Decide")), "nothing came of it");
    client.stop();
    const other = await scanned(archive("1"));
    assert.ok(!(await titles(other, "RUN apt-get")).some((title) => title.startsWith("Decide")));
    other.stop();
  });
});
