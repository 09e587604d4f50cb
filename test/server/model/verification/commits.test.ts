import { downloadTable } from "../../../harness/download-table.ts";

downloadTable("commits", {
  "a checkout in the folder": [
    "RUN git clone https://a.example/t/tool /src/x && cd /src/x && git checkout <commit>",
    "git https://a.example/t/tool git > x: commit covers inline",
  ],
  "a checkout in the folder that a function is given, behind another clone": [
    `RUN set -e; get() { git clone https://a.example/t/one "$1"; git clone https://a.example/t/two two; git -C "$1" checkout <commit>; }; get x`,
    "git https://a.example/t/one git > $1: commit covers inline",
    "git https://a.example/t/two git > two: none",
  ],
  "a reset with -C": [
    "RUN git clone https://a.example/t/tool && git -C tool reset --hard <commit>",
    "git https://a.example/t/tool git > tool: commit covers inline",
  ],
  "in the folder of its own clone, below one that is not known": [
    "RUN git clone https://a.example/t/one && git clone https://a.example/t/two && cd two && make && cd - && cd one && git checkout <commit>",
    "git https://a.example/t/one git > one: commit covers inline",
    "git https://a.example/t/two git > two: none",
  ],
  "in the folder of its own clone, above one that may not be there": [
    "RUN git clone https://a.example/t/one && git clone https://a.example/t/two && cd two && make; cd .. && cd one && git checkout <commit>",
    "git https://a.example/t/one git > one: commit covers inline",
    "git https://a.example/t/two git > two: none",
  ],
  "-C belongs to its own clone": [
    "RUN git clone https://a.example/t/tool && git clone https://a.example/t/other && git -C tool reset --hard <commit>",
    "git https://a.example/t/tool git > tool: commit covers inline",
    "git https://a.example/t/other git > other: none",
  ],
  "-C with the path of the clone": [
    "RUN git clone https://a.example/t/tool /src/tool && git -C /src/tool/ checkout --detach <commit>",
    "git https://a.example/t/tool git > tool: commit covers inline",
  ],
  "--git-dir": [
    "RUN git clone https://a.example/t/tool && git clone https://a.example/t/other && git --git-dir=tool/.git checkout <commit>",
    "git https://a.example/t/tool git > tool: commit covers inline",
    "git https://a.example/t/other git > other: none",
  ],
  "a checkout belongs to the folder that cd leads to": [
    "RUN git clone https://a.example/t/tool && git clone https://a.example/t/other && cd tool && git checkout <commit>",
    "git https://a.example/t/tool git > tool: commit covers inline",
    "git https://a.example/t/other git > other: none",
  ],
  "each in a subshell": [
    "RUN git clone https://a.example/t/tool && git clone https://a.example/t/other && (cd tool && git checkout <commit>) && (cd other && git checkout v1)",
    "git https://a.example/t/tool git > tool: commit covers inline",
    "git https://a.example/t/other git > other ref v1: none",
  ],
  "back and forth": [
    "RUN git clone https://a.example/t/tool; git clone https://a.example/t/other; cd other; cd ../tool/src; git checkout <commit>",
    "git https://a.example/t/tool git > tool: commit covers inline",
    "git https://a.example/t/other git > other: none",
  ],
  "a cd in a subshell leads nowhere behind it": [
    "RUN git clone https://a.example/t/tool && git clone https://a.example/t/other && (cd tool && make) && git checkout <commit>",
    "git https://a.example/t/tool git > tool: none",
    "git https://a.example/t/other git > other: commit covers inline",
  ],
  "a folder that a variable names": [
    `
ARG SRC
RUN git clone https://a.example/t/tool "$SRC" && git clone https://a.example/t/other && cd "$SRC" && git checkout <commit>`,
    "git https://a.example/t/tool git > $SRC: commit covers inline",
    "git https://a.example/t/other git > other: none",
  ],
  "a signed tag in the folder of cd": [
    "RUN git clone https://a.example/t/tool && git clone https://a.example/t/other && cd tool && git verify-tag v1",
    "git https://a.example/t/tool git > tool: gpg covers signed",
    "git https://a.example/t/other git > other: none",
  ],
  "a checkout belongs to the clone in front of it": [
    "RUN git clone https://a.example/t/tool && cd tool && git checkout <commit> && cd .. && git clone https://a.example/t/other && cd other && git checkout v1",
    "git https://a.example/t/tool git > tool: commit covers inline",
    "git https://a.example/t/other git > other ref v1: none",
  ],
  "a variable with a value": [
    `
ARG COMMIT=<commit>
RUN git clone https://a.example/t/tool && cd tool && git checkout "$COMMIT"`,
    "git https://a.example/t/tool git > tool: commit covers inline",
  ],
  "a variable without a value": [
    `
ARG COMMIT
RUN git clone https://a.example/t/tool && cd tool && git checkout "$COMMIT"`,
    "git https://a.example/t/tool git > tool: none",
  ],
  "the folder that the RUN begins in, behind two clones": [
    `
RUN git clone https://a.example/t/tool && git clone https://a.example/t/other
WORKDIR /tool
RUN git checkout <commit>`,
    "git https://a.example/t/tool git > tool: commit covers inline",
    "git https://a.example/t/other git > other: none",
  ],
  "a short commit": [
    "RUN git clone https://a.example/t/tool && cd tool && git checkout 0123456",
    "git https://a.example/t/tool git > tool: none",
  ],
  "a branch or tag": [
    "RUN git clone https://a.example/t/tool && cd tool && git checkout v1.0 && git checkout -b main",
    "git https://a.example/t/tool git > tool ref v1.0: none",
  ],
  "a commit in a repository that the RUN makes, behind a clone": [
    `RUN git clone https://a.example/t/tool && make -C tool
RUN mkdir /src/own && cd /src/own && git init && git fetch --depth 1 https://a.example/t/own <commit> && git checkout FETCH_HEAD
RUN git init /src/more && git -C /src/more fetch https://a.example/t/more <commit> && git -C /src/more reset --hard FETCH_HEAD`,
    "git https://a.example/t/tool git > tool: none",
  ],
  "git init in another folder": [
    "RUN git init /src/own && git clone https://a.example/t/tool && cd tool && git checkout <commit>",
    "git https://a.example/t/tool git > tool: commit covers inline",
  ],
  "a fetched commit": [
    "RUN git clone --no-checkout https://a.example/t/tool && cd tool && git fetch --depth 1 origin <commit> && git checkout FETCH_HEAD",
    "git https://a.example/t/tool git > tool: commit covers inline",
  ],
  "in a later RUN": [
    `
RUN git clone https://a.example/t/tool /src
RUN cd /src && git checkout <commit>`,
    "git https://a.example/t/tool git > src: commit covers inline",
  ],
  "in the working folder": [
    `
WORKDIR /src
RUN git clone https://a.example/t/tool .
RUN git checkout <commit>`,
    "git https://a.example/t/tool git > .: commit covers inline",
  ],
  "in front of the clone": [
    "RUN git checkout <commit>; git clone https://a.example/t/tool",
    "git https://a.example/t/tool git > tool: none",
  ],
  "a signed tag": [
    "RUN git clone -b v1 https://a.example/t/tool && cd tool && git verify-tag v1",
    "git https://a.example/t/tool git > tool ref v1: gpg covers signed",
  ],
  "a signed tag, the older way": [
    "RUN git clone -b v1 https://a.example/t/tool && cd tool && git tag -v v1",
    "git https://a.example/t/tool git > tool ref v1: gpg covers signed",
  ],
  "what HEAD is": [
    'RUN git clone -b v1 https://a.example/t/tool && cd tool && [ "$(git rev-parse HEAD)" = "<commit>" ]',
    "git https://a.example/t/tool git > tool ref v1: commit covers inline",
  ],
  "a failure that is ignored": [
    "RUN git clone https://a.example/t/tool && cd tool && git checkout <commit> || true",
    "git https://a.example/t/tool git > tool: commit does not cover inline",
  ],
  "a failure in the middle without -e": [
    "RUN git clone https://a.example/t/tool; cd tool; git checkout <commit>; make",
    "git https://a.example/t/tool git > tool: commit does not cover inline",
  ],
  "a file is not checked by a commit": [
    "RUN curl -fsSLO https://a.example/f.tgz && git clone https://a.example/t/tool && cd tool && git checkout <commit>",
    "curl https://a.example/f.tgz artifact > f.tgz: none",
    "git https://a.example/t/tool git > tool: commit covers inline",
  ],
  "a sum of a file is no check of a clone": [
    'RUN git clone https://a.example/t/tool && echo "<sha256>  tool" | sha256sum -c',
    "git https://a.example/t/tool git > tool: none",
  ],
  "a commit given to a function": [
    'RUN get() { git clone "$1" tool && git -C tool checkout "$2"; }; get https://a.example/t/tool <commit>',
    "git $1 = ? git > tool: commit covers inline",
  ],
  "a commit given to a function by one of two callers": [
    'RUN get() { git clone "$1" tool && git -C tool checkout "$2"; }; get https://a.example/t/tool <commit>; get https://a.example/t/other v1',
    "git $1 = ? git > tool: none",
  ],
  "a commit that one of two callers does not give": [
    'RUN get() { git clone "$1" tool && git -C tool checkout "$2"; }; get https://a.example/t/tool <commit>; get https://a.example/t/other',
    "git $1 = ? git > tool: none",
  ],
  "a commit given to a function that nobody calls": [
    'RUN get() { git clone "$1" tool && git -C tool checkout "$2"; }; make',
    "git $1 = ? git > tool: none",
  ],
  "an argument of no function": [
    'RUN git clone https://a.example/t/tool && git -C tool checkout "$2"',
    "git https://a.example/t/tool git > tool: none",
  ],
});
