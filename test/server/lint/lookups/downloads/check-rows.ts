/** A Dockerfile with a download and the same file with the check that the fix writes. `HEX` stands for the sha256, `HEX(linux/arm64)` for that of a platform. */
export interface CheckRow {
  readonly text: string;
  readonly fixed: string;
  /** Where it is not the first fix. */
  readonly title?: string;
  readonly safety?: "review";
  /** Shells that the script is for; none: it needs what no test machine has. */
  readonly shells: readonly ("sh" | "bash" | "busybox")[];
}

const ALL = ["sh", "bash", "busybox"] as const;

/** Files that a command saves. */
export const SAVED_ROWS: Readonly<Record<string, CheckRow>> = {
  "a RUN that only downloads": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN curl -fsSLO https://dl.example/tool-1.4.0.tgz
`,
    fixed: `
FROM debian:12.11
RUN curl -fsSLO https://dl.example/tool-1.4.0.tgz \\
 && echo "HEX  tool-1.4.0.tgz" | sha256sum -c -
`,
  },
  "a file that code saves": {
    shells: [],
    text: `
FROM debian:12.11
RUN php -r "copy('https://dl.example/tool-1.4.0', 't.php');" && php t.php
`,
    fixed: `
FROM debian:12.11
RUN php -r "copy('https://dl.example/tool-1.4.0', 't.php');" \\
 && echo "HEX  t.php" | sha256sum -c - \\
 && php t.php
`,
  },
  "what code prints into a file": {
    shells: [],
    text: `
FROM debian:12.11
RUN php -r "readfile('https://dl.example/tool-1.4.0');" > /usr/bin/t && chmod +x /usr/bin/t
`,
    fixed: `
FROM debian:12.11
RUN php -r "readfile('https://dl.example/tool-1.4.0');" > /usr/bin/t \\
 && echo "HEX  /usr/bin/t" | sha256sum -c - \\
 && chmod +x /usr/bin/t
`,
  },
  "cmd asks certutil": {
    shells: [],
    safety: "review",
    text: `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN curl -fsSLo C:\\t.zip https://dl.example/tool-1.4.0.zip && tar xf C:\\t.zip
`,
    fixed: `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN curl -fsSLo C:\\t.zip https://dl.example/tool-1.4.0.zip \\
 && certutil -hashfile C:\\t.zip SHA256 | findstr /i HEX \\
 && tar xf C:\\t.zip
`,
  },
  "cmd asks certutil for a file that variables name": {
    shells: [],
    safety: "review",
    text: `
# escape=\`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
ENV NAME=tool-1.4.0.zip
RUN md C:\\t \`
    && curl -fsSLo %TEMP%\\%NAME% https://dl.example/%NAME% \`
    && tar xf %TEMP%\\%NAME%
`,
    fixed: `
# escape=\`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
ENV NAME=tool-1.4.0.zip
RUN md C:\\t \`
    && curl -fsSLo %TEMP%\\%NAME% https://dl.example/%NAME% \`
    && certutil -hashfile "%TEMP%\\%NAME%" SHA256 | findstr /i HEX \`
    && tar xf %TEMP%\\%NAME%
`,
  },
  "cmd asks certutil for a file whose path has a blank": {
    shells: [],
    safety: "review",
    text: `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN curl -fsSLo "C:\\Program Files\\t.zip" https://dl.example/tool-1.4.0.zip
`,
    fixed: `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN curl -fsSLo "C:\\Program Files\\t.zip" https://dl.example/tool-1.4.0.zip \\
 && certutil -hashfile "C:\\Program Files\\t.zip" SHA256 | findstr /i HEX
`,
  },
  "PowerShell between the quotes of cmd": {
    shells: [],
    text: `
# escape=\`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN powershell -Command "$ErrorActionPreference = 'Stop'; \`
    Invoke-WebRequest https://dl.example/tool-1.4.0.zip -OutFile C:\\t.zip; \`
    Expand-Archive C:\\t.zip" && del C:\\t.zip
`,
    fixed: `
# escape=\`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN powershell -Command "$ErrorActionPreference = 'Stop'; \`
    Invoke-WebRequest https://dl.example/tool-1.4.0.zip -OutFile C:\\t.zip; \`
    if ((Get-FileHash -Algorithm SHA256 'C:\\t.zip').Hash -ne 'HEX') { throw 'the sha256 of the download differs' }; \`
    Expand-Archive C:\\t.zip" && del C:\\t.zip
`,
  },
  "PowerShell in the words of cmd": {
    shells: [],
    text: `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN powershell -Command iwr https://dl.example/tool-1.4.0.zip -OutFile C:\\t.zip ; \\
    Expand-Archive C:\\t.zip && del C:\\t.zip
`,
    fixed: `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN powershell -Command iwr https://dl.example/tool-1.4.0.zip -OutFile C:\\t.zip ; \\
    if ((Get-FileHash -Algorithm SHA256 'C:\\t.zip').Hash -ne 'HEX') { throw 'the sha256 of the download differs' } ; \\
    Expand-Archive C:\\t.zip && del C:\\t.zip
`,
  },
  "a path that PowerShell puts together": {
    shells: [],
    text: `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]
RUN iwr https://dl.example/tool-1.4.0.exe -OutFile (Join-Path $env:TEMP 'a t.exe'); \\
    & (Join-Path $env:TEMP 'a t.exe')
`,
    fixed: `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]
RUN iwr https://dl.example/tool-1.4.0.exe -OutFile (Join-Path $env:TEMP 'a t.exe'); \\
    if ((Get-FileHash -Algorithm SHA256 (Join-Path $env:TEMP 'a t.exe')).Hash -ne 'HEX') { throw 'the sha256 of the download differs' }; \\
    & (Join-Path $env:TEMP 'a t.exe')
`,
  },
  "the body of an if of PowerShell": {
    shells: [],
    text: `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]
RUN if (-not (Test-Path C:\\t.zip)) { \\
        Invoke-WebRequest https://dl.example/tool-1.4.0.zip -OutFile C:\\t.zip; \\
    }; \\
    Expand-Archive C:\\t.zip
`,
    fixed: `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]
RUN if (-not (Test-Path C:\\t.zip)) { \\
        Invoke-WebRequest https://dl.example/tool-1.4.0.zip -OutFile C:\\t.zip; \\
        if ((Get-FileHash -Algorithm SHA256 'C:\\t.zip').Hash -ne 'HEX') { throw 'the sha256 of the download differs' }; \\
    }; \\
    Expand-Archive C:\\t.zip
`,
  },
  "the last command of a body": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN set -e; \\
    if [ ! -f t.tgz ]; then \\
        ls; \\
        curl -fsSLo t.tgz https://dl.example/tool-1.4.0.tgz; \\
    fi; \\
    tar xf t.tgz
