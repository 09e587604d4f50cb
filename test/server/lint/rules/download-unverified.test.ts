import { rule } from "../../../../server/src/lint/rules/download-unverified.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

const SUM = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

ruleTable(rule, {
  "curl and wget that save a file": {
    text: `
FROM debian:12.11
RUN curl -fsSLO https://dl.example/a-1.4.0.tgz && wget -q https://dl.example/b-1.4.0.tgz
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a-1.4.0.tgz is downloaded and nothing checks what arrives: compare its sha256
                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ b-1.4.0.tgz is downloaded and nothing checks what arrives: compare its sha256`,
    severity: "warning",
  },
  "an address whose last part is no file's name": {
    text: `
FROM debian:12.11
RUN curl -fsSL -o /tmp/jdk.tgz 'https://dl.example/binary/latest/jdk?project=x' && wget -O jq https://dl.example/1.4/jq-amd64
                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ jdk.tgz is downloaded and nothing checks what arrives: write the URL of a version, then compare its sha256
                                                                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ jq-amd64 is downloaded and nothing checks what arrives: compare its sha256`,
  },
  "a part of the name that a branch chooses": {
    text: `
FROM debian:12.11
ARG V=1.4.0 END=tgz
RUN if [ "$(uname -m)" = aarch64 ]; then A=arm64; else A=amd64; fi; wget https://dl.example/tool-$V-$A.$END; wget https://dl.example/$A
                                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tool-1.4.0-*.tgz is downloaded and nothing checks what arrives: compare its sha256
                                                                                                                  ^^^^^^^^^^^^^^^^^^^^^ arm64 is downloaded and nothing checks what arrives: compare its sha256`,
  },
  "such a part of a variable that holds the address": {
    text: `
FROM debian:12.11
RUN case $(uname -m) in aarch64) A=arm64 ;; *) A=amd64 ;; esac; URL=https://dl.example/tool-1.4.0-$A.tgz; wget "$URL"
                                                                                                               ^^^^^^ tool-1.4.0-*.tgz is downloaded and nothing checks what arrives: compare its sha256`,
  },
  "an archive of a branch, with a name of its own and without": {
    text: `
FROM debian:12.11
RUN wget -O view.zip https://github.com/team/view/archive/master.zip && curl -fsSL https://github.com/team/app/tarball/HEAD | tar -xz
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ view.zip is downloaded and nothing checks what arrives: write the URL of a version, then compare its sha256
                                                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ app at HEAD is downloaded and nothing checks what arrives: write the URL of a version, then compare its sha256`,
  },
  "an address in quotes that a command line escapes": {
    text: `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN powershell -Command wget -OutFile \\"a.exe\\" \\"https://dl.example/a.exe\\"
                                                  ^^^^^^^^^^^^^^^^^^^^^^^^ a.exe is downloaded and nothing checks what arrives: write the URL of a version if there is one, then compare its sha256
FROM mcr.microsoft.com/powershell:7.4-debian-12
ARG URL=https://dl.example/a.exe
RUN pwsh -Command wget -OutFile \\"b.exe\\" \\"\${URL}\\"
                                            ^^^^^^ a.exe is downloaded and nothing checks what arrives: write the URL of a version if there is one, then compare its sha256`,
  },
  "a text of PowerShell where nothing but its program shows Windows": {
    text: `
FROM team/node:6.0.0
RUN powershell -Command wget https://dl.example/a-1.4.0.zip -OutFile a.zip ; \\
    if ((Get-FileHash a.zip -Algorithm sha256).Hash -ne '${SUM}') { exit 1 } ; \\
    wget https://dl.example/b-1.4.0.zip -OutFile b.zip
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ b-1.4.0.zip is downloaded and nothing checks what arrives: compare its sha256`,
  },
  "an address that names no version, for its numbers are of a processor": {
    text: `
FROM debian:12.11
RUN curl -fsSLO https://dl1.example/tool-linux-x86_64.zip && curl -fsSLO https://dl.example/tool-amd64-12.zip
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tool-linux-x86_64.zip is downloaded and nothing checks what arrives: write the URL of a version if there is one, then compare its sha256
                                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tool-amd64-12.zip is downloaded and nothing checks what arrives: compare its sha256`,
  },
  "an address of which nothing is known": {
    text: `
FROM debian:12.11
ARG SOURCE
RUN curl -fsSL -o sources/linux-\${VERSION}.tar.xz \${SOURCE}
                                                  ^^^^^^^^^ linux-*.tar.xz is downloaded and nothing checks what arrives: compare its sha256`,
  },
  "an address that is known but for a folder": {
    text: `
FROM debian:12.11
ARG TARGETARCH
ARG VERSION=1.4.0
RUN curl -fsSLO https://dl.example/\${TARGETARCH}/tool-\${VERSION}.tgz
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tool-1.4.0.tgz is downloaded and nothing checks what arrives: compare its sha256`,
  },
  "a name with an unknown part, and that of the saved file": {
    text: `
FROM debian:12.11
RUN E=$(cat e) && wget -qO edge.deb "https://dl.example/\${E}_$(arch).deb" && curl -o tool https://dl.example/tool-$V.zip
                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ edge.deb is downloaded and nothing checks what arrives: compare its sha256
                                                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tool is downloaded and nothing checks what arrives: compare its sha256`,
  },
  "a version that a server tells": {
    text: `
FROM debian:12.11
RUN V=$(curl -fsS https://api.example/tool/latest | jq -r .tag) && curl -fsSLO https://dl.example/$V/tool.tgz
                                                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tool.tgz is downloaded and nothing checks what arrives: write the URL of a version instead of looking one up, then compare its sha256`,
  },
  "an archive that is unpacked on the fly": {
    text: `
FROM debian:12.11
RUN curl -fsSL https://dl.example/a-1.4.0.tgz | tar -xz -C /opt
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a-1.4.0.tgz is downloaded and nothing checks what arrives: compare its sha256`,
  },
  "a printed hash checks nothing": {
    text: `
FROM debian:12.11
RUN curl -fsSLO https://dl.example/a-1.4.0.tgz && sha256sum a-1.4.0.tgz
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a-1.4.0.tgz is downloaded and nothing checks what arrives: compare its sha256`,
  },
  "a check that a default switches off": {
    text: `
FROM debian:12.11
ARG SUM=none
RUN curl -fsSLO https://dl.example/a-1.4.0.tgz && ([ "$SUM" = none ] || echo "$SUM  a-1.4.0.tgz" | sha256sum -c)
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a-1.4.0.tgz is downloaded and its check runs only when a build argument is set: give that a default`,
  },
  "a check that does not stop the build": {
    text: `
FROM debian:12.11
RUN curl -fsSLO https://dl.example/a-1.4.0.tgz && (echo "${SUM}  a-1.4.0.tgz" | sha256sum -c || true)
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a-1.4.0.tgz is downloaded and its check does not stop the build: let the RUN fail when the check does`,
  },
  "a check of another file": {
    text: `
FROM debian:12.11
RUN curl -fsSLO https://dl.example/a-1.4.0.tgz && echo "${SUM}  b.tgz" | sha256sum -c
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a-1.4.0.tgz is downloaded and nothing checks what arrives: compare its sha256`,
  },
  "a version that is not known": {
    text: `
FROM debian:12.11
ARG VERSION
RUN curl -fsSLO https://dl.example/a-$VERSION.tgz
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a-*.tgz is downloaded and nothing checks what arrives: compare its sha256`,
  },
  "a list of sums read in another folder": {
    text: `
FROM debian:12.11
RUN curl -fsSL -o /bin/a_linux_amd64 https://dl.example/a_linux_amd64
                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a_linux_amd64 is downloaded and nothing checks what arrives: write the URL of a version if there is one, then compare its sha256
RUN cd /tmp && curl -fsSLO https://dl.example/b_linux_amd64.zip && curl -fsSLO https://dl.example/SHA256SUMS \\
    && grep linux_amd64 SHA256SUMS | sha256sum -c`,
  },
  "a list of sums read in the folder of the file, and in one around it": {
    text: `
FROM debian:12.11
RUN curl -fsSL -o /opt/a/a.tgz https://dl.example/a.tgz && curl -fsSL -o /opt/SHA256SUMS https://dl.example/SHA256SUMS \\
    && cd /opt && sha256sum -c SHA256SUMS
RUN curl -fsSL -o /srv/b.tgz https://dl.example/b.tgz && curl -fsSL -o /tmp/SHA256SUMS https://dl.example/SHA256SUMS \\
    && cd /srv && sha256sum -c /tmp/SHA256SUMS`,
  },
  "a list of sums that may name the folder": {
    text: `
FROM debian:12.11
COPY SUMS SHA256SUMS /
RUN cd /tmp && curl -fsSL -o /opt/a.tgz https://dl.example/a.tgz && sha256sum -c /SUMS
RUN cd /tmp && curl -fsSL -o /opt/b.tgz https://dl.example/b.tgz && curl -fsSLO https://dl.example/b.sums \\
    && sed 's# # /opt/#' b.sums | sha256sum -c
RUN curl -fsSL -o /opt/d.tgz https://dl.example/d.tgz && curl -fsSLO https://dl.example/d.sums && sha256sum -c d.sums
WORKDIR /tmp
RUN cd "$(mktemp -d)" && curl -fsSLO https://dl.example/e.tgz && cd /opt && curl -fsSLO https://dl.example/e.sums && sha256sum -c e.sums
RUN curl -fsSL -o /opt/c.tgz https://dl.example/c.tgz && mv /opt/c.tgz /tmp/c && cd /tmp && curl -fsSLO https://dl.example/c.sums \\
    && sha256sum -c c.sums`,
  },
  "a check that covers the file": {
    text: `
FROM debian:12.11
RUN curl -fsSLO https://dl.example/a-1.4.0.tgz && echo "${SUM}  a-1.4.0.tgz" | sha256sum -c -`,
  },
  "a signature": {
    text: `
FROM debian:12.11
RUN curl -fsSLO https://dl.example/a.tgz && curl -fsSLO https://dl.example/a.tgz.asc && gpg --verify a.tgz.asc a.tgz`,
  },
  "a check in a later RUN of the stage": {
    text: `
FROM debian:12.11
RUN curl -fsSLO https://dl.example/a-1.4.0.tgz
RUN echo "${SUM}  a-1.4.0.tgz" | sha256sum -c -`,
  },
  "keys, checksums, probes and repository lists": {
    text: `
FROM debian:12.11
RUN curl -fsSL https://apt.example/key.gpg -o /etc/apt/keyrings/x.gpg
RUN curl -fsSLO https://dl.example/SHA256SUMS
RUN curl -fsSL https://rpm.example/x.repo -o /etc/yum.repos.d/x.repo`,
  },
  localhost: { text: "FROM debian:12.11\nRUN curl -fsSLO http://localhost:8080/a.tgz" },
  "a template placeholder": {
    text: "FROM debian:12.11\nRUN curl -fsSLO https://dl.example/{{ version }}/a.tgz https://dl.example/<%= version %>/a.tgz",
  },
  "ADD has a rule of its own": { text: "FROM debian:12.11\nADD https://dl.example/a.tgz /" },
});
