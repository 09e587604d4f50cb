import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { npmConfiguration } from "../../../server/src/outside/npm-configuration.ts";

let folder = "";
let before: string | undefined;
const home = process.cwd();

async function registryOf(scope: string | undefined, ...lines: readonly string[]): Promise<unknown> {
  writeFileSync(join(folder, "user-npmrc"), lines.join("\n"));
  const found = await npmConfiguration().registryOf(scope);
  return found.ok ? [found.value.url, found.value.authorization] : found.reason;
}

describe("npm's configuration", () => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "seaworthy-npm-"));
    before = process.env.npm_config_userconfig;
    process.env.npm_config_userconfig = join(folder, "user-npmrc");
    delete process.env.npm_config_registry;
  });

  afterEach(() => {
    process.chdir(home);
    delete process.env.npm_config_registry;
    if (before === undefined) delete process.env.npm_config_userconfig;
    else process.env.npm_config_userconfig = before;
    rmSync(folder, { recursive: true, force: true });
  });

  it("the registry of the user's configuration, with the token that belongs to it", async () => {
    const lines = ["registry=https://registry.example/npm", "//registry.example/npm/:_authToken=secret"];
    assert.deepEqual(await registryOf(undefined, ...lines), ["https://registry.example/npm/", "Bearer secret"]);
  });

  it("a registry that is no address is none", async () => {
    assert.equal(await registryOf(undefined, "registry=nowhere"), "malformed");
  });

  it("a scope has a registry of its own, and no token of another", async () => {
    const lines = [
      "registry=https://registry.example/",
      "@ship:registry=https://ship.example/",
      "//registry.example/:_authToken=secret",
      "_auth=bWU6c2VjcmV0",
    ];
    assert.deepEqual(await registryOf("@ship", ...lines), ["https://ship.example/", undefined]);
    assert.deepEqual(await registryOf("@other", ...lines), ["https://registry.example/", "Bearer secret"]);
  });

  it("a token goes over https, or stays on this machine", async () => {
    const lines = (host: string) => [`registry=http://${host}/`, `//${host}/:_authToken=secret`];
    assert.deepEqual(await registryOf(undefined, ...lines("registry.example")), [
      "http://registry.example/",
      undefined,
    ]);
    assert.deepEqual(await registryOf(undefined, ...lines("127.0.0.1:4873")), [
      "http://127.0.0.1:4873/",
      "Bearer secret",
    ]);
  });

  it("a variable that is not set takes nothing away but the token that it would be", async () => {
    const lines = [
      "//token.example/:_authToken=${SEAWORTHY_UNSET}",
      "//registry.example/:_authToken=${SEAWORTHY_UNSET}${SEAWORTHY_UNSET_TOO}",
      "registry=https://registry.example/",
      "@ship:registry=https://ship.example/",
      "//ship.example/:_authToken=secret",
    ];
    assert.deepEqual(await registryOf(undefined, ...lines), ["https://registry.example/", undefined]);
    assert.deepEqual(await registryOf("@ship", ...lines), ["https://ship.example/", "Bearer secret"]);
    process.env.npm_config_registry = "${SEAWORTHY_UNSET}/npm";
    assert.equal(await registryOf(undefined, ...lines), "malformed");
    assert.ok(!("SEAWORTHY_UNSET" in process.env), "it was left behind in the environment");
  });

  it("a file that cannot be read is no reason to ask the public registry, and its words are not repeated", async () => {
    writeFileSync(
      join(folder, "user-npmrc"),
      'registry=https://registry.example/\n//registry.example/:_authToken="se"cret"',
    );
    const found = await npmConfiguration().registryOf(undefined);
    assert.ok(!found.ok);
    assert.equal(found.reason, "malformed");
    assert.doesNotMatch(found.detail, /cret/);
  });

  it("the configuration of the current folder is not read", async () => {
    writeFileSync(join(folder, "package.json"), "{}");
    writeFileSync(join(folder, ".npmrc"), "registry=https://hostile.example/\n");
    process.chdir(folder);
    assert.deepEqual(await registryOf(undefined, "registry=https://registry.example/"), [
      "https://registry.example/",
      undefined,
    ]);
  });
});