`,
    fixed: `
FROM debian:12.11
RUN set -e; \\
    if [ ! -f t.tgz ]; then \\
        ls; \\
        curl -fsSLo t.tgz https://dl.example/tool-1.4.0.tgz; \\
        echo "HEX  t.tgz" | sha256sum -c -; \\
    fi; \\
    tar xf t.tgz
`,
  },
  "a line that stays as it is": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN mkdir -p a \\
	&& curl -fsSL https://dl.example/tool-1.4.0.tgz >  a/t.tgz  \\
    && tar xf a/t.tgz \\
	&& ls
`,
    fixed: `
FROM debian:12.11
RUN mkdir -p a \\
	&& curl -fsSL https://dl.example/tool-1.4.0.tgz >  a/t.tgz  \\
    && echo "HEX  a/t.tgz" | sha256sum -c -  \\
    && tar xf a/t.tgz \\
	&& ls
`,
  },
  "a chain in one line": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN mkdir a && cd a && curl -fsSLO https://dl.example/tool-1.4.0.tgz && tar xf tool-1.4.0.tgz
`,
    fixed: `
FROM debian:12.11
RUN mkdir a && cd a && curl -fsSLO https://dl.example/tool-1.4.0.tgz \\
 && echo "HEX  tool-1.4.0.tgz" | sha256sum -c - \\
 && tar xf tool-1.4.0.tgz
`,
  },
  "a file in the home folder": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN mkdir ~/bin && wget -O ~/bin/run.sh https://dl.example/1.4.0/run.sh && sh ~/bin/run.sh
`,
    fixed: `
FROM debian:12.11
RUN mkdir ~/bin && wget -O ~/bin/run.sh https://dl.example/1.4.0/run.sh \\
 && echo "HEX  $HOME/bin/run.sh" | sha256sum -c - \\
 && sh ~/bin/run.sh
`,
  },
  "operators at the beginning of the lines": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN mkdir a \\
    && curl -fsSLo a/t.tgz https://dl.example/tool-1.4.0.tgz \\
    # Unpacks it.
    && tar xf a/t.tgz
`,
    fixed: `
FROM debian:12.11
RUN mkdir a \\
    && curl -fsSLo a/t.tgz https://dl.example/tool-1.4.0.tgz \\
    && echo "HEX  a/t.tgz" | sha256sum -c - \\
    # Unpacks it.
    && tar xf a/t.tgz
`,
  },
  "a body that stands deeper than the operators around it": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN mkdir a \\
    && if [ -d a ]; then \\
        curl -fsSL https://dl.example/tool-1.4.0.tgz -o a/t.tgz \\
    ; fi \\
    && tar xf a/t.tgz
`,
    fixed: `
FROM debian:12.11
RUN mkdir a \\
    && if [ -d a ]; then \\
        curl -fsSL https://dl.example/tool-1.4.0.tgz -o a/t.tgz \\
        && echo "HEX  a/t.tgz" | sha256sum -c - \\
    ; fi \\
    && tar xf a/t.tgz
`,
  },
  "operators at the ends of the lines": {
    shells: ["sh", "bash"],
    text: `
FROM debian:12.11
RUN mkdir a && \\
    wget -q https://dl.example/tool-1.4.0.tgz -P a && \\
    tar xf a/tool-1.4.0.tgz
`,
    fixed: `
FROM debian:12.11
RUN mkdir a && \\
    wget -q https://dl.example/tool-1.4.0.tgz -P a && \\
    echo "HEX  a/tool-1.4.0.tgz" | sha256sum -c - && \\
    tar xf a/tool-1.4.0.tgz
`,
  },
  "a list under set -e": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN set -eu; \\
	curl -fsSL --output t.tgz https://dl.example/tool-1.4.0.tgz; \\
	tar xf t.tgz
`,
    fixed: `
FROM debian:12.11
RUN set -eu; \\
	curl -fsSL --output t.tgz https://dl.example/tool-1.4.0.tgz; \\
	echo "HEX  t.tgz" | sha256sum -c -; \\
	tar xf t.tgz
`,
  },
  "a list without set -e": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN curl -fsSLO https://dl.example/tool-1.4.0.tgz; tar xf tool-1.4.0.tgz
`,
    fixed: `
FROM debian:12.11
RUN curl -fsSLO https://dl.example/tool-1.4.0.tgz; \\
    echo "HEX  tool-1.4.0.tgz" | sha256sum -c - || exit 1; tar xf tool-1.4.0.tgz
`,
  },
  "a chain in a list gets braces": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN mkdir a && curl -fsSLo a/t.tgz https://dl.example/tool-1.4.0.tgz; tar xf a/t.tgz
`,
    fixed: `
FROM debian:12.11
RUN mkdir a && curl -fsSLo a/t.tgz https://dl.example/tool-1.4.0.tgz \\
 && { echo "HEX  a/t.tgz" | sha256sum -c - || exit 1; }; tar xf a/t.tgz
`,
  },
  "a member of a chain under set -e that is not its last": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN set -e; curl -fsSLO https://dl.example/tool-1.4.0.tgz && tar xf tool-1.4.0.tgz; ls
`,
    fixed: `
FROM debian:12.11
RUN set -e; curl -fsSLO https://dl.example/tool-1.4.0.tgz \\
 && { echo "HEX  tool-1.4.0.tgz" | sha256sum -c - || exit 1; } \\
 && tar xf tool-1.4.0.tgz; ls
`,
  },
  "a file that is there already is not checked": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN [ -f t.tgz ] || curl -fsSLo t.tgz https://dl.example/tool-1.4.0.tgz
`,
    fixed: `
FROM debian:12.11
RUN [ -f t.tgz ] || { curl -fsSLo t.tgz https://dl.example/tool-1.4.0.tgz \\
 && echo "HEX  t.tgz" | sha256sum -c -; }
