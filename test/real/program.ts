import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** How a program is started: the tests' own environment unless another is given. */
export interface Start {
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly timeoutMs?: number;
}

/** Standard output of a program that must succeed; a failure shows the end of what it said. Not synchronously: this very process serves it. */
export async function output(program: string, args: readonly string[], start: Start = {}): Promise<string> {
  return (await outputs(program, args, start)).stdout;
}

/** Standard output and standard error of a program that must succeed. */
export async function outputs(program: string, args: readonly string[], start: Start = {}) {
  const { cwd, environment = process.env, timeoutMs = 300_000 } = start;
  const options = {
    env: { ...environment },
    timeout: timeoutMs,
    maxBuffer: 1 << 26,
    ...(cwd !== undefined && { cwd }),
  };
  try {
    return await promisify(execFile)(program, [...args], options);
  } catch (error) {
    const said = ["stderr", "stdout"].map((name) => textOf(error, name).slice(-3000)).join("\n");
    throw new Error(`${program} ${args.slice(0, 6).join(" ")} failed:\n${said}`, { cause: error });
  }
}

function textOf(error: unknown, name: string): string {
  if (typeof error !== "object" || error === null) return "";
  return String(Object.entries(error).find(([key]) => key === name)?.[1] ?? "");
}
