import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { buildModel } from "../../../../../server/src/model/build.ts";
import { fixedText, offeredFixes } from "../../../../harness/pin-fixes.ts";
import { installPrograms } from "../../../../harness/programs.ts";

// The scripts that the fixes write, run by real shells and git: they lead to the commit that the script in front of them led to,
// and still do when every branch and tag has moved.

const CLONE = "git clone -q https://git.example/tool.git";

/** What a RUN does behind ARGs, in the folder that it is run in. */
const SCRIPTS: readonly string[] = [
  `RUN ${CLONE}`,
  `RUN ${CLONE} -b v1.4.0 && ls tool`,
  `RUN ${CLONE} --depth 1 -b v1.4.0`,
  `RUN A=1 git -C . -c core.quotePath=off clone -q --depth 1 https://git.example/tool.git && ls tool`,
  `RUN ${CLONE} --depth 1; ls tool`,
  `RUN ${CLONE} && cd tool && git checkout -q v1.4.0 && ls`,
  `RUN ${CLONE} -n && git -C tool checkout -q "tags/v1.4.0"`,
  `RUN ${CLONE} -b main && cd tool && git reset -q --hard v1.4.0`,
  `RUN ${CLONE} && cd tool && git reset -q --hard origin/next`,
  `RUN ${CLONE} && cd tool && git switch -q next`,
  `RUN ${CLONE} && cd tool && git switch -q --detach v1.4.0`,
  `RUN ${CLONE} && cd tool && git switch -q -c mine v1.4.0`,
  `RUN ${CLONE} && cd tool && git checkout -q -b mine origin/next`,
  `RUN ${CLONE} --depth 1 && cd tool && git fetch -q --depth 1 origin next && git checkout -q FETCH_HEAD`,
  `RUN ${CLONE} --depth 1 && cd tool && git fetch -q --unshallow --tags && git checkout -q v1.4.0`,
  `ARG REF=v1.4.0\nRUN ${CLONE} && cd tool && git checkout -q "$REF"`,
  `ARG V=1.4.0\nRUN ${CLONE} -b v$V && echo $V`,
  `ARG V=1.4.0\nRUN ${CLONE} && cd tool && git checkout -q v$V && echo $V`,
  `ARG REF=v1.4.0\nRUN ${CLONE} && cd tool && sh -c "git checkout -q $REF" && echo $REF`,
  `RUN ${CLONE}; cd tool; git checkout -q v1.4.0; ls`,
  `RUN ${CLONE} && cd tool && git checkout -q v1.4.0 || true`,
  `RUN get() { ${CLONE}; ls tool; }; get; ls`,
  `RUN ${CLONE}; cd tool; REF=v1.4.0; git checkout -q $REF || exit 1; ls`,
];

describe("the written commit of a clone", () => {
  const folder = mkdtempSync(join(tmpdir(), "seaworthy-checkouts-"));
  const origin = join(folder, "origin");
  const author = { GIT_AUTHOR_NAME: "x", GIT_AUTHOR_EMAIL: "x@shop.example" };
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    ...author,
    GIT_COMMITTER_NAME: author.GIT_AUTHOR_NAME,
    GIT_COMMITTER_EMAIL: author.GIT_AUTHOR_EMAIL,
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: `url.file://${folder}/origin.insteadOf`,
    GIT_CONFIG_VALUE_0: "https://git.example/tool.git",
  };
  const git = (...args: readonly string[]) => execFileSync("git", args, { cwd: origin, env, encoding: "utf8" }).trim();

  /** A commit that every branch and the tag are at afterwards, each at one of its own but for the tag. */
  function moveAll(): void {
    for (const branch of ["next", "main"]) {
      git("checkout", "-q", "-B", branch);
      git("commit", "-q", "--allow-empty", "-m", branch);
    }
    git("tag", "-f", "-a", "-m", "v1.4.0", "v1.4.0", "main~1");
    git("commit", "-q", "--allow-empty", "-m", "tip");
  }

  /** Runs the RUN of a file and tells the commit that its clone is at. */
  function run(text: string, shell: string): string {
    const [stage] = buildModel(text).stages;
    const script = stage?.instructions.find(({ keyword }) => keyword === "RUN")?.body.text ?? "";
    const variables = stage?.variables.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])) ?? [];
    const cwd = mkdtempSync(join(folder, "run-"));
    const options = { cwd, env: { ...env, ...Object.fromEntries(variables) }, encoding: "utf8" } as const;
    const { status, stderr } = spawnSync(shell, ["-c", script], options);
    assert.equal(status, 0, stderr);
    return execFileSync("git", ["-C", "tool", "rev-parse", "HEAD"], options).trim();
  }

  before(() => {
    installPrograms({ git: "git", dash: "dash", bash: "bash" });
    execFileSync("git", ["init", "-q", "-b", "main", origin], { env });
    moveAll();
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const script of SCRIPTS) {
    for (const shell of ["dash", "bash"]) {
      it(`${script.replaceAll("\n", "; ")}, in ${shell}`, () => {
        const text = `FROM debian:12.11\n${script}\n`;
        const [fix] = offeredFixes(text, /^git-/).flatMap(({ fixes }) => fixes);
        const query = fix?.query();
        assert.ok(fix !== undefined && query?.kind === "git");
        const commit = git("rev-parse", `${query.ref ?? "HEAD"}^{commit}`);
        const fixed = fixedText(text, fix, { text: commit });
        assert.ok(fixed !== undefined);
        assert.deepEqual([run(text, shell), run(fixed, shell)], [commit, commit]);
        moveAll();
        assert.notEqual(run(text, shell), commit);
        assert.equal(run(fixed, shell), commit);
      });
    }
  }
});