`,
  },
  "a failure that nobody sees": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN curl -fsSLO https://dl.example/tool-1.4.0.tgz || true
`,
    fixed: `
FROM debian:12.11
RUN curl -fsSLO https://dl.example/tool-1.4.0.tgz \\
 && { echo "HEX  tool-1.4.0.tgz" | sha256sum -c - || exit 1; } || true
`,
  },
  "a branch": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN if [ ! -f t.tgz ]; then curl -fsSLo t.tgz https://dl.example/tool-1.4.0.tgz; fi; tar xf t.tgz
`,
    fixed: `
FROM debian:12.11
RUN if [ ! -f t.tgz ]; then curl -fsSLo t.tgz https://dl.example/tool-1.4.0.tgz \\
 && { echo "HEX  t.tgz" | sha256sum -c - || exit 1; }; fi; tar xf t.tgz
`,
  },
  "a branch beside one that is checked": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN if [ ! -f t.tgz ]; then curl -fsSLo t.tgz https://dl.example/tool-1.4.0.tgz; else curl -fsSLo t.tgz https://dl.example/tool-1.5.0.tgz && echo "1b4f0e9851971998e732078544c96b36c3d01cedf7caa332359d6f1d83567014  t.tgz" | sha256sum -c -; fi
`,
    fixed: `
FROM debian:12.11
RUN if [ ! -f t.tgz ]; then curl -fsSLo t.tgz https://dl.example/tool-1.4.0.tgz \\
 && echo "HEX  t.tgz" | sha256sum -c -; else curl -fsSLo t.tgz https://dl.example/tool-1.5.0.tgz && echo "1b4f0e9851971998e732078544c96b36c3d01cedf7caa332359d6f1d83567014  t.tgz" | sha256sum -c -; fi
`,
  },
  "a file in front of another one that is checked": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN curl -fsSLo t.tgz https://dl.example/tool-1.4.0.tgz || (curl -fsSLo t.tgz https://dl.example/tool-1.5.0.tgz && echo "1b4f0e9851971998e732078544c96b36c3d01cedf7caa332359d6f1d83567014  t.tgz" | sha256sum -c -)
`,
    fixed: `
FROM debian:12.11
RUN curl -fsSLo t.tgz https://dl.example/tool-1.4.0.tgz \\
 && echo "HEX  t.tgz" | sha256sum -c - || (curl -fsSLo t.tgz https://dl.example/tool-1.5.0.tgz && echo "1b4f0e9851971998e732078544c96b36c3d01cedf7caa332359d6f1d83567014  t.tgz" | sha256sum -c -)
`,
  },
  "a group in a shell of its own": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN mkdir a && (cd a && curl -fsSLO https://dl.example/tool-1.4.0.tgz) && tar xf a/tool-1.4.0.tgz
`,
    fixed: `
FROM debian:12.11
RUN mkdir a && (cd a && curl -fsSLO https://dl.example/tool-1.4.0.tgz \\
 && echo "HEX  tool-1.4.0.tgz" | sha256sum -c -) && tar xf a/tool-1.4.0.tgz
`,
  },
  "a here-document under set -e": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN <<END
set -e
curl -fsSLO https://dl.example/tool-1.4.0.tgz
tar xf tool-1.4.0.tgz
END
`,
    fixed: `
FROM debian:12.11
RUN <<END
set -e
curl -fsSLO https://dl.example/tool-1.4.0.tgz
echo "HEX  tool-1.4.0.tgz" | sha256sum -c -
tar xf tool-1.4.0.tgz
END
`,
  },
  "a here-document without, and a chain in it": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN <<END
mkdir a &&
  curl -fsSLo a/t.tgz https://dl.example/tool-1.4.0.tgz
tar xf a/t.tgz
END
`,
    fixed: `
FROM debian:12.11
RUN <<END
mkdir a &&
  curl -fsSLo a/t.tgz https://dl.example/tool-1.4.0.tgz &&
  { echo "HEX  a/t.tgz" | sha256sum -c - || exit 1; }
tar xf a/t.tgz
END
`,
  },
  "a file by redirection": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN curl -fsSL https://dl.example/tool-1.4.0.tgz > t.tgz && tar xf t.tgz
`,
    fixed: `
FROM debian:12.11
RUN curl -fsSL https://dl.example/tool-1.4.0.tgz > t.tgz \\
 && echo "HEX  t.tgz" | sha256sum -c - \\
 && tar xf t.tgz
`,
  },
  "the last part of an address that an ARG holds": {
    shells: ALL,
    text: `
FROM debian:12.11
ARG TOOL_URL=https://dl.example/tool-1.4.0.tgz
RUN wget -q "$TOOL_URL" && tar xf tool-1.4.0.tgz
`,
    fixed: `
FROM debian:12.11
ARG TOOL_URL=https://dl.example/tool-1.4.0.tgz
ARG TOOL_SHA256=HEX
RUN wget -q "$TOOL_URL" \\
 && echo "\${TOOL_SHA256}  \${TOOL_URL##*/}" | sha256sum -c - \\
 && tar xf tool-1.4.0.tgz
`,
  },
  "the name of the second address beside one with a name of its own": {
    shells: ALL,
    text: `
FROM debian:12.11
ENV A=https://dl.example/tool-1.4.0.tgz B=https://dl.example/tool-1.4.0.tgz.sha256
RUN curl -fsSL -o list $B -O $A && tar xf tool-1.4.0.tgz
`,
    fixed: `
FROM debian:12.11
ENV A=https://dl.example/tool-1.4.0.tgz B=https://dl.example/tool-1.4.0.tgz.sha256
RUN curl -fsSL -o list $B -O $A \\
 && echo "HEX  \${A##*/}" | sha256sum -c - \\
 && tar xf tool-1.4.0.tgz
`,
  },
  "a name behind folders, which a variable holds with them": {
    shells: ALL,
    text: `
FROM debian:12.11
ENV BASE=https://dl.example/releases TOOL=1.4.0/tool END=.tgz
RUN curl -fsSLO $BASE/$TOOL$END && tar xf tool.tgz
`,
    fixed: `
FROM debian:12.11
ENV BASE=https://dl.example/releases TOOL=1.4.0/tool END=.tgz
RUN curl -fsSLO $BASE/$TOOL$END \\
 && echo "HEX  tool.tgz" | sha256sum -c - \\
 && tar xf tool.tgz
`,
  },
  "a version that is an ARG gets the sum beside it": {
    shells: ALL,
    text: `
FROM debian:12.11
ARG TOOL_VERSION=1.4.0
ENV A=1
RUN curl -fsSLO "https://dl.example/tool-\${TOOL_VERSION}.tgz" && tar xf "tool-\${TOOL_VERSION}.tgz"
`,
    fixed: `
