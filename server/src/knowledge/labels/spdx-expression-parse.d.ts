declare module "spdx-expression-parse" {
  /** Throws on a text that is no SPDX license expression. */
  function parse(expression: string): unknown;
  export = parse;
}
