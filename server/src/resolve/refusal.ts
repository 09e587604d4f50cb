import type { Failure, Reason } from "../outcome/outcome.ts";
import type { Resolution } from "./resolver.ts";

type Refusal = Extract<Resolution, { readonly ok: false }>;

/** A failure of the world as a resolver's answer; `isOpen`: the resolvers behind it may know. */
export function refusalOf({ reason, asked, detail, retryAt }: Failure, isOpen = false): Refusal {
  // The words of a program may be whole sentences.
  const message = `${asked} ${detail.replace(/\.$/, "")}.`;
  return { ok: false, reason, message, isOpen, ...(retryAt === undefined ? {} : { retryAt }) };
}

/** `message`: a sentence for people, with the cure. */
export function refusal(reason: Reason, message: string, isOpen = false): Refusal {
  return { ok: false, reason, message, isOpen };
}

/** A resolver was handed a question that it had not planned for. */
export const NOT_MINE: Refusal = refusal("unsupported", "This question has no answer here.", true);
