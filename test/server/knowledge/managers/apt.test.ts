import { describe } from "node:test";
import { apt } from "../../../../server/src/knowledge/managers/apt.ts";
import { managerOf } from "../../../../server/src/knowledge/managers/managers.ts";
import { managerTable } from "../../../harness/calls.ts";

describe("what is a package", () => {
  managerTable(apt, {
    "apt-get install -y curl": "apt-get install: curl no",
    "apt install curl wget": "apt install: curl no | wget no",
    "aptitude -y install curl": "aptitude -y install: curl no",
    "apt-get reinstall curl": "apt-get reinstall: curl no",
    "/usr/bin/apt-get -qq -y install curl": "/usr/bin/apt-get -qq -y install: curl no",
    "apt-get -y --no-install-recommends install 'curl' \"wget\"":
      "apt-get -y --no-install-recommends install: curl no | wget no",
    "apt-get install curl -y -- wget": "apt-get install: curl no | wget no",
    "apt-get $OPTIONS install curl": "apt-get $OPTIONS install: curl no",
    "apt-get $COMMAND curl": "nothing",
    "apt-get install -y --only-upgrade openssl": "apt-get install: openssl no",
    "apt-get install g++ libstdc++6 g++-12": "apt-get install: g++ no | libstdc++6 no | g++-12 no",
    "apt-get install gcc-11 openjdk-17-jdk": "apt-get install: gcc-11 no | openjdk-17-jdk no",
    "apt-get install memtest86+": "apt-get install: memtest86+ no",
    "apt-get install libfoo* 'python3.[0-9]'": "apt-get install: libfoo* no | python3.[0-9] no",
    "apt-get install lamp-server^": "apt-get install: lamp-server^ no",
    "aptitude install '~pstandard'": "nothing",
    "apt-get install libc6:i386": "apt-get install: libc6:i386 → libc6 - no",
    "apt-get install curl/bookworm-backports": "apt-get install: curl/bookworm-backports → curl - no",
    "apt-get install ./tool.deb /tmp/tool.deb ~/tool.deb tool_1.2_amd64.deb": "nothing",
    "apt-get install /tmp/$NAME.deb $DIR/tool.deb *.deb": "nothing",
    "apt-get install https://deb.example/tool_1.deb": "nothing",
    "apt-get install tool=7.5.4-1.deb $DIR/a=1.deb": "apt-get install: tool=7.5.4-1.deb → tool 7.5.4-1.deb yes",
    "apt-get install curl wget-": "apt-get install: curl no",
    "aptitude install curl wget_": "aptitude install: curl no",
    "apt-get install": "nothing",
    "apt-get install -f -y": "nothing",
  });
});

describe("what is no install command", () => {
  managerTable(apt, {
    "apt-get update": "nothing",
    "apt-get upgrade -y openssl": "nothing",
    "apt-get dist-upgrade -y": "nothing",
    "apt full-upgrade curl": "nothing",
    "apt-get build-dep -y curl": "nothing",
    "apt-get source curl": "nothing",
    "apt-get download curl": "nothing",
    "apt-get remove install": "nothing",
    "apt-get purge -y --auto-remove curl": "nothing",
    "apt-get -s install curl": "nothing",
    "apt-get install --dry-run curl": "nothing",
    "apt-get install -y --print-uris curl": "nothing",
    "apt-get --help install curl": "nothing",
    "apt-get": "nothing",
  });
});

describe("versions", () => {
  managerTable(apt, {
    "apt-get install curl=7.88.1-10": "apt-get install: curl=7.88.1-10 → curl 7.88.1-10 yes",
    "apt-get install 'curl=7.88.*'": "apt-get install: curl=7.88.* → curl 7.88.* yes",
    "apt-get install 'curl=*'": "apt-get install: curl=* → curl * no",
    "apt-get install libc6:i386=2.36-9": "apt-get install: libc6:i386=2.36-9 → libc6 2.36-9 yes",
    "apt-get install git=1:2.39.2-1.1": "apt-get install: git=1:2.39.2-1.1 → git 1:2.39.2-1.1 yes",
    "apt-get install g++=4:12.2.0-3": "apt-get install: g++=4:12.2.0-3 → g++ 4:12.2.0-3 yes",
    'apt-get install "curl=${V}"': "apt-get install: curl=${V} → curl ${V} unknown",
    "apt-get install curl=$V*": "apt-get install: curl=$V* → curl $V* unknown",
    "apt-get install $PACKAGES": "apt-get install: $PACKAGES unknown dynamic",
    "apt-get install $(cat list) curl": "apt-get install: $(cat list) unknown dynamic | curl no",
    "apt-get install llvm-$V llvm-$V-dev": "apt-get install: llvm-$V no | llvm-$V-dev no",
    "apt-get install linux-headers-$(uname -r | sed s/a=/b/)":
      "apt-get install: linux-headers-$(uname -r | sed s/a=/b/) no",
    "apt-get install nginx${V:+=$V}": "apt-get install: nginx${V:+=$V} unknown",
    "apt-get install $NAME=1.2": "apt-get install: $NAME=1.2 → $NAME 1.2 yes",
  });
  managerTable(
    apt,
    {
      "apt-get install curl=$V": "apt-get install: curl=$V → curl 8.1-2 yes",
      'apt-get install "llvm-${MAJOR}"': "apt-get install: llvm-${MAJOR} → llvm-17 - no",
    },
    { variables: { V: "8.1-2", MAJOR: "17" } },
  );
  managerTable(apt, { "xargs apt-get install -y curl": "apt-get install: curl no | xargs unknown dynamic" });
});

