import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { managers } from "../../../../server/src/knowledge/managers/managers.ts";
import { lookupFixes } from "../../../../server/src/lint/lookups/lookup-fixes.ts";
import { packageAt } from "../../../../server/src/lint/lookups/packages/package-at.ts";
import { pinnedWord } from "../../../../server/src/lint/lookups/packages/pinned-word.ts";
import type { RuledFinding } from "../../../../server/src/lint/rule.ts";
import { check } from "../../../../server/src/lint/run.ts";
import { isPackageRule } from "../../../../server/src/lint/severity.ts";
import { buildModel } from "../../../../server/src/model/build.ts";
import type { Pin } from "../../../../server/src/pin/pin.ts";
import { applyEdits } from "../../../../server/src/text/apply-edits.ts";
import { SETUP } from "../../../harness/lookup-table.ts";
import { STANDARD_OPTIONS } from "../../../harness/rule-table.ts";

/** Commands of every manager, and versions as its index gives them. */
const CASES: readonly (readonly [manager: string, base: string, commands: readonly string[], pins: readonly Form[]])[] =
  [
    [
      "apt",
      "debian:12.11",
      ["apt-get install -y curl git", "apt install libc6:i386 g++", "apt-get install -y curl/stable"],
      [
        "exact 7.88.1-10+deb12u12",
        "exact 1:2.39.5-0+deb12u2",
        "exact 8.11~rc1-1~bpo12+1",
        "wildcard 7.88.1-*",
        "wildcard 1:2.39.5-*",
      ],
    ],
    ["aptitude", "debian:12.11", ["aptitude install -y curl git"], ["exact 1:2.39.5-0+deb12u2"]],
    [
      "apk",
      "alpine:3.20.3",
      ["apk add curl 'git'", "apk add --no-cache so:libc"],
      ["exact 8.11.1-r0", "wildcard 8.11.1", "exact 1.2_git20240101-r3"],
    ],
    [
      "dnf",
      "fedora:40",
      ["dnf install -y curl git", "dnf -y install glibc.i686"],
      ["exact 8.6.0-10.fc40", "exact 1:8.6.0-10.fc40", "wildcard 8.6.0*"],
    ],
    ["yum", "centos:7.9.2009", ["yum install -y gcc-c++"], ["exact 4.8.5-44.el7"]],
    ["microdnf", "rockylinux:9.3-minimal", ["microdnf install -y tar"], ["exact 1.34-6.el9_1"]],
    ["tdnf", "photon:5.0-20240101", ["tdnf install -y tar"], ["exact 1.34-6.ph5"]],
    [
      "zypper",
      "opensuse/leap:15.6",
      ["zypper install -y curl 'git'", "zypper -n in curl", "zypper in -y curl.x86_64 'git.i586>=2'"],
      ["exact 8.6.0-150600.4.15.1", "exact 1:2.0-1.1"],
    ],
    [
      "pip",
      "python:3.12.7",
      [
        "pip install flask 'uvicorn[standard]'",
        "python3 -m pip install 'flask>=2,<3'",
        "pip install \"a.b_c ; python_version > '3'\"",
      ],
      ["exact 3.0.3", "exact 2.0.0rc1", "exact 1.0.post1"],
    ],
    ["pipx", "python:3.12.7", ["pipx install poetry"], ["exact 1.8.3"]],
    ["uv", "python:3.12.7", ["uv pip install flask", "uv tool install ruff"], ["exact 0.7.1"]],
    [
      "conda",
      "continuumio/miniconda3:24.7.1-0",
      ["conda install -y numpy", "mamba install -y conda-forge::scipy", "micromamba install -y 'numpy>=1.2'"],
      ["exact 1.26.4", "exact 2024a"],
    ],
    [
      "npm",
      "node:22.11.0",
      ["npm install -g typescript @angular/cli@next", "npx cowsay", "npm i -g 'npm@^10'"],
      ["exact 5.6.3", "exact 1.0.0-rc.1"],
    ],
    ["yarn", "node:22.11.0", ["yarn global add serve"], ["exact 14.2.4"]],
    ["pnpm", "node:22.11.0", ["pnpm add -g serve@latest"], ["exact 14.2.4"]],
    ["bun", "oven/bun:1.1.34", ["bun add serve"], ["exact 14.2.4"]],
    ["deno", "denoland/deno:2.1.4", ["deno add npm:serve", "deno run npm:@scope/serve"], ["exact 14.2.4"]],
    ["pixi", "ghcr.io/prefix-dev/pixi:0.39.2", ["pixi global install ripgrep bat"], ["exact 14.1.1"]],
    ["gem", "ruby:3.3.6", ["gem install rails bundler", "gem install 'rails:>7'"], ["exact 7.2.2", "exact 8.0.0.rc1"]],
    ["bundle", "ruby:3.3.6", ["bundle add rails"], ["exact 7.2.2"]],
    [
      "go",
      "golang:1.23.2",
      ["go install example.org/tool/cmd/x@latest", "go install example.org/tool@master"],
      ["exact v1.4.0", "exact 1.4.0", "exact v0.0.0-20240101000000-0123456789ab"],
    ],
    ["cargo", "rust:1.82.0", ["cargo install ripgrep", "cargo binstall -y just"], ["exact 14.1.1"]],
    [
      "composer",
      "composer:2.8.3",
      [
        "composer require monolog/monolog",
        "composer global require 'monolog/monolog:^3'",
        "composer require monolog/monolog:2.*",
      ],
      ["exact 3.8.0", "exact 3.8.0-RC1"],
    ],
    [
      "dotnet",
      "mcr.microsoft.com/dotnet/sdk:8.0.404",
      ["dotnet tool install -g dotnet-ef", "dotnet add package Serilog"],
      ["exact 8.0.10"],
    ],
    ["luarocks", "debian:12.11", ["luarocks install lpeg"], ["exact 1.1.0-2"]],
    ["pecl", "php:8.3.12-cli", ["pecl install xdebug"], ["exact 3.3.2"]],
    ["choco", "mcr.microsoft.com/windows/servercore:ltsc2022", ["choco install -y git"], ["exact 2.47.0"]],
    [
      "powershell",
      "mcr.microsoft.com/windows/servercore:ltsc2022",
      ["powershell Install-Module Pester -Force", "powershell Install-PSResource -Name Pester"],
      ["exact 5.6.1"],
    ],
    ["winget", "mcr.microsoft.com/windows/servercore:ltsc2022", ["winget install Git.Git"], ["exact 2.47.0"]],
  ];

