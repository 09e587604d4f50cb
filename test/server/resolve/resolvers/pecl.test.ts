import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeWorld, query, resolved, shown } from "../language/fake-world.ts";

const CAVEAT = "What it demands of PHP was not looked at.";

const RELEASES = `<?xml version="1.0" encoding="UTF-8" ?>
<a xmlns="http://pear.php.net/dtd/rest.allreleases"><p>Caulk</p><c>ship.example</c>
 <r><v>2.0.0RC1</v><s>beta</s></r><r><v>1.10.0</v><s>stable</s></r><r><v>1.9.0</v><s>stable</s></r></a>`;

test("the highest stable release of the channel", async () => {
  const asked = fakeWorld({
    urls: { "https://channel.example/rest/r/caulk/allreleases.xml": RELEASES },
    settings: { indexes: new Map([["pecl", "https://channel.example"]]) },
  });
  assert.equal(shown(await resolved(query("pecl", "Caulk"), asked)), `1.10.0 | ${CAVEAT}`);
});

test("pecl's own word", async () => {
  const output = "Package details:\n================\nLatest      1.10.0\nInstalled   - no -\nPackage     Caulk\n";
  const asked = fakeWorld({ commands: { "pecl remote-info caulk": output }, settings: { order: ["tool"] } });
  assert.equal(shown(await resolved(query("pecl", "caulk"), asked)), `1.10.0 | ${CAVEAT}`);
});

test("a name that pecl does not know is told from a channel that it does not reach", async () => {
  const asked = async (output: string) => {
    const commands = { "pecl remote-info caul": { status: 1, output } };
    return shown(await resolved(query("pecl", "caul"), fakeWorld({ commands, settings: { order: ["tool"] } })));
  };
  assert.equal(
    await asked('Unknown package: "caul" in channel "ship.example"\n'),
    "not-found: pecl knows no package caul.",
  );
  assert.equal(
    await asked("Connection to `ship.example:443' failed\n"),
    "unreachable: pecl gave no version of caul (status 1): Connection to `ship.example:443' failed.",
  );
});
