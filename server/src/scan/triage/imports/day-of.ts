import { isDay } from "../choice.ts";

/** The day (`2027-01-31`) of a date or of a text that begins with one; undefined for anything else. */
export function dayOf(value: unknown): string | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString().slice(0, 10);
  const day = typeof value === "string" ? value.slice(0, "2027-01-31".length) : "";
  return isDay(day) ? day : undefined;
}
