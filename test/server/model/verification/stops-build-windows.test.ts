import { downloadTable } from "../../../harness/download-table.ts";

const FETCH = "iwr https://a.example/f.zip -OutFile f.zip";
const DIFFERS = "(Get-FileHash f.zip).Hash -ne '<sha256>'";
const CHECKED = "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: sha covers inline";
const UNCHECKED = "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: sha does not cover inline";

/** What `powershell` in a RUN of cmd or sh is told does not change the shell around it, nor does its own start. */
const WRITTEN = `${FETCH}; if (${DIFFERS}) { Write-Error 'bad' }; Expand-Archive f.zip`;

downloadTable("options of a nested shell", {
  "PowerShell has no -e in -NoProfile": [`RUN powershell -NoProfile -Command "${WRITTEN}"`, UNCHECKED],
  "nor in -ExecutionPolicy": [`RUN powershell -ExecutionPolicy Bypass -Command "${WRITTEN}"`, UNCHECKED],
  "nor in -NonInteractive": [`RUN powershell -NonInteractive -c "${WRITTEN}"`, UNCHECKED],
  "nor does pwsh": [`RUN pwsh -NoProfile -Command '${WRITTEN.replaceAll("'", '"')}'`, UNCHECKED],
  "set of PowerShell sets a variable": [
    `
SHELL ["powershell", "-Command"]
RUN set -Name a -Value 1; ${WRITTEN}`,
    UNCHECKED,
  ],
  "long options of bash are none of -e": [
    `RUN bash --noprofile --norc -c 'wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; tar xf f.tgz'`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "-e behind another option with a value": [
    `RUN bash -O extglob -ec 'wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; tar xf f.tgz'`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "-e of a program that starts a shell": [
    `RUN flock -e lock -c 'wget https://a.example/f.tgz; echo "<sha256>  f.tgz" | sha256sum -c; tar xf f.tgz'`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
});

/** A RUN of PowerShell that checks, and says so by `report`. */
function reported(report: string, start = ""): string {
  return `
SHELL ["powershell", "-Command"]
RUN ${start}${FETCH}; if (${DIFFERS}) { ${report} }; Expand-Archive f.zip`;
}

downloadTable("errors of PowerShell", {
  "the script says to stop at them": [reported("Write-Error 'bad'", "$ErrorActionPreference = 'Stop'; "), CHECKED],
  "in a scope": [reported("Write-Error 'bad'", '$global:ErrorActionPreference = "Stop"; '), CHECKED],
  "by the name of the type": [
    reported("Write-Error 'bad'", "$ErrorActionPreference = [System.Management.Automation.ActionPreference]::Stop; "),
    CHECKED,
  ],
  "in a script that cmd starts": [
    `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN powershell -Command $ErrorActionPreference = 'Stop'; ${WRITTEN}`,
    CHECKED,
  ],
  "SHELL says to stop, the script to go on": [
    `
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]
RUN $ErrorActionPreference = 'Continue'; ${WRITTEN}`,
    UNCHECKED,
  ],
  "the script says to stop, and then to go on": [
    reported("Write-Error 'bad'", "$ErrorActionPreference = 'Stop'; $ErrorActionPreference = 'SilentlyContinue'; "),
    UNCHECKED,
  ],
  "SHELL says both": [
    `
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop'; $ErrorActionPreference = 'Continue';"]
RUN ${WRITTEN}`,
    UNCHECKED,
  ],
  "said in a branch alone": [reported("Write-Error 'bad'", "if ($a) { $ErrorActionPreference = 'Stop' }; "), UNCHECKED],
  "said in another variable": [reported("Write-Error 'bad'", "$WarningPreference = 'Stop'; "), UNCHECKED],
  "an error that stops itself": [reported("Write-Error 'bad' -ErrorAction Stop"), CHECKED],
  "by the short name": [reported("Write-Error -Message 'bad' -EA Stop"), CHECKED],
  "behind a colon": [reported("Write-Error 'bad' -ErrorAction:Stop"), CHECKED],
  "an error that does not stop what stops at errors": [
    reported("Write-Error 'bad' -ErrorAction Continue", "$ErrorActionPreference = 'Stop'; "),
    UNCHECKED,
  ],
  "an error at the end is the status of the script": [
    `
SHELL ["powershell", "-Command"]
RUN ${FETCH}; if (${DIFFERS}) { Write-Host 'bad'; Write-Error 'bad' }`,
    CHECKED,
  ],
  "an error in front of something else is not": [
    `
SHELL ["powershell", "-Command"]
RUN ${FETCH}; if (${DIFFERS}) { Write-Error 'bad'; Write-Host 'bad' }`,
    UNCHECKED,
  ],
  "throw ends what goes on at errors": [reported("throw 'bad'", "$ErrorActionPreference = 'Continue'; "), CHECKED],
  "throw is not even said where errors are not": [
    reported("throw 'bad'", "$ErrorActionPreference = 'SilentlyContinue'; "),
    UNCHECKED,
  ],
  "exit ends it there, too": [reported("exit 1", "$ErrorActionPreference = 'SilentlyContinue'; "), CHECKED],
});

downloadTable("ends of a script of PowerShell", {
  "the exit of the process": [reported("[Environment]::Exit(1)"), CHECKED],
  "by its whole name": [reported("[System.Environment]::Exit(2)"), CHECKED],
  "its exit without a failure": [reported("[Environment]::Exit(0)"), UNCHECKED],
  "exit without a number is no failure": [reported("Write-Host 'bad'; exit"), UNCHECKED],
  "exit 0 is none": [reported("exit 0"), UNCHECKED],
  "return is none": [reported("Write-Host 'bad'; return"), UNCHECKED],
  "return of a number is none": [reported("return 1"), UNCHECKED],
  "a comparison alone is none": [
    `
SHELL ["powershell", "-Command"]
RUN ${FETCH}; (Get-FileHash f.zip).Hash -eq '<sha256>'`,
    UNCHECKED,
  ],
  "nor does the shell that runs it end with it": [
    `RUN pwsh -Command '${FETCH}; ${DIFFERS.replaceAll("'", '"')}'`,
    UNCHECKED,
  ],
  "nor is one that a variable keeps": [
    `
SHELL ["powershell", "-Command"]
RUN ${FETCH}; $isGood = (Get-FileHash f.zip).Hash -eq '<sha256>'`,
    UNCHECKED,
  ],
  "a function that throws": [
    reported("Fail 'bad'", "function Fail($text) { Write-Host $text; throw $text }; "),
    CHECKED,
  ],
  "a function that exits, in other letter case": [reported("STOP-BUILD", "function Stop-Build { exit 3 }; "), CHECKED],
  "a function that says it": [reported("Fail", "function Fail { Write-Host 'bad' }; "), UNCHECKED],
  "a function that checks": [
    `
SHELL ["powershell", "-Command"]
RUN function Test-Sum { if (${DIFFERS}) { throw 'bad' } }; ${FETCH}; Test-Sum; Expand-Archive f.zip`,
    CHECKED,
  ],
  "a function that tells, and nobody asks": [
    `
SHELL ["powershell", "-Command"]
RUN function Test-Sum { if (${DIFFERS}) { return $false }; return $true }; ${FETCH}; Test-Sum; Expand-Archive f.zip`,
    UNCHECKED,
  ],
  "a function that tells, and somebody asks": [
    `
SHELL ["powershell", "-Command"]
RUN function Test-Sum { if (${DIFFERS}) { return $false }; return $true }; ${FETCH}; if (-not (Test-Sum)) { exit 1 }; Expand-Archive f.zip`,
    CHECKED,
  ],
});

/** A RUN of PowerShell that verifies a signature by a program, and what follows. */
function verified(behind: string, stops = "$ErrorActionPreference = 'Stop';"): string {
  return `
SHELL ["powershell", "-Command", "${stops}"]
COPY a.pub .
RUN gpg --import a.pub; ${FETCH}; ${behind}`;
}

const VERIFIED = "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: gpg covers signed";
const UNVERIFIED = "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: gpg does not cover signed";

downloadTable("programs in PowerShell", {
  "a failure is no error that ends the script": [
    verified("gpg --verify f.asc f.zip; Expand-Archive f.zip"),
    UNVERIFIED,
  ],
  "at the end it is the status of the script": [verified("gpg --verify f.asc f.zip"), VERIFIED],
  "also at the head of a pipe": [verified("gpg --verify f.asc f.zip | Out-Null"), VERIFIED],
  "PowerShell 7.4 can take it for an error": [
    verified(
      "gpg --verify f.asc f.zip; Expand-Archive f.zip",
      "$ErrorActionPreference = 'Stop'; $PSNativeCommandUseErrorActionPreference = $true;",
    ),
    VERIFIED,
  ],
  "said in the script": [
    verified("$PSNativeCommandUseErrorActionPreference = $true; gpg --verify f.asc f.zip; Expand-Archive f.zip"),
    VERIFIED,
  ],
  "but errors go on": [
    verified("gpg --verify f.asc f.zip; Expand-Archive f.zip", "$PSNativeCommandUseErrorActionPreference = $true;"),
    UNVERIFIED,
  ],
  "the exit code is asked for": [
    verified("gpg --verify f.asc f.zip; if ($LASTEXITCODE -ne 0) { throw 'bad' }; Expand-Archive f.zip"),
    VERIFIED,
  ],
  "it is a condition of its own": [
    verified("gpg --verify f.asc f.zip; if ($LastExitCode) { exit $LastExitCode }; Expand-Archive f.zip"),
    VERIFIED,
  ],
  "the other branch ends the script": [
    verified(
      "gpg --verify f.asc f.zip; if ($LASTEXITCODE -eq 0) { Write-Host ok } else { exit 1 }; Expand-Archive f.zip",
    ),
    VERIFIED,
  ],
  "behind a cmdlet and a pipe": [
    verified(
      "gpg --verify f.asc f.zip 2>&1 | Out-File log.txt; Remove-Item f.asc; $a = 1; if ($LASTEXITCODE -gt 0) { exit 1 }; Expand-Archive f.zip",
    ),
    VERIFIED,
  ],
  "behind another program it is that of the other": [
    verified("gpg --verify f.asc f.zip; tar xf f.zip; if ($LASTEXITCODE -ne 0) { throw 'bad' }; ls"),
    UNVERIFIED,
  ],
  "it is only said": [
    verified("gpg --verify f.asc f.zip; if ($LASTEXITCODE -ne 0) { Write-Host 'bad' }; Expand-Archive f.zip"),
    UNVERIFIED,
  ],
  "an error is written for it": [
    verified("gpg --verify f.asc f.zip; if ($LASTEXITCODE -ne 0) { Write-Error 'bad' }; Expand-Archive f.zip", ""),
    UNVERIFIED,
  ],
  "an error is written for it at the end": [
    verified("gpg --verify f.asc f.zip; if ($LASTEXITCODE -ne 0) { Write-Error 'bad' }", ""),
    VERIFIED,
  ],
  "the wrong one is asked for": [
    verified("gpg --verify f.asc f.zip; if ($LASTEXITCODE -eq 0) { throw 'bad' }; Expand-Archive f.zip"),
    UNVERIFIED,
  ],
  "it is negated": [
    verified("gpg --verify f.asc f.zip; if (-not $LASTEXITCODE) { ls } else { exit 1 }; Expand-Archive f.zip"),
    VERIFIED,
  ],
  "its negation ends the script": [
    verified("gpg --verify f.asc f.zip; if (!$LASTEXITCODE) { exit 1 }; Expand-Archive f.zip"),
    UNVERIFIED,
  ],
  "one code alone is asked for": [
    verified("gpg --verify f.asc f.zip; if ($LASTEXITCODE -eq 2) { exit 1 }; Expand-Archive f.zip"),
    UNVERIFIED,
  ],
  "a code is asked for that no failure has": [
    verified("gpg --verify f.asc f.zip; if ($LASTEXITCODE -lt 0) { exit 1 }; Expand-Archive f.zip"),
    UNVERIFIED,
  ],
  "it is asked for outside of a test": [
    verified("gpg --verify f.asc f.zip; $LASTEXITCODE -ne 0; Expand-Archive f.zip"),
    UNVERIFIED,
  ],
  "the script ends with it": [verified("gpg --verify f.asc f.zip; exit $LASTEXITCODE"), VERIFIED],
  "the script ends with another": [verified("gpg --verify f.asc f.zip; exit 0"), UNVERIFIED],
  "success is asked for": [
    verified("gpg --verify f.asc f.zip; if (-not $?) { throw 'bad' }; Expand-Archive f.zip"),
    VERIFIED,
  ],
  "with an exclamation mark": [
    verified("gpg --verify f.asc f.zip; if (!$?) { exit 1 }; Expand-Archive f.zip"),
    VERIFIED,
  ],
  "and else": [verified("gpg --verify f.asc f.zip; if ($?) { ls } else { exit 1 }; Expand-Archive f.zip"), VERIFIED],
  "and something else": [
    verified("gpg --verify f.asc f.zip; if (-not $? -and $strict) { exit 1 }; Expand-Archive f.zip"),
    UNVERIFIED,
  ],
  "of another command": [
    verified("gpg --verify f.asc f.zip; Remove-Item f.asc; if (-not $?) { throw 'bad' }; Expand-Archive f.zip"),
    UNVERIFIED,
  ],
  "a list of PowerShell 7": [verified("gpg --verify f.asc f.zip || exit 1; Expand-Archive f.zip"), VERIFIED],
  "a comparison in a list": [
    `
SHELL ["pwsh", "-Command"]
RUN ${FETCH}; (Get-FileHash f.zip).Hash -eq '<sha256>' || exit 1; Expand-Archive f.zip`,
    UNCHECKED,
  ],
  "a list at the end that writes an error": [verified("gpg --verify f.asc f.zip || Write-Error 'bad'", ""), VERIFIED],
  "a list that writes an error, and goes on": [
    verified("gpg --verify f.asc f.zip || Write-Error 'bad'; Expand-Archive f.zip", ""),
    UNVERIFIED,
  ],
  "a list that throws": [verified("gpg --verify f.asc f.zip || throw 'bad'; Expand-Archive f.zip"), VERIFIED],
  "a list that needs it": [verified("gpg --verify f.asc f.zip && Expand-Archive f.zip"), VERIFIED],
  "what it prints is a condition, not how it ends": [
    verified("if (gpg --verify f.asc f.zip) { ls } else { exit 1 }; Expand-Archive f.zip"),
    UNVERIFIED,
  ],
});

/** A script of PowerShell that checks in a `try`. */
function tried(handler: string, report = "throw 'bad'"): string {
  return reported(report).replace(/if .* \};/, (check) => `try { ${check} } ${handler};`);
}

downloadTable("errors that are caught", {
  "a catch that says it": [tried("catch { Write-Host $_ }"), UNCHECKED],
  "an empty catch": [tried("catch { }"), UNCHECKED],
  "a catch that throws again": [tried("catch { Write-Host $_; throw }"), CHECKED],
  "a catch that exits": [tried("catch { Write-Host $_; exit 1 }"), CHECKED],
  "a catch of one kind of error": [
    tried("catch [System.IO.IOException] { exit 1 } catch { Write-Host $_ }"),
    UNCHECKED,
  ],
  "a catch that does nothing but in a branch": [tried("catch { if ($a) { exit 1 } }"), UNCHECKED],
  "finally alone": [tried("finally { Write-Host 'done' }"), CHECKED],
  "a catch and finally": [tried("catch { exit 1 } finally { Write-Host 'done' }"), CHECKED],
  "exit is not caught": [tried("catch { Write-Host $_ }", "exit 1"), CHECKED],
  "an error that stops is caught": [tried("catch { Write-Host $_ }", "Write-Error 'bad' -ErrorAction Stop"), UNCHECKED],
  "an error that stops, and a catch that exits": [tried("catch { exit 1 }", "Write-Error 'bad' -EA Stop"), CHECKED],
  "an error that is only written reaches no catch": [tried("catch { exit 1 }", "Write-Error 'bad'"), UNCHECKED],
  "a catch around a catch": [
    tried("catch { throw }").replace("try {", "try { try {").replace("; Expand", " } catch { Write-Host $_ }; Expand"),
    UNCHECKED,
  ],
  "a function that throws": [
    `
SHELL ["powershell", "-Command"]
RUN function Test-Sum { if (${DIFFERS}) { throw 'bad' } }; ${FETCH}; try { Test-Sum } catch { Write-Host $_ }; Expand-Archive f.zip`,
    UNCHECKED,
  ],
  "a function that throws, and a catch that exits": [
    `
SHELL ["powershell", "-Command"]
RUN function Test-Sum { if (${DIFFERS}) { throw 'bad' } }; ${FETCH}; try { Test-Sum } catch { exit 1 }; Expand-Archive f.zip`,
    CHECKED,
  ],
  "a program that fails throws nothing": [
    verified("try { gpg --verify f.asc f.zip; Remove-Item f.asc } catch { exit 1 }; Expand-Archive f.zip"),
    UNVERIFIED,
  ],
  "somebody throws for it": [
    verified(
      "try { gpg --verify f.asc f.zip; if ($LASTEXITCODE) { throw 'bad' } } catch { exit 1 }; Expand-Archive f.zip",
    ),
    VERIFIED,
  ],
  "and it is caught": [
    verified("try { gpg --verify f.asc f.zip; if ($LASTEXITCODE) { throw 'bad' } } catch { ls }; Expand-Archive f.zip"),
    UNVERIFIED,
  ],
});

downloadTable("errors that are trapped", {
  "a trap that goes on": [reported("throw 'bad'", "trap { continue }; "), UNCHECKED],
  "a trap that says it": [reported("throw 'bad'", "trap { Write-Host $_ }; "), UNCHECKED],
  "a trap that ends the script": [reported("throw 'bad'", "trap { Write-Host $_; exit 1 }; "), CHECKED],
  "a trap that lets the error pass": [reported("throw 'bad'", "trap { break }; "), CHECKED],
  "exit is not trapped": [reported("exit 1", "trap { continue }; "), CHECKED],
});

downloadTable("checks of cmd", {
  "a list that exits": [
    `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
COPY a.pub .
RUN curl -o f.zip https://a.example/f.zip & gpg --import a.pub & gpg --verify f.asc f.zip || exit /b 1 & tar xf f.zip`,
    "curl https://a.example/f.zip artifact > f.zip: gpg covers signed",
  ],
  "an exit without a failure": [
    `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
COPY a.pub .
RUN curl -o f.zip https://a.example/f.zip & gpg --import a.pub & gpg --verify f.asc f.zip || exit /b 0 & tar xf f.zip`,
    "curl https://a.example/f.zip artifact > f.zip: gpg does not cover signed",
  ],
  "the level of the error is asked for": [
    `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
COPY a.pub .
RUN curl -o f.zip https://a.example/f.zip & gpg --import a.pub & gpg --verify f.asc f.zip & (if errorlevel 1 exit /b 1) & tar xf f.zip`,
    "curl https://a.example/f.zip artifact > f.zip: gpg covers signed",
  ],
  "it is asked whether there is none": [
    `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
COPY a.pub .
RUN curl -o f.zip https://a.example/f.zip & gpg --import a.pub & gpg --verify f.asc f.zip & if not errorlevel 1 ( tar xf f.zip ) else ( exit /b 1 )`,
    "curl https://a.example/f.zip artifact > f.zip: gpg covers signed",
  ],
  "the script ends where there is none": [
    `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
COPY a.pub .
RUN curl -o f.zip https://a.example/f.zip & gpg --import a.pub & gpg --verify f.asc f.zip & (if not errorlevel 1 exit /b 1) & tar xf f.zip`,
    "curl https://a.example/f.zip artifact > f.zip: gpg does not cover signed",
  ],
  "nobody asks": [
    `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
COPY a.pub .
RUN curl -o f.zip https://a.example/f.zip & gpg --import a.pub & gpg --verify f.asc f.zip & tar xf f.zip`,
    "curl https://a.example/f.zip artifact > f.zip: gpg does not cover signed",
  ],
});

/** A RUN of PowerShell that stops at errors, with a check behind the download. */
function checked(check: string): string {
  return `
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]
RUN ${FETCH}; ${check}; Expand-Archive f.zip`;
}

const SAME = "((Get-FileHash f.zip).Hash -eq '<sha256>')";

downloadTable("a comparison of PowerShell that is compared itself", {
  "with what does not hold": [checked(`if (${SAME} -eq $false) { throw 'bad' }`), CHECKED],
  "the other way round": [checked(`if ($False -eq ${SAME}) { exit 1 }`), CHECKED],
  "with what holds": [checked(`if (${SAME} -ne $true) { throw 'bad' }`), CHECKED],
  "through a variable": [checked(`$ok = ${SAME}; if ($ok -eq $false) { throw 'bad' }`), CHECKED],
  "twice over": [checked(`if (-not (${SAME} -eq $true)) { throw 'bad' }`), CHECKED],
  "where it throws at the right sum": [checked(`if (${SAME} -eq $true) { throw 'bad' }`), UNCHECKED],
  "where it throws at the right sum, since the difference is none": [
    checked(`if ((${DIFFERS}) -eq $false) { throw 'bad' }`),
    UNCHECKED,
  ],
  "through a variable, where it throws at the right sum": [
    checked(`$ok = ${SAME}; if ($true -eq $ok) { throw 'bad' }`),
    UNCHECKED,
  ],
  "with another value": [
    checked(`if (${SAME} -eq $expected) { throw 'bad' }`),
    "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: sha does not cover arg",
  ],
});

downloadTable("a comparison of PowerShell beside another one", {
  "either stops the build": [checked(`if ((Get-Item f.zip).Length -eq 0 -or ${DIFFERS}) { throw 'bad' }`), CHECKED],
  "either does, the sum in front": [
    checked(`if (${DIFFERS} -or (Get-Item f.zip).Length -eq 0) { throw 'bad' }`),
    CHECKED,
  ],
  "the other one is a difference": [
    checked("if ((Get-Item f.zip).Length -ne 5 -or (Get-FileHash f.zip).Hash -eq '<sha256>') { throw 'bad' }"),
    UNCHECKED,
  ],
  "none of several sums": [checked("if ((Get-FileHash f.zip).Hash -notin '<sha256>', 'b') { throw 'bad' }"), CHECKED],
});

downloadTable("a sum that a switch of PowerShell compares", {
  "all others throw": [
    checked("switch ((Get-FileHash f.zip).Hash) { '<sha256>' { } default { throw 'bad' } }"),
    CHECKED,
  ],
  "through a variable": [
    checked("$sum = (Get-FileHash f.zip).Hash; switch ($sum) { '<sha256>' { break } default { exit 1 } }"),
    CHECKED,
  ],
  "the right one throws": [
    checked("switch ((Get-FileHash f.zip).Hash) { '<sha256>' { throw 'bad' } default { } }"),
    UNCHECKED,
  ],
  "nothing is said of others": [checked("switch ((Get-FileHash f.zip).Hash) { '<sha256>' { a } }"), UNCHECKED],
  "an arm that asks by itself is not read": [
    checked("switch ((Get-FileHash f.zip).Hash) { { $_ -ne '<sha256>' } { throw 'bad' } }"),
    "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: none",
  ],
  "a switch behind a program leaves its exit code": [
    checked("sha256sum -c SUMS; switch ($a) { b { } }; if ($LASTEXITCODE -ne 0) { throw 'bad' }").replace(
      "sha256sum -c SUMS",
      "'<sha256>  f.zip' | sha256sum -c",
    ),
    "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: sha covers inline",
  ],
});
