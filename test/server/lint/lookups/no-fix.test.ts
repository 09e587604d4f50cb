import { lookupTable } from "../../../harness/lookup-table.ts";

const SUM = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
const COMPARED = /^It is compared with a sum already/;
const OWN_WAY = /^A header, cookie or range of the command decides what it gets/;
const UNKNOWN = /^Its address is not known before the build/;

lookupTable("why a download has no fix", {
  "a loop gives several addresses": {
    text: "FROM debian:12\nRUN for f in a b; do curl -fsSLO https://dl.example/$f.tgz; done\n",
    rule: "download-unverified",
    why: UNKNOWN,
  },
  "a variable without a default is a part of the address": {
    text: "FROM debian:12\nARG VERSION\nRUN curl -fsSLo t.tgz https://dl.example/$VERSION/t.tgz\n",
    rule: "download-unverified",
    why: UNKNOWN,
  },
  "the builder sets the processor, whatever stands for a build without BuildKit": {
    text: "FROM debian:12\nARG TARGETARCH\nRUN curl -fsSLo t https://dl.example/t-1.0-${TARGETARCH:-amd64}\n",
    rule: "download-unverified",
    why: UNKNOWN,
  },
  "also through a variable of the RUN": {
    text: "FROM debian:12\nARG TARGETARCH\nRUN f=t-1.0-${TARGETARCH:-amd64}.tgz && curl -fsSLo t.tgz https://dl.example/$f\n",
    rule: "download-unverified",
    why: UNKNOWN,
  },
  "and through one of the stage": {
    text: "FROM debian:12\nARG TARGETARCH\nENV TARGETARCH=${TARGETARCH:-amd64}\nRUN curl -fsSLo t https://dl.example/t-1.0-$TARGETARCH\n",
    rule: "download-unverified",
    why: UNKNOWN,
  },
  "under another name": {
    text: "FROM debian:12\nARG TARGETARCH\nARG ARCH=${TARGETARCH:-amd64}\nRUN curl -fsSLo t https://dl.example/t-1.0-$ARCH\n",
    rule: "download-unverified",
    why: UNKNOWN,
  },
  "for ADD, too": {
    text: "# syntax=docker/dockerfile:1\nFROM debian:12\nARG TARGETARCH\nADD https://dl.example/t-1.0-${TARGETARCH:-amd64} /t\n",
    rule: "add-unverified",
    why: UNKNOWN,
  },
  "a header chooses what is sent": {
    text: 'FROM debian:12\nRUN curl -fsSL -H "Accept: application/octet-stream" -o t https://dl.example/t-1.0.tgz\n',
    rule: "download-unverified",
    why: OWN_WAY,
  },
  "a part of the file is asked for": {
    text: "FROM debian:12\nRUN curl -fsSL -r 0-99 -o t https://dl.example/t-1.0.tgz\n",
    rule: "download-unverified",
    why: OWN_WAY,
  },
  "the answer to a cookie": {
    text: 'FROM debian:12\nRUN wget --header="Cookie: licence=accepted" https://dl.example/t-1.0.tgz\n',
    rule: "download-unverified",
    why: OWN_WAY,
  },
  "the headers of PowerShell": {
    text: 'FROM mcr.microsoft.com/powershell:7.4\nSHELL ["pwsh", "-Command"]\nRUN iwr -Headers @{ Accept = \'application/octet-stream\' } https://dl.example/t-1.0.zip -OutFile t.zip; ls\n',
    rule: "download-unverified",
    why: OWN_WAY,
  },
  "a header that only says who asks is none of these": {
    text: 'FROM debian:12\nRUN curl -fsSL -H "User-Agent: builder" -o t https://dl.example/t-1.0.tgz\n',
    rule: "download-unverified",
    titles: ["Check t-1.0.tgz against its sha256"],
  },
  "nothing can be put behind a command of a JSON array": {
    text: 'FROM debian:12\nRUN ["curl", "-fsSLO", "https://dl.example/t-1.0.tgz"]\n',
    rule: "download-unverified",
    why: /^No check can be put behind it: it stands in a JSON array/,
  },
  "the server names the file": {
    text: "FROM debian:12\nRUN curl -fsSLOJ https://dl.example/t-1.0.tgz\n",
    rule: "download-unverified",
    why: /^No check can be put behind it: which file it saves is not certain/,
  },
  "the name is put together from what the script chooses": {
    text: 'FROM debian:12\nRUN case "$(uname -m)" in x86_64) T=x64/t ;; aarch64) T=arm64/t ;; esac; V=1.0; curl -fsSLO "https://dl.example/$T$V.tgz"\n',
    rule: "download-unverified",
    why: /^No check can be put behind it: which file it saves is not certain/,
  },
  "a blank in the name of a file that code saves": {
    text: `FROM debian:12\nRUN php -r "copy('https://dl.example/t-1.0', 'my t.php');"\n`,
    rule: "download-unverified",
    why: /^No check can be put behind it: which file it saves is not certain/,
  },
  "what code prints into the file of a group": {
    text: `FROM debian:12\nRUN { php -r "readfile('https://dl.example/t-1.0');"; echo; } > t\n`,
    rule: "download-unverified",
    why: /^No check can be put behind it: which file it saves is not certain/,
  },
  "what a program prints into the file of a group": {
    text: "FROM debian:12\nRUN { curl -fsSL https://dl.example/t-1.0; echo; } > t\n",
    rule: "download-unverified",
    why: /^No check can be put behind it: which file it saves is not certain/,
  },
  "what lies below an address": {
    text: "FROM debian:12\nRUN wget -r -np https://dl.example/t-1.0/\n",
    rule: "download-unverified",
    why: /^No check can be put behind it: which file it saves is not certain/,
  },
  "the program behind the pipe reads another file": {
    text: "FROM debian:12\nRUN curl -fsSL https://dl.example/t-1.0.tgz | tar xz < u.tgz\n",
    rule: "download-unverified",
    why: /^No check can be put behind it/,
  },
  "PowerShell would have to choose among the sums of processors": {
    text: 'FROM debian:12\nSHELL ["pwsh", "-Command"]\nRUN curl -o t.tgz "https://dl.example/t-1.0-$(uname -m).tgz"\n',
    rule: "download-unverified",
    why: UNKNOWN,
  },
  "a dot behind a variable of PowerShell is a member of it": {
    text: 'FROM mcr.microsoft.com/powershell:7.4\nSHELL ["pwsh", "-Command"]\nRUN iwr https://dl.example/t-1.0.zip -OutFile "$name.zip"; ls\n',
    rule: "download-unverified",
    why: /^No check can be put behind it: which file it saves is not certain/,
  },
  "an address that changes and is put together": {
    text: "FROM debian:12\nARG HOST=dl.example\nRUN curl -fsSLO https://$HOST/latest/t.tgz && sha256sum -c sums\n",
    rule: "download-mutable",
    why: UNKNOWN,
  },
  "an ADD whose frontend reads no checksum": {
    text: "# syntax=docker/dockerfile:1.5\nFROM debian:12\nADD https://dl.example/t-1.0.tgz /t.tgz\n",
    rule: "add-unverified",
    why: /^The frontend that the syntax line names is older than ADD --checksum/,
  },
  "an ADD of a repository whose tag a variable holds": {
    text: "FROM debian:12\nARG V=v1.4.0\nADD https://github.com/team/tool.git#$V /src\n",
    rule: "git-unpinned",
    why: /^A variable gives a part of its address, .*checksum=COMMIT\.$/,
  },
  "an ADD of two files": {
    text: "FROM debian:12\nADD https://dl.example/t-1.0.tgz https://dl.example/u-1.0.tgz /t/\n",
    rule: "add-unverified",
    why: /^A --checksum is for an ADD with one address/,
  },
  "its check stands in a list of PowerShell": {
    text: `FROM debian:12\nSHELL ["powershell", "-Command"]\nRUN curl.exe -fsSLo t.zip https://dl.example/t-1.0.zip; echo '${SUM}  t.zip' | sha256sum -c; tar xf t.zip\n`,
    rule: "download-unverified",
    why: COMPARED,
  },
  "its check is told not to stop the build": {
    text: `FROM debian:12\nRUN curl -fsSLo t.tgz https://dl.example/t-1.0.tgz && echo "${SUM}  t.tgz" | sha256sum -c - || true\n`,
    rule: "download-unverified",
    why: COMPARED,
  },
  "its check decides about something else": {
    text: `FROM debian:12\nRUN curl -fsSLo t.tgz https://dl.example/t-1.0.tgz; if echo "${SUM}  t.tgz" | sha256sum -c; then tar xf t.tgz; fi\n`,
    rule: "download-unverified",
    why: COMPARED,
  },
  "its check is piped into what does not read the file": {
    text: `FROM debian:12\nRUN curl -fsSLo t.tgz https://dl.example/t-1.0.tgz && echo "${SUM}  t.tgz" | sha256sum -c - | tee sums.log\n`,
    rule: "download-unverified",
    why: COMPARED,
  },
  "a later RUN compares it": {
    text: `FROM debian:12\nRUN curl -fsSLo t.tgz https://dl.example/t-1.0.tgz\nRUN echo "${SUM}  t.tgz" | sha256sum -c; tar xf t.tgz\n`,
    rule: "download-unverified",
    why: COMPARED,
  },
  "a RUN compares what ADD brings": {
    text: `FROM debian:12\nADD https://dl.example/t-1.0.tgz /t.tgz\nRUN echo "${SUM}  /t.tgz" | sha256sum -c; tar xf /t.tgz\n`,
    rule: "add-unverified",
    why: COMPARED,
  },
  "the builder gives the sum that is compared": {
    text: 'FROM debian:12\nARG SUM\nRUN curl -fsSLo t.tgz https://dl.example/t-1.0.tgz; echo "$SUM  t.tgz" | sha256sum -c; tar xf t.tgz\n',
    rule: "download-unverified",
    why: COMPARED,
  },
  "the sum is that of one processor": {
    text: `FROM debian:12\nRUN curl -fsSLo t.tgz https://dl.example/t-1.0-$(uname -m).tgz; echo "${SUM}  t.tgz" | sha256sum -c; tar xf t.tgz\n`,
    rule: "download-unverified",
    why: COMPARED,
  },
  "a condition keeps its check away": {
    text: `FROM debian:12\nARG CHECKED\nRUN curl -fsSLo t.tgz https://dl.example/t-1.0.tgz && if [ -n "$CHECKED" ]; then echo "${SUM}  t.tgz" | sha256sum -c; fi\n`,
    rule: "download-unverified",
    why: COMPARED,
  },
  "a sum that stands nowhere": {
    text: 'FROM debian:12\nARG SUM\nRUN curl -fsSLo t.tgz https://dl.example/t-1.0.tgz && echo "$SUM  t.tgz" | md5sum -c\n',
    rule: "download-weak",
    why: /^The sum that it is compared with does not stand in the file/,
  },
});

