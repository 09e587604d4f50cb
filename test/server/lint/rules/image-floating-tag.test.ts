import { rule } from "../../../../server/src/lint/rules/image-floating-tag.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

ruleTable(rule, {
  "a major version": {
    text: `
FROM node:22
          ^^ node:22 moves with every release: write the full version or add the digest`,
    severity: "hint",
  },
  "a minor version with a flavour": {
    text: `
FROM python:3.12-slim
            ^^^^^^^^^ python:3.12-slim moves with every release: write the full version or add the digest`,
  },
  "a code name": {
    text: `
FROM debian:bookworm
            ^^^^^^^^ debian:bookworm moves with every release: write a tag with its date or add the digest`,
  },
  "a channel": {
    text: `
FROM debian:stable
            ^^^^^^ debian:stable moves with every release: write a tag with its date or add the digest`,
  },
  "distributions whose version has no finer number have tags with a date": {
    text: `
FROM ubuntu:24.04
            ^^^^^ ubuntu:24.04 moves with every release: write a tag with its date or add the digest
FROM public.ecr.aws/docker/library/debian:12.11-slim
                                          ^^^^^^^^^^ public.ecr.aws/docker/library/debian:12.11-slim moves with every release: write a tag with its date or add the digest
FROM alpine:3.20
            ^^^^ alpine:3.20 moves with every release: write the full version or add the digest
FROM registry.example/ubuntu:24.04
                             ^^^^^ registry.example/ubuntu:24.04 can be pushed again: add the digest`,
  },
  "where no tag names a version only the digest helps": {
    text: `
FROM buildpack-deps:bookworm-scm
                    ^^^^^^^^^^^^ buildpack-deps:bookworm-scm moves with every release: add the digest, for its tags name no version
FROM gcr.io/distroless/static:nonroot
                              ^^^^^^^ gcr.io/distroless/static:nonroot moves with every release: add the digest, for its tags name no version
FROM registry.fedoraproject.org/fedora-minimal:42
                                               ^^ registry.fedoraproject.org/fedora-minimal:42 moves with every release: add the digest, for its tags name no version`,
  },
  "a release that is named after its month has no finer version": {
    text: `
FROM registry.example/app:25.04-py3
                          ^^^^^^^^^ registry.example/app:25.04-py3 can be pushed again: add the digest
FROM nvcr.io/nvidia/pytorch:25.12-py3
                            ^^^^^^^^^ nvcr.io/nvidia/pytorch:25.12-py3 can be pushed again: add the digest`,
  },
  "a version that may be a month is none": {
    text: `
FROM postgres:16.10
              ^^^^^ postgres:16.10 moves with every release: write the full version or add the digest
FROM registry.example/app:25.13
                          ^^^^^ registry.example/app:25.13 moves with every release: write the full version or add the digest
FROM nvcr.io/nvidia/cuda:12.10
                         ^^^^^ nvcr.io/nvidia/cuda:12.10 moves with every release: write the full version or add the digest
FROM registry.example/app:ubuntu-18.04
                          ^^^^^^^^^^^^ registry.example/app:ubuntu-18.04 moves with every release: write the full version or add the digest`,
  },
  "what will be a release": {
    text: `
FROM alpine:edge
            ^^^^ alpine:edge follows the development of the next release: name a release or add the digest
FROM debian:sid-slim
            ^^^^^^^^ debian:sid-slim follows the development of the next release: name a release or add the digest
FROM ros:rolling-ros-base
         ^^^^^^^^^^^^^^^^ ros:rolling-ros-base follows the development of the next release: name a release or add the digest
FROM ubuntu:rolling
            ^^^^^^^ ubuntu:rolling moves with every release: write a tag with its date or add the digest`,
  },
  "strict makes it a warning": {
    text: `
FROM node:22
          ^^ node:22 moves with every release: write the full version or add the digest`,
    options: { profile: "strict" },
    severity: "warning",
  },
  "a full version, a date and a build id are exact": {
    text: "FROM node:22.11.0-slim\nFROM ubuntu:noble-20240904\nFROM registry.example/app:sha-1a2b3c4",
  },
  "a digest settles it": {
    text: "FROM node:22@sha256:1e42bbe2508154c9126d48c2b8a75420c3544343bf86fd041fb7527e017a4b4a",
  },
  "what is no reference is a placeholder": { text: "FROM __REGISTRY__/app:__VERSION__\nFROM REPLACE-ME:22" },
  "latest and no tag have rules of their own": { text: "FROM node:latest\nFROM node" },
});
