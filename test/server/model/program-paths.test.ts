import assert from "node:assert/strict";
import { test } from "node:test";
import { buildModel } from "../../../server/src/model/build.ts";

const CMD = "FROM mcr.microsoft.com/windows/servercore:ltsc2022\n";
const POWERSHELL = `${CMD}SHELL ["powershell", "-Command"]\n`;

/** A file → the packages and URLs of its programs, whose folder is not known. */
const rows: Readonly<Record<string, readonly string[]>> = {
  'FROM debian:12\nRUN $HOME/bin/bash -c "apt-get install -y a"': ["a"],
  'FROM debian:12\nRUN "${TOOLS}/bin/sudo" apt-get install -y b': ["b"],
  'FROM debian:12\nRUN $HOME/bin$SUFFIX/bash -c "apt-get install -y c"': ["c"],
  [`${CMD}RUN @"%SystemRoot%\\v1.0\\powershell.exe" -NoProfile -Command "iex ((New-Object Net.WebClient).DownloadString('https://a.example/d.ps1'))"`]:
    ["https://a.example/d.ps1"],
  [`${CMD}RUN %windir%\\system32\\cmd.exe /c "choco install -y e"`]: ["e"],
  [`${CMD}RUN npm.cmd install -g i && yarn.cmd global add j`]: ["i", "j"],
  [`${POWERSHELL}RUN & "C:\\node\\npm.cmd" install --global k`]: ["k"],
  [`${CMD}RUN %PYTHON%\\python.exe -m pip install f && %PYTHON%\\Scripts\\pip install g`]: ["f", "g"],
  [`${POWERSHELL}RUN & "$env:ProgramFiles\\Git\\bin\\git.exe" clone https://a.example/h.git`]: [
    "https://a.example/h.git",
  ],
  [`${CMD}RUN C:\\%TOOL% -m pip install l`]: ["l"],
  // What stands in the name itself is not known.
  'FROM debian:12\nRUN /bin/$SHELL -c "apt-get install -y x"': [],
  'FROM debian:12\nRUN $HOME"bash" -c "apt-get install -y x"': [],
  [`${CMD}RUN %TOOL% install x`]: [],
  [`${CMD}RUN C:\\%TOOL% install x`]: [],
  "FROM debian:12\nRUN $X\\\\pip install x": [],
};

for (const [text, names] of Object.entries(rows)) {
  test(`programs of ${text}`, () => {
    const found = buildModel(text).stages.flatMap(({ packages, downloads }) => [
      ...packages.map(({ name }) => name),
      ...downloads.map(({ url }) => url),
    ]);
    assert.deepEqual(found, names);
  });
}
