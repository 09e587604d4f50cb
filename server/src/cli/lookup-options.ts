import type { Option } from "./arguments.ts";

/** Options of the commands that look values up. */
export const LOOKUP_OPTIONS: readonly Option[] = [
  { name: "tools", help: "package managers, git and the engine of this machine may be asked" },
  { name: "containers", help: "containers of the base images may be started" },
  { name: "allow-build", help: "the Dockerfile may be built up to the command that needs a value" },
  { name: "jobs", short: "j", value: "N", isCount: true, help: "files that are worked on at once (default 4)" },
];
