import { describe } from "node:test";
import { cargo } from "../../../../server/src/knowledge/managers/cargo.ts";
import { managerTable } from "../../../harness/calls.ts";

describe("cargo install: versions", () => {
  managerTable(cargo, {
    "cargo install ./tool": "nothing",
    "cargo install ripgrep": "cargo install: ripgrep no",
    "cargo install --locked ripgrep fd-find": "cargo install: ripgrep no | fd-find no",
    "cargo install ripgrep --version 14.1.0": "cargo install: ripgrep → ripgrep 14.1.0 yes",
    "cargo install --vers 14.1.0 ripgrep": "cargo install: ripgrep → ripgrep 14.1.0 yes",
    "cargo install --version=14.1.0-rc.1 ripgrep": "cargo install: ripgrep → ripgrep 14.1.0-rc.1 yes",
    "cargo install ripgrep@14.1.0 fd-find": "cargo install: ripgrep@14.1.0 → ripgrep 14.1.0 yes | fd-find no",
    "cargo install ripgrep --version '=14.1.0'": "cargo install: ripgrep → ripgrep =14.1.0 yes",
    "cargo install ripgrep --version '^14'": "cargo install: ripgrep → ripgrep ^14 no range",
    "cargo install ripgrep --version '~14.1'": "cargo install: ripgrep → ripgrep ~14.1 no range",
    "cargo install ripgrep --version 14": "cargo install: ripgrep → ripgrep 14 no range",
    "cargo install ripgrep --version '>=14, <15'": "cargo install: ripgrep → ripgrep >=14, <15 no range",
    "cargo install ripgrep --version '*'": "cargo install: ripgrep → ripgrep * no",
    "cargo install 'ripgrep@~14'": "cargo install: ripgrep@~14 → ripgrep ~14 no range",
    "cargo +nightly install ripgrep": "cargo +nightly install: ripgrep no",
    "cargo --config net.retry=3 install ripgrep": "cargo --config net.retry=3 install: ripgrep no",
    "cargo binstall -y ripgrep@14.1.0 fd-find": "cargo binstall: ripgrep@14.1.0 → ripgrep 14.1.0 yes | fd-find no",
    "cargo binstall --version 14.1.0 ripgrep": "cargo binstall: ripgrep → ripgrep 14.1.0 yes",
    "cargo-binstall --no-confirm ripgrep": "cargo-binstall: ripgrep no",
  });
});

describe("cargo install: git | from git", () => {
  const git = "--git https://git.example/tool";
  managerTable(cargo, {
    [`cargo install ${git}`]: "cargo install: https://git.example/tool no | from git",
    [`cargo install ${git} tool`]: "cargo install: tool no | from git",
    [`cargo install ${git} --branch main tool`]: "cargo install: tool → tool main no | from git",
    [`cargo install ${git} --tag v1.2.3 tool`]: "cargo install: tool → tool v1.2.3 yes | from git",
    [`cargo install ${git} --rev 0123abc`]:
      "cargo install: https://git.example/tool → https://git.example/tool 0123abc yes | from git",
    [`cargo install ${git} --rev $REV tool`]: "cargo install: tool → tool $REV unknown | from git",
    [`cargo install ${git} --branch $BRANCH tool`]: "cargo install: tool → tool $BRANCH no | from git",
  });
});

describe("cargo install: options that take a value", () => {
  managerTable(cargo, {
    "cargo install --root /usr/local tool": "cargo install: tool no",
    "cargo install --features a,b --no-default-features tool": "cargo install: tool no",
    "cargo install -F a -j 4 tool": "cargo install: tool no",
    "cargo install -j4 -f -q tool": "cargo install: tool no",
    "cargo install --bin x --example y --bins tool": "cargo install: tool no",
    "cargo install --target x86_64-unknown-linux-musl --target-dir /t tool": "cargo install: tool no",
    "cargo install --profile dev --jobs 2 --message-format short tool": "cargo install: tool no",
    "cargo install --color never --config a=b -Z x tool": "cargo install: tool no",
    "cargo install --registry mine tool": "cargo install: tool no | from mine",
    "cargo install --index https://index.example tool": "cargo install: tool no | from https://index.example",
    "cargo binstall --pkg-url x --pkg-fmt tgz --bin-dir b --install-path /usr/bin tool": "cargo binstall: tool no",
    "cargo binstall --targets a --strategies b --disable-strategies c --rate-limit 1 tool": "cargo binstall: tool no",
    "cargo binstall --github-token t --min-tls-version 1.3 --root-certificates c --log-level warn tool":
      "cargo binstall: tool no",
  });
});

