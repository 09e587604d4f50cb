/** True when a COPY source with that base name brings the file: it is its name, or a pattern with at least one letter of it in front of `*`. */
export function matchesName(pattern: string, name: string): boolean {
  if (pattern === name) return true;
  const star = pattern.indexOf("*");
  if (star < 1 || pattern.includes("*", star + 1)) return false;
  const tail = pattern.slice(star + 1);
  return name.length >= star + tail.length && name.startsWith(pattern.slice(0, star)) && name.endsWith(tail);
}
