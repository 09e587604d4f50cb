import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { groupFindings } from "../../../server/src/lint/group.ts";
import type { LintOptions } from "../../../server/src/lint/rule.ts";
import { rule as aptUnpinned } from "../../../server/src/lint/rules/apt-unpinned.ts";
import { rule as imageLatest } from "../../../server/src/lint/rules/image-latest.ts";
import { check } from "../../../server/src/lint/run.ts";
import { buildModel } from "../../../server/src/model/build.ts";
import { STANDARD_OPTIONS } from "../../harness/rule-table.ts";

function shown(text: string, groupPackages = true, options: Partial<LintOptions> = {}): readonly string[] {
  const model = buildModel(text);
  const { findings } = check(model, { ...STANDARD_OPTIONS, ...options }, [aptUnpinned, imageLatest]);
  return groupFindings(findings, groupPackages).map(({ role, severity, span, message, words }) => {
    const list = words.map((word) => text.slice(word.span.start, word.span.end)).join(",");
    return `${role} ${severity} ${text.slice(span.start, span.end)}: ${message}${list === "" ? "" : ` (${list})`}`;
  });
}

describe("grouping the words of an install command", () => {
  it("shows one warning on the command words, and a hint on each word", () => {
    assert.deepEqual(shown("FROM a:latest\nRUN apt-get install -y curl jq=1.6-2 git"), [
      "single warning latest: a:latest changes under you: write the version that you mean",
      "command warning apt-get install: 2 of 3 packages have no version (curl,git)",
      "word hint curl: curl has no version: write curl=VERSION",
      "word hint git: git has no version: write git=VERSION",
    ]);
  });

  it("says of one package what its word says", () => {
    assert.deepEqual(
      shown("FROM a:1.0.0\nRUN apt-get install -y curl jq=1.6-2")[0],
      "command warning apt-get install: curl has no version: write curl=VERSION (curl)",
    );
    assert.deepEqual(
      shown("FROM a:1.0.0\nRUN apt-get install -y curl")[0],
      "command warning apt-get install: curl has no version: write curl=VERSION (curl)",
    );
  });

  it("keeps two commands apart", () => {
    const commands = shown("FROM a:1.0.0\nRUN apt-get install -y curl && apt-get install -y jq git");
    assert.deepEqual(
      commands.filter((line) => line.startsWith("command")),
      [
        "command warning apt-get install: curl has no version: write curl=VERSION (curl)",
        "command warning apt-get install: 2 of 2 packages have no version (jq,git)",
      ],
    );
  });

  it("counts the words of a list in each command that installs it", () => {
    const lines = shown('FROM a:1.0.0\nENV P="curl git"\nRUN apt-get install -y $P\nRUN apt-get install -y $P vim');
    assert.deepEqual(lines, [
      "word hint curl: curl has no version: write curl=VERSION",
      "word hint git: git has no version: write git=VERSION",
      "command warning apt-get install: 2 of 2 packages have no version (curl,git)",
      "command warning apt-get install: 3 of 3 packages have no version (curl,git,vim)",
      "word hint vim: vim has no version: write vim=VERSION",
    ]);
  });

  it("keeps the words of a list where one of its commands is to be ignored", () => {
    const text =
      'FROM a:1.0.0\nENV P="curl git"\n# hadolint ignore=DL3008\nRUN apt-get install -y $P\nRUN apt-get install -y $P';
    assert.deepEqual(
      shown(text).filter((line) => line.startsWith("command")),
      ["command warning apt-get install: 2 of 2 packages have no version (curl,git)"],
    );
    assert.deepEqual(shown(text.replace(/\nRUN apt-get install -y \$P$/, "")), []);
  });

  it("counts a word for the command that weighs most", () => {
    const stage = "FROM a:1.0.0\nARG P\nRUN apt-get install -y $P\n";
    const lines = shown(`ARG P=curl\n${stage}${stage}${stage}`);
    assert.deepEqual(lines, [
      "word hint curl: curl has no version: write curl=VERSION",
      "command warning apt-get install: curl has no version: write curl=VERSION (curl)",
      "command warning apt-get install: curl has no version: write curl=VERSION (curl)",
      "command warning apt-get install: curl has no version: write curl=VERSION (curl)",
    ]);
    const weighed = (options: Partial<LintOptions>) => shown(`ARG P=curl\n${stage}${stage}`, true, options)[1];
    assert.match(weighed({ severities: new Map([["apt-unpinned", "info"]]) }) ?? "", /^command info /);
    assert.match(weighed({ profile: "relaxed" }) ?? "", /^command hint /);
  });

  it("says nothing of a command whose packages all have one", () => {
    assert.deepEqual(shown("FROM a:1.0.0\nRUN apt-get install -y jq=1.6-2"), []);
  });

  it("leaves each word a warning when grouping is off", () => {
    assert.deepEqual(shown("FROM a:1.0.0\nRUN apt-get install -y curl git", false), [
      "single warning curl: curl has no version: write curl=VERSION",
      "single warning git: git has no version: write git=VERSION",
    ]);
  });
});
