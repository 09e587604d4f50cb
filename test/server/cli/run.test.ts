import assert from "node:assert/strict";
import { test } from "node:test";
import { COMMANDS } from "../../../server/src/cli/commands.ts";
import { GENERAL_OPTIONS } from "../../../server/src/cli/options.ts";
import { everyRule } from "../../../server/src/lint/every-rule.ts";
import { failure, success } from "../../../server/src/outcome/outcome.ts";
import { runIn } from "./made-up-world.ts";

test("without a command the help goes to standard error", async () => {
  const ran = await runIn({});
  assert.deepEqual([ran.status, ran.output], [2, ""]);
  assert.match(ran.errors, /^Says what in a Dockerfile/);
});

test("the help names every command, a command's help every option", async () => {
  for (const words of [["--help"], ["help"], ["-h"], ["help", "help"]]) {
    const { status, output } = await runIn({}, ...words);
    assert.equal(status, 0);
    for (const { name, summary } of COMMANDS) assert.ok(output.includes(`  ${name}`) && output.includes(summary), name);
    assert.match(output, /seaworthy --version/);
  }
  for (const { name, options } of COMMANDS) {
    const { output } = await runIn({}, name, "--help");
    assert.equal(output, (await runIn({}, "help", name)).output);
    assert.equal(output, (await runIn({}, "help", "--quiet", name)).output);
    for (const option of [...options, ...GENERAL_OPTIONS]) assert.ok(output.includes(`--${option.name}`), option.name);
    for (const line of output.split("\n")) assert.ok(line.length <= 120, line);
  }
});

test("a command's help shows how its options are written", async () => {
  const facts = (await runIn({}, "facts", "--help")).output;
  assert.match(facts, /^seaworthy facts: /);
  assert.match(facts, /\n\nOptions:\n[\s\S]*\n\nEverywhere:\n/);
  assert.match(facts, /^Usage: seaworthy facts \[OPTION…\] \[PATH…\]$/m);
  assert.match(facts, /^ {2}-f, --format F {10,}text \(default\) or json$/m);
  assert.match(facts, /^ {6}--exclude GLOB {6,}leave out files/m);
  assert.match(facts, /^ {2}-q, --quiet {3,}no progress/m);
  const explain = (await runIn({}, "explain", "--help")).output;
  assert.match(explain, /^Usage: seaworthy explain \[RULE…\]$/m);
  assert.doesNotMatch(explain, /^Options:$/m);
});

test("the sentences of a command's help fill their lines", async () => {
  for (const { name, details } of COMMANDS) {
    const paragraphs = (await runIn({}, name, "--help")).output.split("\n\n").slice(2);
    for (const [at, paragraph] of details.entries()) {
      const shown = paragraphs[at] ?? "";
      assert.equal(shown.replaceAll("\n", " "), paragraph);
      const lines = shown.split("\n");
      for (const [index, line] of lines.slice(0, -1).entries()) {
        const [next = ""] = (lines[index + 1] ?? "").split(" ");
        assert.ok(line.length + 1 + next.length > 118, `${name}: ${line}`);
      }
    }
  }
});

test("the version is one line", async () => {
  assert.match((await runIn({}, "--version")).output, /^\S+\n$/);
  assert.match((await runIn({}, "lint", "--version")).output, /^\S+\n$/);
});

const mistakes: readonly (readonly [words: readonly string[], errors: string])[] = [
  [["lnit"], 'seaworthy: there is no command "lnit"; did you mean "lint"?\n'],
  [["help", "lnit"], 'seaworthy: there is no command "lnit"; did you mean "lint"?\n'],
  [[""], "seaworthy: the name of the command is empty: is a variable not set?\n"],
  [["Dockerfile"], 'seaworthy: there is no command "Dockerfile"; see seaworthy --help\n'],
  [["lint", "--nope", "."], "seaworthy lint: there is no option --nope\nSee seaworthy lint --help\n"],
  [["lint", "--nope"], "seaworthy lint: there is no option --nope\nSee seaworthy lint --help\n"],
  [
    ["lint", "--write"],
    "seaworthy lint: there is no option --write; seaworthy fix has it\nSee seaworthy lint --help\n",
  ],
  [
    ["lint", "--fix"],
    "seaworthy lint: there is no option --fix; did you mean seaworthy fix?\nSee seaworthy lint --help\n",
  ],
  [["lint", "--\u001b[2J"], "seaworthy lint: there is no option --␛[2J\nSee seaworthy lint --help\n"],
  [["explain", "image-latst"], 'seaworthy: there is no rule "image-latst"; did you mean "image-latest"?\n'],
  [["explain", "nonsense"], 'seaworthy: there is no rule "nonsense"; seaworthy explain lists them\n'],
  [["explain", "DL3059"], "seaworthy: no rule answers to DL3059: that is hadolint's own\n"],
  [["explain", "sc2086"], "seaworthy: no rule answers to sc2086: that is hadolint's own\n"],
  [["explain", "DL30590"], 'seaworthy: there is no rule "DL30590"; seaworthy explain lists them\n'],
  [["-v"], 'seaworthy: there is no command "-v"; did you mean "--version"?\n'],
  [["-V"], 'seaworthy: there is no command "-V"; did you mean "--version"?\n'],
  [["versions"], 'seaworthy: there is no command "versions"; see seaworthy --help\n'],
  [["version"], 'seaworthy: there is no command "version"; did you mean "--version"?\n'],
  [["completion", "csh"], "seaworthy: completion takes one of bash, zsh, fish\n"],
  [["completion", "bash", "zsh"], "seaworthy: completion takes one of bash, zsh, fish\n"],
  [["lsp", "--clientProcessId=1"], "seaworthy: lsp talks over standard input and output only: seaworthy lsp --stdio\n"],
];

