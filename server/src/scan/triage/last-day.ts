import { isDay } from "./choice.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** A second less than a whole day counts as one: `2027-01-31T23:59:59Z`. */
const SLACK_MS = 1000;

/**
 * The last day (`2027-01-31`) that is over at a time: other tools tell when a decision ends, we the last day that it counts for. A date is
 * its first moment, and what names no zone is UTC. Undefined for what is no time.
 */
export function lastDayBefore(value: unknown): string | undefined {
  const time = value instanceof Date ? value.getTime() : typeof value === "string" ? timeOf(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : dayOf(time + SLACK_MS - DAY_MS);
}

/** The day behind a day: its first moment is the end of that one. The last that can be written stays. */
export function dayAfter(day: string): string {
  const next = dayOf(Date.parse(day) + DAY_MS);
  return next > day ? next : day;
}

function timeOf(text: string): number {
  const day = text.slice(0, "2027-01-31".length);
  if (!isDay(day)) return Number.NaN;
  const time = text.slice(day.length).replace(/^ /, "T");
  const isZoned = time === "" || /(?:Z|[+-]\d\d:?\d\d)$/i.test(time);
  return Date.parse(`${day}${time}${isZoned ? "" : "Z"}`);
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, "2027-01-31".length);
}
