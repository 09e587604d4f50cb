import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { baseOf } from "../../../../../server/src/lint/lookups/base-of.ts";
import { packagesOf } from "../../../../../server/src/lint/lookups/packages/package-at.ts";
import { pythonOf } from "../../../../../server/src/lint/lookups/packages/python-of.ts";
import { buildModel } from "../../../../../server/src/model/build.ts";
import { SETUP } from "../../../../harness/lookup-table.ts";

/** The runtime that is asked for with the last package of a file; `image`: the base image is asked for it. */
function pythonIn(text: string): string {
  const placed = [...packagesOf(buildModel(text.replace(/^\n/, "")))].at(-1);
  assert.ok(placed !== undefined, "nothing is installed");
  const { runtime } = pythonOf(placed.install, placed.stage, baseOf(placed.stage, SETUP)?.reference);
  return runtime === undefined ? "image" : (runtime.version ?? "not known");
}

function table(title: string, rows: readonly (readonly [text: string, python: string])[]): void {
  describe(title, () => {
    for (const [text, python] of rows)
      it(`${text.trim().replaceAll("\n", " | ")} → ${python}`, () => assert.equal(pythonIn(text), python));
  });
}

/** A package of Python behind the lines that are given. */
const behind = (lines: string, install = "RUN pip3 install numpy") => `${lines}\n${install}\n`;

table("the command's own words come first", [
  ["FROM python:3.9\nRUN python3.8 -m pip install numpy\n", "3.8"],
  ["FROM centos:7\nRUN python3.6 -m pip install numpy\n", "3.6"],
  ["FROM python:3.9\nARG V\nRUN python$V -m pip install numpy\n", "not known"],
  ["FROM ubuntu:22.04\nRUN pip3.11 install numpy\n", "3.11"],
  ["FROM ubuntu:22.04\nRUN pip-3.9 install numpy\n", "3.9"],
  ["FROM ubuntu:22.04\nRUN /opt/any/bin/python3.12 -m pip install numpy\n", "3.12"],
  ["FROM ubuntu:18.04\nRUN pip2 install numpy\n", "2.7"],
  ["FROM ubuntu:22.04\nRUN uv pip install --system --python 3.11 numpy\n", "3.11"],
  ["FROM ubuntu:22.04\nRUN uv tool install -p python3.12 ruff\n", "3.12"],
  ["FROM ubuntu:22.04\nRUN uvx --python=cpython@3.13.1 ruff\n", "3.13"],
  ["FROM ubuntu:22.04\nRUN pip3 install --python-version 3.7 --target x --only-binary=:all: numpy\n", "3.7"],
  ["FROM debian:12\nRUN pipx install --python /usr/bin/python3.11 black\n", "3.11"],
  ["FROM debian:12\nRUN uv pip install --python $WHICH numpy\n", "not known"],
  ["FROM python:3.12\nENV UV_PYTHON=3.10\nRUN uv pip install numpy\n", "3.10"],
  ["FROM python:3.12 AS base\nARG UV_PYTHON=3.10\nFROM base\nRUN uv pip install numpy\n", "3.10"],
  ["FROM python:3.12\nARG UV_PYTHON\nRUN uv pip install numpy\n", "not known"],
  ["FROM python:3.12\nRUN UV_PYTHON=3.10 uv pip install numpy\n", "3.10"],
  ["FROM python:3.12\nENV V=3.10\nRUN uv pip install --python=${V} numpy\n", "3.10"],
  ["FROM python:3.12\nRUN UV_PYTHON=$(cat version) uv pip install numpy\n", "not known"],
  ["FROM python:3.12\nRUN export UV_PYTHON=3.10 && uv pip install numpy\n", "not known"],
  ["FROM python:3.12\nRUN uv pip install numpy\nENV UV_PYTHON=3.10\n", "image"],
  ["FROM python:3.12\nENV V=3.10\nRUN python$V -m pip install numpy\n", "3.10"],
]);

it("is not known in a stage of more than 1,000 RUNs, which each command would look through", () => {
  assert.equal(pythonIn(behind(`FROM python:3.12${"\nRUN make".repeat(999)}`)), "image");
  assert.equal(pythonIn(behind(`FROM python:3.12${"\nRUN make".repeat(1000)}`)), "not known");
});

