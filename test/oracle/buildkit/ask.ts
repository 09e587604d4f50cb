import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Answers, WordQuestion } from "./answers.ts";

const FOLDER = join("test", "oracle", "buildkit");
const MODULE = "github.com/moby/buildkit";

function go(args: readonly string[], input: string): string {
  const run = spawnSync("go", args, { cwd: FOLDER, input, encoding: "utf8", maxBuffer: 1 << 30 });
  if (run.error !== undefined)
    throw new Error("Go is not installed: the oracle is a Go program.", { cause: run.error });
  if (run.status !== 0) throw new Error(`go ${args.join(" ")} failed:\n${run.stderr.slice(-4000)}`);
  return run.stdout;
}

/** How BuildKit reads these texts, words and references to images. */
export function askBuildKit(
  files: readonly string[],
  words: readonly WordQuestion[],
  references: readonly string[] = [],
): Answers {
  const asked = { Files: files, Words: words, References: references };
  const answers: Answers = JSON.parse(go(["run", "."], JSON.stringify(asked)));
  return answers;
}

/** BuildKit's own parser tests and shell lexer tests, from the Go module cache. */
export function buildKitTests(): { readonly files: readonly string[]; readonly words: readonly string[] } {
  go(["mod", "download"], "");
  const frontend = join(go(["list", "-m", "-f", "{{.Dir}}", MODULE], "").trim(), "frontend", "dockerfile");
  const folder = join(frontend, "parser", "testfiles");
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name, "Dockerfile"), "utf8"));
  const words = ["envVarTest", "wordsTest"].flatMap((name) => wordsOfTable(join(frontend, "shell", name)));
  return { files, words };
}

/** The words of a table `tag|word|value` or `word|value`. */
function wordsOfTable(path: string): readonly string[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.includes("|") && !line.startsWith("#"))
    .map((line) => line.split("|").at(-2)?.trim() ?? "");
}
