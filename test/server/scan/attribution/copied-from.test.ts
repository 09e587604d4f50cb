import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buildModel } from "../../../../server/src/model/build.ts";
import { copiedFrom } from "../../../../server/src/scan/attribution/copied-from.ts";
import type { PackageType } from "../../../../server/src/scan/package.ts";

/** What the last COPY of a file brought, as `stage: word`. */
function source(text: string, type: PackageType, name: string): string | undefined {
  const model = buildModel(text);
  const copy = model.dockerfile.instructions.findLast(({ keyword }) => keyword === "COPY");
  assert.ok(copy);
  const found = copiedFrom(copy, { type, name, version: "1", path: "", layer: 0 }, model);
  return found && `${found.stage.name ?? found.stage.index}: ${text.slice(found.use.span.start, found.use.span.end)}`;
}

const BUILD = "FROM python:3.12.4 AS build\nRUN pip install --target=/venv Flask_Login==1.0\n";

describe("where a COPY takes a package from", () => {
  it("is the stage that names it, by the name as its index compares it", () => {
    const text = `${BUILD}FROM debian:12\nCOPY --from=build /venv /venv\n`;
    assert.equal(source(text, "pypi", "flask-login"), "build: Flask_Login==1.0");
  });

  it("is found by the number of the stage, behind its parent, and behind a stage that only copies", () => {
    assert.equal(
      source(`${BUILD}FROM debian:12\nCOPY --from=0 /venv /venv\n`, "pypi", "flask-login"),
      "build: Flask_Login==1.0",
    );
    const child = `${BUILD}FROM build AS next\nFROM debian:12 AS last\nCOPY --from=next /venv /venv\nFROM debian:12\nCOPY --from=last /venv /venv\n`;
    assert.equal(source(child, "pypi", "flask-login"), "build: Flask_Login==1.0");
  });

  it("is not known where no stage names it, for another type, for a plain COPY and for another image", () => {
    const text = `${BUILD}FROM debian:12\nCOPY --from=build /venv /venv\n`;
    assert.equal(source(text, "pypi", "werkzeug"), undefined);
    assert.equal(source(text, "npm", "flask-login"), undefined);
    assert.equal(source(`${BUILD}FROM debian:12\nCOPY /venv /venv\n`, "pypi", "flask-login"), undefined);
    assert.equal(source(`${BUILD}FROM debian:12\nCOPY --from=python:3 /v /v\n`, "pypi", "flask-login"), undefined);
  });
});
