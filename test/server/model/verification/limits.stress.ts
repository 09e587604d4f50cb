import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buildModel } from "../../../../server/src/model/build.ts";
import { cpuClock } from "../../../harness/cpu-clock.ts";

/** Far above what a slow machine needs: what grows by the square takes minutes. */
const MOST_MS = 5000;

const SUM = "0123456789abcdef".repeat(4);

function times(count: number, text: (index: number) => string, separator = "\n"): string {
  return Array.from({ length: count }, (_, index) => text(index)).join(separator);
}

/** RUNs whose scripts are as long as those that are read at all. */
function runs(count: number, script: (run: number) => string): string {
  return times(count, (run) => `RUN ${script(run)}`);
}

function fetch(name: string): string {
  return `curl -fsSLO https://a.example/${name}.tgz`;
}

const COMMIT = SUM.slice(0, 40);

/** Text of instructions, and how many of their downloads are covered. */
const ROWS: Readonly<Record<string, readonly [string, downloads: number, covered: number]>> = {
  "ten thousand URLs in ten RUNs": [
    runs(10, (run) => `wget ${times(1000, (n) => `https://a.example/${run}-${n}.tgz`, " ")}`),
    10_000,
    0,
  ],
  "a thousand ADDs": [times(1000, (n) => `ADD https://a.example/${n}.tgz /`), 1000, 0],
  "two thousand downloads, each with its check": [
    runs(
      10,
      (run) =>
        `set -e; ${times(200, (n) => `${fetch(`${run}-${n}`)}; echo "${SUM}  ${run}-${n}.tgz" | sha256sum -c`, "; ")}`,
    ),
    2000,
    2000,
  ],
  "two thousand downloads in front of two thousand checks of one list": [
    `${runs(5, (run) => times(400, (n) => fetch(`${run}-${n}`), " && "))}\n${runs(5, () => times(400, () => "sha256sum -c SHA256SUMS", " && "))}`,
    2000,
    2000,
  ],
  "two thousand downloads of one file and as many checks of it": [
    `${runs(5, () => times(400, () => fetch("f"), " && "))}\n${runs(5, () => times(400, () => `echo "${SUM}  f.tgz" | sha256sum -c`, " && "))}`,
    2000,
    2000,
  ],
  "lines that are picked by parts of names": [
    runs(
      10,
      (run) =>
        `${times(200, (n) => fetch(`part-${run}-${n}-x`), " && ")} && ${times(200, (n) => `grep ${run}-${n}-x.t SUMS | sha256sum -c`, " && ")}`,
    ),
    2000,
    2000,
  ],
  "one variable that is computed and compared again and again": [
    `RUN set -e; ${times(200, (n) => `${fetch(`${n}`)}; s=$(sha256sum ${n}.tgz); [ "$s" = "${SUM}" ]`, "; ")}`,
    200,
    200,
  ],
  "a list of and-or members that all ask for a variable": [
    `RUN ${times(400, (n) => `[ -n "$A${n}" ] && ${fetch(`${n}`)}`, " && ")} && sha256sum -c SUMS`,
    400,
    1,
  ],
  "one pipeline of downloads": [`RUN ${times(1000, (n) => `curl https://a.example/${n}.tgz`, " | ")}`, 1000, 0],
  "thousands of clones": [
    runs(5, (run) =>
      times(400, (n) => `git clone https://a.example/${run}/${n} && git -C ${n} reset --hard ${COMMIT}`, " && "),
    ),
    2000,
    2000,
  ],
  "thousands of commits that are left again, and as many that may be": [
    `RUN git clone https://a.example/t/x\n${runs(30, () => times(300, () => `git -C x reset --hard ${COMMIT} && git -C x switch main && git -C x checkout ${COMMIT} || git -C x pull origin v1`, "; "))}`,
    1,
    0,
  ],
  "a URL of sixty thousand characters": [`RUN curl -fsSLO "https://a.example/${".asc".repeat(15_000)}x"`, 1, 0],
  "names made of endings": [
    `RUN ${fetch("f")} && sha256sum -c "${".asc".repeat(7000)}x" && sha256sum -c "${"sums-".repeat(5000)}\nx"`,
    1,
    1,
  ],
  "names made of words that tell a kind": [
    `RUN curl -O "https://a.example/${"gpg-".repeat(5000)}" -O "https://a.example/${".tar.".repeat(4000)}!" -O ${"a-".repeat(8000)}!`,
    2,
    0,
  ],
  "patterns made of anchors": [`RUN ${fetch("f")} && grep '${"^$\\ ".repeat(10_000)}' SUMS | sha256sum -c`, 1, 1],
  "texts made of brackets and variables": [
    `RUN ${fetch("f")} && echo "${"(".repeat(20_000)}" | sha256sum -c; echo "${"$a ".repeat(8000)}" | sha256sum -c`,
    1,
    1,
  ],
};

describe("downloads of a file that is made to be slow", () => {
  for (const [name, [text, downloads, covered]] of Object.entries(ROWS)) {
    it(name, () => {
      const cpuMs = cpuClock();
      const found = buildModel(`FROM debian:12\n${text}\n`).stages.flatMap((stage) => stage.downloads);
      assert.equal(found.length, downloads);
      assert.equal(found.filter(({ covers }) => covers === true).length, covered);
      assert.ok(cpuMs() < MOST_MS, "is read in time");
    });
  }
});
