import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { lifeCycles } from "../../../../server/src/knowledge/distros/life-cycle-table.ts";
import { seriesOf, wayOut } from "../../../../server/src/knowledge/distros/life-cycles.ts";
import { releasesOf } from "../../../../server/src/knowledge/distros/releases.ts";
import { parseReference } from "../../../../server/src/knowledge/image-reference.ts";

const rows: Readonly<Record<string, string>> = {
  "debian:12.11-slim": "Debian 12",
  "debian:buster-20230411": "Debian 10",
  "debian:stable": "",
  debian: "",
  "ubuntu:20.04": "Ubuntu 20.04",
  "ubuntu:noble-20240904.1": "Ubuntu 24.04",
  "alpine:3.15.4": "Alpine Linux 3.15",
  "alpine:edge": "",
  "fedora:41": "Fedora 41",
  "centos:7.9.2009": "CentOS Linux 7",
  "centos:centos7": "CentOS Linux 7",
  "quay.io/centos/centos:stream9": "CentOS Stream 9",
  "rockylinux/rockylinux:9.4": "Rocky Linux 9",
  "registry.access.redhat.com/ubi8/ubi:8.10": "Red Hat Enterprise Linux 8",
  "registry.access.redhat.com/ubi9-minimal": "Red Hat Enterprise Linux 9",
  "redhat/ubi9-minimal:9.5": "Red Hat Enterprise Linux 9",
  "quay.io/fedora/fedora-minimal:42": "Fedora 42",
  "quay.io/rockylinux/rockylinux:9-ubi": "Rocky Linux 9",
  "quay.io/almalinuxorg/almalinux:8": "AlmaLinux 8",
  "registry.opensuse.org/opensuse/leap:15.5": "openSUSE Leap 15.5",
  "amazonlinux:2": "Amazon Linux 2",
  "amazonlinux:2023.5.20240708.0": "Amazon Linux 2023",
  "opensuse/leap:15.5": "openSUSE Leap 15.5",
  "node:18-bullseye-slim": "Node.js 18, Debian 11",
  "python:3.12": "Python 3.12",
  "python:3.8.19-alpine3.18": "Python 3.8, Alpine Linux 3.18",
  "golang:1.22.3-alpine": "Go 1.22",
  "eclipse-temurin:17-jre-focal": "Eclipse Temurin 17, Ubuntu 20.04",
  "eclipse-temurin:8u392-b08-jdk": "Eclipse Temurin 8",
  "amazoncorretto:11-alpine3.18": "Amazon Corretto 11, Alpine Linux 3.18",
  "mcr.microsoft.com/dotnet/sdk:6.0-bullseye-slim": ".NET 6, Debian 11",
  "mcr.microsoft.com/dotnet/aspnet:5.0.17": ".NET 5",
  "mcr.microsoft.com/dotnet/core/sdk:3.1": ".NET 3.1",
  "mcr.microsoft.com/dotnet/runtime:10.0-alpine": ".NET 10",
  "mcr.microsoft.com/dotnet/framework/sdk:4.8": "",
  "nginx:1.27.1-alpine3.20-slim": "nginx 1.27, Alpine Linux 3.20",
  "nginx:1.31": "nginx 1.31",
  "nginx:1.32": "",
  "java:8-jre-alpine": "Docker's Java 8",
  "openjdk:8-jre-alpine3.9": "Docker's OpenJDK 8, Alpine Linux 3.9",
  "microsoft/dotnet:2.1-sdk": ".NET 2.1",
  "elixir:1.14.5-alpine": "Elixir 1.14",
  "hexpm/elixir:1.14.5-erlang-25.3.2-debian-bullseye-20230612-slim": "Elixir 1.14, Debian 11",
  "osrf/ros:noetic-desktop-focal": "ROS noetic, Ubuntu 20.04",
  "osrf/ros:kinetic-desktop-jessie": "ROS kinetic, Debian 8",
  "osrf/ros2:nightly-focal": "",
  "erlang:25.3": "Erlang/OTP 25",
  "perl:5.36-slim-bookworm": "Perl 5.36, Debian 12",
  "golang:1.9.2": "Go 1.9",
  "ubuntu:precise": "Ubuntu 12.04",
  "public.ecr.aws/docker/library/node:16-alpine": "Node.js 16",
  "mirror.gcr.io/library/python:3.8": "Python 3.8",
  "registry.example/team/app:1-buster": "",
  "node:lts": "",
  "python:2-slim-buster": "Python 2.7, Debian 10",
  "python:3": "",
  "php:5": "PHP 5.6",
  "node:22.x": "Node.js 22",
  "arm32v7/ruby:3.2-slim-bookworm": "Ruby 3.2, Debian 12",
  "arm64v8/debian:stretch": "Debian 9",
  "registry.example/arm64v8/debian:stretch": "",
  "nvidia/cuda:9.0-devel-ubuntu16.04": "Ubuntu 16.04",
  "nvidia/cuda:12.4.1-base-rockylinux8": "Rocky Linux 8",
  "nvcr.io/nvidia/cuda:11.8.0-runtime-ubi8": "Red Hat Enterprise Linux 8",
  "nvidia/cuda:10.2-base-centos7": "CentOS Linux 7",
  "nvidia/opencl:runtime-ubuntu16.04": "Ubuntu 16.04",
  "nvcr.io/nvidia/cudagl:11.4.2-base-ubuntu20.04": "Ubuntu 20.04",
  "quay.io/fedora/s2i-base:42": "Fedora 42",
  "mcr.microsoft.com/devcontainers/base:buster": "Debian 10",
  "mcr.microsoft.com/mirror/docker/library/alpine:3.16": "Alpine Linux 3.16",
  "index.docker.io/library/debian:10": "Debian 10",
  "ghcr.io/oracle/oraclelinux:7": "Oracle Linux 7",
  "mcr.microsoft.com/vscode/devcontainers/ruby:3.1-bullseye": "Debian 11",
  "golang:alpine3.20": "Alpine Linux 3.20",
  "node:alpine": "",
  "python:buster": "Debian 10",
  "php:fpm-alpine3.18": "Alpine Linux 3.18",
  "buildpack-deps:buster-curl": "Debian 10",
  "ros:kinetic-ros-base-xenial": "ROS kinetic, Ubuntu 16.04",
  "ros:lunar-ros-core-stretch": "ROS lunar, Debian 9",
  "ros:kinetic": "ROS kinetic",
  "ros:latest": "",
  "buildpack-deps:focal-curl": "Ubuntu 20.04",
  "mcr.microsoft.com/powershell:alpine-3.20": "Alpine Linux 3.20",
  "mcr.microsoft.com/powershell:7.2-alpine-3.14-20230808": "Alpine Linux 3.14",
  "mcr.microsoft.com/powershell:ubuntu-18.04": "Ubuntu 18.04",
  "mcr.microsoft.com/powershell:lts-debian-buster-slim": "Debian 10",
  "mcr.microsoft.com/powershell:7.1.3-debian-10": "Debian 10",
  "mcr.microsoft.com/powershell:fedora-28": "Fedora 28",
  "mcr.microsoft.com/powershell:centos-7": "CentOS Linux 7",
  "mcr.microsoft.com/powershell:nanoserver-1803": "Windows Server 1803",
  "mcr.microsoft.com/powershell:nanoserver-1809": "",
  "mcr.microsoft.com/vscode/devcontainers/cpp:0-debian-11": "Debian 11",
  "hexpm/elixir:1.15.7-erlang-26.1.2-alpine-3.18.4": "Elixir 1.15, Alpine Linux 3.18",
  "python:3.13-alpine-20240912": "Python 3.13",
  "registry.example/app:alpine-3.14": "",
  "postgres:13.9": "PostgreSQL 13",
  "postgres:9-alpine3.15": "PostgreSQL 9.6, Alpine Linux 3.15",
  "postgres:13beta1": "",
  "mysql:5.7.44-debian": "MySQL 5.7",
  "mysql:8": "MySQL 8.4",
  "mysql:8.0": "MySQL 8.0",
  "mariadb:10.6.4-focal": "MariaDB 10.6, Ubuntu 20.04",
  "mariadb:10.1": "MariaDB 10.1",
  "mariadb:10": "MariaDB 10.11",
  "mongo:5": "MongoDB 5.0",
  "mongo:8": "",
  "mongo:7.3": "",
  "redis:6-alpine": "Redis 6.2",
  "tomcat:8-jre8": "Apache Tomcat 8.5",
  "tomcat:10.1.34-jdk21-temurin-noble": "Apache Tomcat 10.1, Ubuntu 24.04",
  "tomcat:11": "",
  "rabbitmq:3-management-alpine": "RabbitMQ 3.13",
  "haproxy:2.4.22": "HAProxy 2.4",
  "docker.elastic.co/elasticsearch/elasticsearch:7.17.9": "Elasticsearch 7",
  "elasticsearch:8.2.3": "",
  "cassandra:3": "Apache Cassandra 3.11",
  "drupal:9.5.11-php8.1-fpm-alpine": "Drupal 9.5",
  "nextcloud:25.0.3-apache": "Nextcloud 25",
  "docker:20.10.17-dind-alpine3.16": "Docker Engine 20.10, Alpine Linux 3.16",
  "docker:dind": "",
  "ros:melodic-ros-base": "ROS melodic",
  "redis:5.0.14-alpine3.15": "Redis 5.0, Alpine Linux 3.15",
  "postgis/postgis:13-3.1": "PostgreSQL 13",
  "postgis/postgis:9.6-2.5-alpine": "PostgreSQL 9.6",
  "mcr.microsoft.com/windows/nanoserver:sac2016": "Windows Server sac2016",
  "mcr.microsoft.com/windows/servercore:20H2-amd64": "Windows Server 20H2",
  "mcr.microsoft.com/windows/servercore:ltsc2019": "",
  "mcr.microsoft.com/windows:1903": "Windows Server 1903",
  "microsoft/windowsservercore:1709": "Windows Server 1709",
  "mcr.microsoft.com/dotnet/sdk:5.0-nanoserver-1909": ".NET 5, Windows Server 1909",
  "golang:windowsservercore-1803": "Windows Server 1803",
  "ubuntu:vivid": "Ubuntu 15.04",
  "node:carbon-alpine": "Node.js 8",
  "node:0.12-slim": "Node.js 0.12",
  "mhart/alpine-node:10.15.3": "Node.js 10",
  "openjdk:8u342-jdk": "Docker's OpenJDK 8",
  "openjdk:13-jdk-alpine": "Docker's OpenJDK 13",
  "openjdk:latest": "",
  "java:openjdk-7u79-jre": "Docker's Java 7",
  "java:jre-alpine": "Docker's Java 8",
  java: "Docker's Java 8",
  centos: "CentOS Linux 8",
  "centos:latest": "CentOS Linux 8",
  "centos:99": "",
  "centos@sha256:1e42bbe2508154c9126d48c2b8a75420c3544343bf86fd041fb7527e017a4b4a": "",
  "centos:7@sha256:1e42bbe2508154c9126d48c2b8a75420c3544343bf86fd041fb7527e017a4b4a": "CentOS Linux 7",
  "quay.io/centos/centos": "",
  "amazonlinux:1": "Amazon Linux 1",
  "gliderlabs/alpine:3.4": "Alpine Linux 3.4",
  "bitnami/minideb:buster": "Debian 10",
  "phusion/baseimage:0.9.18": "Phusion's baseimage 0.9",
  "phusion/baseimage:focal-1.2.0": "Ubuntu 20.04",
  "phusion/baseimage": "",
  "baseimage:0.9.18": "",
  "leap:15.3": "",
  "rhel:7": "",
  "windows:1903": "",
  "dotnet:5.0": "",
  "microsoft/aspnetcore-build:2.0": ".NET 2.0",
};

