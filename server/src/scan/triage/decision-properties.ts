/** Names of the properties that keep a decision whole in a CycloneDX document: its reason alone, its last day, OpenVEX's word. */
export const DECISION = {
  why: "seaworthy:decision:why",
  until: "seaworthy:decision:until",
  justification: "seaworthy:decision:justification",
} as const;
