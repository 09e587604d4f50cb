import { failure, type Outcome, success } from "../outcome/outcome.ts";
import type { ByteFiles } from "../outside/outside.ts";

/** All bytes of a file; one that is larger than is allowed is `limit`. */
export function readWhole(path: string, maxBytes: number, files: ByteFiles): Outcome<Uint8Array> {
  const file = files.open(path);
  if (!file.ok) return file;
  try {
    const { size } = file.value;
    if (size > maxBytes) return failure("limit", path, `is larger than ${maxBytes / 1024 ** 2} MB`);
    return success(file.value.read(0, size));
  } finally {
    file.value.close();
  }
}