FROM debian:12.11
ARG TOOL_VERSION=1.4.0
ARG TOOL_SHA256=HEX
ENV A=1
RUN curl -fsSLO "https://dl.example/tool-\${TOOL_VERSION}.tgz" \\
 && echo "\${TOOL_SHA256}  tool-\${TOOL_VERSION}.tgz" | sha256sum -c - \\
 && tar xf "tool-\${TOOL_VERSION}.tgz"
`,
  },
  "a version that is an ENV cannot be given by the builder": {
    shells: ALL,
    text: `
FROM debian:12.11
ENV TOOL_VERSION=1.4.0
RUN curl -fsSLo t.tgz https://dl.example/tool-$TOOL_VERSION.tgz
`,
    fixed: `
FROM debian:12.11
ENV TOOL_VERSION=1.4.0
RUN curl -fsSLo t.tgz https://dl.example/tool-$TOOL_VERSION.tgz \\
 && echo "HEX  t.tgz" | sha256sum -c -
`,
  },
  "one sum for each processor, by the kernel's word": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN curl -fsSLo t.tgz https://dl.example/tool-1.4.0-$(uname -m).tgz && tar xf t.tgz
`,
    fixed: `
FROM debian:12.11
RUN curl -fsSLo t.tgz https://dl.example/tool-1.4.0-$(uname -m).tgz \\
 && case "$(uname -m)" in \\
        x86_64) sha256=HEX(linux/amd64) ;; \\
        aarch64) sha256=HEX(linux/arm64) ;; \\
        *) echo "no sha256 is known for $(uname -m)" >&2; exit 1 ;; \\
    esac \\
 && echo "$sha256  t.tgz" | sha256sum -c - \\
 && tar xf t.tgz
`,
  },
  "by the kernel's word between the older signs of a substitution": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN curl -fsSLo t.tgz https://dl.example/tool-1.4.0-\`uname -m\`.tgz
`,
    fixed: `
FROM debian:12.11
RUN curl -fsSLo t.tgz https://dl.example/tool-1.4.0-\`uname -m\`.tgz \\
 && case "$(uname -m)" in \\
        x86_64) sha256=HEX(linux/amd64) ;; \\
        aarch64) sha256=HEX(linux/arm64) ;; \\
        *) echo "no sha256 is known for $(uname -m)" >&2; exit 1 ;; \\
    esac \\
 && echo "$sha256  t.tgz" | sha256sum -c -
`,
  },
  "by the kernel's word, beside a variable of that name": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN sha256=0 && curl -fsSLo t.tgz https://dl.example/tool-1.4.0-$(uname -m).tgz && tar xf t.tgz && echo $sha256
`,
    fixed: `
FROM debian:12.11
RUN sha256=0 && curl -fsSLo t.tgz https://dl.example/tool-1.4.0-$(uname -m).tgz \\
 && case "$(uname -m)" in \\
        x86_64) file_sha256=HEX(linux/amd64) ;; \\
        aarch64) file_sha256=HEX(linux/arm64) ;; \\
        *) echo "no sha256 is known for $(uname -m)" >&2; exit 1 ;; \\
    esac \\
 && echo "$file_sha256  t.tgz" | sha256sum -c - \\
 && tar xf t.tgz && echo $sha256
`,
  },
  "by the kernel's word, in a RUN with tabs": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN set -eux; \\
	curl -fsSLo t.tgz https://dl.example/tool-1.4.0-$(uname -m).tgz; \\
	tar xf t.tgz
`,
    fixed: `
FROM debian:12.11
RUN set -eux; \\
	curl -fsSLo t.tgz https://dl.example/tool-1.4.0-$(uname -m).tgz; \\
	case "$(uname -m)" in \\
		x86_64) sha256=HEX(linux/amd64) ;; \\
		aarch64) sha256=HEX(linux/arm64) ;; \\
		*) echo "no sha256 is known for $(uname -m)" >&2; exit 1 ;; \\
	esac; \\
	echo "$sha256  t.tgz" | sha256sum -c -; \\
	tar xf t.tgz
`,
  },
  "by the kernel's word, behind tabs and operators": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN mkdir -p a \\
	&& curl -fsSLo t.tgz https://dl.example/tool-1.4.0-$(uname -m).tgz \\
	&& tar xf t.tgz
`,
    fixed: `
FROM debian:12.11
RUN mkdir -p a \\
	&& curl -fsSLo t.tgz https://dl.example/tool-1.4.0-$(uname -m).tgz \\
	&& case "$(uname -m)" in \\
		x86_64) sha256=HEX(linux/amd64) ;; \\
		aarch64) sha256=HEX(linux/arm64) ;; \\
		*) echo "no sha256 is known for $(uname -m)" >&2; exit 1 ;; \\
	esac \\
	&& echo "$sha256  t.tgz" | sha256sum -c - \\
	&& tar xf t.tgz
`,
  },
  "by Debian's word, which a variable keeps, under set -e": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN set -eu; \\
    arch="$(dpkg --print-architecture)"; \\
    curl -fsSLO "https://dl.example/tool-1.4.0-$arch.tgz"; \\
    tar xf tool-1.4.0-$arch.tgz
`,
    fixed: `
FROM debian:12.11
RUN set -eu; \\
    arch="$(dpkg --print-architecture)"; \\
    curl -fsSLO "https://dl.example/tool-1.4.0-$arch.tgz"; \\
    case "$arch" in \\
        amd64) sha256=HEX(linux/amd64) ;; \\
        arm64) sha256=HEX(linux/arm64) ;; \\
        *) echo "no sha256 is known for $arch" >&2; exit 1 ;; \\
    esac; \\
    echo "$sha256  tool-1.4.0-$arch.tgz" | sha256sum -c -; \\
    tar xf tool-1.4.0-$arch.tgz
