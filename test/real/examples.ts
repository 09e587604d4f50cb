/** A Dockerfile as somebody has it, and what of it is told apart after a build. */
export interface Example {
  readonly name: string;
  readonly dockerfile: string;
  /** Debian's engine, whose BuildKit is old, or BuildKit by itself. */
  readonly builder: "engine" | "buildkit";
  readonly pinStyle: "exact" | "wildcard";
  /** Words behind `seaworthy fix --write`. */
  readonly options?: readonly string[];
  /** What the pinned text must hold: one pattern for each kind of value. */
  readonly pins: readonly RegExp[];
}

/** A file that a publisher has, by its address. */
export const TOOL_URL = "http://files.example/v1.4.0/tool-1.4.0.tar.gz";

const DIGEST = "@sha256:[0-9a-f]{64}";

/** Examples whose images come from this registry. */
export function examples(registry: string): readonly Example[] {
  return [
    {
      name: "apt",
      builder: "engine",
      pinStyle: "exact",
      pins: [new RegExp(`/debian:\\d+\\.\\d+${DIGEST}$`, "m"), /less=\S+/, /netbase=\S+/, /ca-certificates=\d{8}\S*/],
      dockerfile: `FROM ${registry}/debian:latest
RUN apt-get update \\
    && apt-get install -y --no-install-recommends \\
        ca-certificates \\
        less netbase \\
    && rm -rf /var/lib/apt/lists/*
`,
    },
    {
      name: "apt, upstream versions, a list variable",
      builder: "engine",
      pinStyle: "wildcard",
      pins: [new RegExp(`/debian:\\d+\\.\\d+${DIGEST}$`, "m"), /bc=1\.\S+-\*/, /file=1:5\.\d+-\*/],
      dockerfile: `FROM ${registry}/debian:12
ENV PACKAGES="bc file"
RUN apt-get update && apt-get install -y --no-install-recommends $PACKAGES
`,
    },
    {
      name: "pip",
      builder: "engine",
      pinStyle: "exact",
      options: ["--review"],
      pins: [new RegExp(`/python:3\\.\\d+\\.\\d+${DIGEST}$`, "m"), /requests==\d/, /PyYAML==\d/, /click==8\.\d/],
      dockerfile: `FROM ${registry}/python:3
RUN pip install --no-cache-dir requests PyYAML 'click>=8,<9'
`,
    },
    {
      name: "npm",
      builder: "engine",
      pinStyle: "exact",
      pins: [/\/node:\d+\.\d+\.\d+@/, /cowsay@\d/, /semver@7\.\d/],
      dockerfile: `FROM ${registry}/node:latest
RUN npm install --global cowsay semver@7
`,
    },
    {
      name: "go",
      builder: "engine",
      pinStyle: "exact",
      pins: [/\/golang:\d+\.\d+\.\d+@/, /go-junit-report\/v2@v2\.\d/, /cmd\/colorable@v0\.\d/],
      dockerfile: `FROM ${registry}/golang:1
RUN go install github.com/jstemmer/go-junit-report/v2@latest \\
 && go install github.com/mattn/go-colorable/cmd/colorable@latest
`,
    },
    {
      name: "cargo",
      builder: "engine",
      pinStyle: "exact",
      pins: [/\/rust:\d+\.\d+\.\d+@/, /shellharden@\d|--version[= ]\d/],
      dockerfile: `FROM ${registry}/rust:1
RUN cargo install --debug shellharden
`,
    },
    {
      name: "downloads with curl, saved and in a pipe",
      builder: "engine",
      pinStyle: "exact",
      // A pipe that is taken apart wants a look.
      options: ["--review"],
      pins: [/curl=7\.\S+/, /(?:[0-9a-f]{64} {2}[\s\S]*){2}/],
      dockerfile: `FROM ${registry}/debian:12
RUN apt-get update && apt-get install -y --no-install-recommends curl \\
 && curl -fsSL -o /opt/tool.tar.gz ${TOOL_URL} \\
 && tar -xzf /opt/tool.tar.gz -C /opt
RUN mkdir /opt/again && curl -fsSL ${TOOL_URL} | tar -xz -C /opt/again
`,
    },
    {
      name: "a download with ADD",
      builder: "buildkit",
      pinStyle: "exact",
      // Without a syntax line the frontend may be one that does not know the flag.
      options: ["--review"],
      pins: [/ADD --checksum=sha256:[0-9a-f]{64} /],
      dockerfile: `FROM ${registry}/debian:12
ADD ${TOOL_URL} /opt/tool.tar.gz
RUN tar -xzf /opt/tool.tar.gz -C /opt
`,
    },
    {
      name: "stages, a here-document, a mount",
      builder: "buildkit",
      pinStyle: "exact",
      pins: [
        /golang:\d+\.\d+\.\d+@.* AS build/,
        /hello@v0\.0\.0-\d{14}-/,
        /tini=\S+/,
        /COPY --from=\S+python:3\.\d+\.\d+@sha256/,
      ],
      dockerfile: `FROM ${registry}/golang:1 AS build
RUN --mount=type=cache,target=/root/go/pkg/mod GOBIN=/out go install golang.org/x/example/hello@latest

FROM ${registry}/debian:12
RUN <<EOF
set -e
apt-get update
apt-get install -y --no-install-recommends tini
rm -rf /var/lib/apt/lists/*
EOF
COPY --from=build /out/hello /opt/hello
COPY --from=${registry}/python:3 /etc/debian_version /opt/release
`,
    },
  ];
}
