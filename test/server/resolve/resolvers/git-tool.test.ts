import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { failure, success } from "../../../../server/src/outcome/outcome.ts";
import type { Command, CommandResult } from "../../../../server/src/outside/outside.ts";
import { gitTool } from "../../../../server/src/resolve/resolvers/git-tool.ts";
import { lookupWorld, STANDARD_SETTINGS } from "../../../harness/lookup-world.ts";

const QUERY = { kind: "git", url: "git@git.example:team/tool.git", ref: "v1" } as const;
const [A, B] = ["a".repeat(40), "b".repeat(40)];

async function asked(result: CommandResult): Promise<{ readonly says: string; readonly command: Command | undefined }> {
  let command: Command | undefined;
  const run = {
    async run(given: Command) {
      command = given;
      return success(result);
    },
  };
  const answer = await gitTool.resolve(QUERY, lookupWorld({ run }));
  return { says: answer.ok ? (answer.pins[0]?.text ?? "") : `${answer.reason}: ${answer.message}`, command };
}

describe("git-tool", () => {
  it("says what it would run, the address behind --", () => {
    assert.deepEqual(gitTool.plan(QUERY, STANDARD_SETTINGS), {
      needs: "tool",
      argv: [
        ...["git", "ls-remote", "--exit-code", "--", QUERY.url],
        ...["refs/heads/v1", "refs/heads/v1^{}", "refs/tags/v1", "refs/tags/v1^{}"],
      ],
    });
  });
  it("has no plan for an address that may be an option or another program", () => {
    for (const url of ["--upload-pack=touch", "ext::touch", "/srv/tool.git"])
      assert.equal(gitTool.plan({ kind: "git", url }, STANDARD_SETTINGS), undefined);
  });
  it("gives the commit behind an annotated tag", async () => {
    const { says } = await asked({ status: 0, output: `${A}\trefs/tags/v1\n${B}\trefs/tags/v1^{}\n`, errors: "" });
    assert.equal(says, B);
  });
  it("asks no person and allows no other protocol", async () => {
    const { command } = await asked({ status: 2, output: "", errors: "" });
    assert.equal(command?.environment?.GIT_TERMINAL_PROMPT, "0");
    assert.equal(command?.environment?.GIT_ALLOW_PROTOCOL, "https:ssh:git");
    assert.equal(command?.environment?.GIT_SSH_COMMAND, "ssh -oBatchMode=yes");
  });
  it("tells a name that is not there from a server that is not reached and one that refuses", async () => {
    const result = (status: number, errors: string) => asked({ status, output: "", errors });
    assert.match((await result(2, "")).says, /^not-found: git\.example has no branch or tag v1/);
    assert.match(
      (await result(128, "ssh: Could not resolve hostname git.example\n")).says,
      /^unreachable: git could not ask git\.example: ssh/,
    );
    assert.match(
      (await result(128, "")).says,
      /^unreachable: git could not ask git\.example: it ended with status 128/,
    );
    const why = "\nPlease make sure you have the correct access rights\nand the repository exists.\n";
    const unread = `fatal: Could not read from remote repository.\n${why}`;
    const warning = "Warning: Permanently added 'git.example' (ED25519) to the list of known hosts.\r\n";
    assert.equal(
      (await result(128, `${warning}git@git.example: Permission denied (publickey).\r\n${unread}`)).says,
      "refused: git could not ask git.example: git@git.example: Permission denied (publickey).",
    );
    const drawn = "remote: \nremote: ======\nremote: ERROR: The project could not be found.\nremote: \n";
    assert.match((await result(128, drawn + unread)).says, /: remote: ERROR: The project could not be found\.$/);
    assert.match(
      (await result(128, `Host key verification failed.\n${unread}`)).says,
      /: Host key verification failed\.$/,
    );
  });
  it("asks for the default branch, and says when that was stopped", async () => {
    const query = { kind: "git", url: QUERY.url } as const;
    const plan = gitTool.plan(query, STANDARD_SETTINGS);
    assert.equal(plan?.needs === "tool" ? plan.argv.at(-1) : "", "HEAD");
    const run = { run: async () => failure("cancelled", "git", "was stopped") };
    const answer = await gitTool.resolve(query, lookupWorld({ run }));
    assert.equal(answer.ok ? "" : `${answer.reason}: ${answer.message}`, "cancelled: git was stopped.");
  });
  it("says that git is not there", async () => {
    const answer = await gitTool.resolve(QUERY, lookupWorld());
    assert.deepEqual(answer, {
      ok: false,
      reason: "unsupported",
      message: "git is not installed here.",
      isOpen: true,
    });
  });
});
