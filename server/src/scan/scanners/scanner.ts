import type { Outcome } from "../../outcome/outcome.ts";
import type { CommandResult } from "../../outside/outside.ts";
import type { ScanReport } from "../report.ts";

/** Another scanner, as data and pure functions: its program is run by somebody else. */
export interface Scanner {
  readonly id: string;
  /** As people call it. */
  readonly title: string;
  /** Name of the program. */
  readonly program: string;
  /** What leaves this machine with a scan, for the question of consent; undefined: nothing about the image. `server`: see `ScanJob`. */
  sends(server: string | undefined): string | undefined;
  /** Image of a registry that its maker ships it in, whose entry point is the program; undefined: none that works without a login. */
  readonly container?: string;
  /** It takes images of the container engine by their names, and no archives. */
  readonly needsEngine?: true;
  /** Variables of the user's environment that it is given: for its login, its mirrors and its folders. */
  readonly variables: readonly string[];
  readonly versionArgs: readonly string[];
  /** Reads what it says of its version: one that is too old, or that lacks something, is `unsupported`, with the cure. */
  readVersion(result: CommandResult): Outcome<ScannerState>;
  /** What a scan is called with. An image that it cannot take is `unsupported`, with the cure. */
  command(job: ScanJob): Outcome<ScanCommand>;
  /** Makes a report of what it wrote; a failure names the cure. */
  read(result: CommandResult, job: ScanJob, state: ScannerState): Promise<Outcome<ScanReport>>;
}

/** What a program says of itself. */
export interface ScannerState {
  readonly version: string;
  /** ISO time of its vulnerability data; undefined: it does not tell. */
  readonly dataAt: string | undefined;
}

export interface ScanCommand {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Name of the file in its folder that it writes the report to; undefined: to standard output. */
  readonly outputFile: string | undefined;
}

export interface ScanJob {
  readonly target: ScanTarget;
  /** It may ask nobody, not even for newer data. */
  readonly isOffline: boolean;
  /** Address of the service of scanners that need one: `https://console.example`. */
  readonly server?: string;
  /** Absolute path of the Dockerfile that the image was built from, where that is known. */
  readonly dockerfile?: string;
}

export type ScanTarget =
  /** A saved image; `name`: as the user knows it. */
  | { readonly kind: "archive"; readonly path: string; readonly name: string }
  /** In the container engine. */
  | { readonly kind: "image"; readonly reference: string };

/** What the report of a job is named by. */
export function targetName({ target }: ScanJob): string {
  return target.kind === "archive" ? target.name : target.reference;
}
