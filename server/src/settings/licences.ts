/** Tells whether a text is an SPDX licence expression. Its lists are loaded on first use: few files name a licence. */
export async function loadLicences(): Promise<(expression: string) => boolean> {
  const { default: parse } = await import("spdx-expression-parse");
  return (expression) => {
    try {
      parse(expression);
      return true;
    } catch {
      return false;
    }
  };
}
