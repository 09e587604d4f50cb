import { aria2c, axel } from "./aria2c.ts";
import { curl } from "./curl.ts";
import type { Downloader } from "./downloader.ts";
import { invokeRestMethod, invokeWebRequest, startBitsTransfer } from "./powershell.ts";
import { wget } from "./wget.ts";

/** Every program that is known to fetch a URL into a file or its output. Git and method calls have readers of their own. */
export const downloaders: readonly Downloader[] = [
  curl,
  wget,
  aria2c,
  axel,
  invokeWebRequest,
  invokeRestMethod,
  startBitsTransfer,
];

const BY_PROGRAM: ReadonlyMap<string, Downloader> = new Map(
  downloaders.flatMap((downloader) => downloader.programs.map((program) => [program, downloader] as const)),
);

/** The downloader that a program (base name) is; names of PowerShell's commands in any letter case. */
export function downloaderOf(program: string): Downloader | undefined {
  return BY_PROGRAM.get(program) ?? BY_PROGRAM.get(program.toLowerCase());
}