describe("options with a value", () => {
  managerTable(apt, {
    "apt-get -q 2 install -q 2 git": "apt-get -q 2 install: git no",
    "apt-get install --yes true -y on git": "apt-get install: git no",
    "apt-get install -U -e any git": "apt-get install: git no",
    "aptitude install --group-by none --log-file l --log-level error --show-package-names never git":
      "aptitude install: git no",
    "apt-get install -yt bookworm-backports git": "apt-get install: git no | release bookworm-backports",
    "apt-get install -tsid git": "apt-get install: git no | release sid",
    "apt-get install -t=sid git": "apt-get install: git no | release sid",
    "apt-get install --target-release=sid git": "apt-get install: git no | release sid",
    "apt-get install --default-release sid git": "apt-get install: git no | release sid",
    "apt-get -o APT::Default-Release=sid install git":
      "apt-get -o APT::Default-Release=sid install: git no | release sid",
    "apt-get install -o=apt::default-release=$R -o Dpkg::Use-Pty=0 git": "apt-get install: git no | release $R",
    'apt-get install -t "$(lsb_release -cs)-backports" git':
      "apt-get install: git no | release $(lsb_release -cs)-backports",
    "apt-get -o Dpkg::Options::=--force-confold install git":
      "apt-get -o Dpkg::Options::=--force-confold install: git no",
    "apt-get install -oDebug::pkgProblemResolver=yes git": "apt-get install: git no",
    "apt-get install --option Acquire::Retries=3 git": "apt-get install: git no",
    "apt-get -c apt.conf install git": "apt-get -c apt.conf install: git no",
    "apt-get install --config-file=apt.conf -q=2 git": "apt-get install: git no",
    "apt-get install -a arm64 git": "apt-get install: git no",
    "apt-get install --host-architecture arm64 -P nocheck git": "apt-get install: git no",
    "apt-get install --build-profiles nocheck --with-source x.deb git": "apt-get install: git no",
    "apt-get install --solver internal --planner external git": "apt-get install: git no",
    "aptitude install -P -O name -F %p -w 80 --add-user-tag mine git": "aptitude install: git no",
  });
});

describe("checks switched off", () => {
  managerTable(apt, {
    "apt-get install --allow-unauthenticated curl": "apt-get install: curl no | insecure --allow-unauthenticated",
    "apt-get install --allow-insecure-repositories curl":
      "apt-get install: curl no | insecure --allow-insecure-repositories",
    "apt-get -y --force-yes install curl": "apt-get -y --force-yes install: curl no | insecure --force-yes",
    "aptitude install --allow-untrusted curl": "aptitude install: curl no | insecure --allow-untrusted",
    "apt-get update --force-yes --allow-unauthenticated": "nothing",
    "apt-get -y --force-yes purge curl": "nothing",
    "apt-get autoremove -o APT::Get::AllowUnauthenticated=1": "nothing",
    "apt-get upgrade --allow-unauthenticated": "apt-get upgrade: insecure --allow-unauthenticated",
    "apt-get update --allow-insecure-repositories": "apt-get update: insecure --allow-insecure-repositories",
    "apt-get install --allow-unauthenticated=no curl": "apt-get install: curl no",
    "apt-get -o Acquire::AllowInsecureRepositories=true update":
      "apt-get -o Acquire::AllowInsecureRepositories=true update: insecure -o Acquire::AllowInsecureRepositories=true",
    "apt-get install -oAPT::Get::AllowUnauthenticated=1 curl":
      "apt-get install: curl no | insecure -oAPT::Get::AllowUnauthenticated=1",
    "apt-get install -o APT::Get::AllowUnauthenticated=false curl": "apt-get install: curl no",
    "apt-get update -o Acquire::https::Verify-Peer=false":
      "apt-get update: insecure -o Acquire::https::Verify-Peer=false",
    "apt-get update -o Acquire::https::deb.example::Verify-Host=false":
      "apt-get update: insecure -o Acquire::https::deb.example::Verify-Host=false host deb.example",
    "apt-get update -o Acquire::Check-Valid-Until=false": "nothing",
    "apt-get install --allow-downgrades --allow-change-held-packages curl": "apt-get install: curl no",
    "apt-get upgrade -y --force-yes": "apt-get upgrade: insecure --force-yes",
    "apt-get -y --force-yes autoremove": "nothing",
    "apt-get purge -y --force-yes --auto-remove gcc make": "nothing",
    "apt-get clean -y --force-yes": "nothing",
  });
});

describe("another program that takes its words", () => {
  managerTable(managerOf, { "apt-fast -y install curl": "apt-fast -y install: curl no" });
});
