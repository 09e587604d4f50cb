/** Whether a text begins as a web page does. Where one is sent instead of what was asked for, it is a login or an error. */
export function beginsAsPage(text: string): boolean {
  return /^\s*<(?:!doctype html|html|head)/i.test(text.slice(0, 512));
}
