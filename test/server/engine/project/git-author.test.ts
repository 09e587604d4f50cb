import assert from "node:assert/strict";
import { test } from "node:test";
import { gitAuthor } from "../../../../server/src/engine/project/git-author.ts";
import { memoryFiles } from "../../outside/memory-files.ts";

interface Row {
  readonly files: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly author: string;
}

const ANN = '[user]\n\tname = "Ann" # me\n\temail = ann@shop.example\n';

const rows: Readonly<Record<string, Row>> = {
  "of the user's own file": {
    files: { "/home/ann/.gitconfig": ANN },
    environment: { HOME: "/home/ann" },
    author: "Ann <ann@shop.example>",
  },
  "of the user's file on Windows": {
    files: { "C:/Users/ann/.gitconfig": ANN },
    environment: { USERPROFILE: "C:\\Users\\ann" },
    author: "Ann <ann@shop.example>",
  },
  "what the repository says comes first, an empty value is none": {
    files: {
      "/r/.git/config": "[user]\n\tname =\n\temail = team@shop.example\n",
      "/home/ann/.config/git/config": ANN,
    },
    environment: { HOME: "/home/ann" },
    author: "Ann <team@shop.example>",
  },
  "of the user's folder of settings, a section on the line of its value": {
    files: {
      "/etc/ann/git/config": "[USER] name = Ann\n[user] email = ann@shop.example\n",
      "/home/ann/.config/git/config": "[user]\nname = Old\n",
    },
    environment: { HOME: "/home/ann", XDG_CONFIG_HOME: "/etc/ann" },
    author: "Ann <ann@shop.example>",
  },
  "what the environment says comes before both": {
    files: { "/r/.git/config": ANN },
    environment: { GIT_AUTHOR_NAME: "Bot", GIT_AUTHOR_EMAIL: "bot@shop.example" },
    author: "Bot <bot@shop.example>",
  },
  "a name with quotes, as git writes it": {
    files: { "/r/.git/config": '[user]\n\tname = Ann \\"Annie\\" "B; #1" ; me\n' },
    author: 'Ann "Annie" B; #1',
  },
  "a name alone, which a later line sets anew": {
    files: { "/r/.git/config": "[user]\nname = Old\nname = Ann\n" },
    author: "Ann",
  },
  "an address alone": { files: { "/r/.git/config": "[user]\nemail = a@shop.example\n" }, author: "<a@shop.example>" },
  nobody: { files: {}, author: "" },
};

for (const [name, { files, environment = {}, author }] of Object.entries(rows)) {
  test(`who works here: ${name}`, () => assert.equal(gitAuthor("/r", memoryFiles(files), environment), author));
}
