const DAY_MS = 24 * 60 * 60 * 1000;

/** `seaworthy.checkPins.schedule` in milliseconds; undefined: never. */
export function intervalOf(schedule: unknown): number | undefined {
  if (schedule === "daily") return DAY_MS;
  return schedule === "weekly" ? 7 * DAY_MS : undefined;
}

/** When the pins of each file were checked last: URI → ISO time. */
export type LastChecks = Readonly<Record<string, string>>;

/** True when a file was not checked within the interval. A time that cannot be read or lies ahead counts as never. */
export function isDue(uri: string, checks: LastChecks, intervalMs: number, nowMs: number): boolean {
  const last = Date.parse(checks[uri] ?? "");
  return !(nowMs - last >= 0 && nowMs - last < intervalMs);
}

/** The times with a new one; what is older than a month is forgotten. */
export function withCheck(checks: LastChecks, uri: string, nowMs: number): LastChecks {
  const young = Object.entries(checks).filter(([, at]) => nowMs - Date.parse(at) < 30 * DAY_MS);
  return { ...Object.fromEntries(young), [uri]: new Date(nowMs).toISOString() };
}
