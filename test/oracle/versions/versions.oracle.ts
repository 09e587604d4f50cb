import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { compareDebVersions } from "../../../server/src/knowledge/versions/deb.ts";
import { compareRpmVersions } from "../../../server/src/knowledge/versions/rpm.ts";
import { installPrograms } from "../../harness/programs.ts";
import { numbersFrom } from "../../harness/random-numbers.ts";

const PAIRS = 1500;
const PIECES = ["0", "1", "01", "9", "10", "2024", "a", "rc", "deb12u", "Z", ".", ".", "+", "~", "~"];

test("Debian versions sort as dpkg sorts them", () => {
  installPrograms({ dpkg: "dpkg" });
  const real = execFileSync("dpkg-query", ["-W", "-f", "${Version}\n"], { encoding: "utf8" })
    .split("\n")
    .filter(Boolean);
  const pairs = pairsOf([...real, ...madeUp([...PIECES, "-", "1:"], /^(?:\d+:)?\d[\w.+~-]*(?<!-)$/)]);
  const script =
    'while read -r a b; do if dpkg --compare-versions "$a" lt "$b"; then echo "<"; elif dpkg --compare-versions "$a" eq "$b"; then echo "="; else echo ">"; fi; done 2>&1';
  const input = pairs.map(([a, b]) => `${a} ${b}\n`).join("");
  const answers = execFileSync("sh", ["-c", script], { input, encoding: "utf8" }).split("\n");
  assert.deepEqual(differences(pairs, answers, compareDebVersions), []);
});

test("rpm versions sort as rpm sorts them", () => {
  installPrograms({ rpm: "rpm" });
  const pairs = pairsOf(madeUp([...PIECES, "^", "^", "_", "-", "1:"], /^(?:\d+:)?[\w.+~^]+(?:-\d[\w.+~^]*)?$/));
  const words = pairs.map(([a, b]) => `${a} ${b};`).join("");
  const compared = 'local r = rpm.vercmp(a, b); print(r < 0 and "<" or r > 0 and ">" or "=", "\\n")';
  const script = `for a, b in string.gmatch("${words}", "([^ ;]+) ([^ ;]+);") do ${compared} end`;
  const answers = execFileSync("rpm", ["--eval", `%{lua: ${script}}`], { encoding: "utf8" }).split("\n");
  const signs = answers.map((line) => line.trim());
  assert.deepEqual(differences(pairs, signs, compareRpmVersions), []);
});

type Pair = readonly [string, string];

function differences(pairs: readonly Pair[], answers: readonly string[], compare: (a: string, b: string) => number) {
  return pairs.flatMap(([a, b], index) => {
    const sign = Math.sign(compare(a, b));
    const mine = sign < 0 ? "<" : sign > 0 ? ">" : "=";
    return mine === answers[index] ? [] : [`${a} ${mine} ${b}, but ${answers[index]}`];
  });
}

/** Versions put together from pieces that matter, the same ones in every run. */
function madeUp(pieces: readonly string[], shape: RegExp): readonly string[] {
  const next = numbersFrom(20250101);
  const found = new Set<string>();
  while (found.size < 400) {
    const text = `${next(10)}${Array.from({ length: next(6) }, () => pieces[next(pieces.length)] ?? "").join("")}`;
    if (shape.test(text)) found.add(text);
  }
  return [...found];
}

/** Neighbours in the order of the text are the hard ones; every version meets some of them. */
function pairsOf(versions: readonly string[]): readonly Pair[] {
  const sorted = [...new Set(versions)].sort();
  const pairs: Pair[] = [];
  for (let distance = 1; pairs.length < PAIRS && distance < sorted.length; distance++) {
    for (let at = 0; at + distance < sorted.length && pairs.length < PAIRS; at++) {
      pairs.push([sorted[at] ?? "", sorted[at + distance] ?? ""]);
    }
  }
  return pairs;
}
