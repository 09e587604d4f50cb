import { describe } from "node:test";
import { choco } from "../../../../server/src/knowledge/managers/choco.ts";
import { managerTable } from "../../../harness/calls.ts";

describe("choco install", () => {
  managerTable(choco, {
    "choco install git": "choco install: git no",
    "choco install git --cachelocation a --downloadchecksum b --downloadchecksumtypex64 c": "choco install: git no",
    "choco install -y git nodejs": "choco install: git no | nodejs no",
    "choco install git --version 2.40.0 -y": "choco install: git → git 2.40.0 yes",
    "choco install git --version=2.40.0": "choco install: git → git 2.40.0 yes",
    "choco install -y git -version 2.40.0": "choco install: git → git 2.40.0 yes",
    "choco install git -Version 2.40.0": "choco install: git → git 2.40.0 yes",
    "choco install a b --version 1.0": "choco install: a → a 1.0 yes | b → b 1.0 yes",
    "choco install git --version $VERSION": "choco install: git → git $VERSION unknown",
    "choco install $PACKAGES -y": "choco install: $PACKAGES unknown dynamic",
    "choco install git --pre": "choco install: git no",
    "choco Install git": "choco Install: git no",
    "cinst git -y": "cinst: git no",
    "cinst git -version 2.40.0": "cinst: git → git 2.40.0 yes",
  });
});

describe("choco: options that take a value", () => {
  managerTable(choco, {
    "choco install --cachelocation c tool": "choco install: tool no",
    "choco install --downloadchecksum a --downloadchecksumtype b tool": "choco install: tool no",
    "choco install --downloadchecksumx64 a --downloadchecksumtypex64 b tool": "choco install: tool no",
    "choco install git --params \"'/NoPath /InstallDir:C:'\"": "choco install: git no",
    "choco install git --params='/NoPath' --pkgparameters=x": "choco install: git no",
    "choco install git --package-parameters x --installargs y --ia z": "choco install: git no",
    "choco install git -s https://feed.example": "choco install: git no | from https://feed.example",
    "choco install git --source https://feed.example": "choco install: git no | from https://feed.example",
    "choco install git --execution-timeout 2700 --cache-location C:/c": "choco install: git no",
    "choco install git --timeout=2700 -c C:/c": "choco install: git no",
    "choco install git -u me -p secret --cert c --cp d": "choco install: git no",
    "choco install git --proxy http://p.example --proxy-user a --proxy-password b": "choco install: git no",
    "choco install git --download-checksum 00 --download-checksum-type sha256": "choco install: git no",
    "choco install git --checksum64 00 --checksumtype64 sha256": "choco install: git no",
    "choco install git --log-file l --install-directory d --proxy-bypass-list x": "choco install: git no",
    "choco install git -y --no-progress -f --limit-output --x86": "choco install: git no",
  });
});

describe("choco: what is no package", () => {
  managerTable(choco, {
    "choco install packages.config -y": "nothing",
    "choco install tool.1.0.nupkg tool.nuspec": "nothing",
    "choco install IIS-WebServerRole --source windowsfeatures": "nothing",
    "choco install all --source https://feed.example": "nothing",
    "choco upgrade chocolatey -y": "nothing",
    "choco uninstall git": "nothing",
    "choco feature enable -n allowGlobalConfirmation": "nothing",
    "choco source add -n=mine -s https://feed.example": "nothing",
    "choco list": "nothing",
    "choco install git --noop": "nothing",
    "choco install --help": "nothing",
    choco: "nothing",
  });
});

describe("choco: checks switched off", () => {
  managerTable(choco, {
    "choco install git --ignore-checksums": "choco install: git no | insecure --ignore-checksums",
    "choco install git --allow-empty-checksums": "choco install: git no | insecure --allow-empty-checksums",
  });
});
