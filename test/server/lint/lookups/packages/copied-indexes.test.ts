import type { PinSetup } from "../../../../../server/src/lint/lookups/pin-setup.ts";
import { lookupTable } from "../../../../harness/lookup-table.ts";

lookupTable("the indexes that files of the build context name", {
  "a pip.conf of the build context names them": {
    text: "FROM python:3.12.7\nCOPY docker/pip.conf /etc/pip.conf\nRUN pip install flask\n",
    rule: "pip-unpinned",
    setup: context({
      "docker/pip.conf":
        "[global]\nindex_url: https://index.example/simple\r\nextra-index-url =\n  https://a.example/simple\n  https://b.example\n",
    }),
    asks: { sources: ["https://index.example/simple", "https://a.example/simple", "https://b.example"] },
  },
  "one that names none leaves the standard index": {
    text: 'FROM python:3.12.7\nCOPY ["pip.conf", "/root/.config/pip/"]\nRUN pip install flask\n',
    rule: "pip-unpinned",
    setup: context({ "pip.conf": "[global]\n# index-url = https://old.example\ntimeout = 60\n" }),
    asks: { sources: [] },
  },
  "where one has more than indexes, nobody is asked": {
    text: "FROM python:3.12.7\nCOPY pip.conf /etc/\nRUN pip install flask\n",
    rule: "pip-unpinned",
    setup: context({ "pip.conf": "[install]\nno-index = true\nindex-url = https://index.example\n" }),
    why: /index that it is taken from is not known/,
  },
  "nor where it chooses among versions": {
    text: "FROM python:3.12.7\nCOPY pip.conf /etc/\nRUN pip install flask\n",
    rule: "pip-unpinned",
    setup: context({ "pip.conf": "[install]\nprefer-binary = true\n" }),
    why: /index that it is taken from is not known/,
  },
  "nor where pip may not read it": {
    text: "FROM python:3.12.7\nCOPY pip.conf /opt/\nRUN pip install flask\n",
    rule: "pip-unpinned",
    setup: context({ "pip.conf": "[global]\nindex-url = https://index.example\n" }),
    why: /index that it is taken from is not known/,
  },
  "a .npmrc of the build context names them, also that of a scope": {
    text: "FROM node:22.11.0\nCOPY .npmrc package.json ./\nRUN npm install @own/tool\n",
    rule: "npm-unpinned",
    setup: context({ ".npmrc": '@own:registry=https://own.example/\n; plain\nregistry = "https://index.example/"\n' }),
    asks: { sources: ["https://own.example/"] },
  },
  "it comes with a folder, too": {
    text: "FROM node:22.11.0\nCOPY . .\nRUN npm install tool\n",
    rule: "npm-unpinned",
    setup: context({ "./.npmrc": "registry=https://index.example/\n" }),
    asks: { sources: ["https://index.example/"] },
  },
  "one of a project is no global one": {
    text: "FROM node:22.11.0\nCOPY . .\nRUN npm install -g tool\n",
    rule: "npm-unpinned",
    setup: context({ "./.npmrc": "registry=https://index.example/\n" }),
    why: /index that it is taken from is not known/,
  },
  ...Object.fromEntries(
    ["--global", "--location=global"].map((option) => [
      `nor with ${option}`,
      {
        text: `FROM node:22.11.0\nCOPY . .\nRUN npm install ${option} tool\n`,
        rule: "npm-unpinned",
        setup: context({ "./.npmrc": "registry=https://index.example/\n" }),
        why: /index that it is taken from is not known/,
      },
    ]),
  ),
  "one of the user is": {
    text: "FROM node:22.11.0\nCOPY docker/home/ /root/\nRUN npm install -g tool\n",
    rule: "npm-unpinned",
    setup: context({ "docker/home//.npmrc": "registry=https://index.example/\n" }),
    asks: { sources: ["https://index.example/"] },
  },
  "one that names no index counts nowhere": {
    text: "FROM node:22.11.0\nCOPY . .\nRUN npm install -g tool\n",
    rule: "npm-unpinned",
    setup: context({ "./.npmrc": "engine-strict=true\n//index.example/:_authToken=x\n" }),
    asks: { sources: [] },
  },
  "a variable in it is not known": {
    text: "FROM node:22.11.0\nCOPY . .\nRUN npm install tool\n",
    rule: "npm-unpinned",
    setup: context({ "./.npmrc": "registry=${REGISTRY}\n" }),
    why: /index that it is taken from is not known/,
  },
  "files that are not read may name one": {
    text: "FROM oven/bun:1.1.30\nCOPY . .\nRUN bun add tool\n",
    rule: "npm-unpinned",
    setup: context({ "./bunfig.toml": '[install]\nregistry = "https://index.example/"\n' }),
    why: /index that it is taken from is not known/,
  },
  "behind many instructions nothing is read": {
    text: `FROM node:22.11.0\n${"COPY a b\n".repeat(200)}COPY .npmrc ./\nRUN npm install tool\n`,
    rule: "npm-unpinned",
    setup: context({ ".npmrc": "registry=https://index.example/\n" }),
    why: /index that it is taken from is not known/,
  },
  "one of another stage is not read": {
    text: "FROM node:22.11.0 AS a\nFROM node:22.11.0\nCOPY --from=a /root/.npmrc /root/\nRUN npm install tool\n",
    rule: "npm-unpinned",
    setup: context({ "/root/.npmrc": "registry=https://index.example/\n" }),
    why: /index that it is taken from is not known/,
  },
});

/** The files of a build context. */
function context(files: Readonly<Record<string, string>>): Partial<PinSetup> {
  return { contextText: (path) => files[path] };
}
