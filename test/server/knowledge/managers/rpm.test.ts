import { describe } from "node:test";
import { managerOf } from "../../../../server/src/knowledge/managers/managers.ts";
import { rpm } from "../../../../server/src/knowledge/managers/rpm.ts";
import { managerTable } from "../../../harness/calls.ts";

describe("what is a package", () => {
  managerTable(rpm, {
    "yum install ${PKG:-my-app}-1.20.1": "yum install: ${PKG:-my-app}-1.20.1 → ${PKG:-my-app} 1.20.1 yes",
    "yum install -y curl": "yum install: curl no",
    "dnf install --from-vendor a --repofromdir b --disableincludes c curl": "dnf install: curl no",
    "tdnf install --rpmdefine a curl": "tdnf install: curl no",
    "yum -y install curl wget": "yum -y install: curl no | wget no",
    "dnf install -y curl": "dnf install: curl no",
    "dnf install-nevra curl-8.6.0-3.fc40.x86_64": "dnf install-nevra: curl-8.6.0-3.fc40.x86_64 → curl 8.6.0-3.fc40 yes",
    "microdnf install --nodocs curl": "microdnf install: curl no",
    "tdnf -y install curl ca-certificates": "tdnf -y install: curl no | ca-certificates no",
    "yum install glibc.i686": "yum install: glibc.i686 → glibc - no",
    "yum install 'perl(File::Path)' 'pkgconfig(zlib)'": "yum install: perl(File::Path) no | pkgconfig(zlib) no",
    "dnf install 'dnf-command(config-manager)'": "dnf install: dnf-command(config-manager) no",
    "dnf install php-* 'lib?oo'": "dnf install: php-* no | lib?oo no",
    "dnf install @development-tools @^minimal @nodejs:18": "nothing",
    "dnf install nodejs:18 nodejs:18/minimal": "nothing",
    "yum install ./tool.rpm /tmp/tool.rpm tool.rpm /tmp/$NAME ~/tool.rpm": "nothing",
    "yum install https://rpm.example/tool-1.2-1.noarch.rpm": "nothing",
    "yum install https://rpm.example/tool-$V.rpm": "nothing",
    "yum install": "nothing",
    "yum swap -y fakesystemd systemd": "yum swap: systemd no",
    "dnf -y swap curl-minimal curl-8.6.0-3.fc40": "dnf -y swap: curl-8.6.0-3.fc40 → curl 8.6.0-3.fc40 yes",
    "yum -y swap -- remove fakesystemd -- install systemd systemd-libs": "yum -y swap: systemd no | systemd-libs no",
    "yum swap -- install curl -- remove wget": "nothing",
  });
});

describe("what is no install command", () => {
  managerTable(rpm, {
    "yum update -y curl": "nothing",
    "dnf upgrade curl": "nothing",
    "dnf -y reinstall curl": "nothing",
    "yum reinstall -y glibc-common": "nothing",
    "dnf upgrade-minimal --security": "nothing",
    "yum groupinstall 'Development Tools'": "nothing",
    "yum localinstall tool.rpm": "nothing",
    "dnf group install development-tools": "nothing",
    "dnf module install nodejs:18": "nothing",
    "dnf module enable nodejs:18": "nothing",
    "dnf builddep curl": "nothing",
    "yum remove install": "nothing",
    "yum clean all": "nothing",
    "dnf download curl": "nothing",
    "dnf install --assumeno curl": "nothing",
    "dnf install --help curl": "nothing",
    "yum --version": "nothing",
    yum: "nothing",
  });
});

