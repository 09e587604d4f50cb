import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { output } from "../../harness/programs.ts";

/** Does something in an empty folder that is gone afterwards. */
export async function inEmptyFolder<T>(act: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "seaworthy-oracle-"));
  try {
    return await act(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** uv, which Debian does not have, put into a folder by pip; gives the environment that finds it. */
export async function withUv(folder: string): Promise<Readonly<Record<string, string | undefined>>> {
  await output("python3", ["-m", "pip", "install", "--quiet", "--target", folder, "uv"]);
  return { ...process.env, PATH: [join(folder, "bin"), process.env.PATH].join(delimiter) };
}
