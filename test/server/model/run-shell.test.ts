import assert from "node:assert/strict";
import { test } from "node:test";
import { buildModel } from "../../../server/src/model/build.ts";

/** The lines of a stage → what its RUNs are read as behind them. */
const rows: Readonly<Record<string, "cmd" | "sh">> = {
  "FROM mcr.microsoft.com/windows/servercore:ltsc2022": "cmd",
  "FROM mcr.microsoft.com/windows:1809": "cmd",
  "FROM mcr.microsoft.com/windows/$KIND:$VERSION": "cmd",
  "FROM mcr.microsoft.com/dotnet/framework/sdk:4.8": "cmd",
  "FROM mcr.microsoft.com/dotnet/sdk:8.0-nanoserver-1809": "cmd",
  "FROM microsoft/iis": "cmd",
  "FROM microsoft/aspnet:4.7.2": "cmd",
  "FROM microsoft/dotnet-framework-build:4.7.1": "cmd",
  "FROM team/agent:1.4.0-ltsc2022": "cmd",
  "FROM --platform=windows/amd64 team/agent:1.4.0": "cmd",
  // Images of Linux.
  "FROM microsoft/aspnet:1.0.0-rc1-update1": "sh",
  "FROM microsoft/aspnetcore:2.0": "sh",
  "FROM servercore.example/team/agent:1.4.0": "sh",
  "FROM team/cross:x86_64-pc-windows-gnu": "sh",
  "FROM team/windows-cross:1.4.0": "sh",
  // A name that tells nothing.
  "FROM team/node-windows:6.0.0\nRUN powershell -Command a": "cmd",
  "FROM team/agent:1.4.0\nRUN powershell.exe a": "cmd",
  "FROM team/agent:1.4.0\nRUN @PowerShell -NoProfile -Command a": "cmd",
  'FROM team/agent:1.4.0\nRUN ["powershell", "-Command", "a"]': "cmd",
  "FROM team/agent:1.4.0\nRUN --mount=type=cache,target=/x cmd /S /C a": "cmd",
  'FROM team/agent:1.4.0\nRUN ["cmd.exe", "/S", "/C", "a"]': "cmd",
  "FROM team/agent:1.4.0\nRUN \\\n  setx PATH a": "cmd",
  "FROM team/agent:1.4.0\nWORKDIR C:\\app": "cmd",
  "FROM team/agent:1.4.0\nWORKDIR c:/app": "cmd",
  "FROM team/agent:1.4.0 AS one\nWORKDIR C:\\app\nFROM one": "cmd",
  "FROM team/agent:1.4.0 AS one\nWORKDIR C:\\app\nFROM team/agent:1.4.0": "sh",
  "FROM team/agent:1.4.0\nRUN pwsh -Command a": "sh",
  "FROM team/agent:1.4.0\nRUN ./powershell a; echo powershell.exe": "sh",
  "FROM team/agent:1.4.0\nRUN cmd | grep C:\\\\app": "sh",
  "FROM team/agent:1.4.0\nWORKDIR /c/app": "sh",
  'FROM team/agent:1.4.0\nSHELL ["/bin/bash", "-c"]\nWORKDIR C:\\app': "sh",
};

for (const [lines, language] of Object.entries(rows)) {
  test(`shell: ${lines}`, () => {
    const { stages } = buildModel(`${lines}\nENV TOOL=x\nRUN npm install %TOOL%`);
    assert.equal(stages.at(-1)?.packages[0]?.name === "x" ? "cmd" : "sh", language);
  });
}