describe("cargo: what is no package", () => {
  managerTable(cargo, {
    "cargo install": "nothing",
    "cargo install --list": "nothing",
    "cargo install --help": "nothing",
    "cargo binstall --manifest-path Cargo.toml tool": "nothing",
    "cargo uninstall tool": "nothing",
    "cargo update": "nothing",
    "cargo test": "nothing",
    "cargo chef cook --release": "nothing",
    "cargo pgrx install": "nothing",
    "cargo init": "nothing",
    "cargo --version": "nothing",
    "cargo +nightly": "nothing",
    cargo: "nothing",
  });
});

describe("cargo add", () => {
  managerTable(cargo, {
    "cargo add serde": "cargo add: serde no",
    "cargo add serde --features derive": "cargo add: serde no",
    "cargo add serde@1.0.1": "cargo add: serde@1.0.1 → serde 1.0.1 no range",
    "cargo add serde@=1.0.1": "cargo add: serde@=1.0.1 → serde =1.0.1 yes",
    "cargo add --dev serde@1": "cargo add: serde@1 → serde 1 no range",
    "cargo add serde --rename mine -p app --manifest-path a/Cargo.toml": "cargo add: serde no",
    "cargo add serde --git https://git.example/serde --rev 0123abc": "cargo add: serde → serde 0123abc yes | from git",
    "cargo add serde --registry mine": "cargo add: serde no | from mine",
    "cargo add ./serde": "nothing",
    "cargo add --path ../serde": "nothing",
  });
});

describe("cargo: lock file", () => {
  const free = (word: string) => `lock Cargo.lock "→ --locked" say cargo ${word} --locked`;
  managerTable(cargo, {
    "cargo build --release": `cargo build: ${free("build")}`,
    "cargo b -r": `cargo b: ${free("b")}`,
    "cargo +nightly build -Z x --target a": `cargo +nightly build: ${free("build")}`,
    "cargo fetch": `cargo fetch: ${free("fetch")}`,
    "cargo install --path .": `cargo install: ${free("install")}`,
    "cargo build --release --locked": "cargo build: lock Cargo.lock enforced say cargo build --locked",
    "cargo build --frozen": "cargo build: lock Cargo.lock enforced say cargo build --locked",
    "cargo install --locked --path crates/app": "cargo install: lock Cargo.lock enforced say cargo install --locked",
  });
});

describe("cargo: variables", () => {
  managerTable(
    cargo,
    {
      "cargo install tool --version $TOOL --locked": "cargo install: tool → tool 1.2.3 yes",
      "cargo install tool@$TOOL": "cargo install: tool@$TOOL → tool 1.2.3 yes",
      "cargo install tool --version $OTHER": "cargo install: tool → tool $OTHER unknown",
      "cargo install tool@$OTHER": "cargo install: tool@$OTHER → tool $OTHER unknown",
      "cargo install tool@^$OTHER": "cargo install: tool@^$OTHER → tool ^$OTHER no range",
      "cargo install tool --version=$EMPTY": "cargo install: tool → tool  unknown",
      "cargo install $CRATES": "cargo install: $CRATES unknown dynamic",
      "cargo install tool${OTHER:+@$OTHER}": "cargo install: tool${OTHER:+@$OTHER} unknown",
    },
    { variables: { TOOL: "1.2.3", EMPTY: "" } },
  );
  managerTable(cargo, { "xargs cargo install": "cargo install: xargs unknown dynamic" });
});