`,
  },
  "by the word that the script chooses": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN case "$(uname -m)" in x86_64) A=amd64 ;; aarch64) A=arm64 ;; *) exit 1 ;; esac \\
 && curl -fsSLo t.tgz https://dl.example/tool-1.4.0-\${A}.tgz \\
 && tar xf t.tgz
`,
    fixed: `
FROM debian:12.11
RUN case "$(uname -m)" in x86_64) A=amd64 ;; aarch64) A=arm64 ;; *) exit 1 ;; esac \\
 && curl -fsSLo t.tgz https://dl.example/tool-1.4.0-\${A}.tgz \\
 && case "\${A}" in \\
        amd64) sha256=HEX(linux/amd64) ;; \\
        arm64) sha256=HEX(linux/arm64) ;; \\
        *) echo "no sha256 is known for \${A}" >&2; exit 1 ;; \\
    esac \\
 && echo "$sha256  t.tgz" | sha256sum -c - \\
 && tar xf t.tgz
`,
  },
  "by the word that the script chooses for the builder's, beside a version": {
    shells: ALL,
    text: `
FROM debian:12.11
ARG TARGETARCH VERSION=v1.4.0
RUN set -eux; \\
    case "\${TARGETARCH}" in amd64) A=x86_64 ;; arm64) A=aarch_64 ;; *) exit 1 ;; esac; \\
    version="\${VERSION#v}"; \\
    curl -fsSLo t.tgz "https://dl.example/\${VERSION}/\${A}/tool-\${version}-\${A}.tgz"; \\
    tar xf t.tgz
`,
    fixed: `
FROM debian:12.11
ARG TARGETARCH VERSION=v1.4.0
RUN set -eux; \\
    case "\${TARGETARCH}" in amd64) A=x86_64 ;; arm64) A=aarch_64 ;; *) exit 1 ;; esac; \\
    version="\${VERSION#v}"; \\
    curl -fsSLo t.tgz "https://dl.example/\${VERSION}/\${A}/tool-\${version}-\${A}.tgz"; \\
    case "\${A}" in \\
        x86_64) sha256=HEX(linux/amd64) ;; \\
        aarch_64) sha256=HEX(linux/arm64) ;; \\
        *) echo "no sha256 is known for \${A}" >&2; exit 1 ;; \\
    esac; \\
    echo "$sha256  t.tgz" | sha256sum -c -; \\
    tar xf t.tgz
`,
  },
  "by the file that the script chooses for the builder's word": {
    shells: ALL,
    text: `
FROM debian:12.11
ARG TARGETARCH
RUN case "$TARGETARCH" in amd64) export F=tool.tgz ;; arm64) F="tool-next.tgz" ;; *) exit 1 ;; esac \\
 && curl -fsSLo t.tgz https://dl.example/1.4.0/\${F} \\
 && tar xf t.tgz
`,
    fixed: `
FROM debian:12.11
ARG TARGETARCH
RUN case "$TARGETARCH" in amd64) export F=tool.tgz ;; arm64) F="tool-next.tgz" ;; *) exit 1 ;; esac \\
 && curl -fsSLo t.tgz https://dl.example/1.4.0/\${F} \\
 && case "\${F}" in \\
        tool.tgz) sha256=HEX(linux/amd64) ;; \\
        tool-next.tgz) sha256=HEX(linux/arm64) ;; \\
        *) echo "no sha256 is known for \${F}" >&2; exit 1 ;; \\
    esac \\
 && echo "$sha256  t.tgz" | sha256sum -c - \\
 && tar xf t.tgz
`,
  },
  "by a part that one processor does not have": {
    shells: ALL,
    text: `
FROM debian:12.11
ARG TARGETARCH
RUN case "$TARGETARCH" in amd64) S="" ;; arm64) S=-arm ;; esac; curl -fsSLo t.tgz https://dl.example/tool-1.4.0$S.tgz
`,
    fixed: `
FROM debian:12.11
ARG TARGETARCH
RUN case "$TARGETARCH" in amd64) S="" ;; arm64) S=-arm ;; esac; curl -fsSLo t.tgz https://dl.example/tool-1.4.0$S.tgz \\
 && case "\${S}" in \\
        "") sha256=HEX(linux/amd64) ;; \\
        -arm) sha256=HEX(linux/arm64) ;; \\
        *) echo "no sha256 is known for \${S}" >&2; exit 1 ;; \\
    esac \\
 && echo "$sha256  t.tgz" | sha256sum -c -
`,
  },
  "by the file that it chooses for the kernel's word, which a variable keeps": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN set -e; \\
    arch="$(uname -m)"; \\
    case "$arch" in x86_64|amd64) F=tool.tgz ;; arm64|aarch64) F=tool-next.tgz ;; *) exit 1 ;; esac; \\
    curl -fsSLo t.tgz https://dl.example/1.4.0/$F; \\
    tar xf t.tgz
`,
    fixed: `
FROM debian:12.11
RUN set -e; \\
    arch="$(uname -m)"; \\
    case "$arch" in x86_64|amd64) F=tool.tgz ;; arm64|aarch64) F=tool-next.tgz ;; *) exit 1 ;; esac; \\
    curl -fsSLo t.tgz https://dl.example/1.4.0/$F; \\
    case "\${F}" in \\
        tool.tgz) sha256=HEX(linux/amd64) ;; \\
        tool-next.tgz) sha256=HEX(linux/arm64) ;; \\
        *) echo "no sha256 is known for \${F}" >&2; exit 1 ;; \\
    esac; \\
    echo "$sha256  t.tgz" | sha256sum -c -; \\
    tar xf t.tgz
`,
  },
  "by an address that the script chooses, whose last part names the file": {
    shells: ALL,
    title: "Check tool-1.4.0-x64.tgz against its sha256 for each processor",
    text: `
FROM debian:12.11
RUN case "$(uname -m)" in \\
        x86_64) url=https://dl.example/tool-1.4.0-x64 ;; \\
        aarch64) url=https://dl.example/tool-1.4.0-arm64 ;; \\
    esac && \\
    curl -fsSLO $url.tgz && \\
    tar xf tool-*.tgz
`,
    fixed: `
FROM debian:12.11
RUN case "$(uname -m)" in \\
        x86_64) url=https://dl.example/tool-1.4.0-x64 ;; \\
        aarch64) url=https://dl.example/tool-1.4.0-arm64 ;; \\
    esac && \\
    curl -fsSLO $url.tgz && \\
    case "\${url}" in \\
        https://dl.example/tool-1.4.0-x64) sha256=HEX(linux/amd64) ;; \\
        https://dl.example/tool-1.4.0-arm64) sha256=HEX(linux/arm64) ;; \\
        *) echo "no sha256 is known for \${url}" >&2; exit 1 ;; \\
    esac && \\
    echo "$sha256  \${url##*/}.tgz" | sha256sum -c - && \\
    tar xf tool-*.tgz
`,
  },
  "by the whole address that the script chooses, by a word that only the names tell": {
    shells: ALL,
    title: "Check tool-1.4.0.tgz against its sha256 for each processor",
    text: `
