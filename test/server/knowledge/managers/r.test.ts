import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { r } from "../../../../server/src/knowledge/managers/r.ts";
import { rCalls, stringsOf } from "../../../../server/src/knowledge/managers/r-calls.ts";
import { callOf, managerTable } from "../../../harness/calls.ts";

describe("R: functions of R itself and of BiocManager", () => {
  managerTable(r, {
    'R -e \'install.packages("a" , repos = "https://a.example" )\'': "R: a no | from https://a.example",
    'R -e \'install.packages("a", INSTALL_opts = "--x=\\"y, z\\"", repos = "https://a.example")\'':
      "R: a no | from https://a.example",
    "R -e install.packages\\(\\'a\\'\\)": "R: a no",
    "R -e 'BiocManager::install(NULL)'": "nothing",
    "R -e 'remotes::install_github(\"u/r\", ref = NULL)'": "R: u/r no",
    "R -e \"remotes::install_github('u/r', ref = '$V')\"": "R: u/r → u/r $V unknown",
    "R -e \"install.packages('dplyr')\"": "R: dplyr no",
    "R -e \"install.packages(c('grid', 'gridExtra', 'stats'))\"": "R: gridExtra no",
    "R -e \"install.packages('methods')\"": "nothing",
    "R -e 'install.packages(\"dplyr\")'": "R: dplyr no",
    "Rscript -e \"install.packages('dplyr')\"": "Rscript: dplyr no",
    "R --no-save -q -e \"install.packages(c('dplyr', 'tidyr'))\"": "R: dplyr no | tidyr no",
    "Rscript -e \"install.packages('a')\" -e \"install.packages('b')\"": "Rscript: a no | b no",
    "Rscript -e \"install.packages('a'); install.packages('b', dependencies = TRUE)\"": "Rscript: a no | b no",
    "Rscript -e \"utils::install.packages(pkgs = 'a', lib = '/lib')\"": "Rscript: a no",
    "Rscript -e \"install.packages('a', repos = 'https://cran.example')\"": "Rscript: a no | from https://cran.example",
    "Rscript -e \"install.packages(c('a', 'b'), repo = 'https://cran.example')\"":
      "Rscript: a no | b no | from https://cran.example",
    "Rscript -e \"install.packages('a', repo = '$MIRROR')\"": "Rscript: a no | from $MIRROR",
    "Rscript -e \"install.packages('a', repos = c(CRAN = 'https://cran.example'))\"":
      "Rscript: a no | from https://cran.example",
    "Rscript -e \"install.packages('a', repos = c(CRAN = url))\"": "Rscript: a no",
    "R -e \"options(repos = c(CRAN = 'https://cran.example/2026-05-01')); install.packages('a')\"":
      "R: a no | from https://cran.example/2026-05-01",
    'R -e "options(Ncpus = 4)"': "nothing",
    "Rscript -e \"if (!require('a')) suppressMessages(install.packages('a'))\"": "Rscript: a no",
    "Rscript -e \"BiocManager::install('DESeq2')\"": "Rscript: DESeq2 no",
    "Rscript -e \"BiocManager::install(c('a','b'), ask = FALSE)\"": "Rscript: a no | b no",
    "Rscript -e \"BiocManager::install('DESeq2', version = '3.18')\"": "Rscript: DESeq2 → DESeq2 3.18 yes",
    "Rscript -e \"BiocManager::install('DESeq2', version = 'devel')\"": "Rscript: DESeq2 → DESeq2 devel no",
    "Rscript -e \"BiocManager::install('DESeq2', version = '$RELEASE')\"": "Rscript: DESeq2 → DESeq2 $RELEASE unknown",
    "Rscript -e \"BiocManager::install(version = '3.18')\"": "Rscript: release 3.18",
    "Rscript -e \"BiocManager::install(version = 'devel')\"": "nothing",
    "Rscript -e \"remotes::install_bioc('3.18/limma')\"": "Rscript: 3.18/limma → limma 3.18 yes",
    "Rscript -e \"remotes::install_bioc('limma')\"": "Rscript: limma no",
    'Rscript -e "BiocManager::install()"': "nothing",
    "R -e \"biocLite('limma')\"": "R: limma no",
    'Rscript -e "install.packages(pkgs)"': "Rscript: pkgs unknown dynamic",
    'Rscript -e "install.packages(base)"': "Rscript: base unknown dynamic",
    "Rscript -e \"install.packages(readLines('list'))\"": "Rscript: readLines('list') unknown dynamic",
    "Rscript -e \"install.packages('$NAME')\"": "Rscript: $NAME unknown dynamic",
    "Rscript -e \"install.packages('a') # install.packages('b')\"": "Rscript: a no",
  });
});

