import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buildModel } from "../../../../server/src/model/build.ts";
import { copiedFrom } from "../../../../server/src/scan/attribution/copied-from.ts";
import { billOfHealth } from "../../../../server/src/scan/bill.ts";
import { PACKAGE_TYPES, type PackageType } from "../../../../server/src/scan/package.ts";
import { cpuClock } from "../../../harness/cpu-clock.ts";
import { madeUpReport } from "../../../harness/made-up-scan.ts";

/** Far above what a slow machine needs: what looks at each stage for each package takes many times as long. */
const MAX_CPU_MS = 3000;

/** What the last COPY of a file brought, as `stage: word`. */
function source(text: string, type: PackageType, name: string): string | undefined {
  const model = buildModel(text);
  const copy = model.dockerfile.instructions.findLast(({ keyword }) => keyword === "COPY");
  assert.ok(copy);
  const found = copiedFrom(copy, model)({ type, name, version: "1", path: "", layer: 0 });
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

  it("is told for every kind of package whose manager is known", () => {
    const installs: Readonly<Partial<Record<PackageType, readonly [run: string, name: string]>>> = {
      deb: ["apt-get install -y libc6:i386=2.36", "libc6"],
      apk: ["apk add curl=8.9.1-r0", "curl"],
      rpm: ["microdnf install -y curl-7.76.1-29.el9", "curl"],
      npm: ["npm install -g @shop/pad@1.0.0", "@shop/pad"],
      gem: ["gem install rails -v 7.0.0", "rails"],
      golang: ["go install tool.example/pad@v1.0.0", "tool.example/pad"],
      cargo: ["cargo install ripgrep --version 13.0.0", "ripgrep"],
      composer: ["composer require Monolog/monolog:3.0.0", "monolog/monolog"],
      nuget: ["dotnet tool install --global Dotnet-EF --version 8.0.0", "dotnet-ef"],
      conda: ["micromamba install -y conda-forge::numpy=1.2", "numpy"],
      cran: [`R -e 'remotes::install_version("dplyr", "1.0")'`, "dplyr"],
    };
    for (const [type, [run, name]] of Object.entries(installs)) {
      const known = PACKAGE_TYPES.find((each) => each === type);
      assert.ok(known);
      const text = `FROM debian:12 AS build\nRUN ${run}\nFROM debian:12\nCOPY --from=build /a /a\n`;
      assert.match(source(text, known, name) ?? "", /^build: /, type);
    }
  });

  it("is not known where no stage names it, for another type, for a plain COPY and for another image", () => {
    const text = `${BUILD}FROM debian:12\nCOPY --from=build /venv /venv\n`;
    assert.equal(source(text, "pypi", "werkzeug"), undefined);
    assert.equal(source(text, "npm", "flask-login"), undefined);
    assert.equal(source(`${BUILD}FROM debian:12\nCOPY /venv /venv\n`, "pypi", "flask-login"), undefined);
    assert.equal(source(`${BUILD}FROM debian:12\nCOPY --from=python:3 /v /v\n`, "pypi", "flask-login"), undefined);
  });

  it("is told of each of 5,000 packages behind 100 stages in a moment", async () => {
    const stages = Array.from({ length: 100 }, (_, index) =>
      index === 0 ? BUILD : `FROM debian:12\nRUN pip install a${index}==1\nCOPY --from=${index - 1} /v /v\n`,
    );
    const model = buildModel(stages.join(""));
    const stage = model.stages.at(-1);
    const instruction = stage?.instructions.at(-1);
    assert.ok(stage && instruction);
    const layers = [{ kind: "instruction", instruction, stage, confidence: "certain" }] as const;
    const dockerfile = { path: "Dockerfile", model, attribution: { ok: true, layers } } as const;
    const packages = Array.from({ length: 5000 }, (_, index) => {
      const name = index === 0 ? "flask-login" : `b${index}`;
      return { type: "pypi", name, version: "1", path: "", layer: 0 } as const;
    });
    const cpuMs = cpuClock();
    const { origins } = await billOfHealth({ ...madeUpReport([]), packages }, { dockerfile, now: new Date() });
    assert.ok(cpuMs() < MAX_CPU_MS);
    assert.deepEqual(origins[0]?.copiedFrom, { stage: "build", line: 2 });
    assert.equal(origins[1]?.copiedFrom, undefined);
  });
});
