import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { failure, type Outcome, success } from "../outcome/outcome.ts";

/** Unpacked, a table of all packages of a distribution has some 10 MB. */
const MAX_BYTES = 64 * 1024 * 1024;

/** Behind a command of a script: long tables come out of a container in few bytes. */
export const PACKED = "| gzip | base64 -w0";

/** What a command printed before it was packed. */
export async function unpackOutput(output: string, asked: string): Promise<Outcome<string>> {
  try {
    const bytes = await promisify(gunzip)(Buffer.from(output, "base64"), { maxOutputLength: MAX_BYTES });
    return success(bytes.toString("utf8"));
  } catch {
    return failure("malformed", asked, "did not print what was expected");
  }
}
