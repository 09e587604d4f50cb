/** `Retry-After` in ms from now: seconds or an HTTP date; undefined when it is neither. Source: RFC 9110, 10.2.3. */
export function retryAfterMs(value: string | undefined, now: number): number | undefined {
  const text = value?.trim() ?? "";
  if (/^\d{1,8}$/.test(text)) return Number(text) * 1000;
  // A date begins with the day's name; `Date.parse` alone would take "-5" for a year.
  const date = /^[A-Za-z]/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
