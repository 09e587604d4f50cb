import { SET_SOMEHOW } from "../syntax/lexer-options.ts";
import { type Traced, tracedText } from "../text/traced.ts";

/** A build argument or environment variable at one point of a stage. */
export interface ScopedVariable {
  readonly kind: "ARG" | "ENV";
  /** Its value with absolute offsets; undefined: it exists, but what it holds is not known. SET_SOMEHOW in front of the first FROM alone. */
  readonly value: Traced | undefined;
}

/** The variables that Docker knows at one point; changed while the instructions are read in order. */
export type Scope = Map<string, ScopedVariable>;

/** Arguments that BuildKit sets by itself; they are in scope in front of the first FROM, and where ARG names them. */
const PLATFORM_ARGUMENTS: ReadonlySet<string> = new Set([
  "TARGETPLATFORM",
  "TARGETOS",
  "TARGETARCH",
  "TARGETVARIANT",
  "TARGETOSVERSION",
  "BUILDPLATFORM",
  "BUILDOS",
  "BUILDOSVERSION",
  "BUILDARCH",
  "BUILDVARIANT",
  "TARGETSTAGE",
]);

/** Arguments that need no ARG: proxies and what BuildKit itself reads. Source: Dockerfile reference, "Predefined ARGs". */
const PREDEFINED_ARGUMENTS: ReadonlySet<string> = new Set(
  ["HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "NO_PROXY", "ALL_PROXY"].flatMap((name) => [name, name.toLowerCase()]),
);

/** True when Docker or every base image gives the variable, so that a reference without ARG is no slip. */
export function isPredefined(name: string): boolean {
  return PREDEFINED_ARGUMENTS.has(name) || name === "PATH" || name === "HOME" || name === "SOURCE_DATE_EPOCH";
}

const PLATFORM_VARIABLES = Array.from(PLATFORM_ARGUMENTS, (name): [string, ScopedVariable] => [
  name,
  { kind: "ARG", value: SET_SOMEHOW },
]);

/** What is in scope in front of the first FROM. */
export function newGlobalScope(): Scope {
  return new Map(PLATFORM_VARIABLES);
}

/** True for an ARG whose value BuildKit sets, unless it has a default of its own. */
export function isPlatformArgument(name: string): boolean {
  return PLATFORM_ARGUMENTS.has(name);
}

/** `ARG name[=value]`: an ENV of the same name keeps its value; what the builder is given wins over the default. */
export function declareArgument(scope: Scope, name: string, candidates: readonly (Traced | undefined)[]): void {
  if (scope.get(name)?.kind === "ENV") return;
  scope.set(name, { kind: "ARG", value: candidates.find((candidate) => candidate !== undefined) });
}

/** A value that is given from outside the file; its characters stand where it is declared. */
export function givenValue(value: string, offset: number): Traced | undefined {
  return /\s/.test(value) ? undefined : tracedText(value, offset);
}
