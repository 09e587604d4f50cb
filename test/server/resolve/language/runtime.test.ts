import assert from "node:assert/strict";
import { test } from "node:test";
import { runtimeOf } from "../../../../server/src/resolve/language/runtime.ts";
import { digestOf } from "../../../harness/digest.ts";
import { fakeWorld, query } from "./fake-world.ts";

const HUB = "https://registry-1.docker.io/v2/library";

/** An image of one platform on Docker Hub whose environment is this. */
function imageWith(repository: string, tag: string, environment: readonly string[]) {
  const config = JSON.stringify({ config: { Env: environment } });
  const digest = digestOf(config);
  const manifest = {
    mediaType: "application/vnd.oci.image.manifest.v1+json",
    config: { digest },
    layers: [],
  };
  return { [`${HUB}/${repository}/manifests/${tag}`]: manifest, [`${HUB}/${repository}/blobs/${digest}`]: config };
}

const runtime = (base: string, language: "python" | "ruby" | "php", urls = {}) =>
  runtimeOf(query("x", "y", { base }), language, fakeWorld({ urls }));

test("the environment of the image says it best", async () => {
  const urls = imageWith("debian", "12", ["PATH=/bin", "PYTHON_VERSION=3.12.4", "RUBY_VERSION=odd"]);
  assert.equal(await runtime("debian:12", "python", urls), "3.12.4");
  assert.equal(await runtime("debian:12", "ruby", urls), undefined);
  assert.equal(await runtime("python:3.9", "python", imageWith("python", "3.9", ["PYTHON_VERSION=3.9.20"])), "3.9.20");
});

test("where the registry does not tell, the tag of the language's own image does", async () => {
  assert.equal(await runtime("python:3.11.7-slim", "python"), "3.11.7");
  assert.equal(await runtime("ruby:3.3", "ruby"), "3.3");
  assert.equal(await runtime("php:8.3-fpm-alpine", "php"), "8.3");
  assert.equal(await runtime("python:3.13rc1-slim", "python"), "3.13");
});

test("a tag that says too little, or is of another image, tells nothing", async () => {
  assert.equal(await runtime("python:3", "python"), undefined);
  assert.equal(await runtime("python", "python"), undefined);
  assert.equal(await runtime("node:20.11", "python"), undefined);
  assert.equal(await runtimeOf({}, "python", fakeWorld({})), undefined);
});

test("what the file says of it goes first, and nobody is asked", async () => {
  const world = fakeWorld({});
  const asked = query("x", "y", { base: "python:3.11" });
  assert.equal(await runtimeOf({ ...asked, runtime: { version: "3.8" } }, "python", world), "3.8");
  assert.equal(await runtimeOf({ ...asked, runtime: {} }, "python", world), undefined);
  assert.equal(world.requests.length, 0);
});

test("the registry is asked once for the packages of a RUN", async () => {
  const world = fakeWorld({});
  const asked = query("x", "y", { base: "python:3.11" });
  await runtimeOf(asked, "python", world);
  await runtimeOf(asked, "python", world);
  assert.equal(world.requests.length, 1);
});
