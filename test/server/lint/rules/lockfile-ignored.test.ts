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
    ^^^^^^^^^^^ package-lock.json is copied, but this command may ignore it: write npm ci`,
    fixed: `
FROM node:22.11.0
COPY package*.json ./
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
  "no lock file is copied": { text: "FROM node:22.11.0\nCOPY package.json ./\nRUN npm install" },
  "a whole folder does not tell": { text: "FROM node:22.11.0\nCOPY . .\nRUN npm install" },
  "the strict form": {
    text: "FROM node:22.11.0\nCOPY package-lock.json yarn.lock ./\nRUN npm ci && yarn install --frozen-lockfile",
  },
  "a lock file that comes later": { text: "FROM node:22.11.0\nRUN npm install\nCOPY package-lock.json ./" },
});
