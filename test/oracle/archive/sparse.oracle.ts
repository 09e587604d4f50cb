import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { closeSync, ftruncateSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { filledFile } from "../../../server/src/scan/embedded/bytes.ts";
import { walkTar } from "../../../server/src/scan/embedded/image/tar-index.ts";
import { bytesFile } from "../../harness/saved-image.ts";

// A file with holes in archives of the system's tar, put together again.

const folder = mkdtempSync(join(tmpdir(), "seaworthy-sparse-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const PIECES = 60;
const STEP_BYTES = 128 * 1024;

function written(): Buffer {
  const file = openSync(join(folder, "holes"), "w");
  for (let piece = 0; piece < PIECES; piece += 1) writeSync(file, `${piece}`.repeat(900), piece * STEP_BYTES);
  ftruncateSync(file, PIECES * STEP_BYTES + 5000);
  closeSync(file);
  return readFileSync(join(folder, "holes"));
}

describe("a file with holes", () => {
  const whole = written();
  for (const options of [
    ["--format=oldgnu"],
    ["--format=gnu"],
    ...["0.0", "0.1", "1.0"].map((version) => ["--format=posix", `--sparse-version=${version}`]),
  ]) {
    it(`is what it was, by ${options.join(" ")}`, () => {
      const path = join(folder, "holes.tar");
      execFileSync("tar", ["-c", "-S", ...options, "-f", path, "-C", folder, "holes"]);
      const archive = bytesFile(readFileSync(path));
      assert.ok(archive.size < whole.length / 10);
      const read: string[] = [];
      const walked = walkTar(archive, "it", ({ path, sizeBytes }, offset, sparse) => {
        const file = sparse && filledFile(archive, offset, sparse);
        read.push(`${path} ${sizeBytes} ${file !== undefined && whole.equals(file.read(0, file.size))}`);
      });
      assert.deepEqual([walked.ok, read], [true, [`holes ${whole.length} true`]]);
    });
  }
});
