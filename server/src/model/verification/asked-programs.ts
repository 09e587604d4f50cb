/** The tests of a shell. */
export const SHELL_TESTS: ReadonlySet<string> = new Set(["[", "[[", "test"]);

/** Programs that are asked rather than run. */
export const ASKED_PROGRAMS: ReadonlySet<string> = new Set([
  ...SHELL_TESTS,
  ...["grep", "command", "which", "false", "diff", "cmp"],
]);
