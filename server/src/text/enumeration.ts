/** `a`, `a and b`, `a, b and c`: how a sentence names several things. */
export function enumeration(names: readonly string[], conjunction: "and" | "or" = "and"): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} ${conjunction} ${names.at(-1)}`;
}
