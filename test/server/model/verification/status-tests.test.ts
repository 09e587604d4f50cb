import { downloadTable } from "../../../harness/download-table.ts";

downloadTable("statements that ask how a check ended", {
  "the success of a difference, of which somebody asks for a failure": [
    'RUN wget https://a.example/f.tgz; [ "$(sha256sum f.tgz | cut -c1-64)" != "<sha256>" ]; [ $? -eq 0 ] || exit 1; ls',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "the script ends with a number": [
    'RUN wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; exit 0',
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
});

/** `behind` stands behind a check and a cmdlet, which leaves the exit code of the check. */
function asked(behind: string): string {
  return `
SHELL ["powershell", "-Command"]
COPY a.pub .
RUN gpg --import a.pub; iwr https://a.example/f.zip -OutFile f.zip; gpg --verify f.asc f.zip; Write-Host 'done'; ${behind}; Expand-Archive f.zip`;
}

const ASKED = "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: gpg covers signed";
const NOT_ASKED = "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: gpg does not cover signed";

downloadTable("questions about the exit code of PowerShell", {
  "it alone": [asked("if ($LASTEXITCODE) { exit 1 }"), ASKED],
  "it is none": [asked("if (!$LASTEXITCODE) { ls } else { exit 1 }"), ASKED],
  "it is 0": [asked("if ($LASTEXITCODE -eq 0) { ls } else { exit 1 }"), ASKED],
  "it is above 0": [asked("if ($LASTEXITCODE -gt 0) { exit 1 }"), ASKED],
  "it ends the script": [asked("exit $LASTEXITCODE"), ASKED],
  "it is another number": [asked("if ($LASTEXITCODE -ne 1) { exit 1 }"), NOT_ASKED],
  "something else, too": [asked("if ($LASTEXITCODE -ne 0 -and $strict) { exit 1 }"), NOT_ASKED],
  "the cmdlet behind it": [asked("if (-not $?) { exit 1 }"), NOT_ASKED],
});

/** The same in cmd. */
function errorlevel(behind: string): string {
  return `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
COPY a.pub .
RUN curl -o f.zip https://a.example/f.zip & gpg --import a.pub & gpg --verify f.asc f.zip & echo done & ${behind}`;
}

downloadTable("questions about the exit code in cmd", {
  "it is 1 or more": [
    errorlevel("if errorlevel 1 exit /b 1"),
    "curl https://a.example/f.zip artifact > f.zip: gpg covers signed",
  ],
  "it is not": [
    errorlevel("if not errorlevel 1 (tar xf f.zip) else (exit /b 1)"),
    "curl https://a.example/f.zip artifact > f.zip: gpg covers signed",
  ],
  "something else is not": [
    errorlevel("if not exist f.zip exit /b 1"),
    "curl https://a.example/f.zip artifact > f.zip: gpg does not cover signed",
  ],
});
