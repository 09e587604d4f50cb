import { setFlagsFromString } from "node:v8";

/** When V8 optimises code: `late` for a run that soon ends, `usual` as it does by itself, `soon` where the same code runs for hours. */
export type Optimising = "late" | "usual" | "soon";

/**
 * What code must run through before it is optimised. By its own measure V8 spends half of a short run on optimising code that then hardly
 * runs; with more of it long runs are still optimised. In a server every keystroke runs the same code: with an eighth one needs half the
 * time after some hundred of them.
 */
const BYTES_OF_BYTECODE: Readonly<Record<Optimising, number>> = { late: 500_000, usual: 135_168, soon: 16_000 };

/** The same from V8 12 on, which has a tier between. */
const INVOCATIONS: Readonly<Record<Optimising, number>> = { late: 24_000, usual: 3000, soon: 3000 };

/** Changes it for the code of this process. An unknown flag would be complained of. */
export function setOptimising(when: Optimising): void {
  const major = Number.parseInt(process.versions.v8, 10);
  if (major === 11) setFlagsFromString(`--interrupt-budget=${BYTES_OF_BYTECODE[when]}`);
  if (major >= 12 && major <= 14) setFlagsFromString(`--invocation-count-for-turbofan=${INVOCATIONS[when]}`);
}