table("an image that is made for Python says which it has", [
  ["FROM python:3.12-slim\nRUN pip install numpy\n", "image"],
  ["FROM python:3\nRUN python -m pip install numpy\n", "image"],
  ["FROM registry.access.redhat.com/ubi9/python-311:1\nRUN pip install numpy\n", "image"],
  ["FROM ghcr.io/astral-sh/uv:python3.12-bookworm\nRUN uv tool install ruff\n", "image"],
  [
    "FROM python:3.12\nRUN apt-get install -y python3-dev && curl -sSL https://get.example/install.sh | sh\nRUN pip install numpy\n",
    "image",
  ],
  ["FROM python:3.12\nRUN /usr/bin/python3 -m pip install numpy\n", "not known"],
  [
    "FROM python:3.12\nRUN uv venv --python 3.12 /opt/venv\nENV PATH=/opt/venv/bin:$PATH\nRUN uv pip install numpy\n",
    "image",
  ],
  [
    "FROM python:3.12\nRUN uv venv --python 3.11 /opt/venv\nENV PATH=/opt/venv/bin:$PATH\nRUN uv pip install numpy\n",
    "not known",
  ],
  ["FROM python:3.12\nRUN uv add numpy\n", "not known"],
  ["FROM python:3.12\nRUN uv venv -p 3.11\nRUN uv pip install numpy\n", "not known"],
  ["FROM python:3.12\nRUN uv venv -p 3.12\nRUN uv pip install numpy\n", "image"],
  ["FROM python:3.12\nRUN UV_PYTHON=3.11 uv venv\nRUN uv pip install numpy\n", "not known"],
  ["FROM python:3\nRUN apt-get install -y python3.11\nRUN pip install numpy\n", "not known"],
]);

table("the distribution's own Python, where its image is certain", [
  [behind("FROM ubuntu:22.04\nRUN apt-get update && apt-get install -y python3-pip"), "3.10"],
  [behind("FROM debian:bookworm-slim\nRUN apt-get install -y python3-pip"), "3.11"],
  [behind("FROM alpine:3.19\nRUN apk add --no-cache py3-pip", "RUN pip install numpy"), "3.11"],
  [behind("FROM rockylinux:9\nRUN dnf install -y python3-pip"), "3.9"],
  [behind("FROM centos:7\nRUN yum install -y python3-pip"), "3.6"],
  [behind("FROM registry.access.redhat.com/ubi8/ubi-minimal\nRUN microdnf install python3-pip"), "3.6"],
  [behind("FROM fedora:41\nRUN dnf install -y pip"), "3.13"],
  [behind("FROM amazonlinux:2023\nRUN dnf install -y python3-pip"), "3.9"],
  [behind("FROM nvidia/cuda:12.4.1-devel-ubuntu22.04\nRUN apt-get install -y python3-pip"), "3.10"],
  [behind("FROM node:20-bookworm\nRUN apt-get install -y python3-pip"), "3.11"],
  [behind("FROM ubuntu:22.04 AS base\nRUN apt-get install -y python3-pip\nFROM base"), "3.10"],
  [behind("FROM ubuntu:22.04\nRUN apt-get install -y python3.10-dev python3-pip"), "3.10"],
  [
    behind(
      "FROM debian:12\nRUN sed -i 's/archive.example/mirror.example/g' /etc/apt/sources.list\nRUN apt-get install -y python3-pip",
    ),
    "3.11",
  ],
  [behind("FROM debian:12\nCOPY --from=composer /usr/bin/composer /usr/local/bin/composer"), "3.11"],
  [behind("FROM debian:12\nENV PATH=/root/.local/bin:$PATH"), "3.11"],
  [behind("FROM debian:12\nENV PATH=$PATH:/opt/tool/bin"), "3.11"],
  [behind("FROM debian:12\nENV PATH=/usr/local/bin:/usr/bin:/bin"), "3.11"],
  [behind("FROM debian:12\nRUN apt-get install -y python3-pip", "RUN uv pip install --system numpy"), "3.11"],
  [behind("FROM debian:12", "RUN uv tool install ruff"), "not known"],
]);

