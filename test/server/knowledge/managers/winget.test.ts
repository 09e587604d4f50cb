import { describe } from "node:test";
import { winget } from "../../../../server/src/knowledge/managers/winget.ts";
import { managerTable } from "../../../harness/calls.ts";

describe("winget install", () => {
  managerTable(winget, {
    "winget install Git.Git": "winget install: Git.Git no",
    "winget install --id Git.Git -e": "winget install: Git.Git no",
    "winget install --id=Git.Git --version 2.40.0": "winget install: Git.Git → Git.Git 2.40.0 yes",
    "winget install Git.Git -v 2.40.0": "winget install: Git.Git → Git.Git 2.40.0 yes",
    "winget install -e --ID Git.Git --Version=2.40.0": "winget install: Git.Git → Git.Git 2.40.0 yes",
    "winget add Git.Git": "winget add: Git.Git no",
    "winget install -q Git.Git": "winget install: Git.Git no",
    "winget install --moniker git": "winget install: git no",
    "winget install A.A B.B": "winget install: A.A no | B.B no",
    "winget install Git.Git -v $VERSION": "winget install: Git.Git → Git.Git $VERSION unknown",
    "winget install --id $ID": "winget install: $ID unknown dynamic",
  });
});

describe("winget: options and what is no package", () => {
  managerTable(winget, {
    "winget install -s winget Git.Git": "winget install: Git.Git no | from winget",
    "winget install --source msstore Git.Git": "winget install: Git.Git no | from msstore",
    "winget install --scope machine -a x64 Git.Git": "winget install: Git.Git no",
    "winget install --architecture x64 --installer-type msi --locale en-US Git.Git": "winget install: Git.Git no",
    "winget install --override /quiet --custom x --location C:/git Git.Git": "winget install: Git.Git no",
    "winget install -l C:/git -o log.txt --header h -r name Git.Git": "winget install: Git.Git no",
    "winget install --silent -h --accept-package-agreements --accept-source-agreements Git.Git":
      "winget install: Git.Git no",
    "winget install --ignore-security-hash Git.Git": "winget install: Git.Git no | insecure --ignore-security-hash",
    "winget install --manifest ./manifests": "nothing",
    "winget install -m ./manifests": "nothing",
    "winget install --help": "nothing",
    "winget install": "nothing",
    "winget upgrade --all": "nothing",
    "winget import packages.json": "nothing",
    "winget search git": "nothing",
    winget: "nothing",
  });
});
