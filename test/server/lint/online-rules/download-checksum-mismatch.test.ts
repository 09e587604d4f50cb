import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { rule } from "../../../../server/src/lint/online-rules/download-checksum-mismatch.ts";
import { buildModel } from "../../../../server/src/model/build.ts";
import type { Check } from "../../../../server/src/pin/pin.ts";
import { applyEdits } from "../../../../server/src/text/apply-edits.ts";
import { SETUP } from "../../../harness/lookup-table.ts";
import { STANDARD_OPTIONS } from "../../../harness/rule-table.ts";

const OLD = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
const NEW = "1b4f0e9851971998e732078544c96b36c3d01cedf7caa332359d6f1d83567014";
const URL = "https://dl.example/tool-1.5.0.tgz";
const FETCH = `RUN curl -fsSLO ${URL}`;

const questions = (text: string) => [...rule.ask(buildModel(text), { ...SETUP, lint: STANDARD_OPTIONS })];

/** Lines in which a sum is found, at the first place where it stands. */
const ASKED = {
  "a sum in the command": `${FETCH} && echo "${OLD}  tool-1.5.0.tgz" | sha256sum -c -`,
  "a sum in an ARG": `ARG TOOL_SHA256=${OLD}\n${FETCH} && echo "$TOOL_SHA256 *tool-1.5.0.tgz" | sha256sum -c -`,
  "a sum in a here-string": `SHELL ["/bin/bash", "-c"]\n${FETCH} && sha256sum -c <<< "${OLD}  tool-1.5.0.tgz"`,
  "a sum beside that of another branch": `RUN if [ -f x ]; then curl -fsSLo t ${URL} && echo "${OLD}  t" | sha256sum -c; else curl -fsSLo t $OTHER && echo "${NEW}  t" | sha256sum -c; fi`,
  "a sum that stops nothing": `${FETCH} && echo "${OLD}  tool-1.5.0.tgz" | sha256sum -c - || true`,
  "a sum whose status a pipe loses": `ENV SUM ${OLD}\n${FETCH} && echo "$SUM *tool-1.5.0.tgz" | sha256sum -c - | tar xzf tool-1.5.0.tgz`,
  "a sum that another instruction has, too": `${FETCH} && echo "${OLD}  tool-1.5.0.tgz" | sha256sum -c -\nLABEL a=${OLD}`,
  "a sum of ADD": `ADD --checksum=sha256:${OLD} ${URL} /opt/`,
  "a sum of ADD in an ARG": `ARG SUM=${OLD}\nADD --checksum=sha256:\${SUM} ${URL} /opt/`,
};

/** Lines in which nothing is asked. */
const SILENT = {
  "no sum": FETCH,
  "a sum that a build argument asks for": `ARG ASK\n${FETCH} && if [ -n "$ASK" ]; then echo "${OLD}  tool-1.5.0.tgz" | sha256sum -c -; fi`,
  "a sum that is given from outside": `ARG SUM\n${FETCH} && echo "$SUM  tool-1.5.0.tgz" | sha256sum -c -`,
  "a sum that stands twice": `${FETCH} && echo "${OLD}  tool-1.5.0.tgz" | sha256sum -c - && echo ${OLD} > /sum`,
  "a variable whose value stands twice": `ARG SUM=${OLD}\nLABEL a=${OLD}\n${FETCH} && echo "$SUM  tool-1.5.0.tgz" | sha256sum -c -`,
  "a sum of what a header asks for": `RUN curl -fsSLO -H "Accept: application/octet-stream" ${URL} && echo "${OLD}  tool-1.5.0.tgz" | sha256sum -c -`,
  "a sum of another file": `${FETCH} && echo "${OLD}  other.tgz" | sha256sum -c -`,
  "a sum of another branch": `ARG SUM\nRUN if [ -f x ]; then curl -fsSLo t ${URL} && echo "$SUM  t" | sha256sum -c; else curl -fsSLo t $OTHER && echo "${OLD}  t" | sha256sum -c; fi`,
  "a sum of the file of some platform": `ARG TARGETARCH\nRUN curl -fsSLo t https://dl.example/t-\${TARGETARCH:-amd64} && echo "${OLD}  t" | sha256sum -c -`,
  "one behind a variable of the RUN": `ARG TARGETARCH\nRUN A=\${TARGETARCH:-amd64}; curl -fsSLo t https://dl.example/t-$A && echo "${OLD}  t" | sha256sum -c -`,
  "one of ADD": `ARG TARGETARCH\nENV A \${TARGETARCH:-amd64}\nADD --checksum=sha256:${OLD} https://dl.example/t-$A /t`,
  "one sum of several": `${FETCH} && case "$(uname -m)" in x86_64) s=${OLD};; *) s=${NEW};; esac && echo "$s  tool-1.5.0.tgz" | sha256sum -c -`,
};

