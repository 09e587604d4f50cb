import { describe } from "node:test";
import { managerOf } from "../../../../server/src/knowledge/managers/managers.ts";
import { pip } from "../../../../server/src/knowledge/managers/pip.ts";
import { managerTable } from "../../../harness/calls.ts";

describe("what is a package", () => {
  managerTable(pip, {
    "pip config list": "nothing",
    "pip install requests": "pip install: requests no",
    "pip install --resume-retries 5 --only-final a --all-releases b --refresh-package c requests":
      "pip install: requests no",
    "pip install --allow-external a --allow-unverified b --skip-requirements-regex c requests":
      "pip install: requests no",
    "pip install --download a requests": "pip install: requests no",
    "pip3 install --no-cache-dir requests flask": "pip3 install: requests no | flask no",
    "pip --no-cache-dir install -U pip setuptools": "pip --no-cache-dir install: pip no | setuptools no",
    "pip install --upgrade pip": "pip install: pip no",
    "pip install uvicorn[standard]": "pip install: uvicorn[standard] → uvicorn - no",
    "pip install 'tomli;python_version<\"3.11\"'": 'pip install: tomli;python_version<"3.11" → tomli - no',
    "pip install .": "nothing",
    "pip install .[dev] ./lib ../lib /src/lib lib/core": "nothing",
    "pip install tool-1.2-py3-none-any.whl dist/*.whl tool.tar.gz tool.zip": "nothing",
    "pip install /tmp/$NAME.whl ${DIR}/tool.whl": "nothing",
    "pip install https://files.example/tool-1.2.tar.gz": "nothing",
    "pip install 'tool @ https://files.example/tool-1.2.tar.gz'": "nothing",
    "pip install -r requirements.txt": "nothing",
    "pip install -e .": "nothing",
    "pip install": "nothing",
    "pip download -d /wheels requests": "pip download: requests no",
    "pip wheel -w /wheels -r a.txt requests==2.31.0": "pip wheel: requests==2.31.0 → requests 2.31.0 yes",
    "pip wheel --wheel-dir /wheels .": "nothing",
    "pip uninstall -y install": "nothing",
    "pip freeze": "nothing",
    "pip install --dry-run requests": "nothing",
    "pip install --no-index --find-links /wheels --find-links=file requests": "nothing",
    "pip install --no-index --find-links $WHEELS requests": "pip install: requests no | from --find-links $WHEELS",
    "pip install --find-links /wheels requests": "pip install: requests no | also from --find-links /wheels",
    "pip install --help": "nothing",
    "pip --version": "nothing",
  });
});

describe("versions", () => {
  managerTable(pip, {
    "pip install requests==2.31.0": "pip install: requests==2.31.0 → requests 2.31.0 yes",
    "pip install requests===2.31.0": "pip install: requests===2.31.0 → requests 2.31.0 yes",
    "pip install 'requests == 2.31.0'": "pip install: requests == 2.31.0 → requests 2.31.0 yes",
    "pip install 'requests==2.*'": "pip install: requests==2.* → requests 2.* yes",
    "pip install 'requests==*'": "pip install: requests==* → requests * no",
    "pip install requests=2.31.0": "pip install: requests=2.31.0 → requests 2.31.0 yes",
    "pip install torch==2.1.0+cu118": "pip install: torch==2.1.0+cu118 → torch 2.1.0+cu118 yes",
    "pip install thumbor[all]==7.5.0": "pip install: thumbor[all]==7.5.0 → thumbor 7.5.0 yes",
    "pip install \"tomli==2.0; python_version < '3.11'\"":
      "pip install: tomli==2.0; python_version < '3.11' → tomli 2.0 yes",
    "pip install 'requests>=2'": "pip install: requests>=2 → requests >=2 no range",
    "pip install 'requests>=2,<3'": "pip install: requests>=2,<3 → requests >=2,<3 no range",
    "pip install 'requests ~= 2.31'": "pip install: requests ~= 2.31 → requests ~= 2.31 no range",
    "pip install 'requests (>=2)'": "pip install: requests (>=2) → requests >=2 no range",
    "pip install 'wheel<0.46'": "pip install: wheel<0.46 → wheel <0.46 no range",
    "pip install 'requests!=2.30'": "pip install: requests!=2.30 → requests !=2.30 no",
    "pip install 'requests>=2,==2.31.0'": "pip install: requests>=2,==2.31.0 → requests 2.31.0 yes",
    "pip install requests==$V": "pip install: requests==$V → requests $V unknown",
    'pip install "requests==$(cat v)"': "pip install: requests==$(cat v) → requests $(cat v) unknown",
    'pip install "thumbor[all]==${V}"': "pip install: thumbor[all]==${V} → thumbor ${V} unknown",
    'pip install "requests>=${V}"': "pip install: requests>=${V} → requests >=${V} no range",
    "pip install $PACKAGES": "pip install: $PACKAGES unknown dynamic",
    'pip install "torch-cu$(cuda 1)" "nixl-$(cuda)-y[a]==1.0"':
      "pip install: torch-cu$(cuda 1) unknown | nixl-$(cuda)-y[a]==1.0 → nixl-$(cuda)-y 1.0 yes",
    "pip install requests$V": "pip install: requests$V unknown",
    "pip install requests${V:+==$V}": "pip install: requests${V:+==$V} unknown",
    "pip install $NAME==1.0": "pip install: $NAME==1.0 → $NAME 1.0 yes",
    "pip install mysql-$NAME-client": "pip install: mysql-$NAME-client no",
  });
  managerTable(
    pip,
    { "pip install requests==$V": "pip install: requests==$V → requests 2.31.0 yes" },
    { variables: { V: "2.31.0" } },
  );
  managerTable(pip, { "xargs pip install -U": "pip install: xargs unknown dynamic" });
});

