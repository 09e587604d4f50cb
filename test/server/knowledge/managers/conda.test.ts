import { describe } from "node:test";
import { conda } from "../../../../server/src/knowledge/managers/conda.ts";
import { managerTable } from "../../../harness/calls.ts";

describe("what is a package", () => {
  managerTable(conda, {
    "conda install numpy": "conda install: numpy no",
    "conda create --format a --exclude-newer b --shortcuts-only c --lock-timeout 5 numpy": "conda create: numpy no",
    "micromamba create --relocate-prefix a --trusted-channels b numpy": "micromamba create: numpy no",
    "conda install -y numpy scipy": "conda install: numpy no | scipy no",
    "mamba install -y numpy": "mamba install: numpy no",
    "micromamba install -y -n base numpy": "micromamba install: numpy no",
    "conda create -n env python pip": "conda create: python no | pip no",
    "micromamba -r /opt/conda create -p /env python": "micromamba -r /opt/conda create: python no",
    "conda install conda-forge::numpy": "conda install: conda-forge::numpy → numpy - no",
    "conda install conda-forge/linux-64::numpy": "conda install: conda-forge/linux-64::numpy → numpy - no",
    "conda install --file requirements.txt": "nothing",
    "conda create -n env -f environment.yml": "nothing",
    "micromamba install -f env.lock": "nothing",
    "conda install ./numpy-1.26.0-py312_0.conda /tmp/numpy.tar.bz2": "nothing",
    "conda install https://conda.example/numpy-1.26.0.conda": "nothing",
    "conda create -n env --clone base": "nothing",
    "conda env create -f environment.yml": "nothing",
    "conda env update -n base": "nothing",
    "conda update -y conda": "nothing",
    "conda upgrade --all": "nothing",
    "conda remove numpy": "nothing",
    "conda clean -afy": "nothing",
    "conda config --add channels conda-forge": "nothing",
    "conda install --dry-run numpy": "nothing",
    "conda install --help": "nothing",
    "conda --version": "nothing",
  });
});

describe("versions", () => {
  managerTable(conda, {
    "conda install numpy=1.26": "conda install: numpy=1.26 → numpy 1.26 yes",
    "conda install python=3.9": "conda install: python=3.9 → python 3.9 yes",
    "conda install ruamel.yaml ruamel.yaml=0.18":
      "conda install: ruamel.yaml no | ruamel.yaml=0.18 → ruamel.yaml 0.18 yes",
    "conda install numpy==1.26.4": "conda install: numpy==1.26.4 → numpy 1.26.4 yes",
    "conda install 'numpy=1.11*'": "conda install: numpy=1.11* → numpy 1.11* yes",
    "conda install 'numpy=*'": "conda install: numpy=* → numpy * no",
    "conda install 'numpy=*=mkl*'": "conda install: numpy=*=mkl* → numpy * no",
    "conda install numpy=1.26.4=py312_0": "conda install: numpy=1.26.4=py312_0 → numpy 1.26.4 yes",
    "conda install conda-forge::numpy=1.26": "conda install: conda-forge::numpy=1.26 → numpy 1.26 yes",
    "conda install 'numpy 1.26.*'": "conda install: numpy 1.26.* → numpy 1.26.* yes",
    "conda install 'numpy 1.26.4 py312_0'": "conda install: numpy 1.26.4 py312_0 → numpy 1.26.4 yes",
    "conda install 'numpy >=1.26'": "conda install: numpy >=1.26 → numpy >=1.26 no range",
    "conda install 'numpy>=1.26,<2'": "conda install: numpy>=1.26,<2 → numpy >=1.26,<2 no range",
    "conda install 'numpy<2'": "conda install: numpy<2 → numpy <2 no range",
    "conda install 'numpy~=1.26'": "conda install: numpy~=1.26 → numpy ~=1.26 no range",
    "conda install 'numpy!=1.26'": "conda install: numpy!=1.26 → numpy !=1.26 no",
    "conda install 'numpy[version=1.26.4,build=py312_0]'":
      "conda install: numpy[version=1.26.4,build=py312_0] → numpy 1.26.4 yes",
    "conda install 'numpy[version=>=1.26]'": "conda install: numpy[version=>=1.26] → numpy >=1.26 no range",
    "conda install 'numpy[build=py312_0]'": "conda install: numpy[build=py312_0] → numpy - no",
    "conda install 'numpy=1.26[build=py312_0]' 'numpy>=1.26[build=*_mkl]'":
      "conda install: numpy=1.26[build=py312_0] → numpy 1.26 yes | numpy>=1.26[build=*_mkl] → numpy >=1.26 no range",
    'conda install "python=${V}[build=*_debug_*]"': "conda install: python=${V}[build=*_debug_*] → python ${V} unknown",
    "conda install numpy=$V": "conda install: numpy=$V → numpy $V unknown",
    'conda install "python=${V}" "numpy>=${N}"':
      "conda install: python=${V} → python ${V} unknown | numpy>=${N} → numpy >=${N} no range",
    "conda install $PACKAGES": "conda install: $PACKAGES unknown dynamic",
    "conda install cuda-$V-dev numpy$V": "conda install: cuda-$V-dev no | numpy$V unknown",
  });
  managerTable(
    conda,
    { "conda install python=$V": "conda install: python=$V → python 3.12 yes" },
    { variables: { V: "3.12" } },
  );
});

describe("options with a value", () => {
  managerTable(conda, {
    "conda install --format f --exclude-newer 7d --shortcuts-only s numpy": "conda install: numpy no",
    "micromamba install --relocate-prefix p --lock-timeout 9 --trusted-channels c numpy":
      "micromamba install: numpy no",
    "conda install -c conda-forge --channel=nvidia numpy": "conda install: numpy no | from conda-forge | from nvidia",
    "conda install -yc conda-forge numpy": "conda install: numpy no | from conda-forge",
    "conda create -n env --solver libmamba numpy": "conda create: numpy no",
    "conda create --name env --prefix /env numpy": "conda create: numpy no",
    "conda install --repodata-fn current.json --subdir linux-64 numpy": "conda install: numpy no",
    "conda install --console json --revision 2 numpy": "conda install: numpy no",
    "conda install --override-channels --no-deps --freeze-installed numpy": "conda install: numpy no",
    "micromamba install --root-prefix /opt --rc-file rc --channel-priority strict numpy":
      "micromamba install: numpy no",
    "micromamba install --category main --platform linux-64 --log-level info numpy": "micromamba install: numpy no",
    "micromamba install --cacert-path c --safety-checks warn --download-threads 2 numpy":
      "micromamba install: numpy no",
  });
});

describe("checks switched off", () => {
  managerTable(conda, {
    "conda install -k numpy": "conda install: numpy no | insecure -k",
    "conda install --insecure numpy": "conda install: numpy no | insecure --insecure",
    "micromamba install --ssl-verify false numpy": "micromamba install: numpy no | insecure --ssl-verify false",
    "conda config --set ssl_verify false": "conda config: insecure ssl_verify false",
    "conda config --set ssl_verify true": "nothing",
    "conda config --set always_yes yes": "nothing",
  });
});