test("a mistake makes 2 and is said on standard error", async () => {
  for (const [words, errors] of mistakes) {
    const ran = await runIn({}, ...words);
    assert.deepEqual([ran.status, ran.output, ran.errors], [2, "", errors]);
  }
});

test("what is not there ends a command on files before its work, or is said in its end", async () => {
  const files = { "/r/Dockerfile": "FROM scratch\n", "/r/shut": null };
  for (const command of ["lint", "fix", "check-pins", "facts"]) {
    const config = await runIn({ files }, command, "--config", "gone.yaml", "Dockerfile");
    assert.deepEqual([config.status, config.output, config.errors], [2, "", "seaworthy: gone.yaml does not exist\n"]);
    const output = await runIn({ files }, command, "--output", "shut", "Dockerfile");
    assert.deepEqual(
      [output.status, output.output, output.errors],
      [2, "", "seaworthy: shut may not be accessed: permission denied\n"],
    );
    const path = await runIn({ files }, command, "--quiet", "Dockerfile", "gone");
    assert.deepEqual([path.status, path.errors], [2, "seaworthy: gone: does not exist\n"]);
  }
});

test("what went wrong before a file and in it is said in that order", async () => {
  const files = { "/r/Dockerfile": `FROM scratch\nRUN ${"a".repeat(70_000)}\n` };
  for (const command of ["lint", "fix", "check-pins", "facts"]) {
    const { errors } = await runIn({ files }, command, "--quiet", "gone", "Dockerfile");
    assert.match(errors, /^seaworthy: gone: does not exist\nseaworthy: Dockerfile:2:\d: /, command);
  }
});

test("no file that is read is written over, whatever leads to it, and others are", async () => {
  const text = "FROM scratch\n";
  const files = { "/r/Dockerfile": text, "/r/link": "", "/r/a/Dockerfile": text, "/r/b/Dockerfile": text };
  const disk = { realPath: (path: string) => success(path === "/r/link" ? "/r/Dockerfile" : path) };
  for (const [output, word, status] of [
    ["link", "Dockerfile", 2],
    ["a/Dockerfile", ".", 2],
    ["a/Dockerfile", "b", 0],
    ["a/b.Dockerfile", ".", 0],
  ] as const) {
    const ran = await runIn({ files, disk }, "facts", "--output", output, word);
    assert.equal(ran.status, status, `${output} ${word}: ${ran.errors}`);
  }
});

test("a file that cannot be made where --output names it is said", async () => {
  const disk = { writeText: (path: string) => failure("not-found", path, "does not exist") };
  const ran = await runIn({ files: { "/r/Dockerfile": "FROM scratch\n" }, disk }, "facts", "--output", "link");
  assert.deepEqual([ran.status, ran.errors], [2, "seaworthy: link cannot be made there\n"]);
});

test("--output - is standard output", async () => {
  const ran = await runIn({ files: { "/r/Dockerfile": "FROM scratch\n" } }, "facts", "--output", "-");
  assert.deepEqual(
    [ran.status, ran.output, ran.files.has("/r/-")],
    [0, "Dockerfile\n  images\n      1  FROM  scratch  scratch\n", false],
  );
});

test("an option or a path in the place of the command is told its place", async () => {
  const files = { "/r/docker/Dockerfile": "FROM scratch\n" };
  const option = await runIn({ files }, "--quiet", "lint");
  assert.deepEqual(
    [option.status, option.errors],
    [2, "seaworthy: options stand behind the command: seaworthy COMMAND --quiet\n"],
  );
  const dash = await runIn({ files: { "/r/-web/Dockerfile": "FROM scratch\n" } }, "lint", "-q", "-web");
  assert.deepEqual(
    [dash.status, dash.errors],
    [2, "seaworthy lint: there is no option -w; the path is written ./-web\nSee seaworthy lint --help\n"],
  );
  const other = await runIn({ files: { "/r/my-web/Dockerfile": "FROM scratch\n" } }, "lint", "--nope", "my-web");
  assert.equal(other.errors, "seaworthy lint: there is no option --nope\nSee seaworthy lint --help\n");
  const path = await runIn({ files }, "docker/Dockerfile");
  assert.deepEqual(
    [path.status, path.errors],
    [2, 'seaworthy: there is no command "docker/Dockerfile"; to check that path: seaworthy lint docker/Dockerfile\n'],
  );
});

