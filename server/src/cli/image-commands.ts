import { JUSTIFICATIONS } from "../scan/triage/openvex.ts";
import { SCAN_LIMITS, SCANNERS } from "../settings/config.ts";
import type { Option } from "./arguments.ts";
import type { Command } from "./command.ts";
import { CONFIG, formatOption, OUTPUT } from "./options.ts";

const INPUT: Option = {
  name: "input",
  value: "TAR",
  help: "a saved image (docker, podman, skopeo, OCI; packed or not), or a folder with an OCI layout",
};

const PLATFORM: Option = {
  name: "platform",
  value: "P",
  help: "of an image of several platforms this one (default: linux and the processor of this machine)",
};

/** Where an image is, when no container engine of this machine has it. */
const SOURCES: readonly Option[] = [
  INPUT,
  { name: "rootfs", value: "DIR", help: "the root of an unpacked image" },
  PLATFORM,
];

const DOCKERFILE: Option = {
  name: "dockerfile",
  value: "F",
  help: "the file that the image was built from (default: Dockerfile here, where there is one)",
};

const REPORT: Option = {
  name: "report",
  value: "FILE",
  help: "instead of a scan: what another scanner wrote (SARIF, CycloneDX, or its own JSON)",
};

const SCANNER: Option = {
  name: "scanner",
  value: "ID",
  choices: SCANNERS,
  help: `who scans: ${SCANNERS.join(", ")}`,
};

const CONTAINERS: Option = {
  name: "containers",
  help: "a scanner that is not installed may run in a container of its maker's image",
};

const OFFLINE_DB: Option = {
  name: "offline-db",
  value: "DIR",
  help: "ask nobody: DIR/ECOSYSTEM/all.zip holds the advisories, as OSV exports them",
};

const REFRESH_DB: Option = {
  name: "refresh-db",
  help: "fetch OSV's exports for this image into that folder first; they may be large",
};

const SCANNING: readonly Option[] = [SCANNER, CONTAINERS, OFFLINE_DB, REFRESH_DB];

const NEWER_BASE: Option = {
  name: "newer-base",
  help: "look in its registry for a newer base without what was found; images are fetched from there",
};

const ALLOW_GAPS: Option = { name: "allow-gaps", help: "what could not be looked at does not make the run fail" };

const JUDGING: readonly Option[] = [
  {
    name: "fail-on",
    value: "SEV",
    choices: SCAN_LIMITS,
    help: "severity that makes the run fail: low, medium, high (default), critical or never",
  },
  { name: "ignore-unfixed", help: "a finding without a fix does not make the run fail" },
  ALLOW_GAPS,
  { name: "vex", value: "F", isList: true, help: "decisions (OpenVEX) instead of those in .vex (may be repeated)" },
];

const FORMAT = formatOption("text", "json", "sarif", "cyclonedx", "markdown");

const NAMING =
  "IMAGE is an image of the container engine here (docker, podman, nerdctl, buildah), or registry:REF for one that is read " +
  "from its registry without an engine.";

const SCAN: Command = {
  name: "scan",
  operands: "IMAGE",
  summary: "say which known vulnerabilities are in an image, by instruction",
  details: [
    `${NAMING} Of an archive with several images IMAGE says which.`,
    "Package names and versions are sent to the advisory database (api.osv.dev, or the server that the setting osv.endpoint names), with --offline-db to nobody.",
    "--scanner names another scanner (installed: the first of Trivy and Grype that is, else embedded). Naming one agrees to what it sends to whom, which is said; with --offline-db it uses its own data and asks nobody. --report FILE is enough without an IMAGE; with one, findings stand on instructions even if the report does not tell layers.",
    "--newer-base scans newer tags of the base of the same flavour, the smallest step first, until one has none of the findings of the base that have a fix.",
    "Exit status: 1 when something was found at or above --fail-on, 2 when not everything could be looked at. A finding of unknown severity counts at every limit but critical.",
  ],
  options: [FORMAT, ...SOURCES, DOCKERFILE, REPORT, ...SCANNING, NEWER_BASE, ...JUDGING, CONFIG, OUTPUT],
};

