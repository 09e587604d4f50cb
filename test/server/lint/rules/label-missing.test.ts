import { rule } from "../../../../server/src/lint/rules/label-missing.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

const facts = {
  revision: "0123456789abcdef0123456789abcdef01234567",
  remoteUrl: "https://git.example/team/app",
  licence: "MIT",
  title: "app",
  description: 'Counts "ships" for $5',
  version: "1.4.0",
};

ruleTable(rule, {
  "one finding names all that is missing": {
    text: `
FROM debian:12.11
^^^^ the image has no labels of its own for source, revision, version, licenses, title and description: add them
COPY app /usr/local/bin/app
CMD ["app"]`,
    fixed: `
FROM debian:12.11
COPY app /usr/local/bin/app
ARG REVISION
ARG VERSION
LABEL org.opencontainers.image.source="https://git.example/team/app" \\
      org.opencontainers.image.revision="$REVISION" \\
      org.opencontainers.image.version="$VERSION" \\
      org.opencontainers.image.licenses="MIT" \\
      org.opencontainers.image.title="app" \\
      org.opencontainers.image.description="Counts \\"ships\\" for \\$5"
CMD ["app"]`,
    facts,
    titles: [
      "Add labels for source, revision, version, licenses, title and description (revision and version as build arguments)",
    ],
    severity: "info",
  },
  "a label behind ONBUILD is one of another image": {
    text: `
FROM debian:12.11
^^^^ the image has no label of its own for title: add it
ONBUILD LABEL org.opencontainers.image.title="app"`,
    options: { recommendedLabels: ["org.opencontainers.image.title"] },
  },
  "the file's letter case, indentation and escape character are kept": {
    text: `
# escape=\`
from mcr.microsoft.com/windows/nanoserver:10.0.20348.2113 as base
^^^^ the image has no labels of its own for source and title: add them
  workdir /app`,
    fixed: `
# escape=\`
from mcr.microsoft.com/windows/nanoserver:10.0.20348.2113 as base
  workdir /app
  label org.opencontainers.image.source="https://git.example/team/app" \`
        org.opencontainers.image.title="app"`,
    facts,
    options: { recommendedLabels: ["org.opencontainers.image.source", "org.opencontainers.image.title"] },
  },
  "lines that go on are indented by tabs where the file's are": {
    text: `
FROM debian:12.11
^^^^ the image has no labels of its own for source and title: add them
	COPY a \\
		b /app/`,
    fixed: `
FROM debian:12.11
	COPY a \\
		b /app/
	LABEL org.opencontainers.image.source="https://git.example/team/app" \\
		org.opencontainers.image.title="app"`,
    facts,
    options: { recommendedLabels: ["org.opencontainers.image.source", "org.opencontainers.image.title"] },
  },
  "a blank line goes in front where such lines divide the file": {
    text: `
FROM debian:12.11
^^^^ the image has no label of its own for title: add it

  # The app.
  COPY app /app

CMD ["/app"]`,
    fixed: `
FROM debian:12.11

  # The app.
  COPY app /app

  LABEL org.opencontainers.image.title="app"

CMD ["/app"]`,
    facts,
    options: { recommendedLabels: ["org.opencontainers.image.title"] },
  },
  "also behind its last instruction": {
    text: `
FROM debian:12.11
^^^^ the image has no label of its own for title: add it

# The app.
COPY app /app`,
    fixed: `
FROM debian:12.11

# The app.
COPY app /app

LABEL org.opencontainers.image.title="app"`,
    facts,
    options: { recommendedLabels: ["org.opencontainers.image.title"] },
  },
  "none in front of a comment": {
    text: `
FROM debian:12.11
^^^^ the image has no label of its own for title: add it

COPY app /app
# Starts it.

CMD ["/app"]`,
    fixed: `
FROM debian:12.11

COPY app /app
LABEL org.opencontainers.image.title="app"
# Starts it.

CMD ["/app"]`,
    facts,
    options: { recommendedLabels: ["org.opencontainers.image.title"] },
  },
  "none behind a LABEL": {
    text: `
FROM debian:12.11
^^^^ the image has no label of its own for title: add it

LABEL com.example.team=app

CMD ["/app"]`,
    fixed: `
FROM debian:12.11

LABEL com.example.team=app
LABEL org.opencontainers.image.title="app"

CMD ["/app"]`,
    facts,
    options: { recommendedLabels: ["org.opencontainers.image.title"] },
  },
  "ARGs that are there are used, an ENV of the name is not": {
    text: `
FROM debian:12.11
^^^^ the image has no labels of its own for revision and version: add them
ENV VERSION=9
ARG REVISION`,
    fixed: `
FROM debian:12.11
ENV VERSION=9
ARG REVISION
ARG IMAGE_VERSION
LABEL org.opencontainers.image.revision="$REVISION" \\
      org.opencontainers.image.version="$IMAGE_VERSION"`,
    facts,
    options: { recommendedLabels: ["org.opencontainers.image.revision", "org.opencontainers.image.version"] },
  },
  "an ARG that names something of others means something else": {
    text: `
ARG VERSION
FROM debian:\${VERSION}
^^^^ the image has no labels of its own for revision and version: add them
ARG REVISION
RUN git clone https://git.example/other && git -C other checkout $REVISION`,
    fixed: `
ARG VERSION
FROM debian:\${VERSION}
ARG REVISION
RUN git clone https://git.example/other && git -C other checkout $REVISION
ARG IMAGE_REVISION
ARG IMAGE_VERSION
LABEL org.opencontainers.image.revision="$IMAGE_REVISION" \\
      org.opencontainers.image.version="$IMAGE_VERSION"`,
    facts,
    options: { recommendedLabels: ["org.opencontainers.image.revision", "org.opencontainers.image.version"] },
  },
  "so does one of a stage below, and of one that takes the same argument": {
    text: `
FROM debian:12.11 AS tool
ARG REVISION
RUN wget "https://tool.example/\${REVISION:0:7}.tgz"
FROM debian:12.11 AS base
ARG VERSION=3 IMAGE_VERSION="3"
FROM base
^^^^ the image has no labels of its own for revision and version: add them
COPY --from=tool /tool /`,
    fixed: `
FROM debian:12.11 AS tool
ARG REVISION
RUN wget "https://tool.example/\${REVISION:0:7}.tgz"
FROM debian:12.11 AS base
ARG VERSION=3 IMAGE_VERSION="3"
FROM base
COPY --from=tool /tool /
ARG IMAGE_REVISION
ARG OCI_IMAGE_VERSION
LABEL org.opencontainers.image.revision="$IMAGE_REVISION" \\
      org.opencontainers.image.version="$OCI_IMAGE_VERSION"`,
    facts,
    options: { recommendedLabels: ["org.opencontainers.image.revision", "org.opencontainers.image.version"] },
  },
  "one that the app's own build or environment takes, too, is the same": {
    text: `
FROM golang:1.26.0
^^^^ the image has no label of its own for version: add it
ARG VERSION
ENV APP_VERSION=$VERSION
RUN go build -ldflags "-X main.version=$VERSION" .`,
    fixed: `
FROM golang:1.26.0
ARG VERSION
ENV APP_VERSION=$VERSION
RUN go build -ldflags "-X main.version=$VERSION" .
LABEL org.opencontainers.image.version="$VERSION"`,
    facts,
    options: { recommendedLabels: ["org.opencontainers.image.version"] },
  },
  "one that only labels take, with a default for no value, is the same": {
    text: `
FROM debian:12.11 AS base
ARG REVISION=""
LABEL com.example.build="of $REVISION"
FROM base
^^^^ the image has no labels of its own for revision and version: add them
ARG VERSION=unknown`,
    fixed: `
FROM debian:12.11 AS base
ARG REVISION=""
LABEL com.example.build="of $REVISION"
FROM base
ARG VERSION=unknown
ARG REVISION
LABEL org.opencontainers.image.revision="$REVISION" \\
      org.opencontainers.image.version="$VERSION"`,
    facts,
    options: { recommendedLabels: ["org.opencontainers.image.revision", "org.opencontainers.image.version"] },
  },
  "an ARG of the stage that carries the commit by another usual name is used": {
    text: `
FROM debian:12.11
^^^^ the image has no label of its own for revision: add it
ARG GIT_SHA
ARG VCS_REF="unknown"
ARG VCS_URL`,
    fixed: `
FROM debian:12.11
ARG GIT_SHA
ARG VCS_REF="unknown"
ARG VCS_URL
LABEL org.opencontainers.image.revision="$VCS_REF"`,
    facts,
    options: { recommendedLabels: ["org.opencontainers.image.revision"] },
  },
  "but not one that a command or an instruction takes, that has a value, or that is another stage's": {
    text: `
FROM golang:1.26.0 AS build
ARG GIT_SHA
FROM debian:12.11
^^^^ the image has no label of its own for revision: add it
ARG COMMIT
ARG VCS_REF=0123456
ARG GIT_COMMIT COMMIT_SHA GITHUB_SHA
COPY --from=registry.example/tool:$GIT_COMMIT /tool /
RUN --mount=type=bind,from=registry.example/b:$COMMIT_SHA,target=/b apt-get install -y app=$GITHUB_SHA
RUN curl -fO https://files.example/$COMMIT.tgz`,
    fixed: `
FROM golang:1.26.0 AS build
ARG GIT_SHA
FROM debian:12.11
ARG COMMIT
ARG VCS_REF=0123456
ARG GIT_COMMIT COMMIT_SHA GITHUB_SHA
COPY --from=registry.example/tool:$GIT_COMMIT /tool /
RUN --mount=type=bind,from=registry.example/b:$COMMIT_SHA,target=/b apt-get install -y app=$GITHUB_SHA
RUN curl -fO https://files.example/$COMMIT.tgz
ARG REVISION
LABEL org.opencontainers.image.revision="$REVISION"`,
    facts,
    options: { recommendedLabels: ["org.opencontainers.image.revision"] },
  },
  "only what the project tells is written": {
    text: `
FROM debian:12.11
^^^^ the image has no labels of its own for source, revision, version, licenses, title and description: add them
`,
    fixed: `
FROM debian:12.11
LABEL org.opencontainers.image.title="app"
`,
    facts: { title: "app" },
    titles: ["Add a label for title"],
  },
  "a manifest alone tells no revision": {
    text: `
FROM debian:12.11
^^^^ the image has no labels of its own for source, revision, version, licenses, title and description: add them
`,
    fixed: `
FROM debian:12.11
ARG VERSION
LABEL org.opencontainers.image.version="$VERSION" \\
      org.opencontainers.image.title="app"
`,
    facts: { title: "app", version: "1.4.0" },
    titles: ["Add labels for version and title (version as a build argument)"],
  },
  "nothing is offered where the project tells nothing": {
    text: `
FROM debian:12.11
^^^^ the image has no labels of its own for source, revision, version, licenses, title and description: add them
`,
    titles: [],
  },
  "nothing is put into a here-document that is not ended": {
    text: `
FROM debian:12.11
^^^^ the image has no labels of its own for source, revision, version, licenses, title and description: add them
RUN <<E
make
`,
    facts: { title: "app" },
    titles: [],
  },
  "nothing is put behind a line that goes on": {
    text: `
FROM debian:12.11
^^^^ the image has no labels of its own for source, revision, version, licenses, title and description: add them
RUN make \\
  # now`,
    facts: { title: "app" },
    titles: [],
  },
  "only the exported stage is meant": {
    text: `
FROM golang:1.26.0 AS build
FROM scratch
^^^^ the image has no label of its own for title: add it
COPY --from=build /app /app`,
    options: { recommendedLabels: ["org.opencontainers.image.title"] },
  },
  "labels of a stage below count": {
    text: `
FROM debian:12.11 AS base
LABEL org.opencontainers.image.title="app"
FROM base`,
    options: { recommendedLabels: ["org.opencontainers.image.title"] },
  },
  "labels of a stage that is only copied from do not": {
    text: `
FROM debian:12.11 AS build
LABEL org.opencontainers.image.title="app"
FROM debian:12.11
^^^^ the image has no label of its own for title: add it
COPY --from=build /app /app`,
    options: { recommendedLabels: ["org.opencontainers.image.title"] },
  },
  "a key from before counts, it has a rule of its own": {
    text: "FROM debian:12.11\nLABEL org.label-schema.name=app",
    options: { recommendedLabels: ["org.opencontainers.image.title"] },
  },
  "a slip counts, it has a rule of its own": {
    text: "FROM debian:12.11\nLABEL org.opencontainers.image.titel=app",
    options: { recommendedLabels: ["org.opencontainers.image.title"] },
  },
  "CI adds them": { text: "FROM debian:12.11", options: { labelsFromCI: true } },
  "a file without stages": { text: "# nothing yet" },
});
