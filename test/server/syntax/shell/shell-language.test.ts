import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { languageOf, languageOfShebang } from "../../../../server/src/syntax/shell/shell-language.ts";

/** `language`, and behind it the options that are on. */
type Started = readonly [language: string, ...options: string[]];

function describeShell({ language, errexit, pipefail, errorAction }: ReturnType<typeof languageOf>): Started {
  const options = [...(errexit ? ["errexit"] : []), ...(pipefail ? ["pipefail"] : [])];
  return [language, ...options, ...(errorAction === "continue" ? [] : [errorAction])];
}

const SHELLS: Readonly<Record<string, readonly [words: readonly string[], started: Started]>> = {
  "sh and its kin": [["/bin/sh", "-c"], ["sh"]],
  bash: [["/bin/bash", "-c"], ["sh"]],
  "a name without a folder": [["ash", "-c"], ["sh"]],
  zsh: [["/usr/bin/zsh", "-c"], ["sh"]],
  "errexit alone": [
    ["/bin/sh", "-e", "-c"],
    ["sh", "errexit"],
  ],
  "errexit in a cluster": [
    ["/bin/sh", "-exc"],
    ["sh", "errexit"],
  ],
  "pipefail alone": [
    ["/bin/bash", "-o", "pipefail", "-c"],
    ["sh", "pipefail"],
  ],
  "both in a cluster": [
    ["/bin/bash", "-eo", "pipefail", "-c"],
    ["sh", "errexit", "pipefail"],
  ],
  "both, with more": [
    ["/bin/bash", "--login", "-euxo", "pipefail", "-c"],
    ["sh", "errexit", "pipefail"],
  ],
  "errexit by its name": [
    ["bash", "-o", "errexit", "-o", "pipefail", "-c"],
    ["sh", "errexit", "pipefail"],
  ],
  "an option that is turned off": [["bash", "-e", "+e", "-c"], ["sh"]],
  "another option with a value": [["bash", "-O", "extglob", "-c"], ["sh"]],
  "behind another program": [
    ["conda", "run", "-n", "a", "/bin/bash", "-e", "-c"],
    ["sh", "errexit"],
  ],
  "behind env": [["/usr/bin/env", "bash", "-c"], ["sh"]],
  PowerShell: [["powershell", "-Command"], ["powershell"]],
  "PowerShell with its folder and in capitals": [
    ["C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\PowerShell.EXE", "-NoProfile", "-Command"],
    ["powershell"],
  ],
  pwsh: [["pwsh", "-c"], ["powershell"]],
  "PowerShell that stops at errors": [
    ["powershell", "-Command", "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue';"],
    ["powershell", "stop"],
  ],
  "PowerShell that hides errors": [
    ["pwsh", "-c", "$global:ErrorActionPreference='SilentlyContinue'"],
    ["powershell", "silent"],
  ],
  "PowerShell that stops at programs, too": [
    ["pwsh", "-c", "$ErrorActionPreference = 'Stop'; $PSNativeCommandUseErrorActionPreference = $true;"],
    ["powershell", "errexit", "stop"],
  ],
  "PowerShell that goes on": [["powershell", "-Command", "$ErrorActionPreference = 'Continue';"], ["powershell"]],
  cmd: [["cmd", "/S", "/C"], ["cmd"]],
  "cmd.exe": [["C:\\Windows\\System32\\cmd.exe", "/C"], ["cmd"]],
  "another interpreter": [["python3", "-c"], ["unknown"]],
  "a script that prepares the shell": [["/usr/local/bin/_dockerfile_shell.sh"], ["sh"]],
  "a program that has a shell run the text": [["/usr/bin/scl", "enable", "devtoolset-7", "rh-python38"], ["sh"]],
  "another user's shell": [["su", "-", "app", "-c"], ["sh"]],
  "a shell that is an argument": [["/run.py", "bash", "--now"], ["unknown"]],
  nothing: [[], ["unknown"]],
  "PowerShell behind a program that starts it": [["C:\\LogMonitor\\LogMonitor.exe", "powershell.exe"], ["powershell"]],
  "PowerShell with options behind such a program": [
    ["C:\\VsDevCmd.bat", "&&", "powershell.exe", "-NoLogo", "-ExecutionPolicy", "Bypass"],
    ["powershell"],
  ],
  "a shell that such a program is only named after": [["run-bash", "bash"], ["unknown"]],
};

describe("SHELL", () => {
  for (const [sentence, [words, started]] of Object.entries(SHELLS)) {
    it(sentence, () => assert.deepEqual(describeShell(languageOf(words)), started));
  }
});

const SHEBANGS: Readonly<Record<string, readonly [line: string, started: Started]>> = {
  "a shell": ["#!/bin/bash", ["sh"]],
  "a shell with options": ["#!/bin/bash -e\n", ["sh", "errexit"]],
  "blanks, and a carriage return": ["#! /bin/sh\r\n", ["sh"]],
  env: ["#!/usr/bin/env bash", ["sh"]],
  "env that splits": ["#!/usr/bin/env -S LANG=C bash -eo pipefail", ["sh", "errexit", "pipefail"]],
  busybox: ["#!/bin/busybox sh", ["sh"]],
  PowerShell: ["#!/usr/bin/env pwsh", ["powershell"]],
  Python: ["#!/usr/bin/env python3", ["unknown"]],
  "Python by its path": ["#!/usr/bin/python3", ["unknown"]],
  nothing: ["#!", ["unknown"]],
};

describe("a shebang", () => {
  for (const [sentence, [line, started]] of Object.entries(SHEBANGS)) {
    it(sentence, () => assert.deepEqual(describeShell(languageOfShebang(line)), started));
  }
});
