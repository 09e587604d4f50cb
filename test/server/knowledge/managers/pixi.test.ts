import { describe } from "node:test";
import { pixi } from "../../../../server/src/knowledge/managers/pixi.ts";
import { managerTable } from "../../../harness/calls.ts";

describe("pixi: packages", () => {
  managerTable(pixi, {
    "pixi global install ripgrep": "pixi global install: ripgrep no",
    "pixi global i ripgrep=14.1.1 'bat>=0.24'":
      "pixi global i: ripgrep=14.1.1 → ripgrep 14.1.1 yes | bat>=0.24 → bat >=0.24 no range",
    "pixi global install -c bioconda -e tools --expose bwa --platform linux-64 bwa==0.7.19 --with samtools":
      "pixi global install: bwa==0.7.19 → bwa 0.7.19 yes | samtools no | from bioconda",
    "pixi global install --git https://git.example/team/tool": "nothing",
    "pixi global list": "nothing",
    "pixi run build": "nothing",
    "pixi --help": "nothing",
  });
});

describe("pixi: lock file", () => {
  const say = "or PIXI_LOCKED or PIXI_FROZEN say pixi install --locked";
  const held = `lock pixi.lock enforced ${say}`;
  managerTable(pixi, {
    "pixi install": `pixi install: lock pixi.lock "→ --locked" ${say}`,
    "pixi install --locked -e prod": `pixi install: ${held}`,
    "pixi i --frozen --manifest-path app": `pixi i: ${held}`,
  });
});
