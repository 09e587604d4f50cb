import { lookupTable } from "../../../harness/lookup-table.ts";

lookupTable("pins of what is installed beside others", {
  "pip chooses what goes together, so the pin of one of several is looked at": {
    text: "FROM python:3.12.7\nRUN pip install sphinx docutils\n",
    rule: "pip-unpinned",
    titles: [
      "Pin sphinx to its newest version that is at least 3 days old (what is installed besides may want another)",
    ],
    safety: "review",
  },
  "also beside a file of requirements": {
    text: "FROM python:3.12.7\nRUN pip install -r requirements.txt gunicorn\n",
    rule: "pip-unpinned",
    safety: "review",
  },
  "and behind another command, for what is there stays": {
    text: "FROM python:3.12.7\nRUN pip install -r requirements.txt\nRUN pip install gunicorn\n",
    rule: "pip-unpinned",
    safety: "review",
  },
  "unless it is raised": {
    text: "FROM python:3.12.7\nRUN pip install -r requirements.txt\nRUN pip install -qU gunicorn\n",
    rule: "pip-unpinned",
    safety: "safe",
  },
  "pip and its kin need nothing": {
    text: "FROM python:3.12.7\nRUN pip install --upgrade pip setuptools wheel\n",
    rule: "pip-unpinned",
    safety: "safe",
  },
  "and stand in the way of nothing": {
    text: "FROM python:3.12.7\nRUN pip install -U pip && pip install wheel poetry\n",
    rule: "pip-unpinned",
    safety: "safe",
  },
  "without dependencies each package is its own": {
    text: "FROM python:3.12.7\nRUN pip install --no-deps flask numpy\n",
    rule: "pip-unpinned",
    safety: "safe",
  },
  "each tool of uv has an environment of its own": {
    text: "FROM python:3.12.7\nRUN uv pip install flask==3.0.0\nRUN uv tool install ruff\n",
    rule: "pip-unpinned",
    safety: "safe",
  },
  "a variable of the command is no other command": {
    text: "FROM python:3.12.7\nRUN PIP_INDEX_URL=https://index.example/simple pip install flask\n",
    rule: "pip-unpinned",
    safety: "safe",
  },
});
