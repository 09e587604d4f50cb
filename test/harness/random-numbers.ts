import { randomFrom } from "../../scripts/bench/generate-dockerfile.mjs";

/** A source of whole numbers from 0 on, below the limit that is asked for: the same ones for the same seed. */
export function numbersFrom(seed: number): (limit: number) => number {
  const random = randomFrom(seed);
  return (limit) => Math.floor(random() * limit);
}
