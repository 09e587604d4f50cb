/** `1 package`, `2 packages`: how a sentence says how many of something there are. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
