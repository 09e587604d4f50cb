import { rule } from "../../../../server/src/lint/rules/label-volatile.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

ruleTable(rule, {
  "a literal revision moves to the end of the stage": {
    text: `
FROM debian:12.11
LABEL com.example.a=1 \\
      org.opencontainers.image.revision="1a2b3c4"
                                        ^^^^^^^^^ revision is wrong from the next commit on: take it from a build argument
RUN make
CMD ["app"]`,
    fixed: `
FROM debian:12.11
LABEL com.example.a=1
RUN make
ARG REVISION
LABEL org.opencontainers.image.revision="$REVISION"
CMD ["app"]`,
    severity: "hint",
  },
  "an argument that another label wants, too": {
    text: `
ARG REVISION
FROM debian:12.11
LABEL com.example.build="of $REVISION"
LABEL org.opencontainers.image.revision="1a2b3c4"
                                        ^^^^^^^^^ revision is wrong from the next commit on: take it from a build argument
RUN make
`,
    fixed: `
ARG REVISION
FROM debian:12.11
ARG REVISION
LABEL com.example.build="of $REVISION"
RUN make
LABEL org.opencontainers.image.revision="$REVISION"
`,
  },
  "a literal time of creation": {
    text: `
FROM debian:12.11
COPY app /app
LABEL org.opencontainers.image.created=2026-01-31T12:00:00Z
                                       ^^^^^^^^^^^^^^^^^^^^ created is wrong from the next build on: take it from a build argument
`,
    fixed: `
FROM debian:12.11
COPY app /app
ARG CREATED
LABEL org.opencontainers.image.created="$CREATED"
`,
  },
  "nothing is put behind an instruction that is not ended": {
    text: `
FROM debian:12.11
LABEL org.opencontainers.image.revision="1a2b3c4"
                                        ^^^^^^^^^ revision is wrong from the next commit on: take it from a build argument
RUN make \\`,
    titles: [],
  },
  "a build argument": { text: "FROM debian:12.11\nARG REVISION\nLABEL org.opencontainers.image.revision=$REVISION" },
  "a time that the build service puts in": {
    text: 'FROM debian:12.11\nLABEL org.opencontainers.image.created="%BUILDTIME%"',
  },
  "a literal version is a decision": { text: "FROM debian:12.11\nLABEL org.opencontainers.image.version=1.4.0" },
});
