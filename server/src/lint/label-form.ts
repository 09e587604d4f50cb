import { OCI_KEYS } from "../knowledge/labels/oci-keys.ts";
import { hasForm, isFilledIn, type LicenceCheck, type ValueForm } from "../knowledge/labels/values.ts";
import type { LabelUse } from "../model/build-model.ts";

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
