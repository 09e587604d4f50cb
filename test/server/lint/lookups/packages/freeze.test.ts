import { lookupTable } from "../../../../harness/lookup-table.ts";

const CURL = [{ style: "snapshot", text: "20250520T000000Z" }] as const;

const EXACT_TITLE = "Pin curl to its exact version of today (gone after the next update)";
const WILD_TITLE = "Pin curl to its upstream version of today (survives rebuilds and security updates)";
const FREEZE_TITLE = "Freeze all apt packages of this stage to the archive of today";

lookupTable("freezing a stage", {
  "Debian's sources lead to the archive of that day, in front of the first update": {
    text: "FROM debian:12.11\nRUN rm -rf /var/lib/apt\nRUN apt-get update && apt-get install -y curl\n",
    rule: "apt-unpinned",
    choose: 2,
    pins: CURL,
    fixed: `
FROM debian:12.11
RUN rm -rf /var/lib/apt
RUN find /etc/apt -type f '(' -name 'sources.list' -o -name 'debian.sources' ')' -exec sed -i -E -e 's,https?://[^ ]+/debian-security/?( |$),http://snapshot.debian.org/archive/debian-security/20250520T000000Z/\\1,' -e 's,https?://[^ ]+/debian/?( |$),http://snapshot.debian.org/archive/debian/20250520T000000Z/\\1,' '{}' + \\
    && find /etc/apt -type f '(' -name '*.list' -o -name '*.sources' ')' -exec sed -i -E -e 's,https?://[^ /]+[.]debian[.]org/debian-security/?( |$),http://snapshot.debian.org/archive/debian-security/20250520T000000Z/\\1,' -e 's,https?://[^ /]+[.]debian[.]org/debian/?( |$),http://snapshot.debian.org/archive/debian/20250520T000000Z/\\1,' '{}' + \\
    && echo 'Acquire::Check-Valid-Until "false";' > /etc/apt/apt.conf.d/80snapshot
RUN apt-get update && apt-get install -y curl
`,
  },
  "Ubuntu's apt knows the archive of a day by itself": {
    text: "FROM ubuntu:24.04\nRUN apt-get update && apt-get install -y curl\n",
    rule: "apt-unpinned",
    choose: 2,
    pins: CURL,
    fixed: `
FROM ubuntu:24.04
RUN echo 'APT::Snapshot "20250520T000000Z";' > /etc/apt/apt.conf.d/80snapshot
RUN apt-get update && apt-get install -y curl
`,
  },
  "it is chosen above what is said of the RUN": {
    text: "FROM ubuntu:24.04\n# Ours.\n\n# The tools.\n# hadolint ignore=DL3015\nRUN apt-get update && apt-get install -y curl\n",
    rule: "apt-unpinned",
    choose: 2,
    pins: CURL,
    fixed: `
FROM ubuntu:24.04
# Ours.

RUN echo 'APT::Snapshot "20250520T000000Z";' > /etc/apt/apt.conf.d/80snapshot
# The tools.
# hadolint ignore=DL3015
RUN apt-get update && apt-get install -y curl
`,
  },
  "and in front of a here-document": {
    text: "FROM ubuntu:24.04\nRUN <<END\napt-get update\napt-get install -y curl\nEND\n",
    rule: "apt-unpinned",
    choose: 2,
    pins: CURL,
    fixed: `
FROM ubuntu:24.04
RUN echo 'APT::Snapshot "20250520T000000Z";' > /etc/apt/apt.conf.d/80snapshot
RUN <<END
apt-get update
apt-get install -y curl
END
`,
  },
  "an older Ubuntu cannot be frozen": {
    text: "FROM ubuntu:22.04\nRUN apt-get update && apt-get install -y curl\n",
    rule: "apt-unpinned",
    titles: [EXACT_TITLE, WILD_TITLE],
  },
  "what Ubuntu needs for it is said, and somebody decides": {
    text: "FROM ubuntu:24.04\nRUN apt-get update && apt-get install -y curl\n",
    rule: "apt-unpinned",
    setup: { pinStyle: "wildcard", freezesStages: true },
    titles: [`${FREEZE_TITLE} (the image needs ca-certificates)`, WILD_TITLE, EXACT_TITLE],
    safety: "review",
  },
  "so somebody does where the settings do not ask for it": {
    text: "FROM debian:12.11\nRUN apt-get update && apt-get install -y curl\n",
    rule: "apt-unpinned",
    choose: 2,
    safety: "review",
  },
  "the reason is said where nothing can be frozen either": {
    text: 'FROM ubuntu:22.04\nENV P="curl git"\nRUN apt-get install -y $P && ./note $P\n',
    rule: "apt-unpinned",
    setup: { pinStyle: "wildcard", freezesStages: true },
    why: /^The variable that holds its name is used elsewhere/,
  },
  "it comes first where the settings ask for it": {
    text: "FROM debian:12.11\nRUN apt-get update && apt-get install -y curl\n",
    rule: "apt-unpinned",
    setup: { pinStyle: "wildcard", freezesStages: true },
    titles: [FREEZE_TITLE, WILD_TITLE, EXACT_TITLE],
    safety: "safe",
  },
  "in front of the first RUN that calls apt by another name": {
    text: "FROM ubuntu:24.04\nENV PM=apt-get\nRUN ls\nRUN $PM update\nRUN $PM install -y curl\n",
    rule: "apt-unpinned",
    choose: 2,
    pins: CURL,
    fixed: `
FROM ubuntu:24.04
ENV PM=apt-get
RUN ls
RUN echo 'APT::Snapshot "20250520T000000Z";' > /etc/apt/apt.conf.d/80snapshot
RUN $PM update
RUN $PM install -y curl
`,
  },
  "what triggers install is for the images that are built from this one": {
    text: "FROM debian:12.11\nONBUILD RUN apt-get update && apt-get install -y curl\n",
    rule: "apt-unpinned",
    titles: [EXACT_TITLE, WILD_TITLE],
  },
  "who needs sudo for apt may not write its sources": {
    text: "FROM debian:12.11\nUSER app\nRUN sudo apt-get update && sudo apt-get install -y curl\n",
    rule: "apt-unpinned",
    titles: [EXACT_TITLE, WILD_TITLE],
  },
  "not all packages are frozen where the same RUN adds sources": {
    text: `
FROM debian:12.11
RUN echo "deb http://archive.example/debian bookworm-backports main" > /etc/apt/sources.list.d/more.list \\
    && apt-get update && apt-get install -y curl
`,
    rule: "apt-unpinned",
    titles: [EXACT_TITLE, WILD_TITLE],
  },
  "nor where a script may do so": {
    text: "FROM debian:12.11\nRUN apt-get update && apt-get install -y curl\nRUN curl https://setup.example | bash -\n",
    rule: "apt-unpinned",
    titles: [EXACT_TITLE, WILD_TITLE],
  },
  "a script of the project brings none, nor does the package sudo": {
    text: "FROM debian:12.11\nCOPY a.sh /\nRUN apt-get update && apt-get install -y curl \\\n sudo\nRUN /a.sh\n",
    rule: "apt-unpinned",
    titles: [EXACT_TITLE, WILD_TITLE, FREEZE_TITLE],
  },
  "a list that is there before stays as it is; a mirror, a setting and a removal add none": {
    text: `
FROM debian:12.11
COPY more.list /etc/apt/sources.list.d/
RUN sed -i 's/deb.example/mirror.example/' /etc/apt/sources.list.d/debian.sources && rm /etc/apt/sources.list.d/more.list
RUN echo 'APT::Install-Recommends "0";' > /etc/apt/apt.conf.d/01 && apt-get update && apt-get install -y curl
`,
    rule: "apt-unpinned",
    titles: [EXACT_TITLE, WILD_TITLE, FREEZE_TITLE],
  },
  "it alone, where a version has no place": {
    text: 'FROM debian:12.11\nENV P="curl git"\nRUN apt-get install -y $P && ./note $P\n',
    rule: "apt-unpinned",
    setup: { pinStyle: "wildcard", freezesStages: true },
    titles: [FREEZE_TITLE],
  },
  "a stamp that is none is not written": {
    text: "FROM debian:12.11\nRUN apt-get update && apt-get install -y curl\n",
    rule: "apt-unpinned",
    choose: 2,
    pins: [{ style: "snapshot", text: "yesterday" }],
    fixed: null,
  },
});