describe("a version is told by its shape", () => {
  managerTable(rpm, {
    "yum install Server-56-5.6.51-rel91.0.1.el7":
      "yum install: Server-56-5.6.51-rel91.0.1.el7 → Server-56 5.6.51-rel91.0.1.el7 yes",
    "yum install java-1.8.0-openjdk tool-1.2-devel": "yum install: java-1.8.0-openjdk no | tool-1.2-devel no",
    "yum install httpd-2.4.6": "yum install: httpd-2.4.6 → httpd 2.4.6 yes",
    "yum install httpd-2.4.6-97.el7": "yum install: httpd-2.4.6-97.el7 → httpd 2.4.6-97.el7 yes",
    "yum install httpd-2.4.6-97.el7.x86_64": "yum install: httpd-2.4.6-97.el7.x86_64 → httpd 2.4.6-97.el7 yes",
    "yum install kernel-headers-4.18.0-305.el8":
      "yum install: kernel-headers-4.18.0-305.el8 → kernel-headers 4.18.0-305.el8 yes",
    "yum install vim-enhanced-2:8.2.2637-20.el9":
      "yum install: vim-enhanced-2:8.2.2637-20.el9 → vim-enhanced 2:8.2.2637-20.el9 yes",
    "yum install 2:vim-enhanced-8.2.2637-20.el9":
      "yum install: 2:vim-enhanced-8.2.2637-20.el9 → vim-enhanced 8.2.2637-20.el9 yes",
    "yum install docker-ce-3:20.10*": "yum install: docker-ce-3:20.10* → docker-ce 3:20.10* yes",
    "yum install kubelet-1.28.2-0": "yum install: kubelet-1.28.2-0 → kubelet 1.28.2-0 yes",
    "yum install kubelet-1.28.2-*": "yum install: kubelet-1.28.2-* → kubelet 1.28.2-* yes",
    "yum install 'kubelet-1.28.*'": "yum install: kubelet-1.28.* → kubelet 1.28.* yes",
    "yum install wget-1.14": "yum install: wget-1.14 → wget 1.14 yes",
    "yum install tzdata-2024a tzdata-2024a-1.el9":
      "yum install: tzdata-2024a → tzdata 2024a yes | tzdata-2024a-1.el9 → tzdata 2024a-1.el9 yes",
    "yum install rules-20240315": "yum install: rules-20240315 → rules 20240315 yes",
    "yum install nodejs-18-1nodesource": "yum install: nodejs-18-1nodesource → nodejs 18-1nodesource yes",
    "yum install libnccl-2.18.3-1+cuda12.1": "yum install: libnccl-2.18.3-1+cuda12.1 → libnccl 2.18.3-1+cuda12.1 yes",
    "yum install cuda-compat-12-2-535.104.05-1":
      "yum install: cuda-compat-12-2-535.104.05-1 → cuda-compat-12-2 535.104.05-1 yes",
    "yum install java-1.8.0-openjdk-1.8.0.392.b08-4.el8":
      "yum install: java-1.8.0-openjdk-1.8.0.392.b08-4.el8 → java-1.8.0-openjdk 1.8.0.392.b08-4.el8 yes",
    "dnf install dotnet-sdk-8.0.100": "dnf install: dotnet-sdk-8.0.100 → dotnet-sdk 8.0.100 yes",
    "dnf install dotnet-sdk-8.0-8.0.100-1.el9":
      "dnf install: dotnet-sdk-8.0-8.0.100-1.el9 → dotnet-sdk-8.0 8.0.100-1.el9 yes",
  });
});

describe("a number in a name is no version", () => {
  managerTable(rpm, {
    "yum install gcc-11 python3-3 devtoolset-9": "yum install: gcc-11 no | python3-3 no | devtoolset-9 no",
    "yum install java-1.8.0-openjdk java-1.8.0": "yum install: java-1.8.0-openjdk no | java-1.8.0 no",
    "yum install java-1.8.0-* tool-1.8.0-*": "yum install: java-1.8.0-* no | tool-1.8.0-* → tool 1.8.0-* yes",
    "yum install xorg-x11-fonts-ISO8859-1-75dpi fonts-1-100dpi.noarch":
      "yum install: xorg-x11-fonts-ISO8859-1-75dpi no | fonts-1-100dpi.noarch → fonts-1-100dpi - no",
    "yum install java-17-openjdk-headless": "yum install: java-17-openjdk-headless no",
    "dnf install cuda-toolkit-12-8 libcudnn9-cuda-13": "dnf install: cuda-toolkit-12-8 no | libcudnn9-cuda-13 no",
    "dnf install intel-oneapi-compiler-fortran-2024.2.x86_64 intel-oneapi-mkl-devel-2024.2.0":
      "dnf install: intel-oneapi-compiler-fortran-2024.2.x86_64 → intel-oneapi-compiler-fortran-2024.2 - no | intel-oneapi-mkl-devel-2024.2.0 → intel-oneapi-mkl-devel 2024.2.0 yes",
    "yum install VirtualBox-5.1": "yum install: VirtualBox-5.1 no",
    "dnf install dotnet-sdk-8.0 aspnetcore-runtime-8.0": "dnf install: dotnet-sdk-8.0 no | aspnetcore-runtime-8.0 no",
    "dnf install netstandard-targeting-pack-2.1 llvm-toolset-7.0":
      "dnf install: netstandard-targeting-pack-2.1 no | llvm-toolset-7.0 no",
    "dnf install gcc-toolset-13-gcc-c++ re2c": "dnf install: gcc-toolset-13-gcc-c++ no | re2c no",
    "yum install postgresql14-server": "yum install: postgresql14-server no",
    "yum install python3-devel-*": "yum install: python3-devel-* no",
    "yum install gcc-11.x86_64": "yum install: gcc-11.x86_64 → gcc-11 - no",
  });
});