const DECIDE: Command = {
  name: "decide",
  operands: "IMAGE",
  summary: "decide about findings of an image, and keep that in the repository",
  details: [
    `${NAMING} The image is scanned as by scan. Without --write the difference is shown.`,
    "--finding and --as decide about findings. not_affected and accepted need a reason: --because, or for not_affected --justification. Decisions are kept as OpenVEX in .vex (the setting vex.path), one file for each image, with who decided (git) and when. After its --until an accepted finding counts again.",
    `--justification is one of ${JUSTIFICATIONS.join(", ")}.`,
    "--import takes what .trivyignore, .trivyignore.yaml, .grype.yaml, .snyk, osv-scanner.toml or a CycloneDX VEX decide about findings of the image. --export writes the decisions for Trivy (.trivyignore.yaml), Grype (.grype.yaml) or Snyk (.snyk); scan --format cyclonedx has them, too.",
  ],
  options: [
    { name: "finding", value: "ID", isList: true, help: "id of a vulnerability (may be repeated)" },
    {
      name: "as",
      value: "STATUS",
      choices: ["not_affected", "accepted", "fixed", "under_investigation", "open"],
      help: "not_affected, accepted, fixed, under_investigation, or open to take a decision back",
    },
    { name: "justification", value: "J", choices: JUSTIFICATIONS, help: "why not affected, see above" },
    { name: "because", value: "TEXT", help: "the reason, for the next reader" },
    { name: "until", value: "DAY", help: "last day on which an accepted finding does not count: 2027-01-31" },
    { name: "package", value: "P", isList: true, help: "only in this package, by name or purl (may be repeated)" },
    { name: "this-version", help: "only for the version of the package that is there now" },
    { name: "all-images", help: "for every image of the repository" },
    { name: "import", value: "FILE", help: "take the decisions of another tool's file" },
    {
      name: "export",
      value: "SCANNER",
      choices: ["trivy", "grype", "snyk"],
      help: "write the decisions for trivy, grype or snyk",
    },
    { name: "write", help: "write the files instead of showing the difference" },
    ...SOURCES,
    REPORT,
    ...SCANNING,
    CONFIG,
  ],
};

const SBOM: Command = {
  name: "sbom",
  operands: "IMAGE",
  summary: "list the packages of an image as a bill of materials",
  details: [
    `${NAMING} Nobody else is asked.`,
    "Exit status: 2 when something in it could not be read, unless --allow-gaps is given.",
  ],
  options: [formatOption("cyclonedx", "spdx"), ...SOURCES, ALLOW_GAPS, CONFIG, OUTPUT],
};

const INSPECT: Command = {
  name: "inspect",
  operands: "IMAGE|CONTAINER",
  summary: "show the labels of an image and the source that they point at",
  details: [
    `${NAMING} Of a container its image is shown. Which labels the base image brought is told from the base's own, where the base is known.`,
  ],
  options: [formatOption("text", "json"), INPUT, PLATFORM, DOCKERFILE, CONFIG, OUTPUT],
};

const COMPARE: Command = {
  name: "compare",
  operands: "IMAGE IMAGE",
  summary: "say which packages and files of two images differ",
  details: [
    `${NAMING} A word that is a file here is read as scan --input reads it, and so is a folder that begins with ./, ../ or /. A link counts by what it leads to; times and owners do not count.`,
    "Exit status: 1 when the images differ, 2 when not everything could be read.",
  ],
  options: [formatOption("text", "json"), PLATFORM, DOCKERFILE, ALLOW_GAPS, CONFIG, OUTPUT],
};

const BUILD: Command = {
  name: "build",
  operands: "[CONTEXT|FILE]",
  summary: "build an image with its version, its commit and its time written into it",
  details: [
    "The image is named by its version and commit, never only latest. The build gets the arguments that the labels of the Dockerfile take, those of the setting buildArgs, and the time of the commit as SOURCE_DATE_EPOCH. The command is shown before it runs.",
    "FILE is a Compose or Bake file: one of its services or targets is built, and gets its names, too.",
    "Exit status: with --scan that of scan, with --verify that of compare.",
  ],
  options: [
    { name: "dockerfile", value: "F", help: "the file to build (default: Dockerfile in the context)" },
    { name: "service", value: "S", help: "the service or target of FILE to build (default: its only one)" },
    { name: "target", value: "T", help: "the stage to build (default: the last one)" },
    { name: "name", value: "NAME", help: "name of the image (default: that of the manifest, repository or folder)" },
    {
      name: "build-option",
      value: "O",
      isList: true,
      help: "handed on to the engine, as --build-option=--network=host (may be repeated)",
    },
    { name: "scan", help: "scan the image when it is built" },
    { name: "verify", help: "build twice without the cache and say which packages and files differ" },
    FORMAT,
    ...SCANNING,
    NEWER_BASE,
    ...JUDGING,
    CONFIG,
    OUTPUT,
  ],
};

const EVIDENCE: Command = {
  name: "evidence",
  operands: "IMAGE",
  summary: "put all that is known of an image into one archive",
  details: [
    `${NAMING} The archive (--output, default evidence.tar) holds the bill of materials, the report, the decisions and the facts of the image.`,
    "Exit status: that of scan.",
  ],
  options: [...SOURCES, DOCKERFILE, ...SCANNING, ...JUDGING, CONFIG, OUTPUT],
};

/** The commands that work on images. */
export const IMAGE_COMMANDS: readonly Command[] = [SCAN, DECIDE, SBOM, INSPECT, COMPARE, BUILD, EVIDENCE];
