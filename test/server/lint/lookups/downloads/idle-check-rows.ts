import type { CheckRow } from "./check-rows.ts";

const ALL = ["sh", "bash", "busybox"] as const;

/** Files whose sum stands there and is compared in a way that does not stop the build. */
export const IDLE_ROWS: Readonly<Record<string, CheckRow>> = {
  "a pipe where the next command was meant": {
    shells: ALL,
    text: `
FROM debian:12.11
ENV TOOL_SHA256 HEX
RUN curl -fsSLO https://dl.example/tool-1.4.0.tgz && echo "$TOOL_SHA256 *tool-1.4.0.tgz" | sha256sum -c - | tar xzf tool-1.4.0.tgz
`,
    fixed: `
FROM debian:12.11
ENV TOOL_SHA256 HEX
RUN curl -fsSLO https://dl.example/tool-1.4.0.tgz && echo "$TOOL_SHA256 *tool-1.4.0.tgz" | sha256sum -c - && tar xzf tool-1.4.0.tgz
`,
  },
  "such a pipe over two lines": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN curl -fsSLo /tmp/t.tgz https://dl.example/tool-1.4.0.tgz \\
 && echo "HEX  /tmp/t.tgz" | sha256sum -c - \\
 | tar xf /tmp/t.tgz
`,
    fixed: `
FROM debian:12.11
RUN curl -fsSLo /tmp/t.tgz https://dl.example/tool-1.4.0.tgz \\
 && echo "HEX  /tmp/t.tgz" | sha256sum -c - \\
 && tar xf /tmp/t.tgz
`,
  },
  "a list without set -e": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN curl -fsSLO https://dl.example/tool-1.4.0.tgz; \\
    echo "HEX  tool-1.4.0.tgz" | sha256sum -c -; \\
    tar xf tool-1.4.0.tgz
`,
    fixed: `
FROM debian:12.11
RUN curl -fsSLO https://dl.example/tool-1.4.0.tgz; \\
    echo "HEX  tool-1.4.0.tgz" | sha256sum -c - || exit 1; \\
    tar xf tool-1.4.0.tgz
`,
  },
  "a chain in such a list": {
    shells: ALL,
    text: `
FROM debian:12.11
RUN curl -fsSLO https://dl.example/tool-1.4.0.tgz && echo "HEX  tool-1.4.0.tgz" | sha256sum -c && tar xf tool-1.4.0.tgz; ls
`,
    fixed: `
FROM debian:12.11
RUN curl -fsSLO https://dl.example/tool-1.4.0.tgz && { echo "HEX  tool-1.4.0.tgz" | sha256sum -c || exit 1; } && tar xf tool-1.4.0.tgz; ls
`,
  },
  "a here-string": {
    shells: ["bash"],
    text: `
FROM debian:12.11
SHELL ["/bin/bash", "-c"]
RUN curl -fsSLO https://dl.example/tool-1.4.0.tgz; sha256sum -c <<< "HEX  tool-1.4.0.tgz"; tar xf tool-1.4.0.tgz
`,
    fixed: `
FROM debian:12.11
SHELL ["/bin/bash", "-c"]
RUN curl -fsSLO https://dl.example/tool-1.4.0.tgz; sha256sum -c <<< "HEX  tool-1.4.0.tgz" || exit 1; tar xf tool-1.4.0.tgz
`,
  },
  "an address that changes": {
    shells: ALL,
    safety: "review",
    text: `
FROM debian:12.11
RUN curl -fsSLo t.tgz https://dl.example/tool.tgz; echo "HEX  t.tgz" | sha256sum -c -; tar xf t.tgz
`,
    fixed: `
FROM debian:12.11
RUN curl -fsSLo t.tgz https://dl.example/tool.tgz; echo "HEX  t.tgz" | sha256sum -c - || exit 1; tar xf t.tgz
`,
  },
};
