import { rule } from "../../../../server/src/lint/rules/download-weak.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

ruleTable(rule, {
  "md5 alone": {
    text: `
FROM debian:12.11
RUN curl -fsSLO https://dl.example/a-1.4.0.tgz && echo "d41d8cd98f00b204e9800998ecf8427e  a-1.4.0.tgz" | md5sum -c -
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a-1.4.0.tgz is checked by md5 alone, which is broken: compare its sha256`,
    severity: "info",
  },
  "sha1 alone": {
    text: `
FROM debian:12.11
RUN curl -fsSLO https://dl.example/a-1.4.0.tgz && echo "da39a3ee5e6b4b0d3255bfef95601890afd80709  a-1.4.0.tgz" | sha1sum -c -
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a-1.4.0.tgz is checked by sha1 alone, which is broken: compare its sha256`,
  },
  "a checksum from the same place": {
    text: `
FROM debian:12.11
RUN curl -fsSLO https://dl.example/a.tgz && curl -fsSLO https://dl.example/a.tgz.sha256 && sha256sum -c a.tgz.sha256
                ^^^^^^^^^^^^^^^^^^^^^^^^ a.tgz is checked by what comes from the same place: write the URL of a version if there is one, then write its sha256 into this file`,
  },
  "a weak checksum from the same place": {
    text: `
FROM debian:12.11
RUN curl -fsSLO https://dl.example/a.tgz && curl -fsSLO https://dl.example/a.tgz.md5 && md5sum -c a.tgz.md5
                ^^^^^^^^^^^^^^^^^^^^^^^^ a.tgz is checked by what comes from the same place: write the URL of a version if there is one, then write its sha256 into this file`,
  },
  "a checksum of what changes behind its URL": {
    text: `
FROM debian:12.11
RUN curl -fsSLO https://dl.example/latest/a.tgz && curl -fsSLO https://dl.example/latest/sums && sha256sum -c sums
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a.tgz is checked by what comes from the same place: write the URL of a version, then write its sha256 into this file`,
  },
  "a list from the same place, whose signature stops nothing": {
    text: `
FROM debian:12.11
RUN curl -fsSLO https://dl.example/a.tgz && curl -fsSLO https://dl.example/sums.asc && gpg -d sums.asc | sha256sum -c
                ^^^^^^^^^^^^^^^^^^^^^^^^ a.tgz is checked by what comes from the same place: write the URL of a version if there is one, then write its sha256 into this file`,
  },
  "TLS checks switched off by a flag of its own": {
    text: `
FROM debian:12.11
RUN wget --no-check-certificate https://dl.example/a-1.4.0.tgz
         ^^^^^^^^^^^^^^^^^^^^^^ --no-check-certificate switches the TLS check off: drop it`,
    fixed: `
FROM debian:12.11
RUN wget https://dl.example/a-1.4.0.tgz`,
  },
  "TLS checks switched off in a cluster of flags": {
    text: `
FROM debian:12.11
RUN curl -fkLO https://dl.example/a-1.4.0.tgz
         ^^^^^ -k switches the TLS check off: drop it`,
    fixed: `
FROM debian:12.11
RUN curl -fLO https://dl.example/a-1.4.0.tgz`,
  },
  "only the letter k of a longer cluster goes": {
    text: `
FROM debian:12.11
RUN curl -jksSL -o a.tgz https://dl.example/a.tgz
         ^^^^^^ -k switches the TLS check off: drop it`,
    fixed: `
FROM debian:12.11
RUN curl -jsSL -o a.tgz https://dl.example/a.tgz`,
  },
  "what stands behind the letter stays": {
    text: `
FROM debian:12.11
RUN curl -sSLko- https://dl.example/a.tgz | tar xz
         ^^^^^^^ -k switches the TLS check off: drop it`,
    fixed: `
FROM debian:12.11
RUN curl -sSLo- https://dl.example/a.tgz | tar xz`,
  },
  "a switch of PowerShell is no cluster": {
    text: `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["pwsh", "-Command"]
RUN Invoke-WebRequest -SkipCertificateCheck https://dl.example/a.zip -OutFile a.zip
                      ^^^^^^^^^^^^^^^^^^^^^ -SkipCertificateCheck switches the TLS check off: drop it`,
    fixed: `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["pwsh", "-Command"]
RUN Invoke-WebRequest https://dl.example/a.zip -OutFile a.zip`,
  },
  "no fix would keep a JSON array whole": {
    text: `
FROM debian:12.11
RUN ["wget", "--no-check-certificate", "https://dl.example/a.tgz"]
             ^^^^^^^^^^^^^^^^^^^^^^^^ --no-check-certificate switches the TLS check off: drop it`,
    titles: [],
  },
  "a sha256 in the file": {
    text: `
FROM debian:12.11
RUN curl -fsSLO https://dl.example/a.tgz \\
 && echo "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08  a.tgz" | sha256sum -c -`,
  },
  "a sha256 in the file beside TLS checks switched off": {
    text: `
FROM debian:12.11
RUN curl -fsSLkO https://dl.example/a.tgz \\
 && echo "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08  a.tgz" | sha256sum -c -`,
  },
  "a signature is checked too": {
    text: `
FROM debian:12.11
RUN curl -fsSLO https://dl.example/a.tgz && curl -fsSLO https://dl.example/a.tgz.asc \\
 && gpg --verify a.tgz.asc a.tgz && echo "d41d8cd98f00b204e9800998ecf8427e  a.tgz" | md5sum -c -`,
  },
  "no check at all has a rule of its own": { text: "FROM debian:12.11\nRUN curl -fsSLO https://dl.example/a.tgz" },
});
