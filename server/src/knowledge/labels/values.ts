/** The forms that a label's value can be asked to have. */
export type ValueForm = "text" | "url" | "semver" | "sha" | "date" | "spdx" | "email" | "digest" | "reference";

/** What a value of this form looks like, for messages: "must be …". */
export const FORM_WORDS: Readonly<Record<ValueForm, string>> = {
  text: "a text",
  url: "a URL such as https://git.example/team/app",
  semver: "a semantic version such as 1.4.0",
  sha: "a commit id of 7 to 64 hexadecimal digits",
  date: "an RFC 3339 timestamp such as 2026-01-31T12:00:00Z",
  spdx: "an SPDX expression such as MIT OR Apache-2.0",
  email: "an email address",
  digest: "a digest such as sha256:…",
  reference: "an image reference such as docker.io/library/debian:12",
};

/** Tells whether a text is an SPDX expression; without one no licence is judged. */
export type LicenceCheck = ((expression: string) => boolean) | undefined;

/** True when a value, all variables put in, has the form. An empty value has none. */
export function hasForm(value: string, form: ValueForm, isLicence: LicenceCheck): boolean {
  if (value === "" || value.length > MAX_LENGTH) return value !== "" && form === "text";
  return form === "spdx" ? (isLicence?.(value) ?? true) : CHECKS[form](value);
}

/** True when something else than Docker puts a value in: `%BUILDTIME%` of the Open Build Service. */
export function isFilledIn(value: string): boolean {
  return /%[A-Z_]{3,}%/.test(value);
}

/** Longer values are not read: nothing of these forms is as long, and SPDX expressions nest. */
const MAX_LENGTH = 1024;

const CHECKS: Readonly<Record<Exclude<ValueForm, "spdx">, (value: string) => boolean>> = {
  text: () => true,
  url: isUrl,
  // Source: semver.org, the recommended expression.
  semver: (value) =>
    /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/.test(
      value,
    ),
  sha: (value) => /^[0-9a-f]{7,64}$/i.test(value),
  date: isRfc3339,
  email: (value) => /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(value),
  digest: (value) => /^[a-z0-9]+(?:[+._-][a-z0-9]+)*:[0-9a-zA-Z=_-]{32,}$/.test(value),
  reference: (value) => /^[\w][\w.\-/:@]*$/.test(value),
};

function isUrl(value: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/[^\s/]/i.test(value) && URL.canParse(value);
}

/** Source: RFC 3339, section 5.6; a leap second is allowed, the day must exist. */
function isRfc3339(value: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|[+-](\d\d):(\d\d))$/.exec(value);
  if (match === null) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zoneHour = 0, zoneMinute = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const hasDay = new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day && month >= 1 && month <= 12 && day >= 1;
  return hasDay && hour < 24 && minute < 60 && second <= 60 && zoneHour < 24 && zoneMinute < 60;
}

/** True when a value says what another one says: that stands in it by itself, as an address does in `Team App <team@app.example>`. */
export function saysAll(value: string, other: string): boolean {
  const start = value.indexOf(other);
  if (start < 0 || other === "") return other === "";
  return isBorder(value.charAt(start - 1)) && isBorder(value.charAt(start + other.length));
}

function isBorder(character: string): boolean {
  return character === "" || " \t<>(),;".includes(character);
}
