import { rule } from "../../../../server/src/lint/rules/npm-unpinned.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

ruleTable(rule, {
  "npm, npx, Yarn, pnpm, Bun and Deno": {
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
            ^^^ zod has no version: write zod@VERSION
RUN deno install -gA npm:prettier jsr:@std/http/file-server
                         ^^^^^^^^ prettier has no version: write prettier@VERSION
                                  ^^^^^^^^^^^^^ jsr:@std/http has no version: write jsr:@std/http@VERSION`,
  },
  "what a lock file of Deno decides": {
    text: "FROM denoland/deno:2.5.4\nCOPY deno.json deno.lock ./\nRUN deno run -A npm:tool",
  },
  "an @ with nothing behind it": {
    text: `
FROM node:22.11.0
RUN npm i -g npm@
             ^^^^ npm@ has no version: write npm@VERSION`,
  },
  "a repository has no version but commits and tags": {
    text: `
FROM node:22.11.0
RUN npm i -g team/tool @scope/tool
             ^^^^^^^^^ team/tool moves: name a commit or a version tag
                       ^^^^^^^^^^^ @scope/tool has no version: write @scope/tool@VERSION
RUN yarn add tool@github:team/tool#main jsr:@scope/tool
             ^^^^^^^^^^^^^^^^^^^^^^^^^^ tool@github:team/tool#main moves: name a commit or a version tag
                                        ^^^^^^^^^^^^^^^ jsr:@scope/tool has no version: write jsr:@scope/tool@VERSION
RUN npm i tool@team/tool @scope/it@team/tool it@npm:@scope/tool
          ^^^^^^^^^^^^^^ tool@team/tool moves: name a commit or a version tag
                         ^^^^^^^^^^^^^^^^^^^ @scope/it@team/tool moves: name a commit or a version tag
                                             ^^^^^^^^^^^^^^^^^^ it@npm:@scope/tool has no version: write it@npm:@scope/tool@VERSION`,
  },
  "a tag moves": {
    text: `
FROM node:22.11.0
RUN npm i -g npm@latest
             ^^^^^^^^^^ npm@latest moves: write npm@VERSION`,
  },
  "npx beside files that hold no package.json": {
    text: `
FROM node:22.11.0
COPY tool.config.js ./
RUN npx cowsay hello
        ^^^^^^ cowsay has no version: write cowsay@VERSION
RUN npx cowsay@latest hello
        ^^^^^^^^^^^^^ cowsay@latest moves: write cowsay@VERSION
COPY . .`,
  },
  "npx runs what package.json says": { text: "FROM node:22.11.0\nCOPY package.json ./\nRUN npx cowsay hello" },
  "a whole folder may hold package.json": { text: "FROM node:22.11.0\nCOPY . .\nRUN npx cowsay hello" },
  "npx runs what an earlier command has installed": {
    text: `
FROM node:22.11.0 AS tools
RUN npx tool-a && npm install -g tool-a@1.2.3 @tool-b/cli@1.2.3 && npx tool-a && npx tool-b
        ^^^^^^ tool-a has no version: write tool-a@VERSION
FROM tools
RUN npx tool-a && npx tool-a@latest && npx tool-c && pnpm dlx tool-a
                      ^^^^^^^^^^^^^ tool-a@latest moves: write tool-a@VERSION
                                           ^^^^^^ tool-c has no version: write tool-c@VERSION
                                                              ^^^^^^ tool-a has no version: write tool-a@VERSION`,
  },
  "a folder of another stage may hold package.json, one of programs does not": {
    text: `
FROM node:22.11.0 AS build
COPY . .
FROM node:22.11.0
COPY --from=build /usr/local/bin/tool /usr/local/bin/
COPY --from=build /tool /usr/local/bin/tool
RUN npx cowsay hello
        ^^^^^^ cowsay has no version: write cowsay@VERSION
COPY --from=build /usr/src/app .
RUN npx cowsay hello`,
  },
  "package.json came in a stage below, or is mounted": {
    text: `
FROM node:22.11.0 AS base
COPY package*.json ./
FROM base
RUN npx cowsay hello
FROM node:22.11.0
RUN --mount=type=bind,target=. npx cowsay hello`,
  },
  "npx with a tag, beside package.json": {
    text: `
FROM node:22.11.0
COPY package.json ./
RUN npx cowsay@latest hello
        ^^^^^^^^^^^^^ cowsay@latest moves: write cowsay@VERSION`,
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
