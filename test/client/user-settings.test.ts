import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { isOfWorkspace, userKeysOf, userValue, withUserValues } from "../../client/src/user-settings.ts";
import { SETTINGS } from "../../server/src/settings/schema.ts";

const keys = userKeysOf(JSON.parse(readFileSync("package.json", "utf8")));

test("the keys that the user alone may set are those that the server takes from nobody else", () => {
  const ofMachine = Object.values(SETTINGS).filter(({ where }) => where === "machine");
  assert.deepEqual(
    keys,
    ofMachine.map(({ key }) => key),
  );
  assert.deepEqual(userKeysOf({}), []);
});

test("what a workspace says of them does not count, whatever the user says", () => {
  const section = {
    profile: "strict",
    index: { npm: "https://workspace.example", pip: "https://user.example" },
    lookup: { thirdParty: true, order: ["index"] },
    scanners: { programs: { trivy: "./trivy" } },
  };
  const sources = new Map<string, object>([
    [
      "index",
      { globalValue: { pip: "https://user.example" }, workspaceFolderValue: { npm: "https://workspace.example" } },
    ],
    ["lookup.order", { globalValue: ["index"], defaultValue: ["index", "tool"] }],
    ["lookup.thirdParty", { defaultValue: false, workspaceValue: true }],
    ["scanners.programs", { defaultValue: null, workspaceValue: { trivy: "./trivy" } }],
  ]);
  const inspect = (key: string) => sources.get(key);
  assert.deepEqual(withUserValues(section, [...sources.keys()], inspect), {
    profile: "strict",
    index: { pip: "https://user.example" },
    lookup: { thirdParty: false, order: ["index"] },
    scanners: { programs: null },
  });
  assert.deepEqual(
    [...sources.keys()].filter((key) => isOfWorkspace(inspect(key))),
    ["index", "lookup.thirdParty", "scanners.programs"],
  );
});

test("a setting that VS Code does not know has no value, and no section stays none", () => {
  assert.equal(userValue(undefined), undefined);
  assert.equal(isOfWorkspace(undefined), false);
  assert.equal(
    withUserValues(null, ["engine"], () => undefined),
    null,
  );
  assert.deepEqual(
    withUserValues({}, ["osv.endpoint"], () => ({ globalValue: "https://user.example" })),
    {
      osv: { endpoint: "https://user.example" },
    },
  );
});
