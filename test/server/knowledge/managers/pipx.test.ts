import { pipx } from "../../../../server/src/knowledge/managers/pipx.ts";
import { managerTable } from "../../../harness/calls.ts";

managerTable(pipx, {
  "pipx install poetry": "pipx install: poetry no",
  "pipx install poetry==1.8.2 ruff": "pipx install: poetry==1.8.2 → poetry 1.8.2 yes | ruff no",
  "pipx install 'poetry>=1.8'": "pipx install: poetry>=1.8 → poetry >=1.8 no range",
  "pipx install poetry==$V": "pipx install: poetry==$V → poetry $V unknown",
  "pipx install $TOOL": "pipx install: $TOOL unknown dynamic",
  "pipx install git+https://git.example/o/tool@v1.2.3":
    "pipx install: git+https://git.example/o/tool@v1.2.3 → tool v1.2.3 yes",
  "pipx install . ./tool.whl": "nothing",
  "pipx install --global --force poetry": "pipx install: poetry no",
  "pipx --quiet install poetry": "pipx --quiet install: poetry no",
  "pipx install --python python3.12 --suffix @1 poetry": "pipx install: poetry no",
  "pipx install --fetch-python missing --backend uv --output json poetry": "pipx install: poetry no",
  "pipx install --pip-args '--no-cache-dir -q' poetry": "pipx install: poetry no",
  "pipx install -i https://py.example/simple poetry": "pipx install: poetry no | from https://py.example/simple",
  "pipx install --preinstall wheel==0.45 poetry": "pipx install: poetry no | wheel==0.45 → wheel 0.45 yes",
  "pipx install --spec poetry==1.8.2 poetry": "pipx install: poetry==1.8.2 → poetry 1.8.2 yes",
  "pipx install --cooldown 3 --app poetry --include-resources-from x poetry": "pipx install: poetry no",
  "pipx inject poetry poetry-plugin-export==1.8.0 wheel":
    "pipx inject: poetry-plugin-export==1.8.0 → poetry-plugin-export 1.8.0 yes | wheel no",
  "pipx inject poetry -r plugins.txt": "nothing",
  "pipx run cowsay moo": "pipx run: cowsay no",
  "pipx run cowsay==6.0 --version": "pipx run: cowsay==6.0 → cowsay 6.0 yes",
  "pipx run --spec cowsay==6.0 cowsay moo": "pipx run: cowsay==6.0 → cowsay 6.0 yes",
  "pipx run --with rich --no-cache cowsay moo": "pipx run: cowsay no | rich no",
  "pipx run https://files.example/script.py": "nothing",
  "pipx upgrade poetry": "nothing",
  "pipx upgrade-all": "nothing",
  "pipx ensurepath": "nothing",
  "pipx uninstall poetry": "nothing",
  "pipx install --help": "nothing",
  pipx: "nothing",
});