describe("the series that an image is made of", () => {
  for (const [image, expected] of Object.entries(rows)) {
    it(`${image}: ${expected || "not known"}`, () => {
      const reference = parseReference(image);
      assert.ok(reference !== undefined);
      const found = releasesOf(reference).map(({ cycle, series }) => `${cycle.title} ${series.name}`);
      assert.equal(found.join(", "), expected);
    });
  }
});

describe("life cycles", () => {
  it("list every series from new to old, with a date that exists", () => {
    for (const { title, series } of Object.values(lifeCycles)) {
      assert.ok(series.length > 1, title);
      for (const { name, end } of series) {
        // Releases of ROS have names alone.
        assert.match(name, title === "ROS" ? /^[a-z]+$/ : /^(?:\d+(?:\.\d+)?|20H2|(?:ltsc|sac)\d{4})$/, title);
        if (end !== undefined) assert.equal(new Date(end).toISOString().slice(0, 10), end, `${title} ${name}`);
      }
      assert.equal(new Set(series.map(({ name }) => name)).size, series.length, title);
    }
  });

  it("name the smallest step to a series that is supported", () => {
    const { debian, node, centos } = lifeCycles;
    const buster = seriesOf(debian, "buster");
    const node18 = seriesOf(node, "18");
    const centos7 = seriesOf(centos, "7");
    assert.ok(buster !== undefined && node18 !== undefined && centos7 !== undefined);
    assert.equal(wayOut(debian, buster, "2026-06-15"), "Debian 11 or later");
    assert.equal(wayOut(debian, buster, "2026-12-01"), "Debian 12 or later");
    assert.equal(wayOut(node, node18, "2026-06-15"), "Node.js 22 or later");
    assert.equal(wayOut(debian, buster, "2050-01-01"), "a newer Debian");
    assert.equal(wayOut(centos, centos7, "2026-06-15"), undefined);
  });
});
