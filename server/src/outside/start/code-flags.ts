import { setFlagsFromString } from "node:v8";

/** When V8 optimises code: `late` in a run that soon ends, at the `start` of a server, `soon` where the same code then runs for hours. */
export type Optimising = "late" | "start" | "soon";

/**
 * V8 forgets code that did not run for a while: what is kept at the end would have holes. It compiles an expression twice, since most
 * are used once: ours are used for every word. And it has several threads clear away what is young, of which there is too little.
 */
const HABITS = ["--no-flush-bytecode", "--no-regexp-tier-up", "--no-parallel-scavenge"];

/**
 * Bytes of bytecode that a function runs through before V8 looks at it. By its own measure (67,584) V8 spends half of a short run on
 * optimising code that then hardly runs, and in a longer one it optimises before it knows what the code is used for. In a server every
 * keystroke runs the same code: with less one needs half the time after some hundred of them.
 */
const BYTES: Readonly<Record<Optimising, number>> = { late: 2_000_000, start: 135_168, soon: 4_000 };

/** The same from V8 12 on, in calls of a function, with the tier between (Maglev). Its own measures are 400 and 3000. */
const CALLS: Readonly<Record<Optimising, readonly [maglev: number, turbofan: number]>> = {
  late: [8000, 24_000],
  start: [400, 3000],
  soon: [400, 3000],
};

/** Sets V8's flags for all code of this process; it takes kept code only with those that it was made with. An unknown flag would be complained of. */
export function setCodeFlags(when: Optimising): void {
  for (const habit of HABITS) setFlagsFromString(habit);
  const major = Number.parseInt(process.versions.v8, 10);
  if (major === 11) setFlagsFromString(`--interrupt-budget=${BYTES[when]}`);
  if (major < 12 || major > 14) return;
  const [maglev, turbofan] = CALLS[when];
  setFlagsFromString(`--invocation-count-for-maglev=${maglev}`);
  setFlagsFromString(`--invocation-count-for-turbofan=${turbofan}`);
}
