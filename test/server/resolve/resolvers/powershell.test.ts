import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeWorld, query, resolved, shown } from "../language/fake-world.ts";

const GALLERY = "https://gallery.example/api/v2";

function feed(entries: readonly (readonly [version: string, published: string])[], next = ""): string {
  const written = entries.map(
    ([version, published]) => `<entry><id>x</id><title type="text">Caulk</title><m:properties>
      <d:Version>${version}</d:Version><d:NormalizedVersion>${version}</d:NormalizedVersion>
      <d:Published m:type="Edm.DateTime">${published}</d:Published></m:properties></entry>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"
    xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices"
    xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata">${written.join("")}${next}</feed>`;
}

const FIRST = new URL(`${GALLERY}/FindPackagesById()?id='Caulk'`).href;
const SECOND = new URL(`${FIRST}&$skiptoken='Caulk','1.0.0'`).href;

const URLS = {
  [FIRST]: feed([["1.0.0", "2025-01-01T00:00:00.1"]], `<link rel="next" href="${SECOND.replace("&", "&amp;")}"/>`),
  [SECOND]: feed([
    ["1.2.0", "2026-01-30T00:00:00.123"],
    ["1.3.0", "1900-01-01T00:00:00"],
    ["2.0.0-preview1", "2026-01-01T00:00:00"],
  ]),
};

const world = (settings = {}) =>
  fakeWorld({ urls: URLS, settings: { indexes: new Map([["powershell", GALLERY]]), order: ["index"], ...settings } });

test("the highest stable release that is listed, of all pages", async () => {
  assert.equal(shown(await resolved(query("powershell", "Caulk", { sources: ["PSGallery"] }), world())), "1.2.0");
});

test("a release that is too new is passed over", async () => {
  const answer = await resolved(query("powershell", "Caulk"), world({ minimumReleaseAgeDays: 3 }));
  assert.equal(shown(answer), "1.0.0 | 1.2.0 is passed over: it is too new");
});

test("a feed leads nobody to another host", async () => {
  const next = '<link rel="next" href="https://elsewhere.example/more"/>';
  const asked = fakeWorld({
    urls: { [FIRST]: feed([["1.0.0", "2025-01-01T00:00:00"]], next) },
    settings: { indexes: new Map([["powershell", GALLERY]]) },
  });
  assert.equal(shown(await resolved(query("powershell", "Caulk"), asked)), "1.0.0");
  assert.equal(asked.requests.length, 1);
});

test("an empty feed knows no such module", async () => {
  const asked = fakeWorld({
    urls: { [FIRST.replace("Caulk", "Caulker")]: feed([]) },
    settings: { indexes: new Map([["powershell", GALLERY]]), order: ["index"] },
  });
  assert.equal(
    shown(await resolved(query("powershell", "Caulker"), asked)),
    "not-found: https://gallery.example/api/v2/ has no Caulker.",
  );
});

test("a gallery that PowerShell does not reach is no module that it does not know", async () => {
  const script =
    "Find-Module -Name 'Caulk' -AllVersions | ForEach-Object { '{0} {1:o}' -f $_.Version, $_.PublishedDate }";
  const command = `pwsh -NoLogo -NoProfile -NonInteractive -Command ${script}`;
  const errors = "Find-Package: No match was found for the specified search criteria and module name 'Caulk'.";
  const asked = async (output: string) =>
    shown(
      await resolved(
        query("powershell", "Caulk"),
        fakeWorld({ commands: { [command]: { status: 1, output, errors } }, settings: { order: ["tool"] } }),
      ),
    );
  assert.equal(await asked(""), "not-found: pwsh knows no package Caulk.");
  assert.equal(
    await asked("WARNING: Unable to resolve package source 'https://gallery.example/api/v2'.\n"),
    "unreachable: pwsh does not reach its gallery.",
  );
});

test("PowerShell itself says versions and times", async () => {
  const script =
    "Find-Module -Name 'Caulk' -AllVersions | ForEach-Object { '{0} {1:o}' -f $_.Version, $_.PublishedDate }";
  const command = `pwsh -NoLogo -NoProfile -NonInteractive -Command ${script}`;
  const output = "1.2.0 2026-01-30T00:00:00.0000000Z\r\n1.0.0 2025-01-01T00:00:00.0000000Z\r\n";
  const asked = fakeWorld({ commands: { [command]: output }, settings: { order: ["tool"], minimumReleaseAgeDays: 3 } });
  assert.equal(
    shown(await resolved(query("powershell", "Caulk"), asked)),
    "1.0.0 | 1.2.0 is passed over: it is too new",
  );
});

test("a feed without end is left after some pages, and entries without a version or a time are read as they are", async () => {
  const endless = `<link rel="next" href="${FIRST.replace("&", "&amp;")}"/>`;
  const asked = (body: string) =>
    resolved(
      query("powershell", "Caulk"),
      fakeWorld({
        urls: { [FIRST]: body },
        settings: { indexes: new Map([["powershell", GALLERY]]), order: ["index"], minimumReleaseAgeDays: 3 },
      }),
    );
  assert.equal(
    shown(await asked(feed([["1.0.0", "2025-01-01T00:00:00"]], endless))),
    "limit: https://gallery.example/api/v2/ has more than 20 pages of Caulk.",
  );
  const bare = "<feed><entry><d:Id>Caulk</d:Id></entry><entry><d:Version>1.0.0</d:Version></entry></feed>";
  assert.equal(
    shown(await asked(bare)),
    "1.0.0 | When 1.0.0 was published is not known, so its age was not looked at.",
  );
});
