import { unpinned } from "../packages/unpinned.ts";
import type { Rule } from "../rule.ts";

/** Words of yum, dnf, microdnf, tdnf and zypper that name a package without a version. */
export const rule: Rule = {
  id: "rpm-unpinned",
  severity: "warning",
  summary: "A package is installed by yum, dnf, microdnf, tdnf or zypper without a version.",
  why: `The package manager takes the newest version its repositories hold on the day of the build, so two builds of the same commit differ. Write the version: \`httpd-2.4.62-4.el9\` for dnf and its kin, \`httpd=2.4.62\` for zypper.`,
  examples: [
    {
      bad: "FROM rockylinux/rockylinux:9.4.20240509\nRUN dnf install -y httpd\n",
      good: "FROM rockylinux/rockylinux:9.4.20240509\nRUN dnf install -y httpd-2.4.57-8.el9\n",
      fixed: false,
    },
  ],
  answersTo: ["DL3033", "DL3037", "DL3041"],
  check: (model) => unpinned(model, "rpm-unpinned"),
};