lookupTable("why a clone has no fix", {
  "nothing stops the build where it fails": {
    text: "FROM debian:12\nRUN (git clone https://git.example/t.git; make -C t); ls\n",
    rule: "git-unpinned",
    why: /or nothing around it stops the build\.$/,
  },
  "it runs in a function whose failure nobody sees": {
    text: "FROM debian:12\nRUN get() { git clone https://git.example/t.git; }; (get) || true\n",
    rule: "git-unpinned",
    why: /or nothing around it stops the build\.$/,
  },
  "nothing stops the build where its checkout fails": {
    text: "FROM debian:12\nRUN (git clone https://git.example/t.git; cd t; git checkout v1.0; make); ls\n",
    rule: "git-unpinned",
    why: /^Nothing stops the build where the checkout fails/,
  },
  "the repository is known in the build alone": {
    text: "FROM debian:12\nARG REPOSITORY\nRUN git clone $REPOSITORY /src\n",
    rule: "git-unpinned",
    why: UNKNOWN,
  },
  "a later command decides": {
    text: "FROM debian:12\nRUN git clone https://git.example/t.git /src && cd /src && git checkout $(cat /ref)\n",
    rule: "git-unpinned",
    why: /^What is checked out is decided later/,
  },
  "a variable that is given lets the clone run, and says what is checked out": {
    text: 'FROM debian:12\nARG REV=\nRUN if [ -n "$REV" ]; then git clone https://git.example/team/tool.git && cd tool && git checkout $REV; fi\n',
    rule: "git-unpinned",
    why: /^What is checked out is decided later/,
  },
  "what it prints is read": {
    text: "FROM debian:12\nRUN git clone https://git.example/t.git | tee log\n",
    rule: "git-unpinned",
    why: /^No checkout can be put behind it: what follows depends on/,
  },
  "it decides in a list of PowerShell": {
    text: 'FROM debian:12\nSHELL ["pwsh", "-Command"]\nRUN git clone https://git.example/t.git && cd t\n',
    rule: "git-unpinned",
    why: /^No checkout can be put behind it: what follows depends on/,
  },
  "the tip of a shallow clone moves on": {
    text: "FROM debian:12\nRUN git clone --depth 1 https://git.example/t.git /src\nRUN git -C /src reset --hard origin/main\n",
    rule: "git-unpinned",
    why: /^The clone is shallow/,
  },
  "its branch has several values": {
    text: "FROM debian:12\nARG V=v1\nRUN if [ -f x ]; then V=v2; fi; git clone -b $V https://git.example/t.git\n",
    rule: "git-unpinned",
    why: /a variable has no default or several/,
  },
  "a commit stands where only a branch or tag may": {
    text: `FROM debian:12\nRUN git clone -b ${"0123456789".repeat(4)} https://git.example/t.git\n`,
    rule: "git-unpinned",
    why: /^git clone takes no commit behind --branch/,
  },
  "its branch has no value": {
    text: "FROM debian:12\nARG V\nRUN git clone -b $V https://git.example/t.git\n",
    rule: "git-unpinned",
    why: /a variable has no default or several/,
  },
});
