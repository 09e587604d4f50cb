import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fixedText, offeredFixes } from "../../../../harness/pin-fixes.ts";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";
const URL = "https://git.example/team/tool.git";

interface Row {
  readonly lines: string;
  /** `COMMIT` for the commit; undefined: nothing is offered. */
  readonly fixed?: string;
  readonly ref?: string;
  readonly safety?: "review";
}

/** Where a tag goes before a branch of the same name, unlike where a clone or an ADD names it. */
const OF_CHECKOUT = /\bgit (?:-C \S+ )?(?:checkout|switch|reset) (?!.*origin\/)/;

const ROWS: Record<string, Row> = {
  "a tag is checked out at its commit": {
    lines: `RUN git clone --branch v1.4.0 ${URL}`,
    ref: "v1.4.0",
    fixed: `RUN git clone --branch v1.4.0 ${URL} \\\n && git -C tool checkout COMMIT`,
  },
  "the default branch": {
    lines: `RUN git clone ${URL} /opt/tool/ && make -C /opt/tool`,
    fixed: `RUN git clone ${URL} /opt/tool/ \\\n && git -C /opt/tool checkout COMMIT \\\n && make -C /opt/tool`,
  },
  "a shallow clone fetches the commit": {
    lines: `RUN git clone -q --depth 1 -b v1.4.0 ${URL}`,
    ref: "v1.4.0",
    fixed: `RUN git clone -q --depth 1 -b v1.4.0 ${URL} \\\n && git -C tool fetch --depth 1 origin COMMIT \\\n && git -C tool checkout COMMIT`,
  },
  "submodules follow the commit": {
    lines: `RUN set -e; \\\n  git clone --recursive ${URL} src; \\\n  make -C src`,
    fixed: `RUN set -e; \\\n  git clone --recursive ${URL} src; \\\n  git -C src checkout COMMIT; \\\n  git -C src submodule update --init --recursive; \\\n  make -C src`,
  },
  "another user": {
    lines: `RUN sudo -u app git clone ${URL} /opt/tool && ls`,
    fixed: `RUN sudo -u app git clone ${URL} /opt/tool \\\n && sudo -u app git -C /opt/tool checkout COMMIT \\\n && ls`,
  },
  "a variable and options of git": {
    lines: `RUN GIT_LFS_SKIP_SMUDGE=1 git -c http.proxy=x \\\n  clone --depth 1 ${URL}`,
    fixed: `RUN GIT_LFS_SKIP_SMUDGE=1 git -c http.proxy=x \\\n  clone --depth 1 ${URL} \\\n  && GIT_LFS_SKIP_SMUDGE=1 git -c http.proxy=x -C tool fetch --depth 1 origin COMMIT \\\n  && GIT_LFS_SKIP_SMUDGE=1 git -c http.proxy=x -C tool checkout COMMIT`,
  },
  "a variable that holds the program": {
    lines: `RUN CLONE="git clone --depth 1" && $CLONE ${URL}`,
    fixed: `RUN CLONE="git clone --depth 1" && $CLONE ${URL} \\\n && git -C tool fetch --depth 1 origin COMMIT \\\n && git -C tool checkout COMMIT`,
  },
  "a folder that git is told to work in": {
    lines: `RUN git -C /opt clone ${URL}`,
    fixed: `RUN git -C /opt clone ${URL} \\\n && git -C /opt -C tool checkout COMMIT`,
  },
  "a list without set -e": {
    lines: `RUN git clone ${URL}; make -C tool`,
    fixed: `RUN git clone ${URL}; \\\n    git -C tool checkout COMMIT || exit 1; make -C tool`,
  },
  "a tag that is checked out later becomes its commit": {
    lines: `RUN git clone ${URL} && cd tool && git checkout -q v1.4.0 && make`,
    ref: "v1.4.0",
    fixed: `RUN git clone ${URL} && cd tool && git checkout -q COMMIT && make`,
  },
  "a tag that is an ARG gets its commit beside it": {
    lines: `ARG TOOL_VERSION=v1.4.0\nRUN git clone -b \${TOOL_VERSION} ${URL}`,
    ref: "v1.4.0",
    safety: "review",
    fixed: `ARG TOOL_VERSION=v1.4.0\nARG TOOL_COMMIT=COMMIT\nRUN git clone -b \${TOOL_VERSION} ${URL} \\\n && git -C tool checkout "\${TOOL_COMMIT}"`,
  },
  "ADD takes the commit for the tag": {
    lines: `ADD ${URL}#v1.4.0:src /src`,
    ref: "v1.4.0",
    fixed: `ADD ${URL}#COMMIT:src /src`,
  },
  "ADD of the default branch": { lines: `ADD ${URL} /src`, fixed: `ADD ${URL}#COMMIT /src` },
  "ADD with a query in front of the tag keeps the query": {
    lines: `ADD ${URL}?submodules=false#v1.4.0:src /src`,
    ref: "v1.4.0",
    fixed: `ADD ${URL}?submodules=false#COMMIT:src /src`,
  },
  "what is added of a branch gets the commit in its place, for the branch moves away from it": {
    lines: `ADD ${URL}?branch=main&subdir=a /src`,
    ref: "main",
    fixed: `ADD ${URL}?ref=COMMIT&subdir=a /src`,
  },
  "also where nothing says what it is": {
    lines: `ADD ${URL}?ref=main /src`,
    ref: "main",
    fixed: `ADD ${URL}?ref=COMMIT /src`,
  },
  "a branch in a variable may move away from a commit beside it": {
    lines: `ARG B=main\nADD ${URL}?branch=$B /src`,
  },
  "and where it is the default branch": {
    lines: `ADD ${URL}?subdir=a /src`,
    fixed: `ADD ${URL}?subdir=a&ref=COMMIT /src`,
  },
  "ADD with a query keeps the tag": {
    lines: `ADD ${URL}?tag=v1.4.0 /src`,
    ref: "v1.4.0",
    fixed: `ADD ${URL}?tag=v1.4.0&checksum=COMMIT /src`,
  },
  "ADD with a query and a tag that is an ARG": {
    lines: `ARG TOOL_VERSION=v1.4.0\nADD ${URL}?ref=\${TOOL_VERSION}&keep-git-dir=1 /src`,
    ref: "v1.4.0",
    fixed: `ARG TOOL_VERSION=v1.4.0\nARG TOOL_COMMIT=COMMIT\nADD ${URL}?ref=\${TOOL_VERSION}&keep-git-dir=1&checksum=\${TOOL_COMMIT} /src`,
  },
  "ADD of a name in an ARG that may be one of a branch": {
    lines: `ARG TOOL_VERSION=stable\nADD ${URL}?ref=\${TOOL_VERSION} /src`,
    ref: "stable",
    fixed: `ARG TOOL_VERSION=stable\nARG TOOL_COMMIT=COMMIT\nADD ${URL}?ref=\${TOOL_VERSION}&checksum=\${TOOL_COMMIT} /src`,
    safety: "review",
  },
  "ADD of a tag whose name tells no version": {
    lines: `ADD ${URL}?tag=stable /src`,
    ref: "stable",
    fixed: `ADD ${URL}?tag=stable&checksum=COMMIT /src`,
  },
  "ADD of a tag that is an ARG": { lines: `ARG V=v1.4.0\nADD ${URL}#\${V} /src` },
  "ADD with an address between quotes": {
    lines: `ADD "${URL}#v1.4.0" /src`,
    ref: "v1.4.0",
    fixed: `ADD "${URL}#COMMIT" /src`,
  },
  "ADD in an array": { lines: `ADD ["${URL}#v1.4.0", "/src"]`, ref: "v1.4.0", fixed: `ADD ["${URL}#COMMIT", "/src"]` },
  "ADD with an address in which a quote stands": { lines: `ADD "${URL}"#v1.4.0 /src` },
  "a branch that another clone checks out": {
    lines: `RUN git clone ${URL} -b v1.4.0 && cd tool && make\nRUN git clone https://git.example/$NAME c && cd c && git checkout v3`,
    ref: "v1.4.0",
    fixed: `RUN git clone ${URL} -b v1.4.0 \\\n && git -C tool checkout COMMIT \\\n && cd tool && make\nRUN git clone https://git.example/$NAME c && cd c && git checkout v3`,
  },
  "another clone of the same RUN": {
    lines: `RUN git clone ${URL} -b v1.4.0; git clone https://git.example/$NAME c; cd c; git checkout v3`,
    ref: "v1.4.0",
    fixed: `RUN git clone ${URL} -b v1.4.0; \\\n    git -C tool checkout COMMIT || exit 1; git clone https://git.example/$NAME c; cd c; git checkout v3`,
  },
  "another clone into the working folder": {
    lines: `WORKDIR /b\nRUN git clone ${URL} .\nWORKDIR /c\nRUN git clone https://git.example/$NAME . && git checkout v3`,
    fixed: `WORKDIR /b\nRUN git clone ${URL} . \\\n && git checkout COMMIT\nWORKDIR /c\nRUN git clone https://git.example/$NAME . && git checkout v3`,
  },
  "a tag that is checked out in front of another clone": {
    lines: `RUN git clone ${URL} && (cd tool && git checkout v1.4.0) && git clone https://git.example/$NAME c && git -C c checkout v3`,
    ref: "v1.4.0",
    fixed: `RUN git clone ${URL} && (cd tool && git checkout COMMIT) && git clone https://git.example/$NAME c && git -C c checkout v3`,
  },
  "files that are brought back": {
    lines: `RUN git clone ${URL} && cd tool && git checkout . && git reset --hard`,
    fixed: `RUN git clone ${URL} \\\n && git -C tool checkout COMMIT \\\n && cd tool && git checkout . && git reset --hard`,
  },
  "a checkout in a folder that is not known, behind two clones": {
    lines: `RUN git clone ${URL}\nRUN git clone https://git.example/$NAME c && cd - && git checkout v3`,
  },
  "a checkout in the working folder of a later RUN, behind two clones": {
    lines: `RUN git clone ${URL} && git clone https://git.example/$NAME c\nWORKDIR /tool\nRUN git checkout v3`,
    ref: "v3",
    fixed: `RUN git clone ${URL} && git clone https://git.example/$NAME c\nWORKDIR /tool\nRUN git checkout COMMIT`,
  },
  "a checkout behind alternatives": {
    lines: `RUN if [ -f x ]; then git clone ${URL} c; else git clone https://git.example/$NAME c; fi; cd c; git checkout v3`,
  },
  "a default that the test in front excludes": {
    lines: `ARG V=latest\nRUN if [ "$V" != latest ]; then git clone -b $V ${URL}; fi`,
  },
  "a clone in front of another one that goes to a commit": {
    lines: `RUN git clone -b v1.4.0 ${URL} c || (git clone ${URL} c && git -C c checkout ${"f".repeat(40)})`,
    ref: "v1.4.0",
    fixed: `RUN git clone -b v1.4.0 ${URL} c \\\n && git -C c checkout COMMIT || (git clone ${URL} c && git -C c checkout ${"f".repeat(40)})`,
  },
  "a clone in a branch of its own": {
    lines: `RUN if [ -f x ]; then git clone ${URL} c; else git clone https://git.example/$NAME c && git -C c checkout v3; fi`,
    fixed: `RUN if [ -f x ]; then git clone ${URL} c \\\n && git -C c checkout COMMIT; else git clone https://git.example/$NAME c && git -C c checkout v3; fi`,
  },
  "into the home folder": {
    lines: `RUN git clone ${URL} ~/src/tool && make -C ~/src/tool`,
    fixed: `RUN git clone ${URL} ~/src/tool \\\n && git -C ~/src/tool checkout COMMIT \\\n && make -C ~/src/tool`,
  },
  "into a folder that is called like the sign of the home folder": { lines: `RUN git clone ${URL} "~/tool"` },
  "into the home folder of PowerShell, which programs do not know by that sign": {
    lines: `SHELL ["powershell", "-Command"]\nRUN git clone ${URL} ~/tool`,
  },
  "a base image of Windows may have another shell than cmd": {
    lines: `FROM team/agent:1.4.0-ltsc2022\nRUN git clone ${URL}`,
    safety: "review",
    fixed: `FROM team/agent:1.4.0-ltsc2022\nRUN git clone ${URL} \\\n && git -C tool checkout COMMIT`,
  },
  "a list of cmd": {
    lines: `FROM team/agent:1.4.0-ltsc2022\nRUN git clone ${URL} && dir`,
    fixed: `FROM team/agent:1.4.0-ltsc2022\nRUN git clone ${URL} \\\n && git -C tool checkout COMMIT \\\n && dir`,
  },
  "several commands of cmd end nothing where one that follows goes on": {
    lines: `FROM team/agent:1.4.0-ltsc2022\nRUN cd x & git clone --depth 1 ${URL} && dir & ver`,
  },
  "nor does a checkout": {
    lines: `FROM team/agent:1.4.0-ltsc2022\nRUN git clone ${URL} && cd tool && git checkout v1.4.0 & dir`,
  },
  "a checkout of cmd behind another list": {
    lines: `FROM team/agent:1.4.0-ltsc2022\nRUN dir & git clone ${URL} && cd tool && git checkout v1.4.0`,
    ref: "v1.4.0",
    fixed: `FROM team/agent:1.4.0-ltsc2022\nRUN dir & git clone ${URL} && cd tool && git checkout COMMIT`,
  },
  "PowerShell tests the status of git": {
    lines: `SHELL ["powershell", "-Command"]\nRUN git clone -b v1.4.0 ${URL}; cd tool; ./build.ps1`,
    ref: "v1.4.0",
    fixed: `SHELL ["powershell", "-Command"]\nRUN git clone -b v1.4.0 ${URL}; \\\n    git -C tool checkout COMMIT; if ($LASTEXITCODE -ne 0) { throw 'git failed' }; cd tool; ./build.ps1`,
  },
  "PowerShell in a folder of a drive": {
    lines: `SHELL ["powershell", "-Command"]\nRUN git clone ${URL} C:\\src\\tool`,
    fixed: `SHELL ["powershell", "-Command"]\nRUN git clone ${URL} C:\\src\\tool; \\\n    git -C C:\\src\\tool checkout COMMIT; if ($LASTEXITCODE -ne 0) { throw 'git failed' }`,
  },
  "PowerShell behind the last command, of several commands each": {
    lines: `SHELL ["powershell", "-Command"]\nRUN md a; \\\n    git clone --depth 1 ${URL} a/tool`,
    fixed: `SHELL ["powershell", "-Command"]\nRUN md a; \\\n    git clone --depth 1 ${URL} a/tool; \\\n    git -C a/tool fetch --depth 1 origin COMMIT; if ($LASTEXITCODE -ne 0) { throw 'git failed' }; \\\n    git -C a/tool checkout COMMIT; if ($LASTEXITCODE -ne 0) { throw 'git failed' }`,
  },
  "PowerShell tests the status of a checkout that is there": {
    lines: `SHELL ["powershell", "-Command"]\nENV REF v1.4.0\nRUN git clone ${URL} ; cd tool ; git checkout -q $env:REF ; make`,
    ref: "v1.4.0",
    safety: "review",
    fixed: `SHELL ["powershell", "-Command"]\nENV REF COMMIT\nRUN git clone ${URL} ; cd tool ; git checkout -q $env:REF; if ($LASTEXITCODE -ne 0) { throw 'git failed' } ; make`,
  },
  "a checkout whose status PowerShell tests": {
    lines: `SHELL ["powershell", "-Command"]\nRUN git clone ${URL}; cd tool; git checkout v1.4.0; if ($LASTEXITCODE) { exit 1 }; make`,
    ref: "v1.4.0",
    fixed: `SHELL ["powershell", "-Command"]\nRUN git clone ${URL}; cd tool; git checkout COMMIT; if ($LASTEXITCODE) { exit 1 }; make`,
  },
  "an ARG of PowerShell that others use gets its commit beside it": {
    lines: `SHELL ["powershell", "-Command"]\nARG LIB_REF=v1.4.0\nRUN git clone ${URL}; cd tool; git checkout \${env:LIB_REF}; make $env:Lib_Ref`,
    ref: "v1.4.0",
    safety: "review",
    fixed: `SHELL ["powershell", "-Command"]\nARG LIB_REF=v1.4.0\nARG LIB_COMMIT=COMMIT\nRUN git clone ${URL}; cd tool; git checkout $env:LIB_COMMIT; if ($LASTEXITCODE -ne 0) { throw 'git failed' }; make $env:Lib_Ref`,
  },
  "an ARG that PowerShell clones gets its commit beside it": {
    lines: `SHELL ["powershell", "-Command"]\nARG TOOL_REF=v1.4.0\nRUN git clone -b $env:TOOL_REF ${URL}`,
    ref: "v1.4.0",
    safety: "review",
    fixed: `SHELL ["powershell", "-Command"]\nARG TOOL_REF=v1.4.0\nARG TOOL_COMMIT=COMMIT\nRUN git clone -b $env:TOOL_REF ${URL}; \\\n    git -C tool checkout $env:TOOL_COMMIT; if ($LASTEXITCODE -ne 0) { throw 'git failed' }`,
  },
  "an ARG that a program of cmd checks out": {
    lines: `FROM team/agent:1.4.0-ltsc2022\nARG REF=v1.4.0\nRUN git clone ${URL} && cd tool && git checkout %REF%`,
    ref: "v1.4.0",
    safety: "review",
    fixed: `FROM team/agent:1.4.0-ltsc2022\nARG REF=COMMIT\nRUN git clone ${URL} && cd tool && git checkout %REF%`,
  },
  "PowerShell between the quotes of cmd": {
    lines: `FROM team/agent:1.4.0-ltsc2022\nRUN powershell -Command "git clone ${URL}; cd tool; git checkout v1.4.0; ls"`,
    ref: "v1.4.0",
    fixed: `FROM team/agent:1.4.0-ltsc2022\nRUN powershell -Command "git clone ${URL}; cd tool; git checkout COMMIT; if ($LASTEXITCODE -ne 0) { throw 'git failed' }; ls"`,
  },
  "PowerShell between the quotes of a shell that would read its own ones": {
    lines: `RUN git clone ${URL} && cd tool && pwsh -c 'git checkout v1.4.0; ls'`,
  },
  "a checkout of PowerShell whose output goes on": {
    lines: `SHELL ["powershell", "-Command"]\nRUN git clone ${URL}; cd tool; git checkout v1.4.0 | Out-Null; make`,
  },
  "a bare clone has nothing checked out": { lines: `RUN git clone --bare ${URL}` },
  "another name of the remote": { lines: `RUN git clone --depth 1 -o upstream ${URL}` },
  "a branch that is made": {
    lines: `RUN git clone ${URL} && cd tool && git checkout -b mine origin/main`,
    ref: "main",
    fixed: `RUN git clone ${URL} && cd tool && git checkout -b mine COMMIT`,
  },
  "two checkouts": { lines: `RUN git clone ${URL} && cd tool && git checkout v1 && git checkout v2` },
  "a checkout in a later RUN": {
    lines: `RUN git clone ${URL}\nWORKDIR /tool\nRUN git checkout v1.4.0`,
    ref: "v1.4.0",
    fixed: `RUN git clone ${URL}\nWORKDIR /tool\nRUN git checkout COMMIT`,
  },
  "a checkout in the working folder": {
    lines: `WORKDIR /tool\nRUN git clone ${URL} .\nRUN git checkout v1.4.0`,
    ref: "v1.4.0",
    fixed: `WORKDIR /tool\nRUN git clone ${URL} .\nRUN git checkout COMMIT`,
  },
  "a checkout in another folder of a later RUN": {
    lines: `WORKDIR /tool\nRUN git clone ${URL} .\nWORKDIR /app\nRUN git checkout v1.4.0`,
  },
  "a reset, behind a clone of another branch": {
    lines: `RUN git clone -b master ${URL} && cd tool && git reset --hard v1.4.0`,
    ref: "v1.4.0",
    fixed: `RUN git clone -b master ${URL} && cd tool && git reset --hard COMMIT`,
  },
  "a switch": {
    lines: `RUN git clone ${URL} && cd tool && git switch --detach v1.4.0`,
    ref: "v1.4.0",
    fixed: `RUN git clone ${URL} && cd tool && git switch --detach COMMIT`,
  },
  "a switch to a branch, which takes no commit": {
    lines: `RUN git clone ${URL} && cd tool && git switch main`,
    ref: "main",
    fixed: `RUN git clone ${URL} && cd tool && git switch --detach COMMIT`,
  },
  "a tag by its full name, in quotes": {
    lines: `RUN git clone -n ${URL} && git -C tool checkout "tags/v1.4.0"`,
    ref: "refs/tags/v1.4.0",
    fixed: `RUN git clone -n ${URL} && git -C tool checkout COMMIT`,
  },
  "a tag that is fetched": {
    lines: `RUN git clone --depth 1 ${URL} && cd tool && git fetch --depth 1 origin v1.4.0 && git checkout FETCH_HEAD`,
    ref: "v1.4.0",
    fixed: `RUN git clone --depth 1 ${URL} && cd tool && git fetch --depth 1 origin COMMIT && git checkout FETCH_HEAD`,
  },
  "a tag in a clone that is made whole": {
    lines: `RUN git clone --depth 1 ${URL} && cd tool && git fetch --unshallow && git checkout v1.4.0`,
    ref: "v1.4.0",
    fixed: `RUN git clone --depth 1 ${URL} && cd tool && git fetch --unshallow && git checkout COMMIT`,
  },
  "an ARG that holds the tag": {
    lines: `ARG REF=v1.4.0\nRUN git clone ${URL} && cd tool && git checkout "$REF"`,
    ref: "v1.4.0",
    safety: "review",
    fixed: `ARG REF=COMMIT\nRUN git clone ${URL} && cd tool && git checkout "$REF"`,
  },
  "an ARG that holds the tag, in a later RUN": {
    lines: `ARG REF=v1.4.0\nRUN git clone ${URL}\nWORKDIR tool\nRUN git checkout \${REF}`,
    ref: "v1.4.0",
    safety: "review",
    fixed: `ARG REF=COMMIT\nRUN git clone ${URL}\nWORKDIR tool\nRUN git checkout \${REF}`,
  },
  "an ARG that is used elsewhere, too": {
    lines: `ARG TOOL_VERSION=1.4.0\nRUN git clone ${URL} && cd tool && git checkout v$TOOL_VERSION && make V=$TOOL_VERSION`,
    ref: "v1.4.0",
    safety: "review",
    fixed: `ARG TOOL_VERSION=1.4.0\nARG TOOL_COMMIT=COMMIT\nRUN git clone ${URL} && cd tool && git checkout "\${TOOL_COMMIT}" && make V=$TOOL_VERSION`,
  },
  "an ARG in a script in quotes": {
    lines: `ARG REF=v1.4.0\nRUN git clone ${URL} && cd tool && sh -c "git checkout $REF" && echo $REF`,
    ref: "v1.4.0",
    safety: "review",
    fixed: `ARG REF=v1.4.0\nARG COMMIT=COMMIT\nRUN git clone ${URL} && cd tool && sh -c "git checkout \${COMMIT}" && echo $REF`,
  },
  "an ENV that is used elsewhere, too": {
    lines: `ENV REF=v1.4.0\nRUN git clone ${URL} && cd tool && git checkout $REF && echo $REF`,
    ref: "v1.4.0",
    safety: "review",
    fixed: `ENV REF=v1.4.0\nRUN git clone ${URL} && cd tool && git checkout COMMIT && echo $REF`,
  },
  "a tag whose checkout a list would lose": {
    lines: `RUN git clone ${URL}; cd tool; git checkout v1.4.0; make`,
    ref: "v1.4.0",
    fixed: `RUN git clone ${URL}; cd tool; git checkout COMMIT || exit 1; make`,
  },
  "a tag whose checkout may fail": {
    lines: `RUN git clone ${URL} && cd tool && git checkout v1.4.0 || true`,
    ref: "v1.4.0",
    fixed: `RUN git clone ${URL} && cd tool && { git checkout COMMIT || exit 1; } || true`,
  },
  "in a function": {
    lines: `RUN get() { git clone ${URL}; make -C tool; }; get; ls`,
    fixed: `RUN get() { git clone ${URL}; \\\n    git -C tool checkout COMMIT || exit 1; make -C tool; }; get; ls`,
  },
  "a file that is brought back": {
    lines: `RUN git clone ${URL} && cd tool && git checkout package.json`,
    fixed: `RUN git clone ${URL} \\\n && git -C tool checkout COMMIT \\\n && cd tool && git checkout package.json`,
  },
  "a repository of a branch": {
    lines: `RUN if [ -f x ]; then U=${URL}; fi; git clone $U tool`,
    safety: "review",
    fixed: `RUN if [ -f x ]; then U=${URL}; fi; git clone $U tool \\\n && git -C tool checkout COMMIT`,
  },
  "one of two repositories": {
    lines: `RUN if [ -f x ]; then U=${URL}; else U=https://git.example/b; fi; git clone $U tool`,
  },
  "one of two branches": { lines: `ARG V=v1\nRUN if [ -f x ]; then V=v2; fi; git clone -b $V ${URL}` },
  "a checkout on a condition": {
    lines: `ARG REF=v1\nRUN git clone ${URL} && cd tool && if [ -n "$REF" ]; then git checkout "$REF"; fi`,
  },
  "a checkout behind a test": { lines: `RUN git clone ${URL}; cd tool; [ -f x ] && git checkout v1; make` },
  "a checkout where another one fails": {
    lines: `RUN git clone ${URL} && cd tool && (git checkout v1 || git checkout v2)`,
  },
  "a checkout in a submodule": { lines: `RUN git clone --recursive ${URL} && cd tool/lib && git checkout v1.4.0` },
  "another address of the remote": {
    lines: `RUN git clone ${URL} && cd tool && git remote set-url origin https://git.example/b && git checkout v1.4.0`,
  },
  "remotes that are only looked at": {
    lines: `RUN git clone ${URL} && cd tool && git remote -v && git checkout v1.4.0`,
    ref: "v1.4.0",
    fixed: `RUN git clone ${URL} && cd tool && git remote -v && git checkout COMMIT`,
  },
  "ADD of a tag that an ENV gives, for which there is no variable beside it": {
    lines: "ENV TAG=v1.4.0\nADD https://git.example/team/tool.git?ref=$TAG /src",
  },
  "a branch of another remote": {
    lines: `RUN git clone ${URL} && cd tool && git remote add b https://git.example/b && git fetch b && git checkout b/x`,
  },
  "a branch that the script makes": {
    lines: `RUN git clone ${URL} && cd tool && git fetch origin pull/7/head:pr && git checkout pr`,
  },
  "a branch that is followed": { lines: `RUN git clone ${URL} && cd tool && git checkout --track origin/dev` },
  "a short commit": { lines: `RUN git clone ${URL} && cd tool && git checkout 0123456` },
  "a place in the history of a branch": { lines: `RUN git clone ${URL} && cd tool && git checkout main~3` },
  "the tag that a program finds": { lines: `RUN git clone ${URL} && cd tool && git checkout $(git describe --tags)` },
  "the tip of a shallow clone": { lines: `RUN git clone --depth 1 ${URL} && cd tool && git reset --hard origin/main` },
  "a tag that a shallow clone fetches": {
    lines: `RUN git clone --depth 1 ${URL} && cd tool && git fetch --depth 1 origin tag v1 && git checkout v1`,
  },
  "a branch with what is pulled into it": { lines: `RUN git clone -b v1 ${URL} && cd tool && git pull` },
  "a clone that takes the place of the shell": { lines: `RUN exec git clone ${URL}` },
  "a clone without files": { lines: `RUN git clone -n ${URL}` },
  "an unknown address": { lines: "RUN git clone https://git.example/$NAME.git" },
  "a JSON array": { lines: `RUN ["git", "clone", "${URL}"]` },
};

