import type { Option } from "./arguments.ts";

/** Options of the commands that look values up. */
export const LOOKUP_OPTIONS: readonly Option[] = [
  { name: "tools", help: "package managers of this machine may be asked, too" },
  { name: "containers", help: "containers of the base images may be started" },
  { name: "allow-build", help: "the Dockerfile may be built up to where a value is needed" },
  { name: "jobs", short: "j", value: "N", isCount: true, help: "files that are worked on at once (default 4)" },
];
