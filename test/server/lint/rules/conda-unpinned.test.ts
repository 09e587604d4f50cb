import { rule } from "../../../../server/src/lint/rules/conda-unpinned.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

ruleTable(rule, {
  "a channel stays in front": {
    text: `
FROM mambaorg/micromamba:2.0.2
RUN micromamba install -y conda-forge::numpy conda-forge::blas=*=openblas
                          ^^^^^^^^^^^^^^^^^^ conda-forge::numpy has no version: write conda-forge::numpy=VERSION
                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ conda-forge::blas=*=openblas moves: write conda-forge::blas=VERSION=openblas`,
  },
  "install and create": {
    text: `
FROM mambaorg/micromamba:2.0.2
RUN conda install -y numpy
                     ^^^^^ numpy has no version: write numpy=VERSION
RUN mamba create -y -n env scipy
                           ^^^^^ scipy has no version: write scipy=VERSION
RUN micromamba install -y -c conda-forge numpy
                                         ^^^^^ numpy has no version: write numpy=VERSION`,
  },
  "an environment in each turn of a loop is no package": {
    text: `
FROM mambaorg/micromamba:2.0.2
RUN for e in one two; do conda install -y -n $e numpy; done
                                                ^^^^^ numpy has no version: write numpy=VERSION`,
  },
  versions: { text: "FROM mambaorg/micromamba:2.0.2\nRUN micromamba install -y numpy=2.1.2 'scipy==1.14.1'" },
  "a file that lists them": { text: "FROM mambaorg/micromamba:2.0.2\nRUN conda install -y --file packages.txt" },
});
