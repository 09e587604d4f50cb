import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fixedText, offeredFixes } from "../../../harness/pin-fixes.ts";

const COMMANDS: readonly string[] = [
  "curl -fsSLO https://dl.example/tool-1.4.0.tgz",
  "ls; curl -fsSLO https://dl.example/tool-1.4.0.tgz",
  "curl -fsSLO https://dl.example/tool-1.4.0-$(uname -m).tgz",
  `curl -fsSLO https://dl.example/tool-1.4.0.tgz; echo "${"0a".repeat(32)}  tool-1.4.0.tgz" | sha256sum -c`,
  "curl -fsSL https://dl.example/tool-1.4.0.tgz | tar xz",
  'sh -c "$(curl -fsSL https://get.example/setup)"',
  "git clone https://git.example/team/tool.git",
  "git clone https://git.example/team/tool.git && cd tool && git checkout v1.4.0",
  "git clone https://git.example/team/tool.git; cd tool; git checkout v1.4.0",
];

/** `X` for the command. */
const AROUND: readonly string[] = [
  "X; ls",
  "ls && X",
  "ls || X",
  "X || true",
  "(X); ls",
  "(X) || true",
  "(set -e; X; ls); ls",
  "{ X; } || true",
  "{ X; } | tee log",
  "! X",
  "! (X)",
  "if [ -d a ]; then X; fi; ls",
  "if X; then ls; fi",
  "if ! (X); then ls; fi",
  "if ! X; then exit 1; fi",
  "while (X); do ls; done",
  "for i in 1 2; do X; done; ls",
  "case a in a) X ;; esac; ls",
  "f() { X; }; f; ls",
  "f() { X; }; (f); ls",
  "f() { X; }; f || true",
  "f() ( X; return 0 ); f; ls",
  "X & wait",
  "V=$(X)",
  "sh -c 'X'; ls",
];

const POWERSHELL_COMMANDS: readonly string[] = [
  "curl.exe -fsSLO https://dl.example/tool-1.4.0.tgz",
  "Invoke-WebRequest https://dl.example/tool-1.4.0.zip -OutFile C:\\tool.zip",
  "(New-Object Net.WebClient).DownloadFile('https://dl.example/tool-1.4.0.zip', 'tool.zip')",
  'curl -o tool.tgz "https://dl.example/tool-1.4.0-$(uname -m).tgz"',
  "git clone https://git.example/team/tool.git",
  "git clone -b $env:REF https://git.example/team/tool.git",
  "git clone https://git.example/team/tool.git; cd tool; git checkout v1.4.0",
  "git clone https://git.example/team/tool.git; cd tool; git checkout $env:REF",
];

const AROUND_IN_POWERSHELL: readonly string[] = [
  "X",
  "X; ls",
  "ls; X",
  "X | Out-Null; ls",
  "X || exit 1",
  "(X); ls",
  "if (Test-Path a) { X }; ls",
  "if (X) { ls }",
  "try { X } catch { exit 1 }; ls",
  "foreach ($i in 1, 2) { X }; ls",
  "function f { X }; f; ls",
  "& { X }; ls",
  "$v = X; ls",
  "X; if ($LASTEXITCODE -ne 0) { exit 1 }",
];

const CMD_COMMANDS: readonly string[] = [
  "curl -fsSLo C:\\tool.zip https://dl.example/tool-1.4.0.zip",
  "curl -fsSLo C:\\tool.zip https://dl.example/tool-%REF%.zip",
  "git clone https://git.example/team/tool.git",
  "git clone -b %REF% https://git.example/team/tool.git",
  "git clone --depth 1 https://git.example/team/tool.git",
  "git clone https://git.example/team/tool.git && cd tool && git checkout v1.4.0",
  "git clone https://git.example/team/tool.git && cd tool && git checkout %REF%",
  "git clone https://git.example/team/tool.git & cd tool & git checkout v1.4.0",
  'powershell -Command "git clone https://git.example/team/tool.git; cd tool; git checkout v1.4.0; ls"',
  'powershell -Command "Invoke-WebRequest https://dl.example/tool-1.4.0.zip -OutFile tool.zip"',
  "powershell -Command git clone https://git.example/team/tool.git",
];

const AROUND_IN_CMD: readonly string[] = [
  "X",
  "X && dir",
  "X & dir",
  "dir & X",
  "X || exit 1",
  "X || ver & dir",
  "dir || X",
  "cd x & X && dir & ver",
  "(X) && dir",
  "(X & dir)",
  "if exist a (X)",
  "if exist a X",
  "for %i in (1 2) do X",
  "X | more",
  "cmd /c X",
  "call X",
];

describe("what is offered can be written", () => {
  for (const around of AROUND) {
    it(around, () => {
      for (const command of COMMANDS)
        for (const begin of ["", "set -e; "])
          canBeWritten(`FROM debian:12.11\nRUN ${begin}${around.replace("X", () => command)}\n`);
    });
  }
  for (const around of AROUND_IN_POWERSHELL) {
    it(`${around}, in PowerShell`, () => {
      const before = `FROM debian:12.11\nSHELL ["powershell", "-Command"]\nARG REF=v1.4.0`;
      for (const command of POWERSHELL_COMMANDS)
        canBeWritten(`${before}\nRUN ${around.replace("X", () => command)}\nRUN ls $env:REF\n`);
    });
  }
  for (const around of AROUND_IN_CMD) {
    it(`${around}, in cmd`, () => {
      const before = "FROM team/agent:1.4.0-ltsc2022\nARG REF=v1.4.0";
      for (const command of CMD_COMMANDS)
        canBeWritten(`${before}\nRUN ${around.replace("X", () => command)}\nRUN echo %REF%\n`);
    });
  }
});

function canBeWritten(text: string): void {
  for (const fix of offeredFixes(text, /^(?:download|git)-/).flatMap((offer) => offer.fixes)) {
    const query = fix.query();
    const sum = "0b".repeat(query.kind === "git" ? 20 : 32);
    const pin = { text: sum, perPlatform: { "linux/amd64": sum, "linux/arm64": sum } };
    assert.ok(fixedText(text, fix, pin) !== undefined, `${fix.title}: ${text}`);
  }
}
