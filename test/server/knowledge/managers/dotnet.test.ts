import { describe } from "node:test";
import { dotnet } from "../../../../server/src/knowledge/managers/dotnet.ts";
import { managerTable } from "../../../harness/calls.ts";

describe("dotnet: packages", () => {
  managerTable(dotnet, {
    "dotnet restore --help": "nothing",
    "dotnet tool install a --version latest": "dotnet tool install: a → a latest no",
    "dotnet tool install -g Acme.Tool": "dotnet tool install: Acme.Tool no",
    "dotnet tool install --global Acme.Tool --version 1.2.3": "dotnet tool install: Acme.Tool → Acme.Tool 1.2.3 yes",
    "dotnet tool install Acme.Tool --version=1.2.3-preview.1":
      "dotnet tool install: Acme.Tool → Acme.Tool 1.2.3-preview.1 yes",
    "dotnet tool install Acme.Tool@1.2.3": "dotnet tool install: Acme.Tool@1.2.3 → Acme.Tool 1.2.3 yes",
    "dotnet tool install Acme.Tool --version 8": "dotnet tool install: Acme.Tool → Acme.Tool 8 yes",
    "dotnet tool install Acme.Tool --version '8.*'": "dotnet tool install: Acme.Tool → Acme.Tool 8.* no range",
    "dotnet tool install Acme.Tool --version '*'": "dotnet tool install: Acme.Tool → Acme.Tool * no",
    "dotnet tool install Acme.Tool --version '[1.0,2.0)'":
      "dotnet tool install: Acme.Tool → Acme.Tool [1.0,2.0) no range",
    "dotnet tool install Acme.Tool --version '[1.2.3]'": "dotnet tool install: Acme.Tool → Acme.Tool [1.2.3] yes",
    "dotnet tool install Acme.Tool --prerelease": "dotnet tool install: Acme.Tool → Acme.Tool *-* no",
    "dotnet tool exec Acme.Tool@1.2.3 --flag x": "dotnet tool exec: Acme.Tool@1.2.3 → Acme.Tool 1.2.3 yes",
    "dnx Acme.Tool --version 1": "dnx: Acme.Tool no",
    "dotnet add package Acme.Library": "dotnet add package: Acme.Library no",
    "dotnet add app.csproj package Acme.Library -v 1.2.3":
      "dotnet add app.csproj package: Acme.Library → Acme.Library 1.2.3 yes",
    "dotnet package add Acme.Library --version 1.2.3": "dotnet package add: Acme.Library → Acme.Library 1.2.3 yes",
    "dotnet package add Acme.Library@1.2.3": "dotnet package add: Acme.Library@1.2.3 → Acme.Library 1.2.3 yes",
    "nuget install Acme.Library -Version 1.2.3": "nuget install: Acme.Library → Acme.Library 1.2.3 yes",
    "nuget install Acme.Library": "nuget install: Acme.Library no",
  });
});

describe("dotnet: options that take a value", () => {
  managerTable(dotnet, {
    "dotnet tool install --tool-path /tools Acme.Tool": "dotnet tool install: Acme.Tool no",
    "dotnet tool install --add-source https://feed.example/v3 Acme.Tool":
      "dotnet tool install: Acme.Tool no | also from https://feed.example/v3",
    "dotnet tool install --configfile nuget.config --framework net8.0 Acme.Tool": "dotnet tool install: Acme.Tool no",
    "dotnet tool install --tool-manifest m.json -v quiet -a x64 Acme.Tool": "dotnet tool install: Acme.Tool no",
    "dotnet add package Acme.Library -s https://feed.example -f net8.0":
      "dotnet add package: Acme.Library no | from https://feed.example",
    "dotnet package add --project app.csproj --package-directory p Acme.Library": "dotnet package add: Acme.Library no",
    "nuget install -OutputDirectory out -source https://feed.example Acme.Library":
      "nuget install: Acme.Library no | from https://feed.example",
    "nuget install -Framework net48 -ConfigFile c -NonInteractive Acme.Library": "nuget install: Acme.Library no",
  });
});

describe("dotnet: what is no package", () => {
  managerTable(dotnet, {
    "dotnet tool restore": "nothing",
    "dotnet tool update -g Acme.Tool": "nothing",
    "dotnet tool list": "nothing",
    "dotnet tool install": "nothing",
    "dotnet tool install --help": "nothing",
    "dotnet add app.csproj reference ../lib.csproj": "nothing",
    "dotnet build": "nothing",
    "dotnet publish -c Release -o /app": "nothing",
    "dotnet new console": "nothing",
    "dotnet workload install wasm-tools": "nothing",
    "dotnet nuget add source https://feed.example": "nothing",
    "nuget install packages.config": "nothing",
    "nuget restore app.sln": "nothing",
    dotnet: "nothing",
    "dotnet nuget add source http://feed.example --allow-insecure-connections":
      "dotnet nuget add: insecure --allow-insecure-connections",
  });
});

describe("dotnet restore", () => {
  const say = "say dotnet restore --locked-mode";
  const free = `lock packages.lock.json "→ --locked-mode" ${say}`;
  managerTable(dotnet, {
    "dotnet restore": `dotnet restore: ${free}`,
    "dotnet restore app.csproj -r linux-x64": `dotnet restore: ${free}`,
    "dotnet restore -s https://feed.example": `dotnet restore: ${free} | from https://feed.example`,
    "dotnet restore --locked-mode": `dotnet restore: lock packages.lock.json enforced ${say}`,
    "dotnet restore -p:RestoreLockedMode=true": `dotnet restore: lock packages.lock.json enforced ${say}`,
    "dotnet restore /p:RestoreLockedMode=true": `dotnet restore: lock packages.lock.json enforced ${say}`,
    "dotnet restore --force-evaluate": `dotnet restore: lock packages.lock.json ${say}`,
  });
});

describe("dotnet: variables", () => {
  managerTable(
    dotnet,
    {
      "dotnet tool install Acme.Tool --version $TOOL": "dotnet tool install: Acme.Tool → Acme.Tool 1.2.3 yes",
      "dotnet tool install Acme.Tool --version $OTHER": "dotnet tool install: Acme.Tool → Acme.Tool $OTHER unknown",
      "dotnet tool install Acme.Tool@$OTHER": "dotnet tool install: Acme.Tool@$OTHER → Acme.Tool $OTHER unknown",
      "dotnet tool install $TOOLS": "dotnet tool install: $TOOLS unknown dynamic",
    },
    { variables: { TOOL: "1.2.3" } },
  );
});
