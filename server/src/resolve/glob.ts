/** Whether the whole text matches a pattern of `*` and `?`. Each star is tried from left to right once, so no text is slow. */
export function matchesGlob(text: string, pattern: string): boolean {
  let [at, next, star, from] = [0, 0, -1, 0];
  while (at < text.length) {
    if (pattern[next] === "*") {
      star = next;
      from = at;
      next += 1;
    } else if (pattern[next] === "?" || pattern[next] === text[at]) {
      next += 1;
      at += 1;
    } else if (star >= 0) {
      from += 1;
      at = from;
      next = star + 1;
    } else return false;
  }
  while (pattern[next] === "*") next += 1;
  return next === pattern.length;
}
