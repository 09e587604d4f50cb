/** Archives that serve the packages of one chosen day. */
const SNAPSHOT_ARCHIVES = ["snapshot.debian.org", "snapshot.ubuntu.com"];

/** Words of commands and files that add a repository which the base image does not have. */
const FOREIGN_SOURCES = [
  "add-apt-repository",
  "apt-add-repository",
  "sources.list",
  "yum-config-manager",
  "config-manager",
  "yum.repos.d",
  "zypp/repos.d",
  "addrepo",
  "/etc/apk/repositories",
  "apt-key",
  "extrepo",
];

/** True when the text of an instruction makes apt read a snapshot archive. */
export function usesSnapshot(text: string): boolean {
  return SNAPSHOT_ARCHIVES.some((archive) => text.includes(archive));
}

/** True when the text of an instruction adds a package repository. */
export function addsSource(text: string): boolean {
  return FOREIGN_SOURCES.some((word) => text.includes(word));
}
