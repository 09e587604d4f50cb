import { unpinned } from "../packages/unpinned.ts";
import type { Rule } from "../rule.ts";

/** Words of cargo install and cargo binstall without a version. */
export const rule: Rule = {
  id: "cargo-unpinned",
  severity: "warning",
  summary: "A Rust program is installed without a version.",
  why: `cargo takes the newest release on the day of the build, and newer dependencies than its author tested. Write \`NAME@VERSION\` and add \`--locked\`.`,
  examples: [
    {
      bad: "FROM rust:1.82.0\nRUN cargo install --locked ripgrep\n",
      good: "FROM rust:1.82.0\nRUN cargo install --locked ripgrep@14.1.1\n",
      fixed: false,
    },
  ],
  answersTo: [],
  check: (model) => unpinned(model, "cargo-unpinned"),
};
