import assert from "node:assert/strict";
import { test } from "node:test";
import { success } from "../../../../server/src/outcome/outcome.ts";
import type { Command } from "../../../../server/src/outside/outside.ts";
import { stepsOf } from "../../../../server/src/resolve/language/steps.ts";
import { fakeWorld, query, resolved, SETTINGS, shown } from "./fake-world.ts";

/** An engine whose containers print this. */
function engine(output: string, status = 0, errors = "") {
  const started: Command[] = [];
  const run = async (command: Command) => {
    started.push(command);
    return success({ output, status, errors });
  };
  return { world: fakeWorld({ reach: { run: { run } }, settings: { order: ["container"] } }), started };
}

const LIST = "six (1.17.0)\nAvailable versions: 1.17.0, 1.16.0\n";

test("the tool of the base image is asked with the same words", async () => {
  const { world, started } = engine(`${LIST}\u001e0\u001eWARNING: x\n`);
  assert.equal(shown(await resolved(query("pip", "six", { base: "python:3.12" }), world)), "1.17.0");
  const words = started[0]?.args.join(" ") ?? "";
  assert.match(words, /^run --rm --pull=never /);
  assert.match(
    words,
    / docker\.io\/library\/python:3\.12 -c .* sh {2}env \w+=1 PIP_NO_INPUT=1 pip index versions --pre --python-version=3\.12 -- six$/s,
  );
});

test("an image that does not say its Python has it all the same", async () => {
  const { world } = engine(`${LIST}\u001e0\u001e`);
  assert.equal(shown(await resolved(query("pip", "six", { base: "debian:12" }), world)), "1.17.0");
});

test("how the tool ended is told from how the container did", async () => {
  const asked = async (...ends: Parameters<typeof engine>) =>
    shown(await resolved(query("pip", "six", { base: "debian:12" }), engine(...ends).world));
  assert.equal(
    await asked("\u001e1\u001eERROR: No matching distribution found for six\n"),
    "unreachable: pip finds no six: there is none, or its index does not answer.",
  );
  assert.equal(
    await asked("\u001e127\u001esh: pip: not found\n"),
    "unsupported: docker.io/library/debian:12 has no pip.",
  );
  assert.match(
    await asked("", 125, "docker: Error response from daemon: No such image: x"),
    /^unsupported: .*debian:12/,
  );
});

test("what a tool reads is handed to it as an argument", async () => {
  const { world, started } = engine("six==1.17.0\n\u001e0\u001e");
  assert.equal(shown(await resolved(query("uv", "six", { base: "python:3.12", range: "<2" }), world)), "1.17.0");
  assert.equal(started[0]?.args[(started[0]?.args.lastIndexOf("sh") ?? 0) + 1], "six<2\n");
});

test("the plan shows the whole command; without a base image there is none", () => {
  const settings = { ...SETTINGS, order: ["container"] as const };
  const [step] = stepsOf(query("pip", "six", { base: "python:3.12" }), settings);
  assert.equal(step?.plan.needs === "container" && step.plan.image, "docker.io/library/python:3.12");
  assert.equal(step?.plan.needs === "container" && step.plan.argv.at(-1), "six");
  assert.equal(stepsOf(query("pip", "six"), settings)[0]?.plan.needs, "network");
});
