import type { Pin } from "../pin/pin.ts";

/** Pins of the one package that provides a name, which take its place. */
export function pinsOfProvider(name: string, provider: string, pins: readonly Pin[]): readonly Pin[] {
  const clause = `${provider} is what provides ${name}`;
  return pins.map((pin) => ({
    ...pin,
    name: provider,
    note: pin.note === undefined ? clause : `${pin.note}; ${clause}`,
  }));
}