describe("relations and unknown parts", () => {
  managerTable(rpm, {
    "dnf install 'curl = 8.6.0'": "dnf install: curl = 8.6.0 → curl 8.6.0 yes",
    "tdnf install curl=8.6.0-1.azl3": "tdnf install: curl=8.6.0-1.azl3 → curl 8.6.0-1.azl3 yes",
    "dnf install 'curl >= 8.6'": "dnf install: curl >= 8.6 → curl >= 8.6 no range",
    "dnf install 'curl<9'": "dnf install: curl<9 → curl <9 no range",
    "dnf install 'perl(File::Path) >= 2'": "dnf install: perl(File::Path) >= 2 → perl(File::Path) >= 2 no range",
    "yum install httpd-$V": "yum install: httpd-$V unknown",
    "yum install httpd-${V}*": "yum install: httpd-${V}* unknown",
    "dnf install cuda-nvcc-${M}-${N}": "dnf install: cuda-nvcc-${M}-${N} unknown",
    "yum install httpd-${V}-${R}.el9": "yum install: httpd-${V}-${R}.el9 → httpd ${V}-${R}.el9 unknown",
    "yum install httpd-$V-1.el9": "yum install: httpd-$V-1.el9 → httpd $V-1.el9 unknown",
    "yum install httpd-${V//./-}": "yum install: httpd-${V//./-} unknown",
    "dnf install python$V python$V-devel llvm-$V-devel":
      "dnf install: python$V no | python$V-devel no | llvm-$V-devel no",
    "yum install httpd${V:+-$V}": "yum install: httpd${V:+-$V} unknown",
    "yum install $INSTALL_PKGS": "yum install: $INSTALL_PKGS unknown dynamic",
    "yum install httpd=$V": "yum install: httpd=$V → httpd $V unknown",
  });
  managerTable(
    rpm,
    {
      "yum install httpd-$V": "yum install: httpd-$V → httpd 2.4.6-97.el7 yes",
      "dnf install cuda-toolkit-$M": "dnf install: cuda-toolkit-$M → cuda-toolkit-12-8 - no",
      "dnf install httpd-$EMPTY": "dnf install: httpd-$EMPTY → httpd- - unknown",
    },
    { variables: { V: "2.4.6-97.el7", M: "12-8", EMPTY: "" } },
  );
  managerTable(rpm, { "xargs yum install -y": "yum install: xargs unknown dynamic" });
});

describe("options with a value", () => {
  managerTable(rpm, {
    "dnf install --from-vendor v git": "dnf install: git no",
    "yum install --disableincludes all git": "yum install: git no",
    "tdnf install --repofromdir local,packages --rpmdefine a git": "tdnf install: git no",
    "yum install --nogpg git": "yum install: git no | insecure --nogpg",
    "yum install --excl vim git": "yum install: git no",
    "yum install -c yum.conf -d 1 -e 0 -R 5 curl": "yum install: curl no",
    "yum -q -x 'kernel*' install curl": "yum -q -x 'kernel*' install: curl no",
    "dnf install --exclude wget --excludepkgs=git curl": "dnf install: curl no",
    "dnf install --setopt install_weak_deps=0 --setopt=tsflags=nodocs curl": "dnf install: curl no",
    "dnf install --enablerepo epel --disablerepo '*' curl": "dnf install: curl no | from epel",
    "dnf install --enablerepo=crb,epel curl": "dnf install: curl no | from crb,epel",
    "dnf install --repofrompath x,https://rpm.example/x --repo x curl":
      "dnf install: curl no | from x,https://rpm.example/x | from x",
    "dnf install --installroot /mnt --releasever 9 curl": "dnf install: curl no | release 9",
    "dnf install --releasever=9 --forcearch aarch64 curl": "dnf install: curl no | release 9",
    "dnf install --downloaddir /tmp --destdir /tmp --comment hello curl": "dnf install: curl no",
    "dnf install --disableplugin subscription-manager --enableplugin x curl": "dnf install: curl no",
    "dnf install --advisory A --cve C --bz 1 --sec-severity Critical curl": "dnf install: curl no",
    "dnf install --disableexcludes all --color never --rpmverbosity info curl": "dnf install: curl no",
    "dnf install --allowerasing --nobest --skip-broken curl": "dnf install: curl no",
  });
});

describe("checks switched off", () => {
  managerTable(rpm, {
    "yum install --nogpgcheck curl": "yum install: curl no | insecure --nogpgcheck",
    "yum -y --nogpgcheck install ./tool.rpm": "yum -y --nogpgcheck install: insecure --nogpgcheck",
    "dnf5 install --no-gpgchecks curl": "dnf5 install: curl no | insecure --no-gpgchecks",
    "tdnf install --skipsignature --skipdigest curl":
      "tdnf install: curl no | insecure --skipsignature | insecure --skipdigest",
    "dnf install --setopt=gpgcheck=0 curl": "dnf install: curl no | insecure --setopt=gpgcheck=0",
    "dnf install --setopt base.gpgcheck=False curl": "dnf install: curl no | insecure --setopt base.gpgcheck=False",
    "dnf update --setopt=sslverify=0": "dnf update: insecure --setopt=sslverify=0",
    "dnf install --setopt=gpgcheck=1 --setopt=repo_gpgcheck=0 curl": "dnf install: curl no",
  });
});

describe("programs with a version in their name", () => {
  managerTable(managerOf, {
    "dnf-3 install curl": "dnf-3 install: curl no",
    "dnf5 install curl": "dnf5 install: curl no",
    "yum4 install curl": "yum4 install: curl no",
    "rpm install curl": "nothing",
  });
});
