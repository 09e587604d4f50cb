import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { chooseFixes } from "../../../server/src/fix/choose.ts";
import { rules } from "../../../server/src/lint/rules.ts";
import { check } from "../../../server/src/lint/run.ts";
import { buildModel } from "../../../server/src/model/build.ts";
import { applyEdits } from "../../../server/src/text/apply-edits.ts";
import { STANDARD_OPTIONS } from "../../harness/rule-table.ts";

const facts = {
  revision: "0123456789abcdef0123456789abcdef01234567",
  branch: "main",
  remoteUrl: "https://git.example/team/app",
  tag: "v1.4.0",
  licence: "MIT",
  title: "app",
  description: "Counts ships",
  version: "1.4.0",
};

function fixed(text: string, safety: "safe" | "review"): { readonly text: string; readonly isComplete: boolean } {
  const { findings } = check(buildModel(text), STANDARD_OPTIONS);
  const { edits, postponed } = chooseFixes(findings, { safety, facts });
  const after = applyEdits(text, edits);
  assert.ok(after !== undefined, "the chosen edits overlap");
  return { text: after, isComplete: postponed.length === 0 };
}

const texts: readonly string[] = [
  ...rules.flatMap(({ examples }) => examples.map(({ bad }) => bad)),
  // Everything that labels can have wrong, in one file.
  `ARG VERSION=1
FROM debian:12.11
MAINTAINER Team App <team@app.example>
LABEL maintainer="team@app.example" \\
      org.label-schema.vcs-ref=1a2b3c4 \\
      # about the licence
      org.opencontainers.image.licence=MIT \\
      org.opencontainers.image.version='$VERSION'
LABEL org.opencontainers.image.revision=1a2b3c4 org.label-schema.name=a
LABEL org.opencontainers.image.title=a org.opencontainers.image.title=b com.example.v=$VERSION
COPY package.json package-lock.json ./
RUN npm install && wget --no-check-certificate https://dl.example/a.tgz`,
];

describe("fixing all", () => {
  for (const [index, lf] of texts.entries()) {
    for (const text of [lf, lf.replaceAll("\n", "\r\n")]) {
      for (const safety of ["safe", "review"] as const) {
        const lineEnds = text === lf ? "LF" : "CRLF";
        it(`text ${index + 1}, ${lineEnds}, ${safety}: comes to rest, keeps its line ends, and then changes nothing`, () => {
          let current = fixed(text, safety);
          for (let round = 1; !current.isComplete && round < 4; round += 1) current = fixed(current.text, safety);
          assert.ok(current.isComplete);
          assert.equal(fixed(current.text, safety).text, current.text);
          const bare = current.text.replaceAll("\r\n", "");
          if (text !== lf) assert.ok(!bare.includes("\n") && !bare.includes("\r"), "mixed line ends");
          const problems = (each: string) => buildModel(each).dockerfile.problems.map(({ message }) => message);
          assert.deepEqual(problems(current.text), problems(text));
        });
      }
    }
  }
});