FROM debian:12.11
RUN arch="$(uname -m)"; case "\${arch%%-*}" in \\
        x86_64) url=https://dl.example/x64/tool-1.4.0.tgz ;; \\
        aarch64) url=https://dl.example/arm64/tool-1.4.0.tgz ;; \\
    esac && \\
    curl -fsSLo tool.tgz "$url" && \\
    tar xf tool.tgz
`,
    fixed: `
FROM debian:12.11
RUN arch="$(uname -m)"; case "\${arch%%-*}" in \\
        x86_64) url=https://dl.example/x64/tool-1.4.0.tgz ;; \\
        aarch64) url=https://dl.example/arm64/tool-1.4.0.tgz ;; \\
    esac && \\
    curl -fsSLo tool.tgz "$url" && \\
    case "\${url}" in \\
        https://dl.example/x64/tool-1.4.0.tgz) sha256=HEX(linux/amd64) ;; \\
        https://dl.example/arm64/tool-1.4.0.tgz) sha256=HEX(linux/arm64) ;; \\
        *) echo "no sha256 is known for \${url}" >&2; exit 1 ;; \\
    esac && \\
    echo "$sha256  tool.tgz" | sha256sum -c - && \\
    tar xf tool.tgz
`,
  },
  "by the whole address that the script chooses, where two processors have one": {
    shells: ALL,
    title: "Check tool-1.4.0.tgz against its sha256 for each processor",
    text: `
FROM debian:12.11
RUN set -eux; \\
    arch="$(uname -m)"; \\
    case "$arch" in \\
        'x86_64') url='https://dl.example/x64/tool-1.4.0.tgz' ;; \\
        'aarch64') \\
            url='https://dl.example/arm64/tool-1.4.0.tgz'; \\
            ;; \\
        'armv7l') url="https://dl.example/arm64/tool-1.4.0.tgz" ;; \\
        *) echo >&2 "none for $arch"; exit 1 ;; \\
    esac; \\
    wget -O 'tool.tgz' "$url"; \\
    tar xf tool.tgz
`,
    fixed: `
FROM debian:12.11
RUN set -eux; \\
    arch="$(uname -m)"; \\
    case "$arch" in \\
        'x86_64') url='https://dl.example/x64/tool-1.4.0.tgz' ;; \\
        'aarch64') \\
            url='https://dl.example/arm64/tool-1.4.0.tgz'; \\
            ;; \\
        'armv7l') url="https://dl.example/arm64/tool-1.4.0.tgz" ;; \\
        *) echo >&2 "none for $arch"; exit 1 ;; \\
    esac; \\
    wget -O 'tool.tgz' "$url"; \\
    case "\${url}" in \\
        https://dl.example/x64/tool-1.4.0.tgz) sha256=HEX(linux/amd64) ;; \\
        https://dl.example/arm64/tool-1.4.0.tgz) sha256=HEX(linux/arm64) ;; \\
        *) echo "no sha256 is known for \${url}" >&2; exit 1 ;; \\
    esac; \\
    echo "$sha256  tool.tgz" | sha256sum -c -; \\
    tar xf tool.tgz
`,
  },
  "by the builder's word": {
    shells: ALL,
    text: `
FROM debian:12.11
ARG TARGETOS TARGETARCH
RUN curl -fsSLo t.tgz https://dl.example/tool-1.4.0-$TARGETOS-\${TARGETARCH}.tgz
`,
    fixed: `
FROM debian:12.11
ARG TARGETOS TARGETARCH
RUN curl -fsSLo t.tgz https://dl.example/tool-1.4.0-$TARGETOS-\${TARGETARCH}.tgz \\
 && case "\${TARGETARCH}" in \\
        amd64) sha256=HEX(linux/amd64) ;; \\
        arm64) sha256=HEX(linux/arm64) ;; \\
        *) echo "no sha256 is known for \${TARGETARCH}" >&2; exit 1 ;; \\
    esac \\
 && echo "$sha256  t.tgz" | sha256sum -c -
`,
  },
  "a sum from the same place is no check": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN curl -fsSLO https://dl.example/tool-1.4.0.tgz \\
 && curl -fsSLO https://dl.example/tool-1.4.0.tgz.sha256 \\
 && sha256sum -c tool-1.4.0.tgz.sha256
`,
    fixed: `
FROM debian:12.11
RUN curl -fsSLO https://dl.example/tool-1.4.0.tgz \\
 && echo "HEX  tool-1.4.0.tgz" | sha256sum -c - \\
 && curl -fsSLO https://dl.example/tool-1.4.0.tgz.sha256 \\
 && sha256sum -c tool-1.4.0.tgz.sha256
`,
  },
  "a printed sum is no check": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN curl -fsSLO https://dl.example/tool-1.4.0.tgz && sha256sum tool-1.4.0.tgz
`,
    fixed: `
FROM debian:12.11
RUN curl -fsSLO https://dl.example/tool-1.4.0.tgz \\
 && echo "HEX  tool-1.4.0.tgz" | sha256sum -c - \\
 && sha256sum tool-1.4.0.tgz
`,
  },
  "another escape character": {
    shells: ALL,
    text: `