table("a virtual environment of the own Python is that Python", [
  [behind("FROM debian:12\nRUN python3 -m venv /opt/venv", "RUN /opt/venv/bin/pip install numpy"), "3.11"],
  [
    behind(
      'FROM debian:12\nENV VIRTUAL_ENV=/opt/venv\nRUN python3 -m venv $VIRTUAL_ENV\nENV PATH="$VIRTUAL_ENV/bin:$PATH"',
      "RUN pip install numpy",
    ),
    "3.11",
  ],
  [
    behind("FROM debian:12\nRUN python3 -m venv /opt/venv", "RUN . /opt/venv/bin/activate && pip install numpy"),
    "3.11",
  ],
  [
    behind("FROM debian:12\nRUN python3 -m venv /opt/venv", "RUN export PATH=/opt/venv/bin:$PATH && pip install numpy"),
    "3.11",
  ],
  [behind("FROM debian:12\nRUN python3 -m venv /opt/venv", "RUN PATH=/opt/venv/bin:$PATH pip install numpy"), "3.11"],
  [behind("FROM debian:12\nRUN python3 -m venv ./venv/", "RUN ./venv/bin/pip install numpy"), "3.11"],
  [behind("FROM debian:12\nRUN uv venv", "RUN . .venv/bin/activate && pip install numpy"), "3.11"],
  [behind("FROM debian:12\nRUN python3 -m virtualenv /opt/venv", "RUN /opt/venv/bin/pip install numpy"), "3.11"],
  [behind("FROM debian:12\nRUN python3.11 -m venv /opt/venv", "RUN /opt/venv/bin/pip install numpy"), "3.11"],
  [behind("FROM debian:12\nRUN python3 -m compileall /opt/venv", "RUN /opt/venv/bin/pip install numpy"), "not known"],
  [
    behind("FROM debian:12\nRUN /opt/py/bin/python3 -m venv /opt/venv", "RUN /opt/venv/bin/pip install numpy"),
    "not known",
  ],
  [behind("FROM debian:12", "RUN /opt/venv/bin/pip install numpy && python3 -m venv /opt/venv"), "not known"],
  [behind("FROM debian:12\nRUN virtualenv --version", "RUN /opt/venv/bin/pip install numpy"), "not known"],
  [
    behind(
      "FROM debian:12\nRUN python3 -m venv /opt/venv\nRUN uv pip install --python /opt/venv/bin/python wheel",
      "RUN /opt/venv/bin/pip install numpy",
    ),
    "3.11",
  ],
  [behind("FROM debian:12\nRUN virtualenv -p python3.9 /opt/venv", "RUN /opt/venv/bin/pip install numpy"), "not known"],
  [behind("FROM debian:12\nENV PATH=/opt/venv/bin:$PATH"), "not known"],
  [behind("FROM debian:12", "RUN . /opt/venv/bin/activate && pip install numpy"), "not known"],
  [behind("FROM debian:12", "RUN PATH=/opt/other/bin:$PATH pip install numpy"), "not known"],
  [behind("FROM debian:12", "RUN export PATH=/opt/other/bin:$PATH && pip install numpy"), "not known"],
  [behind("FROM debian:12", "RUN /opt/other/bin/pip install numpy"), "not known"],
]);

table("so is the one that the command names by its program", [
  [
    behind(
      "FROM debian:12\nRUN apt-get install -y python3-venv && python3 -m venv /opt/venv",
      "RUN uv pip install --python /opt/venv/bin/python numpy",
    ),
    "3.11",
  ],
  [behind("FROM python:3.12", "RUN uv pip install --python=/usr/local/bin/python3 numpy"), "image"],
  [behind("FROM python:3.12", "RUN uv pip install --python=python3 numpy"), "image"],
  [
    behind(
      "FROM debian:12\nRUN python3 -m venv /opt/venv && uv pip install --python /opt/venv wheel",
      "RUN /opt/venv/bin/pip install numpy",
    ),
    "3.11",
  ],
  [behind("FROM python:3.12", "RUN uv pip install --python=/usr/bin/python3 numpy"), "not known"],
  [behind("FROM python:3.12", "RUN uv pip install --python=$(which python) numpy"), "not known"],
]);

table("running a program of the own Python changes nothing", [
  [behind("FROM python:3.12\nRUN uv run python -V"), "image"],
  [behind("FROM debian:12\nRUN update-alternatives --install /usr/bin/cc cc /usr/bin/gcc 1"), "3.11"],
  [behind("FROM debian:12\nRUN make python"), "3.11"],
  [behind("FROM debian:12\nRUN PATH=/opt/other/bin:$PATH make"), "3.11"],
]);

table("what is done behind the command changes nothing", [
  [behind("FROM debian:12", "RUN pip3 install numpy\nRUN pyenv install 3.12"), "3.11"],
  [behind("FROM debian:12", "RUN pip3 install numpy && pyenv install 3.12"), "3.11"],
  [behind("FROM debian:12", "RUN pip3 install numpy\nENV PATH=/opt/other/bin:$PATH"), "3.11"],
  [behind("FROM debian:12", "RUN pip3 install numpy\nCOPY --from=any /usr /usr"), "3.11"],
]);

table("what is no program of Python changes nothing", [
  [behind("FROM debian:12\nCOPY python3.12 requirements.txt /usr/bin/"), "3.11"],
  [behind("FROM debian:12\nCOPY --from=any /out/tool /usr/local/bin/"), "3.11"],
  [behind("FROM debian:12\nENV PATH=${PATH}:/opt/other/bin"), "3.11"],
  [behind("FROM debian:12\nENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"), "3.11"],
]);

