/** Tells whether a text is an SPDX licence expression. Its lists are no part of what starts a process: they are loaded with the first settings. */
export async function loadLicences(): Promise<(expression: string) => boolean> {
  const { isLicence } = await import("./spdx.ts");
  return isLicence;
}