describe("repositories", () => {
  const commit = "0123456789abcdef0123456789abcdef01234567";
  managerTable(pip, {
    "pip install git+https://git.example/o/tool": "pip install: git+https://git.example/o/tool → tool - no",
    "pip install git+https://git.example/o/tool.git": "pip install: git+https://git.example/o/tool.git → tool - no",
    "pip install git+https://git.example/o/tool.git@main":
      "pip install: git+https://git.example/o/tool.git@main → tool main no",
    "pip install git+https://git.example/o/tool@v1.2.3":
      "pip install: git+https://git.example/o/tool@v1.2.3 → tool v1.2.3 yes",
    'pip install "$(ls *.whl)[extra]" "tool[$EXTRAS]"':
      "pip install: $(ls *.whl)[extra] → $(ls *.whl) - unknown | tool[$EXTRAS] → tool - no",
    [`pip install git+https://git.example/o/tool@${commit}`]: `pip install: git+https://git.example/o/tool@${commit} → tool ${commit} yes`,
    "pip install git+ssh://git@git.example/o/tool.git": "pip install: git+ssh://git@git.example/o/tool.git → tool - no",
    "pip install git+ssh://git@git.example/o/tool.git@v1.2.3":
      "pip install: git+ssh://git@git.example/o/tool.git@v1.2.3 → tool v1.2.3 yes",
    "pip install 'git+https://git.example/o/x@v1.2.3#egg=tool&subdirectory=py'":
      "pip install: git+https://git.example/o/x@v1.2.3#egg=tool&subdirectory=py → tool v1.2.3 yes",
    "pip install 'tool @ git+https://git.example/o/x@v1.2.3'":
      "pip install: tool @ git+https://git.example/o/x@v1.2.3 → tool v1.2.3 yes",
    "pip install 'tool[a]@git+https://git.example/o/x@dev'":
      "pip install: tool[a]@git+https://git.example/o/x@dev → tool dev no",
    "pip install git+https://git.example/o/tool@$REF":
      "pip install: git+https://git.example/o/tool@$REF → tool $REF unknown",
    "pip install -e git+https://git.example/o/x@main#egg=tool":
      "pip install: git+https://git.example/o/x@main#egg=tool → tool main no",
    "pip install git+https://git.example/o/x#egg=tool==4.0.2 'git+https://git.example/o/y@v1.2.3#egg=y[a]==0.7'":
      "pip install: git+https://git.example/o/x#egg=tool==4.0.2 → tool - no | git+https://git.example/o/y@v1.2.3#egg=y[a]==0.7 → y v1.2.3 yes",
    "pip install hg+https://hg.example/tool": "pip install: hg+https://hg.example/tool → tool - no",
  });
});

