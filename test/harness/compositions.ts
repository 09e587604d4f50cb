import assert from "node:assert/strict";

function pick(random: () => number, from: readonly string[]): string {
  return from[Math.floor(random() * from.length)] ?? "";
}

const WORDS = ["a", "lib", "-dev", "=1.2", "==3", " ", " ", "x y", "$A", "${A}", "${B}", "$C", "${D}", "$E"];
const OPERATIONS = ["${A:-z}", "${B#a}", "${C%b}", "${D:+=$A}", "${E/-/=}", "${A//a/b c}", "${B/x/$A}"];

/** A value put together from words, blanks and variables, in double quotes. */
function value(random: () => number): string {
  const pieces = Array.from({ length: 1 + Math.floor(random() * 4) }, () =>
    pick(random, random() < 0.8 ? WORDS : OPERATIONS),
  );
  return `"${pieces.join("")}"`;
}

/** A Dockerfile of definitions that take from each other, and of commands that install what is in them. */
export function compositions(random: () => number): string {
  const name = () => pick(random, ["A", "B", "C", "D", "E"]);
  const outer = () => `${pick(random, ["ENV", "ARG"])} ${name()}=${value(random)}`;
  const assignments = [
    () => `${name()}=${value(random)}`,
    () => `${name()}+=${value(random)}`,
    () => `${name()}=(${value(random)} b${pick(random, WORDS).trim()})`,
    () => `if x; then ${name()}=${value(random)}; fi`,
  ];
  const installs = [
    () => `apt-get install $${name()} \${${name()}[@]} $${name()}$${name()}`,
    () => `pip install x${value(random)} $${name()}-y`,
    () => `for p in ${value(random)} $${name()} c$${name()}; do npm install -g $p "d$p"; done`,
    () => `cat list | xargs apk add $${name()}`,
  ];
  const script = () => [...Array(3)].map(() => pick(random, ["", "set -x; "]) + any(random, assignments)());
  const run = () => `RUN ${[...script(), any(random, installs)(), any(random, installs)()].join(" && \\\n  ")}`;
  return `${["FROM debian:12", outer(), outer(), outer(), run(), outer(), run()].join("\n")}\n`;
}

function any<T>(random: () => number, from: readonly [T, ...T[]] | readonly T[]): T {
  const one = from[Math.floor(random() * from.length)];
  assert.ok(one !== undefined);
  return one;
}
