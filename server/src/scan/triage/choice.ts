import type { Justification } from "./openvex.ts";

/** What somebody decides about a finding. */
export type Choice =
  | { readonly kind: "not_affected"; readonly justification: Justification | undefined; readonly why: string }
  /** The risk is taken; `until`: day (`2027-01-31`) after which it is shown again, undefined: without an end. */
  | { readonly kind: "accepted"; readonly why: string; readonly until: string | undefined }
  | { readonly kind: "fixed"; readonly why: string }
  | { readonly kind: "under_investigation"; readonly why: string };

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What is missing in a choice, as a sentence; undefined: nothing. */
export function choiceProblem(choice: Choice): string | undefined {
  const hasReason = choice.why.trim() !== "" || (choice.kind === "not_affected" && choice.justification !== undefined);
  if (!hasReason && (choice.kind === "not_affected" || choice.kind === "accepted"))
    return "A reason is needed: the next reader has nothing else to judge by.";
  if (choice.kind === "accepted" && choice.until !== undefined && !isDay(choice.until))
    return "The end must be a day such as 2027-01-31.";
  return undefined;
}

/** Whether a text is a day of the calendar, as `2027-01-31`. */
export function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
