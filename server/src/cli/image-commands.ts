import type { Option } from "./arguments.ts";
import type { Command } from "./command.ts";

const OUTPUT: readonly Option[] = [
  { name: "config", value: "FILE", help: "use this settings file and look for no other" },
  { name: "output", short: "o", value: "FILE", help: "write the result there instead of standard output" },
];

/** Where an image is, when no container engine of this machine has it. */
const SOURCES: readonly Option[] = [
  {
    name: "input",
    value: "TAR",
    help: "a saved image (docker, podman, skopeo, OCI; packed or not), or a folder with an OCI layout",
  },
  { name: "rootfs", value: "DIR", help: "the root of an unpacked image" },
];

const DOCKERFILE: Option = {
  name: "dockerfile",
  value: "F",
  help: "the file that the image was built from (default: Dockerfile here, where there is one)",
};

const SCANNING: readonly Option[] = [
  {
    name: "fail-on",
    value: "SEV",
    choices: ["low", "medium", "high", "critical", "never"],
    help: "severity that makes the run fail: low, medium, high (default), critical or never",
  },
  { name: "ignore-unfixed", help: "what has no fix does not make the run fail" },
  { name: "allow-gaps", help: "what could not be looked at does not make the run fail" },
  { name: "vex", value: "F", isList: true, help: "decisions (OpenVEX) instead of those in .vex (may be repeated)" },
  {
    name: "offline-db",
    value: "DIR",
    help: "ask nobody: DIR/ECOSYSTEM/all.zip holds the advisories, as OSV exports them",
  },
];

const NAMING =
  "IMAGE is an image of the container engine here (docker, podman or nerdctl), or registry:REF for one that is read\n" +
  "from its registry without an engine. ";

const SCAN: Command = {
  name: "scan",
  operands: "IMAGE",
  summary: "say which known vulnerabilities are in an image, by instruction",
  details:
    `${NAMING}Of an archive with several images IMAGE says which. Package names and\n` +
    "versions are sent to the advisory database (api.osv.dev unless the settings name another), or with --offline-db to\n" +
    "nobody. The exit status is 1 when something was found at or above --fail-on, and 2 when not everything could be\n" +
    "looked at. Findings without a known severity count at every limit but critical.",
  options: [
    {
      name: "format",
      short: "f",
      value: "F",
      choices: ["text", "json"],
      help: "text (default) or json",
    },
    ...SOURCES,
    DOCKERFILE,
    ...SCANNING,
    ...OUTPUT,
  ],
};

/** The commands that work on images. */
export const IMAGE_COMMANDS: readonly Command[] = [SCAN];