# escape=\`
FROM debian:12.11
RUN mkdir a \`
 && curl -fsSLO https://dl.example/tool-1.4.0.tgz
`,
    fixed: `
# escape=\`
FROM debian:12.11
RUN mkdir a \`
 && curl -fsSLO https://dl.example/tool-1.4.0.tgz \`
 && echo "HEX  tool-1.4.0.tgz" | sha256sum -c -
`,
  },
  "a content that changes wants a look": {
    shells: ALL,
    title: "Check tool.tgz against its sha256",
    safety: "review",
    text: `
FROM debian:12.11
RUN curl -fsSLO https://dl.example/latest/tool.tgz
`,
    fixed: `
FROM debian:12.11
RUN curl -fsSLO https://dl.example/latest/tool.tgz \\
 && echo "HEX  tool.tgz" | sha256sum -c -
`,
  },
  "PowerShell compares and throws": {
    shells: [],
    text: `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
RUN Invoke-WebRequest https://dl.example/tool-1.4.0.zip -OutFile tool.zip; Expand-Archive tool.zip
`,
    fixed: `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
RUN Invoke-WebRequest https://dl.example/tool-1.4.0.zip -OutFile tool.zip; \\
    if ((Get-FileHash -Algorithm SHA256 'tool.zip').Hash -ne 'HEX') { throw 'the sha256 of the download differs' }; Expand-Archive tool.zip
`,
  },
  "PowerShell with variables in braces": {
    shells: [],
    text: `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
RUN Invoke-WebRequest -OutFile \\"\${env:TMP}\\tool.zip\\" https://dl.example/tool-1.4.0.zip; Expand-Archive \\"\${env:TMP}\\tool.zip\\"
`,
    fixed: `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
RUN Invoke-WebRequest -OutFile \\"\${env:TMP}\\tool.zip\\" https://dl.example/tool-1.4.0.zip; \\
    if ((Get-FileHash -Algorithm SHA256 \${env:TMP}\\tool.zip).Hash -ne 'HEX') { throw 'the sha256 of the download differs' }; Expand-Archive \\"\${env:TMP}\\tool.zip\\"
`,
  },
  "PowerShell with a blank in front of its semicolons": {
    shells: [],
    text: `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
RUN Invoke-WebRequest https://dl.example/tool-1.4.0.zip -OutFile tool.zip -UseBasicParsing ; \\
  Expand-Archive tool.zip ; \\
  Remove-Item tool.zip
`,
    fixed: `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
RUN Invoke-WebRequest https://dl.example/tool-1.4.0.zip -OutFile tool.zip -UseBasicParsing ; \\
  if ((Get-FileHash -Algorithm SHA256 'tool.zip').Hash -ne 'HEX') { throw 'the sha256 of the download differs' } ; \\
  Expand-Archive tool.zip ; \\
  Remove-Item tool.zip
`,
  },
  "a file of PowerShell that a variable in braces names": {
    shells: [],
    text: `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
RUN $file=\\"\${env:TMP}\\tool.zip\\"; \\
    Invoke-WebRequest https://dl.example/tool-1.4.0.zip -OutFile \\"\${file}\\"; \\
    Expand-Archive \\"\${file}\\"
`,
    fixed: `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
RUN $file=\\"\${env:TMP}\\tool.zip\\"; \\
    Invoke-WebRequest https://dl.example/tool-1.4.0.zip -OutFile \\"\${file}\\"; \\
    if ((Get-FileHash -Algorithm SHA256 \${file}).Hash -ne 'HEX') { throw 'the sha256 of the download differs' }; \\
    Expand-Archive \\"\${file}\\"
`,
  },
  "a folder of PowerShell's environment, in whatever letters": {
    shells: [],
    text: `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
RUN Invoke-WebRequest https://dl.example/tool-1.4.0.zip -OutFile $Env:Temp\\tool.zip
`,
    fixed: `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
RUN Invoke-WebRequest https://dl.example/tool-1.4.0.zip -OutFile $Env:Temp\\tool.zip; \\
    if ((Get-FileHash -Algorithm SHA256 $Env:Temp\\tool.zip).Hash -ne 'HEX') { throw 'the sha256 of the download differs' }
`,
  },
  "a method of PowerShell, whose call ends behind its bracket": {
    shells: [],
    text: `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
RUN (New-Object System.Net.WebClient).DownloadFile('https://dl.example/tool-1.4.0.zip', 'tool.zip') ; \\
    Expand-Archive tool.zip
`,
    fixed: `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
RUN (New-Object System.Net.WebClient).DownloadFile('https://dl.example/tool-1.4.0.zip', 'tool.zip') ; \\
    if ((Get-FileHash -Algorithm SHA256 'tool.zip').Hash -ne 'HEX') { throw 'the sha256 of the download differs' } ; \\
    Expand-Archive tool.zip
`,
  },
};

/** What a program reads straight from a pipe or a substitution. */
export const PIPED_ROWS: Readonly<Record<string, CheckRow>> = {
  "a pipe over lines with blanks at their ends": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN mkdir a \\\u0020
 && curl -fsSL https://dl.example/tool-1.4.0.tgz \\\u0020
  | tar xz -C a \\\u0020
 && ls
`,
    fixed: `
FROM debian:12.11
RUN mkdir a \\\u0020
 && curl -fsSL -o /tmp/tool-1.4.0.tgz https://dl.example/tool-1.4.0.tgz \\
 && echo "HEX  /tmp/tool-1.4.0.tgz" | sha256sum -c - \\
 && tar xz -C a < /tmp/tool-1.4.0.tgz \\
 && rm /tmp/tool-1.4.0.tgz \\\u0020
 && ls
`,
  },
  "an archive that is unpacked from a pipe": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN mkdir a && curl -fsSL https://dl.example/tool-1.4.0.tgz | tar xz -C a && ls
`,
    fixed: `
FROM debian:12.11
RUN mkdir a && curl -fsSL -o /tmp/tool-1.4.0.tgz https://dl.example/tool-1.4.0.tgz \\
 && echo "HEX  /tmp/tool-1.4.0.tgz" | sha256sum -c - \\
 && tar xz -C a < /tmp/tool-1.4.0.tgz \\
 && rm /tmp/tool-1.4.0.tgz \\
 && ls
`,
  },
  "in a list under set -e": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN set -e; \\
    curl -fsSL https://dl.example/tool-1.4.0.tgz \\
      | tar xz; \\
    ls
`,
    fixed: `
FROM debian:12.11
RUN set -e; \\
    curl -fsSL -o /tmp/tool-1.4.0.tgz https://dl.example/tool-1.4.0.tgz; \\
    echo "HEX  /tmp/tool-1.4.0.tgz" | sha256sum -c -; \\
    tar xz < /tmp/tool-1.4.0.tgz; \\
    rm /tmp/tool-1.4.0.tgz; \\
    ls
