import { rule } from "../../../../server/src/lint/rules/rpm-unpinned.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

ruleTable(rule, {
  "each manager says how a version is written": {
    text: `
FROM registry.example/base:1.0.0
RUN yum install -y httpd
                   ^^^^^ httpd has no version: write httpd-VERSION
RUN dnf install -y httpd
                   ^^^^^ httpd has no version: write httpd-VERSION
RUN microdnf install -y httpd
                        ^^^^^ httpd has no version: write httpd-VERSION
RUN tdnf install -y httpd
                    ^^^^^ httpd has no version: write httpd-VERSION
RUN zypper install -y apache2
                      ^^^^^^^ apache2 has no version: write apache2=VERSION`,
  },
  "a number in the name is no version": {
    text: `
FROM registry.example/base:1.0.0
RUN dnf install -y gcc-c++ java-17-openjdk
                   ^^^^^^^ gcc-c++ has no version: write gcc-c++-VERSION
                           ^^^^^^^^^^^^^^^ java-17-openjdk has no version: write java-17-openjdk-VERSION`,
  },
  "an architecture stands behind the version, of zypper in front of it": {
    text: `
FROM registry.example/base:1.0.0
RUN dnf install -y glibc.i686
                   ^^^^^^^^^^ glibc.i686 has no version: write glibc-VERSION.i686
RUN zypper install -y glibc.i686
                      ^^^^^^^^^^ glibc.i686 has no version: write glibc.i686=VERSION`,
  },
  versions: {
    text: "FROM registry.example/base:1.0.0\nRUN dnf install -y httpd-2.4.57-8.el9 && zypper in -y apache2=2.4.58",
  },
  "what other packages provide, and braces, have no version of their own": {
    text: `
FROM registry.example/base:1.0.0
RUN dnf install -y 'pkgconfig(zlib)' php{,-cli} kernel-$(uname -r) libz.so.1
                   ^^^^^^^^^^^^^^^^^ pkgconfig(zlib) stands for packages of other names, in any version: name them with their versions
                                     ^^^^^^^^^^ php{,-cli} stands for packages of other names, in any version: name them with their versions
                                                                   ^^^^^^^^^ libz.so.1 stands for packages of other names, in any version: name them with their versions`,
  },
  "files, URLs, groups and modules": {
    text: "FROM registry.example/base:1.0.0\nRUN dnf install -y ./a.rpm https://dl.example/b.rpm @development nodejs:20",
  },
  "values of options": {
    text: "FROM registry.example/base:1.0.0\nRUN dnf install -y --enablerepo crb httpd-2.4.57-8.el9",
  },
});
