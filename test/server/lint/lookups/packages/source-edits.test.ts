import assert from "node:assert/strict";
import { test } from "node:test";
import { sourceChangesBefore } from "../../../../../server/src/lint/lookups/packages/source-edits.ts";
import { buildModel } from "../../../../../server/src/model/build.ts";

/** Changes of package sources before the first package `x` of the last stage, a line each. */
function changesBefore(text: string): readonly string[] {
  const model = buildModel(text);
  const stage = model.stages.at(-1);
  const use = stage?.packages.find(({ name }) => name === "x");
  assert.ok(stage !== undefined && use !== undefined);
  return sourceChangesBefore(stage, use.span.start).map(
    (change) => `${change.kind} ${change.kind === "unknown" ? change.text : change.path}`,
  );
}

const INSTALL = "apt-get install -y x";

test("sources: what stands before a package counts, what stands behind it does not", () => {
  const add = (name: string) => `echo "deb http://a.example b c" > /etc/apt/sources.list.d/${name}.list`;
  const text = `FROM debian:12\nRUN ${add("one")}\nRUN ${add("two")} && ${INSTALL} && ${add("three")}\nRUN ${add("four")}\n`;
  assert.deepEqual(changesBefore(text), [
    "replace /etc/apt/sources.list.d/one.list",
    "replace /etc/apt/sources.list.d/two.list",
  ]);
});

test("sources: a stage has those of the stage that it is built from", () => {
  const text = `FROM debian:12 AS one\nRUN echo "deb a" >> /etc/apt/sources.list\nFROM one\nRUN ${INSTALL}\n`;
  assert.deepEqual(changesBefore(text), ["add /etc/apt/sources.list"]);
  assert.deepEqual(changesBefore(text.replace("FROM one", "FROM debian:12")), []);
});

test("sources: changes are in the order in which they are made, those of stages below first", () => {
  const text = `FROM debian:12 AS one
RUN echo "deb a" >> /etc/apt/sources.list
FROM one AS two
RUN echo "deb b" > /etc/apt/sources.list.d/b.list
COPY c.list /etc/apt/sources.list.d/
RUN echo "deb d" > /etc/apt/sources.list.d/d.list
FROM two
RUN ${INSTALL}
COPY e.list /etc/apt/sources.list.d/
`;
  assert.deepEqual(changesBefore(text), [
    "add /etc/apt/sources.list",
    "replace /etc/apt/sources.list.d/b.list",
    "unknown c.list /etc/apt/sources.list.d/",
    "replace /etc/apt/sources.list.d/d.list",
  ]);
});

test("sources: scripts and copied files are unknown", () => {
  const cases = {
    "RUN curl -fsSL https://x.example/setup | bash -": ["unknown | bash"],
    "RUN ./prepare.sh": ["unknown ./prepare.sh"],
    "RUN curl -fsSLo /tmp/s https://x.example/setup_20.x && bash /tmp/s": ["unknown bash /tmp/s"],
    "RUN sh -e -o pipefail < /tmp/s": ["unknown sh -e -o pipefail < /tmp/s"],
    "RUN curl -fsSLO https://x.example/s && sh -e -o pipefail < s": ["unknown sh -e -o pipefail < s"],
    "RUN apt-get install -y bash git": [],
    "RUN useradd -s bash app": [],
    "RUN ls && bash /setup": ["unknown bash /setup"],
    "RUN bash <(curl -fsSL https://x.example/setup)": ["unknown bash <(curl -fsSL https://x.example/setup)"],
    'RUN curl -o /tmp/s https://x.example/s && sh -c "$(cat /tmp/s)"': ['unknown sh -c "$(cat /tmp/s)"'],
    "RUN source <(curl -fsSL https://x.example/s)": ["unknown source <(curl -fsSL https://x.example/s)"],
    "RUN curl -o s https://x.example/s && . /etc/os-release": [],
    'RUN sh -c "$(curl -fsSL https://x.example/setup)"': ['unknown sh -c "$(curl -fsSL https://x.example/setup)"'],
    "RUN bash prepare.sh": ["unknown prepare.sh"],
    "RUN bash -ec 'apt-get update' && sh -c \"echo $(date)\" && bash -o pipefail -c ls": [],
    "COPY x.list /etc/apt/sources.list.d/": ["unknown x.list /etc/apt/sources.list.d/"],
    "COPY pins /etc/apt/preferences.d/": ["unknown pins /etc/apt/preferences.d/"],
    "COPY x.repo /etc/zypp/repos.d/": ["unknown x.repo /etc/zypp/repos.d/"],
    "ADD https://x.example/x.repo /etc/yum.repos.d/": ["unknown https://x.example/x.repo /etc/yum.repos.d/"],
    "RUN --mount=type=bind,source=x,target=/y python3 /y/extrepo": ["unknown extrepo"],
    "COPY . /app": [],
    "RUN make install": [],
    "RUN apt-key adv --recv-keys 1": [],
  };
  for (const [line, expected] of Object.entries(cases)) {
    assert.deepEqual(changesBefore(`FROM debian:12\n${line}\nRUN ${INSTALL}\n`), expected, line);
  }
});

