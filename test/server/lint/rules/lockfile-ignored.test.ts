import { rule } from "../../../../server/src/lint/rules/lockfile-ignored.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

ruleTable(rule, {
  "npm install with a copied lock file": {
    text: `
FROM node:22.11.0
COPY package.json package-lock.json ./
RUN npm install
    ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci`,
    fixed: `
FROM node:22.11.0
COPY package.json package-lock.json ./
RUN npm ci`,
    severity: "info",
  },
  "a pattern that means the lock file": {
    text: `
FROM node:22.11.0
COPY package*.json ./
RUN npm install --omit=dev
    ^^^^^^^^^^^ package*.json copies package-lock.json if there is one, but this command may ignore it: then write npm ci`,
    fixed: `
FROM node:22.11.0
COPY package*.json ./
RUN npm ci --omit=dev`,
    safeties: ["review"],
  },
  "a name is certain, a pattern beside it is not asked": {
    text: `
FROM node:22.11.0
COPY package*.json ./
COPY npm-shrinkwrap.json ./
RUN npm install
    ^^^^^^^^^^^ npm-shrinkwrap.json is copied, but this command may ignore it: write npm ci`,
  },
  "the project's own folder is no package": {
    text: `
FROM node:22.11.0
COPY package-lock.json ./
RUN npm install . --omit=dev
    ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci`,
    fixed: `
FROM node:22.11.0
COPY package-lock.json ./
RUN npm ci --omit=dev`,
  },
  "the lock file came in a stage below": {
    text: `
FROM ruby:3.4.1 AS base
COPY Gemfile Gemfile.lock ./
FROM base
RUN bundle install
    ^^^^^^^^^^^^^^ Gemfile.lock is copied, but this command may ignore it: write BUNDLE_FROZEN=true bundle install`,
  },
  "a setting of another manager, and one that comes later": {
    text: `
FROM ruby:3.4.1
COPY Gemfile.lock package-lock.json ./
ENV BUNDLE_FROZEN=false
RUN bundle install
    ^^^^^^^^^^^^^^ Gemfile.lock is copied, but this command may ignore it: write BUNDLE_FROZEN=true bundle install
RUN bundle config set frozen true && npm install
                                     ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci
ENV BUNDLE_FROZEN=true`,
  },
  "what starts the command takes no assignment": {
    text: `
FROM ruby:3.4.1
COPY Gemfile Gemfile.lock ./
RUN set -e; exec bundle install
                 ^^^^^^^^^^^^^^ Gemfile.lock is copied, but this command may ignore it: write env BUNDLE_FROZEN=true bundle install`,
    fixed: `
FROM ruby:3.4.1
COPY Gemfile Gemfile.lock ./
RUN set -e; exec env BUNDLE_FROZEN=true bundle install`,
  },
  "nor does find": {
    text: `
FROM ruby:3.4.1
COPY Gemfile Gemfile.lock ./
RUN find . -name Gemfile -execdir bundle install \\;
                                  ^^^^^^^^^^^^^^ Gemfile.lock is copied, but this command may ignore it: write env BUNDLE_FROZEN=true bundle install`,
  },
  "sudo and env do": {
    text: `
FROM ruby:3.4.1
COPY Gemfile Gemfile.lock ./
RUN A=1 sudo -E env B=2 bundle install
                        ^^^^^^^^^^^^^^ Gemfile.lock is copied, but this command may ignore it: write BUNDLE_FROZEN=true bundle install`,
    fixed: `
FROM ruby:3.4.1
COPY Gemfile Gemfile.lock ./
RUN A=1 sudo -E env B=2 BUNDLE_FROZEN=true bundle install`,
  },
  "a shell of Windows sets no variable for one command": {
    text: `
FROM windows.example/ruby:3.4.1
SHELL ["powershell", "-Command"]
COPY Gemfile Gemfile.lock ./
RUN bundle install
    ^^^^^^^^^^^^^^ Gemfile.lock is copied, but this command may ignore it: write ENV BUNDLE_FROZEN=true in front of it`,
    titles: [],
  },
  "Yarn 2 and later, which read a file of their own": {
    text: `
FROM node:22.11.0
COPY package.json yarn.lock .yarnrc.yml ./
RUN yarn install
    ^^^^^^^^^^^^ yarn.lock is copied, but this command may ignore it: write yarn install --immutable`,
    fixed: `
FROM node:22.11.0
COPY package.json yarn.lock .yarnrc.yml ./
RUN yarn install --immutable`,
  },
  "a JSON array gets no fix, for it would break": {
    text: `
FROM node:22.11.0
COPY yarn.lock ./
RUN ["yarn", "install"]
     ^^^^^^^^^^^^^^^^^ yarn.lock is copied, but this command may ignore it: write yarn install --frozen-lockfile`,
    titles: [],
  },
  "an option that says the opposite of the environment": {
    text: `
FROM node:22.11.0
ENV CI=true
COPY pnpm-lock.yaml ./
RUN pnpm install --no-frozen-lockfile
    ^^^^^^^^^^^^ pnpm-lock.yaml is copied, but this command may ignore it: write pnpm install --frozen-lockfile`,
    titles: [],
  },
  "a variable of the stage or of one below enforces it": {
    text: `
FROM ruby:3.4.1 AS base
ENV BUNDLE_DEPLOYMENT=1
FROM base
COPY Gemfile Gemfile.lock ./
RUN bundle install`,
  },
  "an earlier setting enforces it": {
    text: `
FROM ruby:3.4.1
COPY Gemfile Gemfile.lock ./
RUN bundle config set --local frozen true
RUN bundle install`,
  },
  "a setting of a stage below enforces it": {
    text: `
FROM ruby:3.4.1 AS base
RUN bundle config set --local frozen true
FROM base
COPY Gemfile Gemfile.lock ./
RUN bundle install`,
  },
  "the command is the value of an argument": {
    text: `
FROM node:22.11.0
ARG COMMAND=install
COPY package.json package-lock.json ./
RUN npm $COMMAND
    ^^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci`,
    fixed: `
FROM node:22.11.0
ARG COMMAND=install
COPY package.json package-lock.json ./
RUN npm ci`,
  },
  "a strict install of a stage below holds no later one": {
    text: `
FROM node:22.11.0 AS base
COPY package.json package-lock.json ./
RUN npm ci
FROM base
RUN npm install
    ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci`,
  },
  "a lock file that comes from another stage": {
    text: `
FROM node:22.11.0 AS pruned
COPY . .
FROM node:22.11.0
COPY --from=pruned /repo/out/json/ ./
COPY --from=pruned /repo/out/pnpm-lock.yaml ./
RUN pnpm install --prefer-offline
    ^^^^^^^^^^^^ pnpm-lock.yaml is copied, but this command may ignore it: write pnpm install --frozen-lockfile`,
  },
  "behind the strict form that has failed": {
    text: `
FROM node:22.11.0
COPY package.json package-lock.json ./
RUN npm ci --prefer-offline || npm install
RUN npm ci || { npm cache clean --force; npm install; }
RUN if ! npm ci; then npm install; fi`,
  },
  "behind the strict form of another manager": {
    text: `
FROM node:22.11.0
COPY package.json package-lock.json ./
RUN yarn install --immutable || npm install
                                ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci`,
  },
  "behind another form that has failed": {
    text: `
FROM node:22.11.0
COPY package.json package-lock.json ./
RUN npm install --prefer-offline || npm install
    ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci
                                    ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci`,
  },
  "behind the strict form where that succeeds": {
    text: `
FROM node:22.11.0
COPY package.json package-lock.json ./
RUN npm ci && npm install
              ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci`,
  },
  "where the strict form stands in the other branch": {
    text: `
FROM node:22.11.0
COPY package.json package-lock.json ./
RUN if [ "$NODE_ENV" = production ]; then npm ci --omit=dev; else npm install; fi`,
  },
  "where a test has found no lock file": {
    text: `
FROM node:22.11.0
COPY package.json package-lock.json ./
RUN if [ -f package-lock.json ]; then npm ci; else npm install; fi
RUN if [ ! -e ./package-lock.json ]; then npm install; fi
RUN if ! test -s package-lock.json; then npm install; fi
RUN [ ! -f package-lock.json ] && npm install
RUN [ -f package-lock.json ] || npm install
RUN if [[ -f package-lock.json ]] && [ -n "$CI" ]; then npm ci; elif true; then npm install; fi`,
  },
  "where a test has found it": {
    text: `
FROM node:22.11.0
COPY package.json package-lock.json ./
RUN if [ -f package-lock.json ]; then npm install; fi
                                      ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci
RUN if [ ! -f package-lock.json ]; then exit 1; else npm install; fi
                                                     ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci
RUN test -f package-lock.json && npm install
                                 ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci`,
  },
  "where a test tells nothing of it": {
    text: `
FROM node:22.11.0
COPY package.json package-lock.json ./
RUN if [ -f yarn.lock ]; then yarn install --immutable; else npm install; fi
                                                             ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci
RUN if [ $LOCK = package-lock.json ]; then true; else npm install; fi
                                                      ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci
RUN [ -f package-lock.json ] || echo none && npm install
                                             ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci
RUN [ -f package-lock.json ]; npm install
                              ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci
RUN [ ! -f package-lock.json ]; npm install
                                ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci
RUN [ package.json -nt package-lock.json ] || npm install
                                              ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci
RUN cp -f package-lock.json /backup || npm install
                                       ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci`,
  },
  "behind the removal of the lock file": {
    text: `
FROM node:22.11.0
COPY package.json package-lock.json ./
RUN rm -rf node_modules package-lock.json && npm install
RUN rm package-lock.json && npm install`,
  },
  "behind the removal of another file": {
    text: `
FROM node:22.11.0
COPY package.json package-lock.json ./
RUN rm -rf node_modules && npm install
                           ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci`,
  },
  "a lock file that lies in another folder": {
    text: `
FROM node:22.11.0
WORKDIR /a
COPY package.json package-lock.json ./
COPY tools/package.json tools/
RUN cd tools && npm install
RUN npm install --prefix /opt/x
RUN npm --prefix=tools install
RUN cd / && npm install
WORKDIR /b
RUN npm install`,
  },
  "a lock file that lies there": {
    text: `
FROM node:22.11.0
WORKDIR /a
COPY tools/package*.json tools/
COPY tools/package-lock.json tools/package-lock.json
RUN cd tools && npm install
                ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci
RUN npm install -C ./tools/
    ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci
WORKDIR tools
RUN npm install
    ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci`,
  },
  "one of several lies there": {
    text: `
FROM node:22.11.0
WORKDIR /a
COPY package-lock.json ./
COPY tools/package-lock.json tools/
RUN cd tools && npm install
                ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci
RUN npm install
    ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci
RUN npm install --prefix other`,
  },
  "a folder that is not known": {
    text: `
FROM node:22.11.0
COPY package-lock.json ./
RUN cd $DIR && npm install
               ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci
RUN npm install --prefix /opt/x
    ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci
RUN npm install --prefix x/$DIR
    ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci
ENV APP=/app
WORKDIR $APP
COPY package-lock.json /app/
RUN npm install
    ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci
RUN cd /app && npm install
               ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci
RUN cd /app/x && npm install
                 ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci`,
  },
  "the folder that a variable names": {
    text: `
FROM node:22.11.0
WORKDIR $APP
COPY package-lock.json ./
RUN npm install
    ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci
RUN cd tools && npm install
RUN npm install --prefix $APP/tools`,
  },
  "a folder of a stage below": {
    text: `
FROM node:22.11.0 AS base
WORKDIR /a
COPY package-lock.json .
FROM base
WORKDIR tools
RUN npm install
WORKDIR /a
RUN npm install
    ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci`,
  },
  "managers that look for the lock file in the folders above": {
    text: `
FROM rust:1.83.0
WORKDIR /a
COPY uv.lock Cargo.lock ./
RUN uv sync --project lib
    ^^^^^^^ uv.lock is copied, but this command may ignore it: write uv sync --locked
RUN cd lib && cargo build
              ^^^^^^^^^^^ Cargo.lock is copied, but this command may ignore it: write cargo build --locked
RUN cd /lib && cargo build
RUN uv sync --directory /b
COPY lib/Cargo.lock /a/lib/
RUN cargo build --manifest-path /b/Cargo.toml
RUN cd /b && cargo build --manifest-path=/a/lib/Cargo.toml
             ^^^^^^^^^^^ Cargo.lock is copied, but this command may ignore it: write cargo build --locked`,
  },
  "a project in a folder below": {
    text: `
FROM dotnet.example/sdk:9.0.100
WORKDIR /a
COPY app/packages.lock.json app/
RUN dotnet restore
    ^^^^^^^^^^^^^^ packages.lock.json is copied, but this command may ignore it: write dotnet restore --locked-mode
RUN cd /b && dotnet restore`,
  },
  "a change of folder in another shell is not known": {
    text: `
FROM node:22.11.0
WORKDIR /a
COPY app/package-lock.json app/
SHELL ["pwsh", "-Command"]
RUN cd app; npm install
            ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci`,
  },
  "an npm that has no strict form": {
    text: `
FROM node:0.12
COPY package-lock.json ./
RUN npm install
FROM node:4
COPY package-lock.json ./
RUN npm install
FROM node:6-alpine
COPY package-lock.json ./
RUN npm install
FROM node:8.5.0
COPY package-lock.json ./
RUN npm install
FROM node:8.11.4-slim
COPY package-lock.json ./
RUN npm install
FROM docker.io/library/node:9.0.0
COPY package-lock.json ./
RUN npm install
FROM node:9-alpine
COPY package-lock.json ./
RUN npm install
FROM node:10.2
COPY package-lock.json ./
RUN npm install
FROM reg.example/tools/node:7
COPY package-lock.json ./
RUN npm install
FROM node:9.0.0 AS base
FROM base
COPY package-lock.json ./
RUN npm install`,
  },
  "other images": {
    text: `
FROM node:9.0.0
COPY yarn.lock ./
RUN yarn install
    ^^^^^^^^^^^^ yarn.lock is copied, but this command may ignore it: write yarn install --frozen-lockfile
FROM node:8
COPY package-lock.json ./
RUN npm install
    ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci
FROM node:8.12.0
COPY package-lock.json ./
RUN npm install
    ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci
FROM node:10
COPY package-lock.json ./
RUN npm install
    ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci
FROM node:10.3
COPY package-lock.json ./
RUN npm install
    ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci
FROM node:10.20.1
COPY package-lock.json ./
RUN npm install
    ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci
FROM node:12.9
COPY package-lock.json ./
RUN npm install
    ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci
FROM node:22
COPY package-lock.json ./
RUN npm install
    ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci
FROM tools:9
COPY package-lock.json ./
RUN npm install
    ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci
FROM node
COPY package-lock.json ./
RUN npm install
    ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci
FROM reg.example/notnode:6
COPY package-lock.json ./
RUN npm install
    ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci`,
  },
  "no lock file is copied": { text: "FROM node:22.11.0\nCOPY package.json ./\nRUN npm install" },
  "a whole folder does not tell": { text: "FROM node:22.11.0\nCOPY . .\nRUN npm install" },
  "the strict form": {
    text: "FROM node:22.11.0\nCOPY package-lock.json yarn.lock ./\nRUN npm ci && yarn install --frozen-lockfile",
  },
  "a lock file that comes later": { text: "FROM node:22.11.0\nRUN npm install\nCOPY package-lock.json ./" },
});
