import { rule } from "../../../../server/src/lint/rules/npm-unpinned.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

ruleTable(rule, {
  "npm, npx, Yarn, pnpm and Bun": {
    text: `
FROM node:22.11.0
RUN npm install -g typescript
                   ^^^^^^^^^^ typescript has no version: write typescript@VERSION
RUN npx --yes cowsay hello
              ^^^^^^ cowsay has no version: write cowsay@VERSION
RUN yarn global add serve
                    ^^^^^ serve has no version: write serve@VERSION
RUN pnpm add -g @scope/tool
                ^^^^^^^^^^^ @scope/tool has no version: write @scope/tool@VERSION
RUN bun add zod
            ^^^ zod has no version: write zod@VERSION`,
  },
  "a tag moves": {
    text: `
FROM node:22.11.0
RUN npm i -g npm@latest
             ^^^^^^^^^^ npm@latest moves: write npm@VERSION`,
  },
  versions: { text: "FROM node:22.11.0\nRUN npm install -g typescript@5.6.3 @scope/tool@1.0.0" },
  "no names: the manifest decides": { text: "FROM node:22.11.0\nRUN npm install && npm ci && yarn install && pnpm i" },
  "paths, archives and links": {
    text: "FROM node:22.11.0\nRUN npm install ./lib ../x.tgz file:y link:z && yarn add workspace:a@workspace:*",
  },
  "a commit of a repository": {
    text: "FROM node:22.11.0\nRUN npm install git+https://git.example/t/a.git#0123456789abcdef0123456789abcdef01234567",
  },
});