describe("options with a value", () => {
  managerTable(pip, {
    "pip install --extra-index https://py.example flask": "pip install: flask no | also from https://py.example",
    "pip install --index https://py.example --upgrade-strat eager flask":
      "pip install: flask no | from https://py.example",
    "pip install --trusted py.example flask": "pip install: flask no | insecure --trusted py.example host py.example",
    "pip install --pre flask": "pip install: flask no",
    "pip install --upgrade flask": "pip install: flask no",
    "pip install --resume-retries 3 --all-releases :all: --only-final flask flask": "pip install: flask no",
    "pip install --refresh-package flask flask": "pip install: flask no",
    "pip install --download wheels --download-dir wheels --download-directory wheels flask": "pip install: flask no",
    "pip install --allow-external a --allow-unverified b --allow-insecure c flask": "pip install: flask no",
    "pip install --default-vcs git --skip-requirements-regex x flask": "pip install: flask no",
    "pip install -r a.txt --requirement b.txt flask": "pip install: flask no",
    "pip install -ra.txt flask": "pip install: flask no",
    "pip install -c limits.txt flask": "pip install: flask no | constrained",
    "pip install --constraint=limits.txt flask": "pip install: flask no | constrained",
    "PIP_CONSTRAINT=limits.txt pip install flask": "pip install: flask no | constrained",
    "pip install -e ./lib --editable=../lib flask": "pip install: flask no",
    "pip install -t /opt --prefix /usr --root / --src /src flask": "pip install: flask no",
    "pip install -i https://py.example/simple --extra-index-url https://more.example flask":
      "pip install: flask no | from https://py.example/simple | from https://more.example",
    "pip install --extra-index-url https://more.example flask":
      "pip install: flask no | also from https://more.example",
    "pip install --index-url=https://py.example/simple flask": "pip install: flask no | from https://py.example/simple",
    "pip install -f https://py.example/links --no-index flask":
      "pip install: flask no | from --find-links https://py.example/links",
    "pip install --platform any --python-version 3 --implementation cp --abi cp312 flask": "pip install: flask no",
    "pip install --no-binary :all: --only-binary flask flask": "pip install: flask no",
    "pip install --timeout 60 --retries 3 --proxy http://p.example flask": "pip install: flask no",
    "pip install --progress-bar off --root-user-action ignore flask": "pip install: flask no",
    "pip install --global-option build --install-option x --config-settings a=b -C c=d flask": "pip install: flask no",
    "pip install --log l --cache-dir c --cert c --client-cert c flask": "pip install: flask no",
    "pip install --use-feature x --use-deprecated y --exists-action w --report r flask": "pip install: flask no",
    "pip --python /venv --keyring-provider disabled install flask":
      "pip --python /venv --keyring-provider disabled install: flask no",
    "pip install --upgrade-strategy eager --build /b flask": "pip install: flask no",
    "pip install --user --pre --no-deps --break-system-packages --require-hashes flask": "pip install: flask no",
  });
});

describe("checks switched off", () => {
  managerTable(pip, {
    "pip install --trusted-host py.example flask":
      "pip install: flask no | insecure --trusted-host py.example host py.example",
    "pip install --trusted-host=py.example:8080 -r a.txt":
      "pip install: insecure --trusted-host=py.example:8080 host py.example:8080",
    "pip config set global.trusted-host py.example":
      "pip config set: insecure global.trusted-host py.example host py.example",
    "pip config set global.index-url https://py.example": "nothing",
  });
});

describe("pip under other names", () => {
  managerTable(managerOf, {
    "pip3.11 install flask": "pip3.11 install: flask no",
    "pip-3.11 install flask": "pip-3.11 install: flask no",
    "/venv/bin/pip install flask": "/venv/bin/pip install: flask no",
    "python -m pip install flask": "python -m pip install: flask no",
    "python3.11 -m pip --no-cache-dir install flask==3.0.0":
      "python3.11 -m pip --no-cache-dir install: flask==3.0.0 → flask 3.0.0 yes",
    "python3 -I -W ignore -m pip install flask": "python3 -I -W ignore -m pip install: flask no",
    "python3 -Im pip install flask": "python3 -Im pip install: flask no",
    "python3 -mpip install flask": "python3 -mpip install: flask no",
    "/usr/libexec/platform-python -m pip install flask": "/usr/libexec/platform-python -m pip install: flask no",
    "pypy3 -m pip install flask": "pypy3 -m pip install: flask no",
    "python -m pip3 install flask": "python -m pip3 install: flask no",
    "python -m pipx install flask": "python -m pipx install: flask no",
    "python -m uv pip install flask": "python -m uv pip install: flask no",
    "python -m venv install": "nothing",
    "python -c pip -m pip install flask": "nothing",
    "python setup.py -m pip install flask": "nothing",
    "python -m": "nothing",
    python: "nothing",
  });
});
