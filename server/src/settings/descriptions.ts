import { INDEXED_MANAGERS } from "./config.ts";
import type { SETTINGS } from "./schema.ts";

const managersWithIndex = INDEXED_MANAGERS.map((id) => `\`${id}\``).join(", ");

/** What each setting does, for documentation and schema: Markdown, one or two sentences. No part of what starts with the server. */
export const DESCRIPTIONS: Readonly<Record<keyof typeof SETTINGS, string>> = {
  profile:
    "How strict the rules are. `relaxed` turns the package rules (`*-unpinned`, but not `git-unpinned`) into hints, `strict` turns " +
    "information and hints into warnings. A rule that is off stays off.",
  rules: "Severity of single rules: `off`, `hint`, `info` or `warning`. It wins over the profile.",
  extends:
    "Settings to start from: a file of this repository (`policy.yaml`, `../policy.yaml`) or an installed package, whose " +
    "`seaworthy.yaml` is read from `node_modules`. Only data is read, nothing is fetched and nothing is run. What this file says wins, also over " +
    "their `overrides`; their globs are relative to this file.",
  overrides:
    "Settings for some files only: `paths` are globs relative to this file; later entries win. " +
    "`.devcontainer/**` is `relaxed` unless an entry says otherwise.",
  locked: "Rules that no comment in a Dockerfile may silence; one that tries to is told so in a note.",
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
    "`snapshot`: the archive of one day for a stage (apt), elsewhere as `auto`. `auto`: exact where the repository has Renovate or a scheduled `check-pins`, or `checkPins.schedule` is set, else wildcard.",
  minimumReleaseAge:
    "Days that a version of a language package must have been out before a fix writes it; a fix of what a scan found does not wait. A younger download is written with a note.",
  platforms: "Platforms that checksums are written for where a URL depends on the platform.",
  scanner:
    "Who scans images: `embedded` (this program, with OSV's advisories), or another scanner. `installed`: the first of Trivy and Grype that is installed, else `embedded`. What each sends to whom, the command *Choose Scanner…* and the documentation say.",
  scanAfterBuild: "Whether Build Image scans what it has built.",
  scanFailOn: "The lowest severity of a vulnerability that makes `seaworthy scan` fail.",
  vexPath: "Folder of the repository's decisions about vulnerabilities (OpenVEX), seen from its root.",
  mirrors:
    "Hosts or URL prefixes of registries, archives and indexes, and the mirror (host or URL prefix) that is asked instead of each.",
  insecureRegistries: "Registries that may be asked over http, or with a certificate that cannot be checked.",
  indexes: `The package index that is asked for a package manager, where the Dockerfile names none: ${managersWithIndex}.`,
  engine:
    "The program of the container engine; unless set, the first of docker, podman and nerdctl that is there (for images also buildah).",
  containerNetwork:
    "The network of containers and builds that read package lists: the engine's `default`, or that of this machine (`host`), for archives that only this machine can reach.",
  lookupOrder:
    "Who is asked for language packages, one after the other until one knows: `index` (that of the Dockerfile, of the setting `index` or of npm's own configuration), `tool` (the package manager on this machine), `container` (the one in the base image), `third-party` (deps.dev). Who is not in the list is never asked; a tool or container also needs your consent, deps.dev `lookup.thirdParty`.",
  thirdParty:
    "Services that a build itself would not ask may be asked: deps.dev, the web API of Docker Hub, api.github.com.",
  checkPinsSchedule: "How often the editor checks the pins of open files by itself.",
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
    "Files that are not checked, as globs relative to this file. What a `.gitignore` leaves out is not checked either, unless the command line names it.",
};