type Form = `${"exact" | "wildcard"} ${string}`;

/** Ways to hand the words of a command over. */
const WRITTEN: readonly ((base: string, command: string) => string)[] = [
  (base, command) => `FROM ${base}\nRUN ${command}\n`,
  (base, command) => `FROM ${base}\nRUN set -eux; \\\n    ${command.replaceAll(" ", " \\\n      ")}\n`,
  (base, command) => `FROM ${base}\nRUN <<EOF\n${command}\nEOF\n`,
];

describe("a version that is written is read again as that version, and exactly its finding is gone", () => {
  for (const [manager, base, commands, forms] of CASES) {
    it(manager, () => {
      for (const command of commands) {
        const isQuoted = /["']/.test(command);
        const texts = WRITTEN.slice(0, isQuoted || base.includes("windows") ? 1 : undefined).map((write) =>
          write(base, command),
        );
        if (!isQuoted) texts.push(jsonForm(base, command), listForm(base, command, manager));
        for (const text of texts) for (const form of forms) assertRoundTrip(text, pinOf(form));
      }
    });
  }

  it("every manager with a rule has its commands here", () => {
    const covered = new Set(CASES.map(([manager]) => manager));
    const left = managers
      .filter(({ rule, pin }) => rule !== undefined && !pin.includes("("))
      .filter(({ ids }) => !ids.some((id) => covered.has(id)))
      .map(({ ids }) => ids[0]);
    assert.deepEqual(left, []);
  });
});

function pinOf(form: Form): Pin {
  const [style, text = ""] = form.split(" ");
  return { style: style === "exact" ? "exact" : "wildcard", text, lasts: "within-release", recommended: true };
}

function jsonForm(base: string, command: string): string {
  return `FROM ${base}\nRUN ${JSON.stringify(command.split(" "))}\n`;
}

/** The last word in a variable; of a command that takes options behind the name the same text again. */
function listForm(base: string, command: string, manager: string): string {
  if (["dotnet", "luarocks", "bundle", "choco", "winget", "powershell"].includes(manager))
    return `FROM ${base}\nRUN ${command}\n`;
  const words = command.split(" ");
  return `FROM ${base}\nENV PACKAGES="${words.pop()}"\nRUN ${words.join(" ")} $PACKAGES\n`;
}

function wordFindings(text: string): readonly RuledFinding[] {
  const { findings } = check(buildModel(text), STANDARD_OPTIONS);
  return findings.filter(({ rule }) => isPackageRule(rule) || rule === "package-inexact");
}

function assertRoundTrip(text: string, pin: Pin): void {
  const before = wordFindings(text);
  assert.notDeepEqual(before, [], text);
  const model = buildModel(text);
  for (const finding of before) {
    const placed = packageAt(finding, model);
    assert.ok(placed !== undefined, text);
    const edits = pinnedWord(placed, pin, model);
    const isUnasked = lookupFixes(finding, model, SETUP).length === 0;
    if (edits.length === 0) {
      assert.ok(isUnasked || isInArray(text), `nothing is written for ${placed.use.spec} in ${text}`);
      continue;
    }
    const after = applyEdits(text, edits) ?? "";
    const words = buildModel(after).stages.flatMap((stage) => stage.packages);
    const same = words.filter(({ name }) => name === placed.use.name);
    assert.ok(
      same.some(({ pinned }) => pinned === "yes"),
      `${placed.use.spec} is not pinned in ${after}`,
    );
    const written = same.find(({ pinned }) => pinned === "yes")?.version ?? "";
    assert.equal(written.replace(/^v/, ""), pin.text.replace(/^v/, ""), after);
    const stays = wordFindings(after).map(({ message }) => message);
    const expected = before.filter((each) => each !== finding).map(({ message }) => message);
    assert.deepEqual(stays, expected, after);
  }
}

/** A version that is a word of its own is not put into an array. */
function isInArray(text: string): boolean {
  return text.includes("RUN [");
}
