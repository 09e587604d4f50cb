import { rule } from "../../../../server/src/lint/rules/pip-unpinned.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

ruleTable(rule, {
  "a range without quotes": {
    text: `
FROM python:3.12.7
RUN pip install six>=1.12.0
                ^^^ six has no version, since the shell takes >=1.12.0 as a redirection: put quotes around six>=1.12.0, or write six==VERSION
RUN sh -c "pip install requests[socks]>=2.0,<3"
                       ^^^^^^^^^^^^^^^ requests[socks] has no version, since the shell takes >=2.0,<3 as a redirection: put quotes around requests[socks]>=2.0,<3, or write requests[socks]==VERSION
RUN pip install six>=$SIX && pip install rich>="\${RICH}",<14
                ^^^ six has no version, since the shell takes >=$SIX as a redirection: put quotes around six>=$SIX, or write six==VERSION
                                         ^^^^ rich has no version, since the shell takes >="\${RICH}",<14 as a redirection: put quotes around rich>="\${RICH}",<14, or write rich==VERSION
RUN pip install flask>log.txt click>$LOG
                ^^^^^ flask has no version: write flask==VERSION
                              ^^^^^ click has no version: write click==VERSION`,
  },
  "quotes that are escaped stay outside": {
    text: `
FROM python:3.12.7
RUN sh -c "pip install \\"flask\\" --root=\\"/x y\\""
                         ^^^^^ flask has no version: write flask==VERSION
RUN ["sh", "-c", "pip install \\"flask\\""]
                                ^^^^^ flask has no version: write flask==VERSION`,
  },
  "pip, pip3, python -m pip, pipx and uv": {
    text: `
FROM python:3.12.7
RUN pip install flask
                ^^^^^ flask has no version: write flask==VERSION
RUN pip3 install --no-cache-dir flask
                                ^^^^^ flask has no version: write flask==VERSION
RUN python3 -m pip install flask
                           ^^^^^ flask has no version: write flask==VERSION
RUN pipx install poetry
                 ^^^^^^ poetry has no version: write poetry==VERSION
RUN uv pip install flask && uv tool install ruff
                   ^^^^^ flask has no version: write flask==VERSION
                                            ^^^^ ruff has no version: write ruff==VERSION`,
  },
  "extras are no version": {
    text: `
FROM python:3.12.7
RUN pip install 'uvicorn[standard]'
                ^^^^^^^^^^^^^^^^^^^ uvicorn[standard] has no version: write uvicorn[standard]==VERSION`,
  },
  "a branch of a repository moves": {
    text: `
FROM python:3.12.7
RUN pip install git+https://git.example/team/tool.git@main
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ git+https://git.example/team/tool.git@main moves: name a commit or a version tag`,
  },
  "an exact version": { text: "FROM python:3.12.7\nRUN pip install flask==3.0.3 'uvicorn[standard]==0.32.0'" },
  "files that list or hold packages": {
    text: "FROM python:3.12.7\nRUN pip install -r requirements.txt && pip install -e . ./dist/a.whl .",
  },
  "a constraint file decides": { text: "FROM python:3.12.7\nRUN pip install -c constraints.txt flask" },
  "a constraint file holds no branch": {
    text: `
FROM python:3.12.7
RUN pip install -c constraints.txt flask git+https://git.example/t/tool.git@main
                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ git+https://git.example/t/tool.git@main moves: name a commit or a version tag`,
  },
  "a constraint of an ARG of a stage below": {
    text: "FROM python:3.12.7 AS base\nARG PIP_CONSTRAINT=/c.txt\nFROM base\nRUN pip install flask",
  },
  "a direct URL, a commit or a version tag": {
    text: `
FROM python:3.12.7
RUN pip install 'a @ https://dl.example/a-1.0.tar.gz'
RUN pip install git+https://git.example/t/b.git@0123456789abcdef0123456789abcdef01234567 git+https://git.example/t/c.git@v1.4.0`,
  },
  "a range belongs to package-inexact": { text: "FROM python:3.12.7\nRUN pip install 'flask>=3'" },
  "a constraint file of the command or of the environment decides": {
    text: `
FROM python:3.12.7 AS base
RUN pip install -c constraints.txt flask && PIP_CONSTRAINT=c.txt pip install flask
ENV PIP_CONSTRAINT=/app/constraints.txt
FROM base
RUN pip install flask`,
  },
  "a constraint that comes later, or is taken away": {
    text: `
FROM python:3.12.7
RUN pip install flask
                ^^^^^ flask has no version: write flask==VERSION
ENV PIP_CONSTRAINT=/app/constraints.txt
ENV PIP_CONSTRAINT=
RUN pip install flask
                ^^^^^ flask has no version: write flask==VERSION`,
  },
});