test("explain shows the page of a rule, by its id or another tool's code", async () => {
  const page = (await runIn({}, "explain", "apt-unpinned")).output;
  assert.match(page, /apt-unpinned/);
  assert.equal((await runIn({}, "explain", "DL3008")).output, page);
  assert.equal((await runIn({}, "explain", "dl3008")).output, page);
  const both = (await runIn({}, "explain", "DL3049")).output;
  assert.deepEqual(both.match(/^# label-.*/gm), ["# label-missing", "# label-required"]);
  const painted = (await runIn({}, "explain", "apt-unpinned", "--color", "always")).output;
  assert.equal(painted.includes("```"), false);
  assert.ok(painted.includes("\n\u001b[1mBad\u001b[22m\n\n    \u001b[36mFROM debian:12.11\u001b[39m\n"), painted);
  assert.match(painted, /^- in a file: /m);
});

test("on a terminal the sentences of explain and of the help break at words", async () => {
  const files = {};
  const plain = { files, environment: { NO_COLOR: "1" }, isTerminal: true };
  const { output } = await runIn(plain, "explain", "apt-unpinned");
  assert.match(
    output,
    /^apt installs whatever its archive holds on the day of the build, so two builds\nof the same commit differ\. /m,
  );
  assert.match(
    output,
    /^- in a repository, `\.seaworthy\.yaml`: `rules: \{apt-unpinned: off\}` \(or `hint`,\n {2}`info`, `warning`\)$/m,
  );
  assert.match(output, /^RUN apt-get update && apt-get install .* curl=7\.88\.1-10\+deb12u12$/m, "code is as it is");
  const piped = (await runIn({}, "explain", "apt-unpinned")).output;
  assert.match(piped, /^apt installs whatever .* needs no versions\.$/m);
  const help = (await runIn(plain, "lint", "--help")).output;
  assert.match(help, /^A PATH is a Dockerfile, a Compose file \(YAML of any name\), a folder that is\nsearched /m);
});

test("explain without a rule lists them all", async () => {
  const { output } = await runIn({}, "explain");
  assert.deepEqual(
    output
      .trimEnd()
      .split("\n")
      .map((line) => line.split(" ")[0]),
    everyRule.map(({ id }) => id),
  );
});

test("completion knows the rules, and of each command the values that it takes", async () => {
  const bash = (await runIn({}, "completion", "bash")).output;
  const [formats = ""] = bash.split("\n").filter((line) => line.includes('"lint --format"|"lint -f")'));
  assert.match(formats, /-W "text json sarif github gitlab" /);
  assert.match(bash, /"lint --ignore"\|.*-W "add-unverified .* syntax-floating" /);
  assert.match(bash, /"lint --rule"\|.*-W "add-unverified .* syntax-floating" /);
  assert.match(bash, / explain\) .* operands="add-unverified .* syntax-floating" /);
  assert.match(bash, / help\) .* operands="lint fix .* completion" /);
  assert.match(bash, / completion\) .* operands="bash zsh fish" /);
  assert.match((await runIn({}, "completion", "zsh")).output, / explain\) .*'\*:word:\(add-unverified .*\)'/);
  const zsh = (await runIn({}, "completion", "zsh")).output;
  const [lint = ""] = zsh.split("\n").filter((line) => line.startsWith("    lint)"));
  for (const spec of [
    "'(--format -f)--format=[text (default), json, sarif, github or gitlab]:F:(text json sarif github gitlab)'",
    "'(--format -f)-f+[text (default), json, sarif, github or gitlab]:F:(text json sarif github gitlab)'",
    "'--baseline=[findings that stand in this file do not count]:FILE:_files'",
    "'--update-baseline[write the findings of this run into that file]'",
    "'*--exclude=[leave out files that match (may be repeated)]:GLOB:_files'",
    "'(--help -h)--help[show this help]'",
  ])
    assert.ok(lint.includes(spec), spec);
  const fish = (await runIn({}, "completion", "fish")).output;
  assert.match(fish, /from lint' -l format -s f -x -a 'text json sarif github gitlab' -d '/);
  assert.match(fish, /from lint' -l baseline -r -d '/);
  assert.match(fish, /from lint' -l quiet -s q -d '/);
  assert.match(fish, /__fish_seen_subcommand_from lint' -l rule -x -a 'add-unverified /);
  assert.match(fish, /__fish_seen_subcommand_from explain' -f -a 'add-unverified /);
});

test("completion knows every command and option", async () => {
  for (const shell of ["bash", "zsh", "fish"]) {
    const { status, output } = await runIn({}, "completion", shell);
    assert.equal(status, 0);
    for (const { name, options } of COMMANDS) {
      assert.ok(output.includes(name), `${shell} ${name}`);
      for (const option of options) {
        const written = shell === "fish" ? `-l ${option.name}` : `--${option.name}`;
        assert.ok(output.includes(written), `${shell} ${written}`);
      }
    }
  }
});
