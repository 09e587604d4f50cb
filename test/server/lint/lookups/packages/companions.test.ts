import { lookupTable } from "../../../../harness/lookup-table.ts";

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
    text: "FROM python:3.12.7\nRUN pip install -r requirements.txt\nRUN pip install wheel setuptools\n",
    rule: "pip-unpinned",
    safety: "safe",
  },
  "and stand in the way of nothing": {
    text: "FROM python:3.12.7\n# hadolint ignore=DL3013\nRUN pip install -U pip\nRUN pip install poetry\n",
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

/** Commands behind which the newest flask may be too new, and others. */
const commands: Readonly<Record<string, "review" | "safe">> = {
  "poetry install": "review",
  "python3 -m pip install a==1": "review",
  "uv pip sync a.txt": "review",
  "uv add a==1": "review",
  "pip3.12 install a==1": "review",
  "uv tool install a==1": "safe",
  "pip list flask": "safe",
  "pip install --quiet": "safe",
  "npm install a@1.0.0": "safe",
};

lookupTable(
  "a pin behind another command",
  Object.fromEntries(
    Object.entries(commands).map(([command, safety]) => [
      command,
      { text: `FROM python:3.12.7\nRUN ${command}\nRUN pip install flask\n`, rule: "pip-unpinned", safety },
    ]),
  ),
);

/** What flask is installed by and with. */
const installs: Readonly<Record<string, "review" | "safe">> = {
  "pip install flask": "safe",
  "pip install --requirement=a.in flask": "review",
  "pip install flask -e git+https://git.example/a@0123456789abcdef0123456789abcdef01234567": "review",
  "pip install --group dev flask": "review",
  "pip install flask .": "review",
  "pip install flask ..[a]": "review",
  "pip install flask a-1.0.whl": "review",
  "pip install --retries 3 flask": "safe",
  "uv pip install flask a": "review",
  "uvx --with a flask": "safe",
  "pip install a==1 && pip install --upgrade flask": "safe",
  "pipx install flask a": "safe",
};

lookupTable(
  "a pin in a command",
  Object.fromEntries(
    Object.entries(installs).map(([command, safety]) => [
      command,
      { text: `FROM python:3.12.7\nRUN ${command}\n`, rule: "pip-unpinned", safety },
    ]),
  ),
);
