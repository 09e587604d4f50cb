/** The text with half pairs of surrogates replaced: JSON may hold them, and percent-encoding throws at them. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}
