// G1 and G2: what reading and checking cost in-process, as a ratio to one pass over the characters of the same text.

import { newLintMemory } from "../../server/src/lint/memory.ts";
import { check } from "../../server/src/lint/run.ts";
import { buildModel } from "../../server/src/model/build.ts";
import { newModelCache } from "../../server/src/model/cache.ts";
import { EMPTY_CONFIG } from "../../server/src/settings/config.ts";
import { effectiveSettings } from "../../server/src/settings/effective.ts";
import { parseDockerfile } from "../../server/src/syntax/parse.ts";
import { generateDockerfile } from "./generate-dockerfile.mjs";
import { exponent, timeInTurn } from "./statistics.mjs";

const SIZES = [60, 150, 600, 2400, 10_000];

interface Sample {
  readonly characters: number;
  readonly scan: number;
  readonly everything: number;
  readonly keystroke: number;
}

/** The rows of G1 and G2. */
export function engineRows() {
  const samples = SIZES.map((lines) => ({ lines, ...measure(lines) }));
  const middle = samples.find((sample) => sample.lines === 600);
  if (middle === undefined) throw new Error("no sample of 600 lines");
  const perPass = (value: number) => value / middle.characters;
  const growth = (what: "scan" | "everything" | "keystroke") =>
    exponent(samples.map((s) => [s.lines, s[what]] as const));
  return [
    { id: "G1", what: "scan, 600 lines / one pass over the characters", value: perPass(middle.scan), limit: 6 },
    { id: "G1", what: "everything, 600 lines / one pass", value: perPass(middle.everything), limit: 60 },
    { id: "G1", what: "one keystroke, 600 lines / one pass", value: perPass(middle.keystroke), limit: 20 },
    { id: "G2", what: "growth of scan, 60 to 10,000 lines (exponent)", value: growth("scan"), limit: 1.1 },
    { id: "G2", what: "growth of everything (exponent)", value: growth("everything"), limit: 1.3 },
    { id: "G2", what: "growth of one keystroke (exponent)", value: growth("keystroke"), limit: 1.1 },
  ];
}

function measure(lines: number): Sample {
  const text = generateDockerfile(lines);
  const layers = { commandLine: EMPTY_CONFIG, file: EMPTY_CONFIG, editor: EMPTY_CONFIG };
  const place = { belowSettings: "Dockerfile", inRepository: "Dockerfile" };
  const options = effectiveSettings(layers, place, "2026-01-01", () => false).lint;
  const cache = newModelCache();
  const memory = newLintMemory();
  const typed = typingIn(text);
  let turn = 0;
  const rounds = lines > 2000 ? 40 : 200;
  const [characters = 0, scan = 0, everything = 0, keystroke = 0] = timeInTurn(
    [
      () => passOver(text),
      () => parseDockerfile(text),
      () => check(buildModel(text), options),
      () => {
        turn += 1;
        check(buildModel(typed(turn), {}, cache), options, undefined, memory);
      },
    ],
    { rounds, warmUp: rounds },
  );
  return { characters, scan, everything, keystroke };
}

/** Letters typed into the middle of a package list, one a turn, so that every turn has a text that was never seen. */
function typingIn(text: string): (turn: number) => string {
  const at = text.indexOf(" \\\n", text.indexOf("apt-get install", text.length / 2) + 60);
  return (turn) => `${text.slice(0, at)}${turn.toString(36)}${text.slice(at)}`;
}

function passOver(text: string): number {
  let sum = 0;
  for (let index = 0; index < text.length; index += 1) sum += text.charCodeAt(index);
  return sum;
}
