import { rule } from "../../../../server/src/lint/rules/cargo-unpinned.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

ruleTable(rule, {
  "install and binstall": {
    text: `
FROM rust:1.82.0
RUN cargo install ripgrep
                  ^^^^^^^ ripgrep has no version: write ripgrep@VERSION
RUN cargo binstall -y just
                      ^^^^ just has no version: write just@VERSION`,
  },
  "a crate of a repository has no version but commits and tags": {
    text: `
FROM rust:1.82.0
RUN cargo install --git https://git.example/t/a.git tool
                                                    ^^^^ tool moves: name a commit or a version tag
RUN cargo install --git https://git.example/t/a.git --branch main tool
                                                                  ^^^^ tool moves: name a commit or a version tag`,
  },
  "versions in each form": {
    text: `
FROM rust:1.82.0
RUN cargo install ripgrep@14.1.1
RUN cargo install --version 14.1.1 ripgrep
RUN cargo install --git https://git.example/t/a.git --rev 0123456789abcdef0123456789abcdef01234567 a`,
  },
  "the own crate": { text: "FROM rust:1.82.0\nRUN cargo install --path . && cargo build --release" },
});
