import { downloadTable } from "../../../harness/download-table.ts";

const FETCH = "iwr https://a.example/f.zip -OutFile f.zip";
const DIFFERS = "(Get-FileHash f.zip).Hash -ne '<sha256>'";
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
