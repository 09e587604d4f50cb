import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isLicence } from "../../../../server/src/engine/project/spdx.ts";
import { hasForm, type ValueForm } from "../../../../server/src/knowledge/labels/values.ts";

const rows: Readonly<Record<ValueForm, { readonly right: readonly string[]; readonly wrong: readonly string[] }>> = {
  text: { right: ["anything", " "], wrong: [""] },
  url: {
    right: [
      "https://git.example/team/app",
      "http://app.example",
      "ssh://git@git.example/app.git",
      "git://git.example/a",
    ],
    wrong: [
      "",
      "git.example/team/app",
      "git@git.example:team/app.git",
      "https://",
      "mailto:me@app.example",
      "see README",
    ],
  },
  semver: { right: ["1.4.0", "0.0.0", "1.0.0-rc.1+build.5"], wrong: ["1.4", "v1.4.0", "01.2.3", "latest"] },
  sha: { right: ["1a2b3c4", "0123456789abcdef0123456789abcdef01234567"], wrong: ["1a2b3c", "main", "g123456"] },
  date: {
    right: ["2026-01-31T12:00:00Z", "2026-01-31t12:00:00.125+02:00", "2016-12-31T23:59:60Z", "2024-02-29T00:00:00Z"],
    wrong: ["2026-01-31", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-01-31 12:00", "2026-01-31T24:00:00Z"],
  },
  spdx: {
    right: [
      "MIT",
      "mit",
      "apache-2.0 OR bsd-3-clause",
      "MIT OR Apache-2.0",
      "(MIT AND BSD-3-Clause) OR GPL-2.0-only WITH Classpath-exception-2.0",
    ],
    wrong: ["MIT License", "Apache 2", "MIT/X11", "GPLv3", "(MIT", "MIT OR"],
  },
  email: { right: ["team@app.example"], wrong: ["team", "the team", "a@b", "a b@app.example"] },
  digest: { right: [`sha256:${"a".repeat(64)}`], wrong: ["sha256:abc", "abc"] },
  reference: { right: ["docker.io/library/debian:12", "debian"], wrong: ["de bian", "-x"] },
};

describe("forms of label values", () => {
  for (const [form, { right, wrong }] of Object.entries(rows)) {
    const isForm = (value: string) =>
      Object.entries(rows).some(([name]) => name === form && hasForm(value, formOf(name), isLicence));
    for (const value of right) it(`${form}: ${JSON.stringify(value)} has it`, () => assert.equal(isForm(value), true));
    for (const value of wrong)
      it(`${form}: ${JSON.stringify(value)} has not`, () => assert.equal(isForm(value), false));
  }

  it("judges no licence without a reader of licences", () => {
    assert.equal(hasForm("MIT License", "spdx", undefined), true);
    assert.equal(hasForm("", "spdx", undefined), false);
  });

  it("does not read a value that nests without end", () => {
    assert.equal(hasForm("(".repeat(100_000), "spdx", isLicence), false);
    assert.equal(hasForm("(".repeat(1000), "spdx", isLicence), false);
  });
});

function formOf(name: string): ValueForm {
  const forms: readonly ValueForm[] = ["text", "url", "semver", "sha", "date", "spdx", "email", "digest", "reference"];
  return forms.find((form) => form === name) ?? "text";
}