describe("the commit of a clone", () => {
  for (const [name, { lines, fixed, ref, safety = "safe" }] of Object.entries(ROWS)) {
    it(name, () => {
      const text = `FROM debian:12.11\n${lines}\n`;
      const [fix, ...more] = offeredFixes(text, /^git-/).flatMap(({ fixes }) => fixes);
      assert.equal(fix === undefined, fixed === undefined, "what is offered can be written");
      assert.equal(
        fix === undefined ? undefined : fixedText(text, fix, { text: COMMIT }),
        fixed &&
          `FROM debian:12.11\n${fixed.replaceAll("COMMIT=COMMIT", `COMMIT=${COMMIT}`).replace(/(?<!_)COMMIT(?!=|\})/g, COMMIT)}\n`,
      );
      assert.equal(more.length, 0);
      if (fix === undefined) return;
      assert.equal(fix.safety, safety);
      const verb = lines.includes("ADD ") ? "Name" : "Check out";
      assert.equal(fix.title, `${verb} the commit that ${ref ?? "the default branch"} of tool is today`);
      const isOfCheckout = ref !== undefined && !lines.includes(`-b ${ref}`) && OF_CHECKOUT.test(lines);
      const asked = { ...(ref !== undefined && { ref }), ...(isOfCheckout && { isOfCheckout }) };
      assert.deepEqual(fix.query(), { kind: "git", url: URL, ...asked });
      assert.equal(fixedText(text, fix, { text: "v1.4.0" }), undefined);
    });
  }
});
