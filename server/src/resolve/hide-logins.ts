/** A text as it may be shown: what stands in front of the last `@` of a host is taken out. */
export function hideLogins(text: string): string {
  return text.replace(/:\/\/[^/\s]*@/g, "://…@");
}
