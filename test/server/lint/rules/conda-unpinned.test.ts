import { rule } from "../../../../server/src/lint/rules/conda-unpinned.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

ruleTable(rule, {
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
  versions: { text: "FROM mambaorg/micromamba:2.0.2\nRUN micromamba install -y numpy=2.1.2 'scipy==1.14.1'" },
  "a file that lists them": { text: "FROM mambaorg/micromamba:2.0.2\nRUN conda install -y --file packages.txt" },
});
