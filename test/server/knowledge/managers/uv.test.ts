import { describe } from "node:test";
import { uv } from "../../../../server/src/knowledge/managers/uv.ts";
import { managerTable } from "../../../harness/calls.ts";

describe("uv pip", () => {
  managerTable(uv, {
    "uv pip install --no-index --find-links /wheels requests": "nothing",
    "uv pip install flask": "uv pip install: flask no",
    "uv pip install --system flask==3.0.0": "uv pip install: flask==3.0.0 → flask 3.0.0 yes",
    "uv --no-cache pip install flask": "uv --no-cache pip install: flask no",
    "uv pip install 'flask>=3'": "uv pip install: flask>=3 → flask >=3 no range",
    "uv pip install flask[async]==$V": "uv pip install: flask[async]==$V → flask $V unknown",
    "uv pip install $WHEEL": "uv pip install: $WHEEL unknown dynamic",
    "uv pip install -r requirements.txt -e . ./tool.whl": "nothing",
    "uv pip install -c limits.txt flask": "uv pip install: flask no | constrained",
    "uv pip install --constraints limits.txt flask": "uv pip install: flask no | constrained",
    "uv pip install --override o.txt flask": "uv pip install: flask no | constrained",
    "UV_CONSTRAINT=limits.txt uv pip install flask": "uv pip install: flask no | constrained",
    "uv pip install -p 3.12 -t /opt --prefix /usr flask": "uv pip install: flask no",
    "uv pip install --python-version 3.12 --python-platform linux --torch-backend cpu flask":
      "uv pip install: flask no",
    "uv --preview-features format --python-preference only-system pip install --python-fetch never --no-editable-package a flask":
      "uv --preview-features format --python-preference only-system pip install: flask no",
    "uv pip install --no-binary :all: --only-binary flask --link-mode copy flask": "uv pip install: flask no",
    "uv pip install -P flask --reinstall-package x -C a=b --extra dev --group test flask": "uv pip install: flask no",
    "uv pip install --index-strategy unsafe-best-match --prerelease allow --resolution highest flask":
      "uv pip install: flask no",
    "uv pip install --index-url https://py.example/a --extra-index-url https://py.example/b --index c=https://py.example/c flask":
      "uv pip install: flask no | from https://py.example/a | from https://py.example/b | from c=https://py.example/c",
    "uv pip install --exclude-newer 2024-01-01 --cache-dir /c --color never flask": "uv pip install: flask no",
    "uv pip install -e git+https://git.example/o/tool@main":
      "uv pip install: git+https://git.example/o/tool@main → tool main no",
    "uv pip install --dry-run flask": "nothing",
    "uv pip sync requirements.txt": "nothing",
    "uv pip compile requirements.in": "nothing",
    "uv pip uninstall flask": "nothing",
    "uv pip": "nothing",
    "uv pip install --allow-insecure-host py.example flask":
      "uv pip install: flask no | insecure --allow-insecure-host py.example host py.example",
    "uv pip install --trusted-host=py.example flask":
      "uv pip install: flask no | insecure --trusted-host=py.example host py.example",
  });
});

describe("projects", () => {
  managerTable(uv, {
    "uv add flask": "uv add: flask no",
    "uv add flask==3.0.0 --dev --group test": "uv add: flask==3.0.0 → flask 3.0.0 yes",
    "uv add --editable ./lib": "nothing",
    "uv add -r requirements.txt": "nothing",
    "uv add --optional web -m 'os_name==\"posix\"' --bounds exact flask": "uv add: flask no",
    "uv add git+https://git.example/o/tool --tag v1.2.3": "uv add: git+https://git.example/o/tool → tool v1.2.3 yes",
    "uv add git+https://git.example/o/tool --rev main": "uv add: git+https://git.example/o/tool → tool main no",
    "uv add git+https://git.example/o/tool --branch main": "uv add: git+https://git.example/o/tool → tool - no",
    "uv run --with rich==13.0 --with pandas app.py": "uv run: rich==13.0 → rich 13.0 yes | pandas no",
    "uv run app.py --with rich": "nothing",
    "uv sync": 'uv sync: lock uv.lock "→ --locked" or UV_LOCKED or UV_FROZEN say uv sync --locked',
    "uv sync --no-dev --extra web": 'uv sync: lock uv.lock "→ --locked" or UV_LOCKED or UV_FROZEN say uv sync --locked',
    "uv --offline sync": 'uv --offline sync: lock uv.lock "→ --locked" or UV_LOCKED or UV_FROZEN say uv sync --locked',
    "uv sync --locked": "uv sync: lock uv.lock enforced or UV_LOCKED or UV_FROZEN say uv sync --locked",
    "uv sync --frozen --no-install-project":
      "uv sync: lock uv.lock enforced or UV_LOCKED or UV_FROZEN say uv sync --locked",
    "UV_FROZEN=1 uv sync": "uv sync: lock uv.lock enforced or UV_LOCKED or UV_FROZEN say uv sync --locked",
    "UV_LOCKED=0 uv sync": 'uv sync: lock uv.lock "→ --locked" or UV_LOCKED or UV_FROZEN say uv sync --locked',
    "uv sync --upgrade": "uv sync: lock uv.lock say uv sync --locked",
    "uv sync --dry-run": "nothing",
    "uv lock": "nothing",
    "uv python install 3.12": "nothing",
    "uv venv /venv": "nothing",
    "uv --version": "nothing",
  });
});

describe("tools", () => {
  managerTable(uv, {
    "uv tool install ruff": "uv tool install: ruff no",
    "uv tool install ruff==0.5.0": "uv tool install: ruff==0.5.0 → ruff 0.5.0 yes",
    "uv tool install ruff@0.5.0": "uv tool install: ruff@0.5.0 → ruff 0.5.0 yes",
    "uv tool install ruff@latest": "uv tool install: ruff@latest → ruff latest no",
    "uv tool install 'mypy[faster]@1.10'": "uv tool install: mypy[faster]@1.10 → mypy 1.10 yes",
    "uv tool install ruff@$V": "uv tool install: ruff@$V → ruff $V unknown",
    "uv tool install mkdocs -w mkdocs-material==9":
      "uv tool install: mkdocs no | mkdocs-material==9 → mkdocs-material 9 yes",
    "uv tool install --with-requirements r.txt --with-editable . ruff": "uv tool install: ruff no",
    "uv tool install --from ruff==0.5.0 ruff": "uv tool install: ruff==0.5.0 → ruff 0.5.0 yes",
    "uv tool install git+https://git.example/o/tool@v1.2.3":
      "uv tool install: git+https://git.example/o/tool@v1.2.3 → tool v1.2.3 yes",
    "uv tool install .": "nothing",
    "uv tool upgrade ruff": "nothing",
    "uv tool run ruff@0.5.0 check": "uv tool run: ruff@0.5.0 → ruff 0.5.0 yes",
    "uvx ruff check --fix": "uvx: ruff no",
    "uvx ruff==0.5.0 check": "uvx: ruff==0.5.0 → ruff 0.5.0 yes",
    "uvx --from httpie==3.2 http get": "uvx: httpie==3.2 → httpie 3.2 yes",
    "uvx --with rich -p 3.12 ruff check": "uvx: ruff no | rich no",
    "uvx --help": "nothing",
    uvx: "nothing",
  });
});
