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
RUN pip install --trusted-host pips.example flask==3.0.3
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^ --trusted-host pips.example switches a signature or TLS check off: drop it`,
  },
  "a host whose index has no TLS, which pip passes over without": {
    text: `
FROM python:3.12.7
RUN pip install -i http://pips.example/simple --trusted-host pips.example flask==3.0.3
                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^ --trusted-host pips.example switches a signature or TLS check off: give the index an https:// address, then drop it`,
  },
  variables: {
    text: `
FROM debian:12.11
ENV NODE_TLS_REJECT_UNAUTHORIZED=0
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NODE_TLS_REJECT_UNAUTHORIZED=0 switches a signature or TLS check off: drop it
RUN export GIT_SSL_NO_VERIFY=1 && make
           ^^^^^^^^^^^^^^^^^^^ GIT_SSL_NO_VERIFY=1 switches a signature or TLS check off: drop it`,
  },
  "git does not read the value of its variable": {
    text: `
FROM debian:12.11
ENV GIT_SSL_NO_VERIFY=false
    ^^^^^^^^^^^^^^^^^^^^^^^ GIT_SSL_NO_VERIFY=false switches a signature or TLS check off: drop it
RUN GIT_SSL_NO_VERIFY=0 make
    ^^^^^^^^^^^^^^^^^^^ GIT_SSL_NO_VERIFY=0 switches a signature or TLS check off: drop it
ENV NODE_TLS_REJECT_UNAUTHORIZED= PIP_TRUSTED_HOST=`,
  },
  "a variable that is only exported": {
    text: `
FROM debian:12.11
RUN export PATH NODE_TLS_REJECT_UNAUTHORIZED && make`,
  },
  "a source that is trusted unseen": {
    text: `
FROM debian:12.11
RUN echo 'deb [trusted=yes] https://apt.example/ ./' > /etc/apt/sources.list.d/x.list
               ^^^^^^^^^^^ trusted=yes switches a signature or TLS check off: drop it
RUN cat <<EOF > /etc/apt/sources.list.d/y.list
deb [arch=amd64 trusted=yes] https://apt.example/ ./
                ^^^^^^^^^^^ trusted=yes switches a signature or TLS check off: drop it
deb [trusted=yes] http://localhost/ ./
EOF
RUN printf 'Types: deb\\nURIs: https://apt.example\\nTrusted: yes\\n' > /etc/apt/sources.list.d/x.sources
                                                   ^^^^^^^^^^^^ Trusted: yes switches a signature or TLS check off: drop it
RUN printf 'Types: deb\\nTrusted: yes\\nURIs: file:///srv/repo\\n' > /etc/apt/sources.list.d/y.sources
RUN echo "deb [trusted=yes] \\
  file:///srv/repo ./" > /etc/apt/sources.list.d/z.list`,
  },
  "the brackets go with their only option": {
    text: `
FROM debian:12.11
RUN echo "deb [trusted=yes] https://a.example x main" > a.list
               ^^^^^^^^^^^ trusted=yes switches a signature or TLS check off: drop it`,
    fixed: `
FROM debian:12.11
RUN echo "deb https://a.example x main" > a.list`,
    titles: ["Drop trusted=yes"],
    safeties: ["review"],
  },
  "blanks within the brackets go, too": {
    text: `
FROM debian:12.11
RUN printf 'deb [ trusted=yes ] https://a.example x main\\n' > a.list
                  ^^^^^^^^^^^ trusted=yes switches a signature or TLS check off: drop it`,
    fixed: `
FROM debian:12.11
RUN printf 'deb https://a.example x main\\n' > a.list`,
  },
  "the last option of several in a here-document": {
    text: `
FROM debian:12.11
RUN cat <<EOF > a.list
deb [arch=amd64 trusted=yes] https://a.example x main
                ^^^^^^^^^^^ trusted=yes switches a signature or TLS check off: drop it
EOF`,
    fixed: `
FROM debian:12.11
RUN cat <<EOF > a.list
deb [arch=amd64] https://a.example x main
EOF`,
  },
  "the first option of several": {
    text: `
FROM debian:12.11
RUN echo 'deb [trusted=yes arch=amd64] https://a.example x main' > a.list
               ^^^^^^^^^^^ trusted=yes switches a signature or TLS check off: drop it`,
    fixed: `
FROM debian:12.11
RUN echo 'deb [arch=amd64] https://a.example x main' > a.list`,
  },
  "an option between others": {
    text: `
FROM debian:12.11
RUN echo deb [arch=amd64 trusted=yes lang=none] https://a.example x main > a.list
                         ^^^^^^^^^^^ trusted=yes switches a signature or TLS check off: drop it`,
    fixed: `
FROM debian:12.11
RUN echo deb [arch=amd64 lang=none] https://a.example x main > a.list`,
  },
  "an option at the beginning of a continued line": {
    text: `
FROM debian:12.11
RUN echo "deb [arch=amd64 \\
  trusted=yes] https://a.example x main" > a.list
  ^^^^^^^^^^^ trusted=yes switches a signature or TLS check off: drop it`,
    fixed: `
FROM debian:12.11
RUN echo "deb [arch=amd64 \\
] https://a.example x main" > a.list`,
  },
  "an option that sed writes": {
    text: `
FROM debian:12.11
RUN sed -i 's/^deb /deb [trusted=yes] /' a.list
                         ^^^^^^^^^^^ trusted=yes switches a signature or TLS check off: drop it`,
    fixed: `
FROM debian:12.11
RUN sed -i 's/^deb /deb /' a.list`,
  },
  "no fix where a backslash stands at the brackets": {
    text: `
FROM debian:12.11
RUN sed -i 's/^deb /deb \\[trusted=yes\\] /' a.list
                          ^^^^^^^^^^^ trusted=yes switches a signature or TLS check off: drop it
RUN sed -i 's/^deb /deb \\[arch=amd64 trusted=yes\\] /' a.list
                                     ^^^^^^^^^^^ trusted=yes switches a signature or TLS check off: drop it
RUN echo "deb \\[trusted=yes] https://a.example x main" > a.list
                ^^^^^^^^^^^ trusted=yes switches a signature or TLS check off: drop it`,
    titles: [],
  },
  "no fix inside a JSON array": {
    text: `
FROM debian:12.11
RUN ["sh", "-c", "echo 'deb [trusted=yes] https://a.example x main' > a.list"]
                             ^^^^^^^^^^^ trusted=yes switches a signature or TLS check off: drop it`,
    titles: [],
  },
  "a setting in a file of apt": {
    text: `
FROM debian:12.11
RUN echo 'Acquire { https::Verify-Peer false }' > /etc/apt/apt.conf.d/99a
                           ^^^^^^^^^^^^^^^^^ Verify-Peer false switches a signature or TLS check off: drop it
RUN printf 'APT::Get::AllowUnauthenticated "true";' | tee /etc/apt/apt.conf.d/99b
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ AllowUnauthenticated "true" switches a signature or TLS check off: drop it
RUN echo 'Acquire::https::Verify-Host "true";' > /etc/apt/apt.conf.d/99c && grep -r 'Verify-Peer false' /etc/apt`,
  },
  "a repository of dnf without signatures": {
    text: `
FROM registry.example/base:1.0.0
RUN echo -e "[a]\\nbaseurl=https://rpm.example/\\nrepo_gpgcheck=0\\ngpgcheck=0" > /etc/yum.repos.d/a.repo
                                                                 ^^^^^^^^^^ gpgcheck=0 switches a signature or TLS check off: drop it
RUN echo "baseurl=file:///srv\\ngpgcheck=0" > /etc/yum.repos.d/b.repo
RUN sed -i s/gpgcheck=0/gpgcheck=1/ /etc/yum.conf && ! grep -r gpgcheck=0 /etc`,
  },
  "packages of pacman without signatures": {
    text: `
FROM registry.example/base:1.0.0
RUN sed -i 's/^SigLevel.*/SigLevel = Never/' /etc/pacman.conf
                          ^^^^^^^^^^^^^^^^ SigLevel = Never switches a signature or TLS check off: drop it
RUN printf '[a]\\nSigLevel=Never\\nServer = https://a.example\\n' | tee -a /etc/pacman.conf
                 ^^^^^^^^^^^^^^ SigLevel=Never switches a signature or TLS check off: drop it
RUN perl -pi -e 's/^SigLevel.*/SigLevel = Never/' /etc/pacman.conf
                               ^^^^^^^^^^^^^^^^ SigLevel = Never switches a signature or TLS check off: drop it
RUN cat >> /etc/pacman.conf <<EOF
SigLevel = Never
^^^^^^^^^^^^^^^^ SigLevel = Never switches a signature or TLS check off: drop it
EOF
RUN powershell -Command "Add-Content -Path C:\\etc\\mirrorlist -Value 'SigLevel = Never'"
                                                                     ^^^^^^^^^^^^^^^^ SigLevel = Never switches a signature or TLS check off: drop it`,
  },
  "signatures of pacman that are asked for, or none of a repository": {
    text: `
FROM registry.example/base:1.0.0
RUN sed -i 's/SigLevel = Never/SigLevel = Required/' /etc/pacman.conf && grep -q 'SigLevel = Never' /etc/pacman.conf
RUN [ "$LINE" = "SigLevel = Never" ] || echo 'LocalFileSigLevel = Never' >> /etc/pacman.conf
RUN echo '# SigLevel = Never' >> /etc/pacman.conf && echo 'SigLevel = Required Never' >> /etc/pacman.conf
RUN echo '[a]' >> /etc/pacman.conf && echo 'SigLevel = Never' >> /etc/pacman.conf && echo 'Server = file:///srv' >> /etc/pacman.conf`,
  },
  "a repository's check is switched on again": {
    text: `
FROM debian:12.11
RUN printf "[a]\\nbaseurl=https://a.example\\ngpgcheck=0\\nenabled=1\\n" > a.repo
                                            ^^^^^^^^^^ gpgcheck=0 switches a signature or TLS check off: drop it`,
    fixed: `
FROM debian:12.11
RUN printf "[a]\\nbaseurl=https://a.example\\ngpgcheck=1\\nenabled=1\\n" > a.repo`,
    titles: ["Write gpgcheck=1"],
    safeties: ["review"],
  },
  "a repository in a here-document, with blanks around the sign": {
    text: `
FROM debian:12.11
RUN cat <<EOF > a.repo
[a]
gpgcheck = 0
^^^^^^^^^^^^ gpgcheck = 0 switches a signature or TLS check off: drop it
EOF`,
    fixed: `
FROM debian:12.11
RUN cat <<EOF > a.repo
[a]
gpgcheck = 1
EOF`,
  },
  "a repository in a JSON array": {
    text: `
FROM debian:12.11
RUN ["sh", "-c", "echo gpgcheck=0 >> a.repo"]
                       ^^^^^^^^^^ gpgcheck=0 switches a signature or TLS check off: drop it`,
    titles: [],
  },
  "a variable for one command": {
    text: `
FROM node:22.11.0
RUN A=1 NODE_TLS_REJECT_UNAUTHORIZED=0 npm ci
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NODE_TLS_REJECT_UNAUTHORIZED=0 switches a signature or TLS check off: drop it
RUN PIP_TRUSTED_HOST=localhost pip install flask==3.0.3`,
  },
  "hosts that pip and uv trust by the environment": {
    text: `
FROM python:3.12.7
ENV PIP_TRUSTED_HOST="pips.example other.example" UV_INSECURE_HOST=localhost
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ PIP_TRUSTED_HOST=pips.example other.example switches a signature or TLS check off: drop it
ENV PIP_TRUSTED_HOST=127.0.0.1`,
  },
  "npm's and other settings by the environment": {
    text: `
FROM node:22.11.0
ENV npm_config_strict_ssl=false
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^ npm_config_strict_ssl=false switches a signature or TLS check off: drop it
ENV BUNDLE_SSL_VERIFY_MODE=0
    ^^^^^^^^^^^^^^^^^^^^^^^^ BUNDLE_SSL_VERIFY_MODE=0 switches a signature or TLS check off: drop it
ENV PNPM_CONFIG_STRICT_SSL=false
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ PNPM_CONFIG_STRICT_SSL=false switches a signature or TLS check off: drop it
ENV BUNDLE_SSL_VERIFY_MODE=1 CONDA_SSL_VERIFY=true`,
  },
  "no fix would keep a JSON array whole": {
    text: `
FROM debian:12.11
RUN ["apt-get", "install", "-y", "--force-yes", "curl=7.88.1-10"]
                                 ^^^^^^^^^^^^^ --force-yes switches a signature or TLS check off: drop it`,
    titles: [],
  },
  "a repository of apk that is made here": {
    text: "FROM alpine:3.20.3\nRUN apk index --allow-untrusted -o APKINDEX.tar.gz *.apk",
  },
  "a local file of apk has no signature to check": {
    text: "FROM alpine:3.20.3\nRUN apk add --allow-untrusted ./a.apk",
  },
  "where apk would fail without the switch, the cure is named and nothing dropped": {
    text: `
FROM alpine:3.20.3
RUN apk add --allow-untrusted ./driver.apk unixodbc-dev=2.3.12-r0
            ^^^^^^^^^^^^^^^^^ --allow-untrusted switches a signature or TLS check off: give the local files a command of their own, and drop it here
RUN apk add --allow-untrusted https://apk.example/tool.apk
            ^^^^^^^^^^^^^^^^^ --allow-untrusted switches a signature or TLS check off: add the publisher's key to /etc/apk/keys, and drop it
RUN apk add --root /new --initdb --allow-untrusted busybox=1.36.1-r29
                                 ^^^^^^^^^^^^^^^^^ --allow-untrusted switches a signature or TLS check off: a new root has no keys, so name them with --keys-dir instead (/etc/apk/keys, for another processor /usr/share/apk/keys)
RUN apk -p /new --allow-untrusted update
                ^^^^^^^^^^^^^^^^^ --allow-untrusted switches a signature or TLS check off: a new root has no keys, so name them with --keys-dir instead (/etc/apk/keys, for another processor /usr/share/apk/keys)`,
    titles: [],
  },
  "the root of the image has its keys": {
    text: `
FROM alpine:3.20.3
RUN apk add --root / --allow-untrusted busybox=1.36.1-r29
                     ^^^^^^^^^^^^^^^^^ --allow-untrusted switches a signature or TLS check off: drop it`,
    fixed: `
FROM alpine:3.20.3
RUN apk add --root / busybox=1.36.1-r29`,
  },
  "with the keys of a new root named, the switch is dropped": {
    text: `
FROM alpine:3.20.3
RUN apk add --root /new --initdb --keys-dir /etc/apk/keys --allow-untrusted busybox=1.36.1-r29
                                                          ^^^^^^^^^^^^^^^^^ --allow-untrusted switches a signature or TLS check off: drop it`,
    fixed: `
FROM alpine:3.20.3
RUN apk add --root /new --initdb --keys-dir /etc/apk/keys busybox=1.36.1-r29`,
  },
  "the continuation in front of a switch that stands last goes with it": {
    text: `
FROM debian:12.11
RUN apt-get install -y curl=7.88.1-10 \\
    --allow-unauthenticated
    ^^^^^^^^^^^^^^^^^^^^^^^ --allow-unauthenticated switches a signature or TLS check off: drop it
RUN ls`,
    fixed: `
FROM debian:12.11
RUN apt-get install -y curl=7.88.1-10
RUN ls`,
  },
  "what looks for a trusted source is none": {
    text: `
FROM debian:12.11
RUN sed -i -e 's/\\[trusted=yes\\]//' -e '/trusted=yes/d' /etc/apt/sources.list && ! grep -q trusted=yes /etc/apt/sources.list
RUN sed -i 's#^deb #deb [trusted=yes] #' /etc/apt/sources.list && sed -i '1i deb [trusted=yes] https://apt.example/ ./' x.list
                         ^^^^^^^^^^^ trusted=yes switches a signature or TLS check off: drop it
                                                                                  ^^^^^^^^^^^ trusted=yes switches a signature or TLS check off: drop it`,
  },
  "git's setting, for one host too, and with each word for no": {
    text: `
FROM debian:12.11
RUN git config --global http.https://git.example/.sslVerify false && git -c http.sslverify=0 fetch && git config http.sslVerify Off
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ http.https://git.example/.sslVerify false switches a signature or TLS check off: drop it
                                                                            ^^^^^^^^^^^^^^^^ http.sslverify=0 switches a signature or TLS check off: drop it
                                                                                                                 ^^^^^^^^^^^^^^ http.sslVerify Off switches a signature or TLS check off: drop it
RUN git config http.sslVerify true && git config --get http.sslVerify && git config http.http://localhost/.sslVerify no`,
  },
  "a setting that yum-config-manager writes": {
    text: `
FROM registry.example/base:1.0.0
RUN yum-config-manager --save --setopt=base.gpgcheck=0
                              ^^^^^^^^^^^^^^^^^^^^^^^^ --setopt=base.gpgcheck=0 switches a signature or TLS check off: drop it`,
  },
  "a source of local files": {
    text: "FROM debian:12.11\nRUN echo 'deb [ trusted=yes ] file:///srv ./' > /etc/apt/sources.list.d/x.list",
  },
  localhost: { text: "FROM python:3.12.7\nRUN pip install --trusted-host localhost flask==3.0.3" },
  "a variable that leaves the check on": { text: "FROM debian:12.11\nENV NODE_TLS_REJECT_UNAUTHORIZED=1" },
});
