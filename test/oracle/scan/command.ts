import { execFile } from "node:child_process";

/** How a run of the command line ended. */
export interface Ended {
  readonly status: number;
  readonly output: string;
  readonly errors: string;
}

/** Runs the command line as it is built: chunks, worker and all. */
export function seaworthy(environment: NodeJS.ProcessEnv, ...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const options = { env: environment, maxBuffer: 256 * 1024 * 1024 };
    const child = execFile(process.execPath, ["dist/cli.cjs", ...args], options, (_error, output, errors) =>
      resolve({ status: child.exitCode ?? -1, output, errors }),
    );
  });
}
