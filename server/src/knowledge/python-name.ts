/** A name of PyPI as its index compares it: `Foo.Bar_baz` and `foo-bar-baz` are one. Source: PyPA, "Names and normalization" (PEP 503). */
export function pythonName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, "-");
}