test("sources: a script behind the package in the same RUN does not matter", () => {
  assert.deepEqual(changesBefore(`FROM debian:12\nRUN ${INSTALL} && curl https://x.example/s | sh\n`), []);
});

test("sources: a repository that comes with a file is there for later commands", () => {
  for (const install of ["", "DEBIAN_FRONTEND=noninteractive ", "sudo -E "].map(
    (front) => `${front}apt-get install -y`,
  )) {
    assert.deepEqual(changesBefore(`FROM debian:12\nRUN ${install} ./y.deb x\n`), [], install);
    assert.deepEqual(
      changesBefore(`FROM debian:12\nRUN ${install} ./y.deb && ${install} x\n`),
      [`unknown ${install} ./y.deb`],
      install,
    );
  }
});

test("sources: a here-document behind the package belongs to the command in front of it", () => {
  const text = `FROM debian:12\nRUN cat <<EOF > /etc/apt/sources.list.d/a.list && ${INSTALL}\ndeb a\nEOF\n`;
  assert.deepEqual(changesBefore(text), ["replace /etc/apt/sources.list.d/a.list"]);
});

test("sources: what a build argument would have to ask for counts for what it asks for alone", () => {
  const mirror = "sed -i 's/a/b/' /etc/apt/sources.list";
  const cases = {
    [`RUN if [ $MIRROR = true ]; then ${mirror}; fi\nRUN ${INSTALL}`]: [],
    [`RUN [ -z "$KEY" ] || ${mirror}\nRUN ${INSTALL}`]: [],
    [`RUN if [ $MIRROR = false ]; then ${mirror}; fi\nRUN ${INSTALL}`]: [`unknown ${mirror}`],
    [`RUN if [ -f $MIRROR ]; then ${mirror}; fi\nRUN ${INSTALL}`]: [`unknown ${mirror}`],
    [`RUN if [ $MIRROR = true ]; then ${mirror} && ${INSTALL}; fi`]: [`unknown ${mirror}`],
    [`RUN if [ $MIRROR = true ]; then ${mirror}; fi\nRUN if [ $MIRROR = true ]; then ${INSTALL}; fi`]: [
      `unknown ${mirror}`,
    ],
  };
  for (const [lines, expected] of Object.entries(cases)) {
    assert.deepEqual(changesBefore(`FROM debian:12\nARG MIRROR=false\nARG KEY\n${lines}\n`), expected, lines);
  }
});

test("sources: a long line of scripts is read in time", () => {
  const text = `FROM debian:12\nRUN ${"a".repeat(60_000)} && ${INSTALL}\n`;
  assert.deepEqual(changesBefore(text), []);
});

test("sources: the scripts of a stage are looked through once for all of its packages", () => {
  const [stage] = buildModel(`FROM debian:12\n${`RUN ${INSTALL}\n`.repeat(100)}`).stages;
  assert.ok(stage);
  let looks = 0;
  const sources = {
    snapshotFrom: undefined,
    isForeign: false,
    get runs() {
      looks += 1;
      return stage.sources.runs;
    },
  };
  const counted = { ...stage, sources };
  for (const { span } of stage.packages) sourceChangesBefore(counted, span.start);
  assert.equal(looks, 1);
});
