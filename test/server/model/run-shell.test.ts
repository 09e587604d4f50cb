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
  "FROM microsoft/aspnet:windowsservercore-10.0.14393.1715": "cmd",
  "FROM microsoft/dotnet-framework-build:4.7.1": "cmd",
  "FROM team/agent:1.4.0-ltsc2022": "cmd",
  "FROM --platform=windows/amd64 team/agent:1.4.0": "cmd",
  // Images of Linux.
  "FROM microsoft/aspnet:1.0.0-rc1-update1": "sh",
  "FROM microsoft/aspnet": "sh",
  "FROM microsoft/aspnet:latest": "sh",
  "FROM microsoft/aspnetcore:2.0": "sh",
  "FROM servercore.example/team/agent:1.4.0": "sh",
  "FROM team/cross:x86_64-pc-windows-gnu": "sh",
  "FROM team/windows-cross:1.4.0": "sh",
  "FROM team/node-windows:6.0.0": "sh",
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
  // Whoever leaves the backslash to paths builds for Windows, where the name does not tell.
  "# escape=`\nFROM $BASE\nRUN a": "cmd",
  "# escape=`\nFROM team/agent:$VERSION\nRUN a": "cmd",
  "# escape=`\nFROM team/agent:1.4.0\nRUN a": "sh",
  '# escape=`\nFROM $BASE\nSHELL ["/bin/bash", "-c"]\nRUN a': "sh",
  "FROM $BASE\nRUN a": "sh",
  "FROM team/agent:1.4.0\nRUN pwsh -Command a": "sh",
  "FROM team/agent:1.4.0\nRUN ./powershell a; echo powershell.exe": "sh",
  "FROM team/agent:1.4.0\nRUN cmd | grep C:\\\\app": "sh",
  "FROM team/agent:1.4.0\nWORKDIR /c/app": "sh",
  'FROM team/agent:1.4.0\nSHELL ["/bin/bash", "-c"]\nWORKDIR C:\\app': "sh",
  // Docker refuses these; what is meant is told.
  'FROM team/agent:1.4.0\nSHELL ["/bin/sh", "-c"],\nRUN a': "sh",
  'FROM team/agent:1.4.0\nSHELL ["/bin/bash", "-c"] # for arrays\nRUN a': "sh",
  "FROM team/agent:1.4.0\nSHELL ['cmd', '/S', '/C']\nRUN a": "cmd",
};

/** The lines of a stage of which sh can read no RUN → what the RUN behind them is read as. */
const unreadable: Readonly<Record<string, "cmd" | "powershell" | "sh">> = {
  "RUN iex ((New-Object Net.WebClient).DownloadString('https://a.example/i.ps1'))": "powershell",
  "RUN \\\n  Invoke-Expression ((new-object net.webclient).DownloadString('https://a.example/i.ps1')); \\\n  b c":
    "powershell",
  "RUN (New-Object Net.WebClient).DownloadFile('https://a.example/f.zip', 'f.zip')": "powershell",
  "RUN [Net.ServicePointManager]::SecurityProtocol = 'Tls12'; iex (iwr https://a.example/i.ps1).Content": "powershell",
  "RUN $ProgressPreference = 'SilentlyContinue'; if ((Get-FileHash f.zip).Hash -ne 'a') { exit 1 }": "powershell",
  "RUN Set-ExecutionPolicy Bypass -Force; iex ((New-Object Net.WebClient).DownloadString('https://a.example/i.ps1'))":
    "powershell",
  "RUN if not exist a.txt (echo a)": "cmd",
  "RUN IF EXIST a.txt (del a.txt) else (echo b)": "cmd",
  'RUN (if "%V%"=="3" setx A "3.11" && setx B c) & \\\n    (if "%V%"=="4" setx A "4.1" && setx B d)': "cmd",
  "RUN if not %V% == a (echo b)": "cmd",
  // What sh reads is sh, whatever it says.
  'RUN if "%V%"=="3"; then b; fi': "sh",
  "RUN Invoke-WebRequest https://a.example/f.zip -OutFile f.zip": "sh",
  "RUN iex -S mix": "sh",
  "RUN if exist a.txt; then b; fi": "sh",
  "RUN $COMMAND = 'a'": "sh",
  // What nobody reads is sh.
  "RUN update-alternatives --install (a": "sh",
  "RUN echo New-Object (a)": "sh",
  "RUN iex ((New-Object Net.WebClient).DownloadString('https://a.example/i.ps1')": "sh",
  "RUN <<EOF\niex ((New-Object Net.WebClient).DownloadString('https://a.example/i.ps1'))\nEOF": "sh",
  'SHELL ["/bin/bash", "-c"]\nRUN if not exist a.txt (echo a)': "sh",
};

