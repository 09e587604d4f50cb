import { lookupTable } from "../../../harness/lookup-table.ts";

lookupTable("the indexes that a language package is asked of", {
  "an index of the command is asked": {
    text: "FROM python:3.12.7\nRUN pip install --index-url https://index.example/simple flask\n",
    rule: "pip-unpinned",
    asks: { sources: ["https://index.example/simple"] },
  },
  "one that is taken besides the standard one is told apart": {
    text: "FROM python:3.12.7\nRUN pip install --extra-index-url https://more.example/simple flask\n",
    rule: "pip-unpinned",
    asks: { sources: ["https://more.example/simple"], isBeside: true },
  },
  "unless a variable names another standard one": {
    text: `
FROM python:3.12.7
ENV PIP_INDEX_URL=https://index.example/simple PIP_EXTRA_INDEX_URL=https://more.example/simple
RUN pip install flask
`,
    rule: "pip-unpinned",
    asks: { sources: ["https://index.example/simple", "https://more.example/simple"], isBeside: undefined },
  },
  "and an option goes before it": {
    text: `
FROM python:3.12.7
ENV PIP_INDEX_URL=https://index.example/simple PIP_EXTRA_INDEX_URL=https://more.example/simple
RUN pip install -i https://own.example/simple flask
`,
    rule: "pip-unpinned",
    asks: { sources: ["https://own.example/simple", "https://more.example/simple"], isBeside: undefined },
  },
  "a page of files cannot be asked": {
    text: "FROM python:3.12.7\nRUN pip install -f https://wheels.example/nightly.html flask\n",
    rule: "pip-unpinned",
    titles: [],
  },
  "a variable names one": {
    text: "FROM python:3.12.7\nENV PIP_INDEX_URL=https://index.example/simple\nRUN pip install flask\n",
    rule: "pip-unpinned",
    asks: { sources: ["https://index.example/simple"] },
  },
  "also in an ARG of a stage below": {
    text: "FROM python:3.12.7 AS base\nARG PIP_INDEX_URL=https://index.example/simple\nFROM base\nRUN pip install flask\n",
    rule: "pip-unpinned",
    asks: { sources: ["https://index.example/simple"] },
  },
  "Bun has a variable of its own": {
    text: "FROM node:22.11.0\nENV BUN_CONFIG_REGISTRY=https://index.example/npm\nRUN bun add tool\n",
    rule: "npm-unpinned",
    asks: { sources: ["https://index.example/npm"] },
  },
  "and reads that of npm, too": {
    text: "FROM node:22.11.0\nENV NPM_CONFIG_REGISTRY=https://index.example/npm\nRUN bun add tool\n",
    rule: "npm-unpinned",
    asks: { sources: ["https://index.example/npm"] },
  },
  "Yarn 2 has one of its own": {
    text: "FROM node:22.11.0\nENV YARN_NPM_REGISTRY_SERVER=https://index.example/npm\nRUN yarn add tool\n",
    rule: "npm-unpinned",
    asks: { sources: ["https://index.example/npm"] },
  },
  "Yarn 1 reads that of npm": {
    text: "FROM node:22.11.0\nENV NPM_CONFIG_REGISTRY=https://index.example/npm\nRUN yarn add tool\n",
    rule: "npm-unpinned",
    asks: { sources: ["https://index.example/npm"] },
  },
  "pnpm has one of its own": {
    text: "FROM node:22.11.0\nENV pnpm_config_registry=https://index.example/npm\nRUN pnpm add tool\n",
    rule: "npm-unpinned",
    asks: { sources: ["https://index.example/npm"] },
  },
  "one that is set further down is not": {
    text: "FROM python:3.12.7\nRUN pip install flask\nENV PIP_INDEX_URL=https://index.example/simple\n",
    rule: "pip-unpinned",
    asks: { sources: [] },
  },
  "where the index is not known nobody is asked": {
    text: "FROM python:3.12.7\nARG PIP_INDEX_URL\nRUN pip install flask\n",
    rule: "pip-unpinned",
    why: /index that it is taken from is not known/,
  },
});