describe("R: remotes, devtools, pak, renv", () => {
  managerTable(r, {
    "Rscript -e \"remotes::install_version('dplyr', '1.1.4')\"": "Rscript: dplyr → dplyr 1.1.4 yes",
    "Rscript -e \"devtools::install_version('dplyr', version = '1.1.4')\"": "Rscript: dplyr → dplyr 1.1.4 yes",
    "Rscript -e \"remotes::install_version('dplyr', '>= 1.1')\"": "Rscript: dplyr → dplyr >= 1.1 no range",
    "Rscript -e \"remotes::install_version('dplyr')\"": "Rscript: dplyr no",
    "Rscript -e \"remotes::install_version('dplyr', version='$VERSION')\"": "Rscript: dplyr → dplyr $VERSION unknown",
    "Rscript -e \"library(remotes); install_version('dplyr', '1.1.4')\"": "Rscript: dplyr → dplyr 1.1.4 yes",
    "Rscript -e \"remotes::install_github('user/tool')\"": "Rscript: user/tool no",
    "Rscript -e \"remotes::install_version(package = 'dplyr', version = '1.1.4')\"": "Rscript: dplyr → dplyr 1.1.4 yes",
    "Rscript -e \"remotes::install_github(repo = 'user/tool')\"": "Rscript: user/tool no",
    "Rscript -e \"remotes::install_git(url = 'https://git.example/tool')\"": "Rscript: https://git.example/tool no",
    "Rscript -e \"install.packages(c('/tmp/a', 'https://a.example/a'), repos = NULL)\"": "nothing",
    "Rscript -e \"remotes::install_github('user/tool@0123abc')\"": "Rscript: user/tool@0123abc → user/tool 0123abc yes",
    "Rscript -e \"remotes::install_github('user/tool@v1.2.3')\"": "Rscript: user/tool@v1.2.3 → user/tool v1.2.3 yes",
    "Rscript -e \"remotes::install_github('user/tool@main')\"": "Rscript: user/tool@main → user/tool main no",
    "Rscript -e \"remotes::install_github('user/tool@*release')\"":
      "Rscript: user/tool@*release → user/tool *release no",
    "Rscript -e \"remotes::install_github('user/tool', ref = '0123abc')\"":
      "Rscript: user/tool → user/tool 0123abc yes",
    "Rscript -e \"remotes::install_github('user/tool@$REF')\"": "Rscript: user/tool@$REF → user/tool $REF unknown",
    "Rscript -e \"remotes::install_gitlab('group/tool')\"": "Rscript: group/tool no",
    "Rscript -e \"remotes::install_git('https://git.example/tool', ref = 'main')\"":
      "Rscript: https://git.example/tool → https://git.example/tool main no",
    "Rscript -e \"remotes::install_cran('a')\"": "Rscript: a no",
    "Rscript -e \"pak::pkg_install('dplyr@1.1.4')\"": "Rscript: dplyr@1.1.4 → dplyr 1.1.4 yes",
    "Rscript -e \"pak::pak(c('cran::dplyr', 'user/tool@0123abc'))\"":
      "Rscript: cran::dplyr → dplyr - no | user/tool@0123abc → user/tool 0123abc yes",
    "Rscript -e \"renv::install('dplyr@1.1.4')\"": "Rscript: dplyr@1.1.4 → dplyr 1.1.4 yes",
    "Rscript -e \"renv::install('dplyr@latest')\"": "Rscript: dplyr@latest → dplyr latest no",
    'Rscript -e "renv::restore()"': "Rscript: lock renv.lock enforced say renv::restore()",
  });
});

