import assert from "node:assert/strict";
import { test } from "node:test";
import { gitAuthor } from "../../../../server/src/engine/project/git-author.ts";
import { memoryFiles } from "../../outside/memory-files.ts";

interface Row {
  readonly files: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly author: string;
}

const OWN = '[user]\n\tname = "Reviewer" # me\n\temail = reviewer@shop.example\n';

const rows: Readonly<Record<string, Row>> = {
  "of the user's own file": {
    files: { "/home/own/.gitconfig": OWN },
    environment: { HOME: "/home/own" },
    author: "Reviewer <reviewer@shop.example>",
  },
  "of the user's file on Windows": {
    files: { "C:/Users/own/.gitconfig": OWN },
    environment: { USERPROFILE: "C:\\Users\\own" },
    author: "Reviewer <reviewer@shop.example>",
  },
  "what the repository says comes first, an empty value is none": {
    files: {
      "/r/.git/config": "[user]\n\tname =\n\temail = team@shop.example\n",
      "/home/own/.config/git/config": OWN,
    },
    environment: { HOME: "/home/own" },
    author: "Reviewer <team@shop.example>",
  },
  "of the user's folder of settings, a section on the line of its value": {
    files: {
      "/etc/own/git/config": "[USER] name = Reviewer\n[user] email = reviewer@shop.example\n",
      "/home/own/.config/git/config": "[user]\nname = Old\n",
    },
    environment: { HOME: "/home/own", XDG_CONFIG_HOME: "/etc/own" },
    author: "Reviewer <reviewer@shop.example>",
  },
  "what the environment says comes before both": {
    files: { "/r/.git/config": OWN },
    environment: { GIT_AUTHOR_NAME: "Bot", GIT_AUTHOR_EMAIL: "bot@shop.example" },
    author: "Bot <bot@shop.example>",
  },
  "a name with quotes, as git writes it": {
    files: { "/r/.git/config": '[user]\n\tname = Reviewer \\"Second\\" "B; #1" ; me\n' },
    author: 'Reviewer "Second" B; #1',
  },
  "a name alone, which a later line sets anew": {
    files: { "/r/.git/config": "[user]\nname = Old\nname = Reviewer\n" },
    author: "Reviewer",
  },
  "an address alone": { files: { "/r/.git/config": "[user]\nemail = a@shop.example\n" }, author: "<a@shop.example>" },
  nobody: { files: {}, author: "" },
};

for (const [name, { files, environment = {}, author }] of Object.entries(rows)) {
  test(`who works here: ${name}`, () => assert.equal(gitAuthor("/r", memoryFiles(files), environment), author));
}
