import type { SETTINGS } from "./schema.ts";

/** What each setting does, for documentation and schema: Markdown, one or two sentences. No part of what starts with the server. */
export const DESCRIPTIONS: Readonly<Record<keyof typeof SETTINGS, string>> = {
  profile:
    "How strict the rules are. `relaxed` makes hints of the package rules (`*-unpinned`), `strict` makes warnings of " +
    "information and hints. A rule that is off stays off.",
  rules: "Severity of single rules: `off`, `hint`, `info` or `warning`. It wins over the profile.",
  extends:
    "Settings to start from: a file of this repository (`./` or `../` in front) or an installed package, whose " +
    "`seaworthy.yaml` is read from `node_modules`. Only data is read, nothing is fetched and nothing is run. What this file says wins, over " +
    "their `overrides`, too, and their globs are relative to this file.",
  overrides:
    "What holds for some files only: `paths` are globs relative to this file; later entries win. " +
    "`.devcontainer/**` is `relaxed` unless an entry says otherwise.",
  locked: "Rules that no comment in a Dockerfile may silence.",
  requiredLabels:
    "Labels that every exported image must have, and the type of each value: `text`, `url`, `semver`, `sha`, `date`, `spdx` or `email`.",
  recommendedLabels: "Labels that `label-missing` asks for.",
  labelsFromCI: "CI adds the labels when it builds (metadata action, Bake, `--label`): `label-missing` says nothing.",
  trustedRegistries: "Registries that images may come from; unless it is set, all are. Example: `docker.io`.",
  buildArgs:
    "Build arguments that your builds pass, as `docker build --build-arg` does. They win over what Compose and Bake files pass.",
  buildContexts:
    "Names of build contexts that your builds pass (`--build-context NAME=…`): such a name is not an image.",
  groupPackages:
    "One warning for each install command, with a hint under each word; `false` makes every word a warning.",
  pinStyle:
    "Which pin a fix writes first. `exact`: one version. `wildcard`: an upstream version that survives rebuilds (apt, apk). " +
    "`snapshot`: the archive of one day (apt). `auto`: exact where the repository has Renovate or a scheduled `check-pins`, else wildcard.",
  minimumReleaseAge:
    "Days that a version of a language package must have been out before it is written; `0`: none. Of a download that is younger the fix says so.",
  platforms: "Platforms that checksums are written for where a URL depends on it.",
  scanner:
    "Who scans images: `embedded` (this program, with OSV's advisories), or another scanner. `installed`: the first of Trivy and Grype that is installed, else `embedded`. What each sends to whom, the command *Choose Scanner…* and the documentation say.",
  scanAfterBuild: "Whether Build Image scans what it has built.",
  scanFailOn: "From which severity on a vulnerability makes `seaworthy scan` fail.",
  vexPath: "Folder of the repository's decisions about vulnerabilities (OpenVEX), seen from its root.",
  mirrors:
    "Registries, archives and indexes that are asked through a mirror: host or URL prefix to host or URL prefix.",
  insecureRegistries: "Registries that may be asked over http, or with a certificate that cannot be checked.",
  indexes: "The package index that is asked for a package manager: `npm`, `pip`, `go` and so on.",
  engine: "The program of the container engine; unless set, the first of docker, podman and nerdctl that is there.",
  containerNetwork:
    "The network of containers that read package lists, and of builds for them: the engine's `default`, or that of this machine (`host`), for what only it can reach.",
  lookupOrder:
    "Who is asked for language packages, one after the other until one knows: the index that the RUN, `index` or npm's own configuration names, the package manager on this machine, the one in the base image, deps.dev. Who is not in the list is never asked; a tool or container also needs its consent, deps.dev `lookup.thirdParty`.",
  thirdParty:
    "Services that a build itself would not ask may be asked: deps.dev, the web API of Docker Hub, api.github.com.",
  checkPinsSchedule: "How often the pins of open files are checked without being asked to.",
  osvEndpoint:
    "Address of the advisory database to ask instead of api.osv.dev: a server of your own that speaks its API, or a `file:` address of a folder with its exports, which asks nobody.",
  scannerPrograms:
    "The program of a scanner that is not in PATH, or not by its usual name: `trivy`, `grype`, `osv-scanner`, `scout` (the docker program that has it), `snyk`, `twistcli`.",
  scannerServers:
    "Address of the service that a scanner works with: `clair` and `twistcli` (the console of Prisma Cloud) need one, `trivy` may have one. The key of a Clair that wants one is taken from the variable `SEAWORTHY_CLAIR_KEY` (`ISSUER:KEY`, as its configuration has them).",
  scannerImages:
    "The image that a scanner is run from where it is not installed and containers are agreed to (`--containers`), instead of its maker's: `trivy`, `grype`, `osv-scanner`. It is never pulled.",
  layersAddress:
    "Address of this machine that Clair can reach, with a port where it may not be any (`192.0.2.7:8099`): it fetches the layers of an image from there while it is scanned.",
  exclude:
    "Files that are not looked at, as globs relative to this file; what a `.gitignore` leaves out never is, tracked or not, but for a path that the command line names.",
};
