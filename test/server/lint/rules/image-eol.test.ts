import { rule } from "../../../../server/src/lint/rules/image-eol.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

ruleTable(rule, {
  "a distribution past its end": {
    text: `
FROM debian:10.13-slim
            ^^^^^^^^^^ debian:10.13-slim holds Debian 10 (buster), which has had no updates since 2024-06-30: move to Debian 11 or later`,
    severity: "info",
  },
  "the day decides": { text: "FROM debian:10.13", options: { today: "2024-06-30" } },
  "a language past its end": {
    text: `
FROM python:3.8.19
            ^^^^^^ python:3.8.19 holds Python 3.8, which has had no updates since 2024-10-07: move to Python 3.10 or later`,
  },
  "a language that is supported on a distribution that is not": {
    text: `
FROM ruby:3.4.1-buster
          ^^^^^^^^^^^^ ruby:3.4.1-buster holds Debian 10 (buster), which has had no updates since 2024-06-30: move to Debian 11 or later`,
  },
  ".NET under both of its names": {
    text: `
FROM mcr.microsoft.com/dotnet/core/sdk:3.1 AS build
                                       ^^^ mcr.microsoft.com/dotnet/core/sdk:3.1 holds .NET Core 3.1, which has had no updates since 2022-12-13: move to .NET 8 or later
FROM mcr.microsoft.com/dotnet/aspnet:5.0
                                     ^^^ mcr.microsoft.com/dotnet/aspnet:5.0 holds .NET 5, which has had no updates since 2022-05-10: move to .NET 8 or later
COPY --from=build /app /app`,
  },
  "an image that was given up": {
    text: `
FROM openjdk:11.0.16-jre-slim
             ^^^^^^^^^^^^^^^^ openjdk:11.0.16-jre-slim holds Docker's OpenJDK 11, which has had no updates since 2022-07-31: move to eclipse-temurin
FROM eclipse-temurin:11.0.28_6-jre
FROM openjdk:27-ea`,
  },
  "a web server": {
    text: `
FROM nginx:1.13-alpine AS web
           ^^^^^^^^^^^ nginx:1.13-alpine holds nginx 1.13, which has had no updates since 2018-06-05: move to nginx 1.30 or later
FROM nginx:1.29.8
           ^^^^^^ nginx:1.29.8 holds nginx 1.29, which has had no updates since 2026-05-13: move to nginx 1.30 or later
FROM nginxinc/nginx-unprivileged:1.30
COPY --from=web /app /app`,
  },
  "a platform whose releases have names alone": {
    text: `
FROM ros:noetic
         ^^^^^^ ros:noetic holds ROS noetic, which has had no updates since 2025-05-01: move to ROS humble or later
FROM osrf/ros:jazzy-desktop`,
  },
  "the newest series that the table has": {
    text: `
FROM eclipse-temurin:26-jre
                     ^^^^^^ eclipse-temurin:26-jre holds Eclipse Temurin 26, which has had no updates since 2026-09-15: move to a newer Eclipse Temurin`,
    options: { today: "2026-12-01" },
  },
  "a distribution that is the whole tag": {
    text: `
FROM golang:alpine3.19
            ^^^^^^^^^^ golang:alpine3.19 holds Alpine Linux 3.19, which has had no updates since 2025-11-01: move to Alpine Linux 3.21 or later`,
  },
  "a distribution with a hyphen in front of its version": {
    text: `
FROM mcr.microsoft.com/powershell:7.2-alpine-3.14
                                  ^^^^^^^^^^^^^^^ mcr.microsoft.com/powershell:7.2-alpine-3.14 holds Alpine Linux 3.14, which has had no updates since 2023-05-01: move to Alpine Linux 3.21 or later`,
  },
  "a release of Windows Server": {
    text: `
FROM mcr.microsoft.com/windows/nanoserver:1903
                                          ^^^^ mcr.microsoft.com/windows/nanoserver:1903 holds Windows Server 1903, which has had no updates since 2020-12-08: move to Windows Server ltsc2022 or later`,
  },
  "a product that has ended altogether": {
    text: `
FROM centos:7
            ^ centos:7 holds CentOS Linux 7, which has had no updates since 2024-06-30: move to another image`,
  },
  "an image that was given up, without a tag": {
    text: `
FROM centos
     ^^^^^^ centos holds CentOS Linux 8, which has had no updates since 2021-12-31: move to another image
FROM debian`,
  },
  "a code name": {
    text: `
FROM node:carbon-slim
          ^^^^^^^^^^^ node:carbon-slim holds Node.js 8 (carbon), which has had no updates since 2019-12-31: move to Node.js 22 or later`,
  },
  "an image that is built on a release of another": {
    text: `
FROM phusion/baseimage:0.9.22
                       ^^^^^^ phusion/baseimage:0.9.22 holds Phusion's baseimage 0.9, which has had no updates since 2021-04-30: move to one of a newer Ubuntu`,
  },
  "a tag beside a digest still tells the series": {
    text: `
FROM alpine:3.15@sha256:1e42bbe2508154c9126d48c2b8a75420c3544343bf86fd041fb7527e017a4b4a
            ^^^^ alpine:3.15 holds Alpine Linux 3.15, which has had no updates since 2023-11-01: move to Alpine Linux 3.21 or later`,
  },
  "a product whose name holds its series": {
    text: `
FROM registry.access.redhat.com/ubi7/ubi-minimal
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ registry.access.redhat.com/ubi7/ubi-minimal holds Red Hat Enterprise Linux 7, which has had no updates since 2024-06-30: move to Red Hat Enterprise Linux 8 or later`,
  },
  "a series that is not in the table": { text: "FROM debian:99.1\nFROM node:current\nFROM debian:stable" },
  "an image of somebody else": { text: "FROM registry.example/debian:10" },
});
