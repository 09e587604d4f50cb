/** A text as it may be shown: what stands in front of the `@` of its addresses is taken out. */
export function hideLogins(text: string): string {
  return text.replace(/:\/\/[^/@\s]*@/g, "://…@");
}