`,
  },
  "in a list without": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN curl -fsSL https://dl.example/tool-1.4.0.tgz | gunzip | tar x; ls
`,
    fixed: `
FROM debian:12.11
RUN curl -fsSL -o /tmp/tool-1.4.0.tgz https://dl.example/tool-1.4.0.tgz; \\
    echo "HEX  /tmp/tool-1.4.0.tgz" | sha256sum -c - || exit 1; \\
    gunzip < /tmp/tool-1.4.0.tgz | tar x; \\
    rm /tmp/tool-1.4.0.tgz; ls
`,
  },
  "a script that a shell reads": {
    shells: ["sh", "bash"],
    text: `
FROM debian:12.11
RUN mkdir a \\
  && wget -qO- https://get.example/install.sh | bash -s -- --yes \\
  && ls
`,
    fixed: `
FROM debian:12.11
RUN mkdir a \\
  && wget -qO /tmp/install.sh https://get.example/install.sh \\
  && echo "HEX  /tmp/install.sh" | sha256sum -c - \\
  && bash /tmp/install.sh --yes \\
  && rm /tmp/install.sh \\
  && ls
`,
  },
  "a script that curl is told to print": {
    shells: ["sh", "bash"],
    text: `
FROM debian:12.11
RUN curl -so- https://get.example/install.sh | bash
`,
    fixed: `
FROM debian:12.11
RUN curl -so /tmp/install.sh https://get.example/install.sh \\
 && echo "HEX  /tmp/install.sh" | sha256sum -c - \\
 && bash /tmp/install.sh \\
 && rm /tmp/install.sh
`,
  },
  "an archive that curl is told to print": {
    shells: ["sh", "bash"],
    text: `
FROM debian:12.11
RUN curl --output - https://dl.example/tool-1.4.0.tgz | tar xz
`,
    fixed: `
FROM debian:12.11
RUN curl --output /tmp/tool-1.4.0.tgz https://dl.example/tool-1.4.0.tgz \\
 && echo "HEX  /tmp/tool-1.4.0.tgz" | sha256sum -c - \\
 && tar xz < /tmp/tool-1.4.0.tgz \\
 && rm /tmp/tool-1.4.0.tgz
`,
  },
  "an archive that wget is told to print": {
    shells: ["sh", "bash"],
    text: `
FROM debian:12.11
RUN wget -q --output-document=- https://dl.example/tool-1.4.0.tgz | tar xz
`,
    fixed: `
FROM debian:12.11
RUN wget -q --output-document=/tmp/tool-1.4.0.tgz https://dl.example/tool-1.4.0.tgz \\
 && echo "HEX  /tmp/tool-1.4.0.tgz" | sha256sum -c - \\
 && tar xz < /tmp/tool-1.4.0.tgz \\
 && rm /tmp/tool-1.4.0.tgz
`,
  },
  "an address behind its option": {
    shells: ["sh", "bash"],
    text: `
FROM debian:12.11
RUN curl -fsSL --url https://dl.example/tool-1.4.0.tgz | tar xz
`,
    fixed: `
FROM debian:12.11
RUN curl -o /tmp/tool-1.4.0.tgz -fsSL --url https://dl.example/tool-1.4.0.tgz \\
 && echo "HEX  /tmp/tool-1.4.0.tgz" | sha256sum -c - \\
 && tar xz < /tmp/tool-1.4.0.tgz \\
 && rm /tmp/tool-1.4.0.tgz
`,
  },
  "a script and sudo": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN curl -fsSL https://get.example/setup | sudo -E sh - && ls
`,
    fixed: `
FROM debian:12.11
RUN curl -fsSL -o /tmp/setup https://get.example/setup \\
 && echo "HEX  /tmp/setup" | sha256sum -c - \\
 && sudo -E sh /tmp/setup \\
 && rm /tmp/setup \\
 && ls
`,
  },
  "a program whose output goes to a file in the next line": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN curl -fsSL https://get.example/setup | sed s/a/b/ 2>errors \\
    > script
`,
    fixed: `
FROM debian:12.11
RUN curl -fsSL -o /tmp/setup https://get.example/setup \\
    && echo "HEX  /tmp/setup" | sha256sum -c - \\
    && sed s/a/b/ < /tmp/setup 2>errors \\
    > script \\
    && rm /tmp/setup
`,
  },
  "a script that sudo fetches, too": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN sudo curl -fsSL https://get.example/setup | sudo -E sh - && ls
`,
    fixed: `
FROM debian:12.11
RUN sudo curl -fsSL -o /tmp/setup https://get.example/setup \\
 && echo "HEX  /tmp/setup" | sha256sum -c - \\
 && sudo -E sh /tmp/setup \\
 && sudo rm /tmp/setup \\
 && ls
`,
  },
  "a file whose name the RUN gives to another one": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN cd /tmp/ && curl -fsSL https://get.example/setup | tee setup | sh && ls setup
`,
    fixed: `
FROM debian:12.11
RUN cd /tmp/ && curl -fsSL -o /tmp/download https://get.example/setup \\
 && echo "HEX  /tmp/download" | sha256sum -c - \\
 && tee setup < /tmp/download | sh \\
 && rm /tmp/download \\
 && ls setup
`,
  },
  "a script behind or": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN command -v no-such-tool || curl -fsSL https://get.example/setup | sh
`,
    fixed: `
FROM debian:12.11
RUN command -v no-such-tool || { curl -fsSL -o /tmp/setup https://get.example/setup \\
 && echo "HEX  /tmp/setup" | sha256sum -c - \\
 && sh /tmp/setup \\
 && rm /tmp/setup; }
`,
  },
  "a script in a substitution": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN sh -c "$(curl -fsSL https://get.example/install.sh)" "" --yes
`,
    fixed: `
FROM debian:12.11
RUN curl -fsSL -o /tmp/install.sh https://get.example/install.sh \\
 && echo "HEX  /tmp/install.sh" | sha256sum -c - \\
 && sh -c "$(cat /tmp/install.sh)" "" --yes \\
 && rm /tmp/install.sh
`,
  },
  "a script that bash reads like a file": {
    shells: ["bash"],
    text: `
FROM debian:12.11
SHELL ["/bin/bash", "-c"]
RUN bash <(curl -s https://get.example/install.sh) --yes && ls
`,
    fixed: `
FROM debian:12.11
SHELL ["/bin/bash", "-c"]
RUN curl -s -o /tmp/install.sh https://get.example/install.sh \\
 && echo "HEX  /tmp/install.sh" | sha256sum -c - \\
 && bash <(cat /tmp/install.sh) --yes \\
 && rm /tmp/install.sh \\
 && ls
`,
  },
  "a key that another program reads": {
    shells: [],
    text: `
FROM debian:12.11
RUN curl -fsSL https://apt.example/key.asc | gpg --dearmor > /etc/apt/keyrings/example.gpg
`,
    fixed: `
FROM debian:12.11
RUN curl -fsSL -o /tmp/key.asc https://apt.example/key.asc \\
 && echo "HEX  /tmp/key.asc" | sha256sum -c - \\
 && gpg --dearmor < /tmp/key.asc > /etc/apt/keyrings/example.gpg \\
 && rm /tmp/key.asc
`,
  },
};
