import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { powershellGallery } from "../../../../server/src/knowledge/managers/powershell-gallery.ts";
import { callOf, managerTable } from "../../../harness/calls.ts";

describe("PowerShell Gallery: versions", () => {
  managerTable(
    powershellGallery,
    {
      "install-module Pester": "install-module: Pester no",
      "install-module -Name Pester -Force": "install-module: Pester no",
      "install-module -ProgressAction SilentlyContinue Pester": "install-module: Pester no",
      "install-module -Force Pester": "install-module: Pester no",
      "install-module Pester -RequiredVersion 5.5.0": "install-module: Pester → Pester 5.5.0 yes",
      "install-module -name Pester -requiredversion 5.5.0": "install-module: Pester → Pester 5.5.0 yes",
      "install-module Pester -RequiredVersion:5.5.0": "install-module: Pester → Pester 5.5.0 yes",
      "install-module Pester -MinimumVersion 5.0": "install-module: Pester → Pester >=5.0 no range",
      "install-module Pester -MaximumVersion 5.9": "install-module: Pester → Pester <=5.9 no range",
      "install-module Pester -MinimumVersion 5.0 -MaximumVersion 5.9":
        "install-module: Pester → Pester >=5.0,<=5.9 no range",
      "install-psresource Pester -Version 5.5.0": "install-psresource: Pester → Pester 5.5.0 yes",
      "install-psresource Pester -Version '[5.0,6.0)'": "install-psresource: Pester → Pester [5.0,6.0) no range",
      "install-psresource Pester -Version '5.*'": "install-psresource: Pester → Pester 5.* no range",
      "install-package 7Zip4Powershell -Scope CurrentUser": "install-package: 7Zip4Powershell no",
      "install-package tool -ProviderName NuGet -RequiredVersion 1.0":
        "install-package: tool → tool 1.0 yes | from NuGet",
      "install-script tool": "install-script: tool no",
      "install-module Pester -RequiredVersion $VERSION": "install-module: Pester → Pester $VERSION unknown",
      "install-module $MODULES": "install-module: $MODULES unknown dynamic",
    },
    { language: "powershell" },
  );
});

describe("PowerShell Gallery: lists", () => {
  managerTable(
    powershellGallery,
    {
      "install-module -Name A,B": "install-module: A no | B no",
      "install-module -Name A, B": "install-module: A no | B no",
      "install-module A,B -RequiredVersion 1.0": "install-module: A → A 1.0 yes | B → B 1.0 yes",
      "install-module \"@('A','B')\"": "install-module: A no | B no",
      "install-module A,$OTHER": "install-module: A no | $OTHER unknown dynamic",
    },
    { language: "powershell" },
  );
});

describe("PowerShell Gallery: caps", () => {
  it("a list of 4096 characters is read, of a longer one nothing is said", () => {
    const found = (list: string) =>
      powershellGallery.installs(callOf(`install-module ${list}`, { language: "powershell" }))?.packages ?? [];
    assert.equal(found("A,".repeat(2048)).length, 2048);
    assert.deepEqual(
      found(`${"A,".repeat(2048)}B`).map(({ dynamic, pinned }) => [dynamic, pinned]),
      [[true, "unknown"]],
    );
  });
});

describe("PowerShell Gallery: options and what is no package", () => {
  managerTable(
    powershellGallery,
    {
      "install-module Pester -Repository PSGallery": "install-module: Pester no | from PSGallery",
      "install-package tool -Source https://feed.example": "install-package: tool no | from https://feed.example",
      "install-package tool -Provider chocolatey": "install-package: tool no | from chocolatey",
      "install-package tool -ProviderName NuGet -Source https://feed.example":
        "install-package: tool no | from https://feed.example",
      "install-package tool -ProviderName PowerShellGet": "install-package: tool no",
      "install-module Pester -Scope AllUsers -Credential $C -Proxy http://p.example": "install-module: Pester no",
      "install-module Pester -ProgressAction SilentlyContinue": "install-module: Pester no",
      "install-module Pester -ErrorAction Stop -WarningAction SilentlyContinue": "install-module: Pester no",
      "install-module Pester -ea Stop -OutVariable x -AllowClobber": "install-module: Pester no",
      "install-psresource Pester -TemporaryPath C:/t -TrustRepository": "install-psresource: Pester no",
      "install-package tool -Destination C:/t -ConfigFile c -Type x -FilterOnTag y": "install-package: tool no",
      "install-psresource -RequiredResourceFile modules.psd1": "nothing",
      "install-package ./tool.msi C:/tool.msi": "nothing",
      "install-module Pester -WhatIf": "nothing",
      "install-module": "nothing",
      "install-module Pester -SkipPublisherCheck -Force": "install-module: Pester no | insecure -SkipPublisherCheck",
    },
    { language: "powershell" },
  );
});
