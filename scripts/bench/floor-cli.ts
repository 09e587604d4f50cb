// The floor of G9: a bundled Node program that reads the files and counts their lines.
import { readFileSync } from "node:fs";

let lines = 0;
for (const path of process.argv.slice(2)) {
  const text = readFileSync(path, "utf8");
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines += 1;
}
process.stdout.write(`${lines}\n`);