describe("R: littler", () => {
  managerTable(r, {
    "install2.r dplyr": "install2.r: dplyr no",
    "install2.r grid dplyr": "install2.r: dplyr no",
    "install2.r --error --skipinstalled dplyr tidyr": "install2.r: dplyr no | tidyr no",
    "installBioc.r -u limma": "installBioc.r: limma no",
    "installBioc.r --update --repo https://r.example limma": "installBioc.r: limma no | from https://r.example",
    "installGithub.r -u FALSE o/tool": "installGithub.r: o/tool no",
    "install2.r -e -s -n 4 dplyr": "install2.r: dplyr no",
    "install2.r --ncpus -1 --deps TRUE dplyr": "install2.r: dplyr no",
    "install2.r -d NA -l /lib -m wget dplyr": "install2.r: dplyr no",
    "install2.r -r https://cran.example dplyr": "install2.r: dplyr no | from https://cran.example",
    "install2.r ./local_1.0.tar.gz": "nothing",
    "installBioc.r DESeq2": "installBioc.r: DESeq2 no",
    "installGithub.r user/tool": "installGithub.r: user/tool no",
    "installGithub.r -d TRUE user/tool@0123abc": "installGithub.r: user/tool@0123abc → user/tool 0123abc yes",
    "r -e \"install.packages('a')\"": "r: a no",
  });
  managerTable(r, { "xargs install2.r --error": "install2.r: xargs unknown dynamic" });
});

describe("R: what is no package", () => {
  managerTable(r, {
    "R CMD INSTALL tool.tar.gz": "nothing",
    "R -e \"install.packages('/tmp/tool.tar.gz', repos = NULL, type = 'source')\"": "nothing",
    "R -e \"install.packages('tool_1.0.tar.gz', repos = NULL)\"": "nothing",
    "R -e \"install.packages('https://files.example/tool_1.0.tar.gz', repos = NULL)\"": "nothing",
    'R -e "devtools::install()"': "nothing",
    'R -e "devtools::install_deps()"': "nothing",
    "R -e \"remotes::install_local('.')\"": "nothing",
    "R -e \"print('install.packages')\"": "nothing",
    'R -e "cat(\'install.packages(\\"a\\")\')"': "nothing",
    "Rscript install.R": "nothing",
    "Rscript -e": "nothing",
    'R -e "install.packages("': "nothing",
    "R --version": "nothing",
    "install2.r": "nothing",
  });
});

describe("R code", () => {
  it("a package behind escaped quotes is found at its own place", () => {
    const text = 'R -e "install.packages(\\"dplyr\\")"';
    const [found] = r.installs(callOf(text))?.packages ?? [];
    assert.equal(found?.name, "dplyr");
    assert.deepEqual(found?.span, { start: text.indexOf("dplyr"), end: text.indexOf("dplyr") + 5 });
  });

  it("arguments are divided at the commas of their own level, names told apart", () => {
    const code = "f(a, b = g(1, 2), c('x', \"y,z\"))";
    const [call] = rCalls(code, new Set(["f"]));
    assert.deepEqual(
      call?.args.map(({ name, start, end }) => [name, code.slice(start, end)]),
      [
        [undefined, "a"],
        ["b", "g(1, 2)"],
        [undefined, "c('x', \"y,z\")"],
      ],
    );
  });

  it("only strings and vectors of strings are lists of packages", () => {
    const strings = (code: string) => stringsOf(code, 0, code.length)?.map(({ start, end }) => code.slice(start, end));
    assert.deepEqual(strings("'a'"), ["a"]);
    assert.deepEqual(strings("c( 'a',\n\"b\" )"), ["a", "b"]);
    assert.deepEqual(strings("c(CRAN = 'a', other='b')"), ["a", "b"]);
    assert.equal(strings("a"), undefined);
    assert.equal(strings("c(CRAN = a)"), undefined);
    assert.equal(strings("c('a', b)"), undefined);
    assert.equal(strings("paste0('a', 'b')"), undefined);
    assert.equal(strings(""), undefined);
  });

  it("an unclosed string or bracket ends with the code", () => {
    assert.deepEqual(rCalls("f('a", new Set(["f"])), [{ name: "f", args: [{ name: undefined, start: 2, end: 4 }] }]);
    assert.deepEqual(rCalls("f(", new Set(["f"])), [{ name: "f", args: [] }]);
  });
});
