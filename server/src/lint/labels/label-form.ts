import { unquoted } from "../../fix/quote.ts";
import { OCI_KEYS } from "../../knowledge/labels/oci-keys.ts";
import { hasForm, isFilledIn, type LicenceCheck, type ValueForm } from "../../knowledge/labels/values.ts";
import type { LabelUse } from "../../model/build-model.ts";

/** The form that a key asks of a value and that the label's does not have; undefined: it has it, or it is not known before the build. */
export function missedForm(
  { value, variables, quotedVariables }: LabelUse,
  key: string,
  isLicence: LicenceCheck,
): ValueForm | undefined {
  const form = OCI_KEYS.get(key);
  if (form === undefined || value === undefined) return undefined;
  const isKnown = variables.length === 0 && quotedVariables.length === 0 && !isFilledIn(value);
  return isKnown && !hasForm(value, form, isLicence) ? form : undefined;
}

/** True where a blank stands in front of `=`: in this old form, `LABEL KEY VALUE`, it belongs to the value. Source: BuildKit's parseNameVal. */
export function beginsWithEquals({ keySpan, rawValue }: LabelUse, text: string): boolean {
  return /^=(?!=)/.test(rawValue) && text.charAt(keySpan.end) !== "=";
}

/** ` = "VALUE"` as `="VALUE"`; undefined where more than one pair, or another value, may be meant. */
export function withoutBlanks(written: string): string | undefined {
  const value = /^[ \t]+=[ \t]*([^ \t\n][^\n]*)$/.exec(written)?.[1];
  if (value === undefined) return undefined;
  const isQuoted = (unquoted(value, '"') ?? unquoted(value, "'")) !== undefined;
  if (isQuoted || /^[^\s"'\\`]+$/.test(value)) return `=${value}`;
  return /["'\\`=]/.test(value) ? undefined : `="${value}"`;
}
