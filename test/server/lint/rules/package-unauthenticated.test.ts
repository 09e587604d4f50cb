import { rule } from "../../../../server/src/lint/rules/package-unauthenticated.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

ruleTable(rule, {
  "a flag of apt is dropped": {
    text: `
FROM debian:12.11
RUN apt-get install -y --allow-unauthenticated curl=7.88.1-10
                       ^^^^^^^^^^^^^^^^^^^^^^^ --allow-unauthenticated switches a signature or TLS check off: drop it`,
    fixed: `
FROM debian:12.11
RUN apt-get install -y curl=7.88.1-10`,
    severity: "warning",
  },
  "a flag on a line of its own goes with the line": {
    text: `
FROM debian:12.11
RUN apt-get install -y \\
    --force-yes \\
    ^^^^^^^^^^^ --force-yes switches a signature or TLS check off: drop it
    curl=7.88.1-10`,
    fixed: `
FROM debian:12.11
RUN apt-get install -y \\
    curl=7.88.1-10`,
  },
  "dnf, zypper, apk and pip": {
    text: `
FROM registry.example/base:1.0.0
RUN dnf install -y --nogpgcheck httpd-2.4.57-8.el9
                   ^^^^^^^^^^^^ --nogpgcheck switches a signature or TLS check off: drop it
RUN zypper --no-gpg-checks install -y a=1
           ^^^^^^^^^^^^^^^ --no-gpg-checks switches a signature or TLS check off: drop it
RUN apk add --allow-untrusted curl=8.9.1-r1
            ^^^^^^^^^^^^^^^^^ --allow-untrusted switches a signature or TLS check off: drop it
RUN pip install --trusted-host pypi.example flask==3.0.3
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^ --trusted-host pypi.example switches a signature or TLS check off: drop it`,
  },
  variables: {
    text: `
FROM debian:12.11
ENV NODE_TLS_REJECT_UNAUTHORIZED=0
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NODE_TLS_REJECT_UNAUTHORIZED=0 switches a signature or TLS check off: drop it
RUN export GIT_SSL_NO_VERIFY=1 && make
           ^^^^^^^^^^^^^^^^^^^ GIT_SSL_NO_VERIFY=1 switches a signature or TLS check off: drop it`,
  },
  "a source that is trusted unseen": {
    text: `
FROM debian:12.11
RUN echo 'deb [trusted=yes] https://apt.example/ ./' > /etc/apt/sources.list.d/x.list
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ [trusted=yes] switches a signature or TLS check off: drop it`,
  },
  "a local file of apk has no signature to check": {
    text: "FROM alpine:3.20.3\nRUN apk add --allow-untrusted ./a.apk",
  },
  "a source of local files": {
    text: "FROM debian:12.11\nRUN echo 'deb [ trusted=yes ] file:///srv ./' > /etc/apt/sources.list.d/x.list",
  },
  localhost: { text: "FROM python:3.12.7\nRUN pip install --trusted-host localhost flask==3.0.3" },
  "a variable that leaves the check on": { text: "FROM debian:12.11\nENV NODE_TLS_REJECT_UNAUTHORIZED=1" },
});