/** The base images of Windows with what stands behind them → the same. */
const bases: Readonly<Record<string, "cmd" | "powershell">> = {
  "FROM golang:1.26-windowsservercore-ltsc2022": "powershell",
  "FROM mirror.example/docker/library/python:3.13-windowsservercore": "powershell",
  "FROM golang:1.26-nanoserver-ltsc2022": "cmd",
  "FROM team/golang:1.26-windowsservercore-ltsc2022": "cmd",
  "FROM golang:1.26-windowsservercore-ltsc2022 AS one\nFROM one": "powershell",
  'FROM golang:1.26-windowsservercore-ltsc2022\nSHELL ["cmd", "/S", "/C"]': "cmd",
  "FROM team/agent:1.4.0-ltsc2022\nRUN Invoke-WebRequest https://a.example/f.zip -OutFile f.zip; b": "powershell",
  "FROM team/agent:1.4.0-ltsc2022\nRUN $ProgressPreference = 'SilentlyContinue'; b": "powershell",
  "FROM team/agent:1.4.0-ltsc2022\nRUN if exist a.txt (del a.txt)": "cmd",
  "# escape=`\nFROM $BASE\nRUN $env:TEMP = 'C:\\t'; b": "powershell",
  'FROM team/agent:1.4.0-ltsc2022\nSHELL ["cmd", "/S", "/C"]\nRUN Write-Host a; b': "cmd",
  "FROM team/agent:1.4.0-ltsc2022\nRUN Write-Host (a": "cmd",
};

/** What stands behind a SHELL that nobody knows → what is said of the file. */
const unread: Readonly<Record<string, string>> = {
  "RUN npm install x": "3: the shell of this RUN is not known: it is not read",
  "ONBUILD RUN npm install x": "3: the shell of this RUN is not known: it is not read",
  "RUN <<E\nnpm install x\nE": "3: the shell of this RUN is not known: it is not read",
  "RUN begin <<E\nnpm install x\nE": "3: the shell of this RUN is not known: it is not read",
  // Another program reads these, or nobody has to.
  "RUN <<E\n#!/usr/bin/python3\nimport npm\nE": "",
  "RUN <<E\n#!/bin/sh\nnpm install x\nE": "",
  'RUN ["npm", "install", "x"]': "",
  "RUN mkdir /x": "",
};

for (const [lines, expected] of Object.entries(unread)) {
  test(`no known shell: ${lines}`, () => {
    const text = `FROM a\nSHELL ["fish", "-c"]\n${lines}`;
    const said = buildModel(text).gaps.map(
      ({ span, message }) => `${text.slice(0, span.start).split("\n").length}: ${message}`,
    );
    assert.equal(said.join("; "), expected);
  });
}

const entries = [
  ...Object.entries(unreadable).map(([lines, language]) => [`FROM team/agent:1.4.0\n${lines}`, language] as const),
  ...Object.entries(bases),
];

for (const [lines, language] of entries) {
  test(`shell behind ${lines}`, () => {
    const { stages } = buildModel(`${lines}\nENV TOOL=x\nRUN npm install %TOOL%; NPM.EXE install y`);
    const names = stages.at(-1)?.packages.map(({ name }) => name);
    const expected = { sh: ["%TOOL%"], cmd: ["x;", "NPM.EXE", "install", "y"], powershell: ["%TOOL%", "y"] };
    assert.deepEqual(names, expected[language]);
  });
}

for (const [lines, language] of Object.entries(rows)) {
  test(`shell: ${lines}`, () => {
    const { stages } = buildModel(`${lines}\nENV TOOL=x\nRUN npm install %TOOL%`);
    assert.equal(stages.at(-1)?.packages[0]?.name === "x" ? "cmd" : "sh", language);
  });
}
