import { lookupTable } from "../../../../harness/lookup-table.ts";

const INDEX = /^The index that it is taken from is not known before the build/;

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
  "a repository that PowerShell is told of is not read": {
    text: `
FROM mcr.microsoft.com/powershell:7.4-debian-12
SHELL ["pwsh", "-Command"]
RUN Register-PSRepository -Name Own -SourceLocation https://index.example/api/v2; Install-Module Pester
`,
    rule: "other-unpinned",
    titles: [],
  },
  "nor the address of one that it knows": {
    text: `
FROM mcr.microsoft.com/powershell:7.4-debian-12
SHELL ["pwsh", "-Command"]
RUN Set-PSResourceRepository -Name PSGallery -Uri https://index.example/; Install-PSResource Pester
`,
    rule: "other-unpinned",
    titles: [],
  },
  "nor what another provider of packages has": {
    text: `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
RUN Install-PackageProvider -Name chocolatey -Force; Install-Package tool
`,
    rule: "other-unpinned",
    titles: [],
  },
  "nor a source of packages that is registered": {
    text: `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
RUN Register-PackageSource own https://index.example/api/v2 -ProviderName NuGet; Install-Package tool
`,
    rule: "other-unpinned",
    titles: [],
  },
  "the provider that the gallery itself needs changes nothing": {
    text: `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
RUN Install-PackageProvider -Name NuGet -MinimumVersion 2.8.5.201 -Force; Install-Module Pester
`,
    rule: "other-unpinned",
    titles: ["Pin Pester to its newest version that is at least 3 days old"],
  },
  "to trust one changes nothing": {
    text: `
FROM mcr.microsoft.com/powershell:7.4-debian-12
SHELL ["pwsh", "-Command"]
RUN Set-PSRepository -Name PSGallery -InstallationPolicy Trusted; Install-Module Pester
`,
    rule: "other-unpinned",
    titles: ["Pin Pester to its newest version that is at least 3 days old"],
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
  "a variable of the command goes before that of the image": {
    text: `
FROM python:3.12.7
ENV PIP_INDEX_URL=https://index.example/simple
RUN PIP_INDEX_URL=https://own.example/simple pip install flask
`,
    rule: "pip-unpinned",
    asks: { sources: ["https://own.example/simple"] },
  },
  "one that holds a secret is not known": {
    text: `
FROM python:3.12.7
RUN --mount=type=secret,id=index PIP_INDEX_URL="$(cat /run/secrets/index)" pip install flask
`,
    rule: "pip-unpinned",
    why: /index that it is taken from is not known/,
  },
  "nor is one that a secret becomes": {
    text: "FROM python:3.12.7\nRUN --mount=type=secret,id=index,env=PIP_EXTRA_INDEX_URL pip install flask\n",
    rule: "pip-unpinned",
    why: /index that it is taken from is not known/,
  },
  "nor one that the script exports": {
    text: "FROM python:3.12.7\nRUN export UV_INDEX_URL=https://index.example/simple && uv pip install flask\n",
    rule: "pip-unpinned",
    why: /index that it is taken from is not known/,
  },
  "nor one of PowerShell": {
    text: `
FROM mcr.microsoft.com/powershell:7.4
SHELL ["pwsh", "-Command"]
RUN $Env:npm_config_registry = 'https://index.example/npm'; npm install -g tool
`,
    rule: "npm-unpinned",
    why: /index that it is taken from is not known/,
  },
  "one that is set behind the command is for others": {
    text: "FROM python:3.12.7\nRUN pip install flask && PIP_INDEX_URL=https://index.example/simple pip install ours==1.0\n",
    rule: "pip-unpinned",
    asks: { sources: [] },
  },
  "reading a variable sets none": {
    text: 'FROM python:3.12.7\nRUN test -z "$PIP_INDEX_URL" && pip install flask\n',
    rule: "pip-unpinned",
    asks: { sources: [] },
  },
  "of two variables for the standard index the newer one counts": {
    text: `
FROM python:3.12.7
ENV UV_INDEX_URL=https://old.example/simple UV_DEFAULT_INDEX=https://new.example/simple
RUN uv pip install flask
`,
    rule: "pip-unpinned",
    asks: { sources: ["https://new.example/simple"] },
  },
  "pip's own settings name one for what follows, in stages above, too": {
    text: `
FROM python:3.12.7 AS base
RUN pip config set global.index-url https://old.example/simple
RUN python3 -m pip config --user set global.index-url https://index.example/simple
FROM base
RUN pip install flask
`,
    rule: "pip-unpinned",
    asks: { sources: ["https://index.example/simple"], isBeside: undefined },
  },
  "and others beside it": {
    text: `
FROM python:3.12.7
RUN pip config set global.timeout 60 && pip config set global.extra-index-url https://more.example/simple
RUN pip install flask
`,
    rule: "pip-unpinned",
    asks: { sources: ["https://more.example/simple"], isBeside: true },
  },
  "which uv does not read": {
    text: `
FROM python:3.12.7
RUN pip config set global.index-url https://index.example/simple && uv pip install flask
`,
    rule: "pip-unpinned",
    asks: { sources: [] },
  },
  "a setting in a branch may not be made": {
    text: `
FROM python:3.12.7
RUN if ./inside; then pip config set global.index-url https://index.example/simple; fi; pip install flask
`,
    rule: "pip-unpinned",
    why: /index that it is taken from is not known/,
  },
  "one of a file that is copied and not here is not known": {
    text: "FROM python:3.12.7\nCOPY pip.conf /etc/\nRUN pip install flask\n",
    rule: "pip-unpinned",
    why: /index that it is taken from is not known/,
  },
  "nor is one of a secret file": {
    text: "FROM node:22.11.0\nRUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm install -g tool\n",
    rule: "npm-unpinned",
    why: /index that it is taken from is not known/,
  },
  "unless the command names its own": {
    text: "FROM node:22.11.0\nCOPY .npmrc ./\nRUN npm install -g --registry https://own.example/npm tool\n",
    rule: "npm-unpinned",
    asks: { sources: ["https://own.example/npm"] },
  },
  "npm's settings are read by its kin": {
    text: `
FROM node:22.11.0
RUN npm config set fund=false registry=https://index.example/npm && pnpm add -g tool
`,
    rule: "npm-unpinned",
    asks: { sources: ["https://index.example/npm"] },
  },
  "those of Yarn by nobody else": {
    text: "FROM node:22.11.0\nRUN yarn config set registry https://index.example/npm && npm install -g tool\n",
    rule: "npm-unpinned",
    asks: { sources: [] },
  },
  "a setting that is taken away is none": {
    text: `
FROM python:3.12.7
RUN pip config set global.index-url https://index.example/simple && pip install six==1.17.0 \\
    && pip config unset global.index-url
RUN pip install flask
`,
    rule: "pip-unpinned",
    asks: { sources: [] },
  },
  "a token is none either": {
    text: "FROM node:22.11.0\nRUN npm config set //index.example/:_authToken=$TOKEN && npm install -g tool\n",
    rule: "npm-unpinned",
    asks: { sources: [] },
  },
  "uv may have a name for an index": {
    text: "FROM python:3.12.7\nRUN uv pip install --index more=https://more.example/simple flask\n",
    rule: "pip-unpinned",
    asks: { sources: ["https://more.example/simple"], isBeside: true },
  },
  "the registry of a scope is for its packages": {
    text: "FROM node:22.11.0\nRUN npm config set @ours:registry https://index.example/npm && npm install -g @ours/tool\n",
    rule: "npm-unpinned",
    asks: { sources: ["https://index.example/npm"] },
  },
  "and for no others": {
    text: "FROM node:22.11.0\nRUN npm config set @ours:registry https://index.example/npm && npm install -g tool\n",
    rule: "npm-unpinned",
    asks: { sources: [] },
  },
  "Go keeps variables by itself": {
    text: `
FROM golang:1.23.2
RUN go env -w GOSUMDB=off GOPROXY=https://proxy.example,direct
RUN go install example.org/tool@latest
`,
    rule: "go-unpinned",
    asks: { sources: ["https://proxy.example", "direct"] },
  },
  "the channel that conda is told last is asked": {
    text: `
FROM continuumio/miniconda3:24.7.1-0
RUN conda config --add channels bioconda --set channel_priority strict && conda config --add channels conda-forge
RUN conda install -y numpy
`,
    rule: "conda-unpinned",
    asks: { sources: ["conda-forge"] },
  },
  "of one behind the standard ones nobody knows what it gives": {
    text: `
FROM continuumio/miniconda3:24.7.1-0
RUN conda config --append channels conda-forge && conda install -y numpy
`,
    rule: "conda-unpinned",
    why: /index that it is taken from is not known/,
  },
  "of folders, pages of files and settings files that a variable names nobody knows what they give": {
    text: "FROM python:3.12.7\nENV PIP_FIND_LINKS=/wheels\nRUN pip install flask\n",
    rule: "pip-unpinned",
    why: INDEX,
  },
  "nor of pip without an index": {
    text: "FROM python:3.12.7\nENV PIP_NO_INDEX=1\nRUN pip install flask\n",
    rule: "pip-unpinned",
    why: INDEX,
  },
  "nor of other settings of pip": {
    text: "FROM python:3.12.7\nENV PIP_CONFIG_FILE=/conf/pip.cfg\nRUN pip install flask\n",
    rule: "pip-unpinned",
    why: INDEX,
  },
  "while none are in /dev/null": {
    text: "FROM python:3.12.7\nENV PIP_CONFIG_FILE=/dev/null\nRUN pip install flask\n",
    rule: "pip-unpinned",
    asks: { sources: [] },
  },
  "nor what pip is told to keep": {
    text: "FROM python:3.12.7\nRUN pip config set global.find-links /wheels && pip install flask\n",
    rule: "pip-unpinned",
    why: INDEX,
  },
  "nor of a .npmrc of another name": {
    text: "FROM node:22.11.0\nENV NPM_CONFIG_USERCONFIG=/run/secrets/npm\nRUN npm install -g typescript\n",
    rule: "npm-unpinned",
    why: INDEX,
  },
});