describe("download-checksum-mismatch", () => {
  for (const [name, lines] of Object.entries(ASKED)) {
    it(`asks about ${name}`, () => {
      const text = `FROM debian:12.11\n${lines}\n`;
      const [question, ...more] = questions(text);
      assert.ok(question !== undefined && more.length === 0);
      const decoded = lines.includes("ADD") ? "gzip" : false;
      assert.deepEqual(question.query, { kind: "download", url: URL, decoded, want: "state", current: OLD });
      assert.equal(text.slice(question.span.start, question.span.end), OLD);
      assert.equal(question.written, OLD);
      assert.equal(question.judge(answer(true)), undefined);
      const finding = question.judge(answer(false, "publisher-sum"));
      assert.equal(finding?.current, NEW);
      assert.equal(
        finding?.message,
        "tool-1.5.0.tgz has another checksum today: was another version written, or the file changed?",
      );
      const [fix] = finding?.fixes ?? [];
      assert.equal(fix?.kind === "edit" && applyEdits(text, fix.edits), text.replace(OLD, NEW));
      assert.equal(fix?.safety, "safe");
    });
  }

  for (const [name, lines] of Object.entries(SILENT)) {
    it(`asks nothing about ${name}`, () => assert.deepEqual(questions(`FROM debian:12.11\n${lines}\n`), []));
  }

  /** Lines with a sum for each of two processors: the file and its sum stand in the same arm, or each in one of its own. */
  const EACH = {
    "beside the word of the address": `RUN case "$(uname -m)" in x86_64) a=x64; s=${OLD};; aarch64) a=arm; s=${NEW};; *) exit 1;; esac && curl -fsSLo t https://dl.example/t-1.5.0-$a.tgz && echo "$s  t" | sha256sum -c -`,
    "beside the whole address": `RUN arch="$(dpkg --print-architecture)"; case "\${arch##*-}" in 'amd64') u='https://dl.example/t-1.5.0-x64.tgz'; s='${OLD}' ;; 'arm64') u='https://dl.example/t-1.5.0-arm.tgz'; s='${NEW}' ;; esac; curl -fsSLo t "$u" && echo "$s *t" | sha256sum -c -`,
    "as our own fix writes them": `ARG TARGETARCH\nRUN case "$TARGETARCH" in amd64) a=x64;; arm64) a=arm;; esac && curl -fsSLo t "https://dl.example/t-1.5.0-\${a}.tgz" && case "\${a}" in x64) sha256=${OLD} ;; arm) sha256=${NEW} ;; *) exit 1 ;; esac && echo "$sha256  t" | sha256sum -c -`,
  };
  for (const [name, lines] of Object.entries(EACH)) {
    it(`asks about the sums of each processor ${name}`, () => {
      const text = `FROM debian:12.11\n${lines}\n`;
      const asked = questions(text).map(({ query, span }) => [
        query.kind === "download" && query.url,
        query.kind === "download" && query.current,
        text.slice(span.start, span.end),
      ]);
      assert.deepEqual(asked, [
        ["https://dl.example/t-1.5.0-x64.tgz", OLD, OLD],
        ["https://dl.example/t-1.5.0-arm.tgz", NEW, NEW],
      ]);
    });
  }

  it("wants a look at a sum that no publisher gives", () => {
    const [question] = questions(`FROM debian:12.11\nADD --checksum=sha256:${OLD} ${URL} /opt/\n`);
    assert.equal(question?.judge(answer(false))?.fixes[0]?.safety, "review");
  });

  it("writes no sha256 in the place of an md5", () => {
    const md5 = "d41d8cd98f00b204e9800998ecf8427e";
    const [question] = questions(`FROM debian:12.11\n${FETCH} && echo "${md5}  tool-1.5.0.tgz" | md5sum -c -\n`);
    assert.deepEqual(question?.judge(answer(false))?.fixes, []);
  });
});

function answer(matches: boolean, ...checks: readonly Check[]) {
  const pin = { style: "checksum", text: NEW, lasts: "while-archived", recommended: true } as const;
  const evidence = { asked: [], at: "2026-01-01T00:00:00Z", checks, caveats: [] };
  return { ok: true, pins: [pin], state: { kind: "download", matches }, evidence } as const;
}
