/** A request that was not carried out. `message`: a sentence for the user. */
export interface Refused {
  readonly kind: "refused";
  readonly message: string;
}

/** How a request that takes its time may end but for what it was for. */
export type NotDone = { readonly kind: "cancelled" } | Refused;
