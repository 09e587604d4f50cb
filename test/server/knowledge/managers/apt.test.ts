import { apt } from "../../../../server/src/knowledge/managers/apt.ts";
import { managerTable } from "../../../harness/calls.ts";

managerTable(apt, {
  "apt-get install -y curl": "apt-get install: curl no",
  "apt-get -qq -y install curl wget": "apt-get -qq -y install: curl no | wget no",
  "apt-get install -y curl=7.88.1-10": "apt-get install: curl=7.88.1-10 → curl 7.88.1-10 yes",
  "apt-get install -yt bookworm-backports git": "apt-get install: git no | release bookworm-backports",
  "apt-get install -tsid git": "apt-get install: git no | release sid",
  "apt-get install -t=sid git": "apt-get install: git no | release sid",
  "apt-get install --target-release=sid git": "apt-get install: git no | release sid",
  "apt-get install --default-release sid git": "apt-get install: git no | release sid",
  'apt-get install "curl=${V}"': "apt-get install: curl=${V} → curl ${V} unknown",
  "apt-get install $PACKAGES": "apt-get install: $PACKAGES unknown dynamic",
});