table("behind what may bring another Python it is not known", [
  [behind("FROM rockylinux:8\nRUN dnf install -y python39"), "not known"],
  [behind("FROM ubuntu:22.04\nRUN apt-get install -y python3.11"), "not known"],
  [behind("FROM ubuntu:22.04\nRUN add-apt-repository ppa:deadsnakes/ppa"), "not known"],
  [
    behind(
      "FROM debian:12\nRUN echo deb https://archive.example/debian trixie main > /etc/apt/sources.list.d/more.list",
    ),
    "not known",
  ],
  [behind("FROM debian:12\nRUN sed -i 's/bookworm/trixie/' /etc/apt/sources.list"), "not known"],
  [behind("FROM debian:12\nRUN curl https://get.example/setup.sh | bash"), "not known"],
  [behind("FROM debian:12\nCOPY --from=python:3.12 /usr/local /usr/local"), "not known"],
  [behind("FROM python:3.9 AS any\nFROM debian:12\nCOPY --from=any /usr/local/bin /usr/local/bin"), "not known"],
  [behind("FROM debian:12\nCOPY --from=any /opt/py/bin /opt/py/bin"), "not known"],
  [behind("FROM debian:12\nCOPY --from=any /out/ /"), "not known"],
  [behind("FROM debian:12\nCOPY --from=any /out/lib/python3.12 /out/lib/"), "not known"],
  [behind("FROM debian:12\nCOPY --from=any /out/python3 /out/"), "not known"],
  [behind("FROM debian:12\nCOPY --from=conda/miniconda3 /opt/a /opt/b"), "not known"],
  [behind("FROM debian:12\nENV PYENV_ROOT=/opt/pyenv"), "not known"],
  [behind("FROM debian:12\nARG P=python3.12\nRUN ln -sf /opt/$P /usr/bin/python3"), "not known"],
  [behind("FROM debian:12", 'RUN ["env", "PATH=/opt/other/bin:/bin", "pip3", "install", "numpy"]'), "not known"],
  [behind("FROM debian:12", "RUN bash -c 'source /opt/other/bin/activate && pip3 install numpy'"), "not known"],
  [behind("FROM debian:12\nRUN curl https://pyenv.example | sh"), "not known"],
  [behind("FROM debian:12\nRUN uv python install 3.13"), "not known"],
  [behind("FROM debian:12\nRUN uv pip install --python /opt/other/bin/python3 wheel"), "not known"],
  [behind("FROM debian:12\nRUN update-alternatives --install /usr/bin/python3 python3 /opt/x/python 1"), "not known"],
  [behind("FROM debian:12\nARG V=3.13\nRUN curl -O https://archive.example/Python-$V.tgz"), "not known"],
  [behind("FROM debian:12\nENV PKGS='python3.12 git'\nRUN apt-get install -y $PKGS"), "not known"],
  [behind("FROM debian:12\nENV PATH=/opt/python/bin:$PATH"), "not known"],
  [behind("FROM alpine:3.19\nRUN apk add --repository=https://edge.example/main py3-pip"), "not known"],
  [behind("FROM rockylinux:8 AS base\nRUN dnf install -y python39\nFROM base"), "not known"],
]);

table("so it is where packages or variables are not known", [
  [behind("FROM rockylinux:8\nARG MORE\nRUN dnf install -y $MORE"), "not known"],
  [behind("FROM debian:12\nARG MORE\nRUN apt-get install -y $MORE python3-pip"), "3.11"],
  [behind("FROM alpine:3.19\nRUN sed -i 's/v3.19/v3.20/' /etc/apk/repositories"), "not known"],
  [
    behind(
      "FROM alpine:3.19\nRUN sed -i 's#archive.example/alpine/v3.19#archive.example/alpine/v3.20#' /etc/apk/repositories",
    ),
    "not known",
  ],
  [behind("FROM debian:12\nENV PATH=$HOME/.local/bin:$PATH"), "3.11"],
  [behind("FROM debian:12\nENV PATH=$TOOLS/bin:$PATH"), "not known"],
  [behind("FROM debian:12\nRUN echo the secondary step"), "3.11"],
]);

table("without its number it may be Python 2", [
  [behind("FROM centos:7", "RUN pip install numpy"), "not known"],
  [behind("FROM ubuntu:18.04\nRUN apt-get install -y python-pip", "RUN pip install numpy"), "not known"],
  [behind("FROM ubuntu:18.04\nRUN apt-get install -y python-pip python3-pip"), "3.6"],
  [
    behind("FROM debian:12\nRUN apt-get install -y python-is-python3 python3-pip", "RUN python -m pip install numpy"),
    "3.11",
  ],
]);

table("other images are asked themselves", [
  [behind("FROM company.example/base:1"), "image"],
  [behind("FROM ubuntu:latest"), "image"],
  [behind("FROM pypy:3.10-bookworm"), "image"],
  [behind("FROM continuumio/miniconda3:24.1.2-0"), "image"],
  [behind("FROM company.example/base:1\nRUN pyenv install 3.12"), "not known"],
]);
