import { failure, type Outcome } from "../../outcome/outcome.ts";
import type { Command, Environment, Run } from "../../outside/outside.ts";
import type { ScanReport } from "../report.ts";
import type { ScanJob, Scanner, ScannerState } from "./scanner.ts";

/** What a foreign scanner is run with. */
export interface ScannerRun {
  readonly run: Run;
  /** The program of the user's machine settings, in place of the scanner's usual name. */
  readonly executable?: string;
  /** The user's environment, of which it is given what it names. */
  readonly environment: Environment;
  readonly signal: AbortSignal;
}

const VERSION_MS = 30_000;
const SCAN_MS = 600_000;
const MAX_VERSION_BYTES = 1024 * 1024;
const MAX_REPORT_BYTES = 256 * 1024 * 1024;

/** Whether a scanner can be used, and its version; a failure says what is missing and the cure. */
export async function scannerState(scanner: Scanner, facts: ScannerRun): Promise<Outcome<ScannerState>> {
  const limits = { timeoutMs: VERSION_MS, maxBytes: MAX_VERSION_BYTES };
  const told = await facts.run.run({ ...commandOf(scanner, facts), args: scanner.versionArgs, ...limits });
  if (told.ok) return scanner.readVersion(told.value);
  if (told.reason !== "not-found") return told;
  const { title, program, id } = scanner;
  const { executable } = facts;
  if (executable !== undefined)
    return failure("not-found", title, `is not where seaworthy.scanners.programs has it: ${executable} is no program`);
  return failure(
    "not-found",
    title,
    `is not installed: ${program} is not in PATH; install it, or name its place in seaworthy.scanners.programs (${id})`,
  );
}

/** Scans with a foreign scanner. A report is whole; whatever else comes of it is a failure that names the cure. */
export async function scanWith(scanner: Scanner, job: ScanJob, facts: ScannerRun): Promise<Outcome<ScanReport>> {
  const { target } = job;
  // It would be an option.
  if (target.kind === "image" && target.reference.startsWith("-"))
    return failure("unsupported", target.reference, "is no image reference");
  const state = await scannerState(scanner, facts);
  if (!state.ok) return state;
  const command = scanner.command(job);
  if (!command.ok) return command;
  const { args, environment, outputFile } = command.value;
  const base = commandOf(scanner, facts);
  const ended = await facts.run.run({
    ...base,
    args,
    environment: { ...base.environment, ...environment },
    ...(outputFile === undefined ? {} : { outputFile }),
    timeoutMs: SCAN_MS,
    maxBytes: MAX_REPORT_BYTES,
  });
  return ended.ok ? await scanner.read(ended.value, job, state.value) : ended;
}

function commandOf({ program, variables }: Scanner, { executable, environment, signal }: ScannerRun) {
  const known = variables.flatMap((name) => {
    const value = environment[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const command: Pick<Command, "program" | "environment" | "signal"> = {
    program: executable ?? program,
    environment: Object.fromEntries(known),
    signal,
  };
  return command;
}
