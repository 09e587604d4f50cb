import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire, Module } from "node:module";
import { basename, dirname, join } from "node:path";
import { cachedDataVersionTag } from "node:v8";
import { Script } from "node:vm";
import { makeFolder } from "./make-folder.ts";

const SUM_BYTES = 32;
/** Of the number behind the sum: for how many ms the process ran that made the code. */
const AGE_BYTES = 8;
const MONTH_MS = 30 * 86_400_000;

/**
 * Loads a CommonJS module, for all that `require` it later, with the code that V8 made of the same text in an earlier process. V8
 * believes what it is given, even what makes it crash, so a sum is in front of it.
 * @param path of the module, whose text is ASCII
 * @param folder where code is kept, one file a text and program
 * @returns what keeps the code at the end of a process that ran for so many ms. The longer one runs the more of its code is there: that of
 * a process which ran twice as long takes the place of what is kept, if it is more.
 */
export function loadKept(path: string, folder: string): (ranMs: number) => void {
  const source = readFileSync(path, "latin1");
  const file = join(folder, `${basename(path)}-${tag(source)}-${tag(program())}`);
  const kept = readKept(file);
  const cachedData = kept?.code;
  const wrapped = `(function (exports, require, module, __filename, __dirname) { ${source}\n})`;
  const script = new Script(wrapped, { filename: path, ...(cachedData === undefined ? {} : { cachedData }) });
  const require = createRequire(path);
  const loaded = new Module(path);
  loaded.filename = path;
  require.cache[path] = loaded;
  script.runInThisContext()(loaded.exports, require, loaded, path, dirname(path));
  loaded.loaded = true;
  const known = script.cachedDataRejected === true ? undefined : kept;
  const [keptMs, keptBytes] = [known?.ranMs ?? 0, known?.code.length ?? 0];
  return (ranMs) => {
    if (ranMs <= 2 * keptMs) return;
    const code = script.createCachedData();
    if (code.length > keptBytes) keep(file, code, ranMs);
  };
}

/** What makes code. V8's tag is the same for builds of Node whose code is not: one of 20.18 crashes on that of one of 20.20. */
function program(): string {
  const file = statSync(process.execPath, { throwIfNoEntry: false });
  const { execPath, version, arch } = process;
  return `${execPath} ${file?.size} ${file?.mtimeMs} ${version} ${arch} ${cachedDataVersionTag()}`;
}

function tag(text: string): string {
  return digest(text).toString("hex", 0, 10);
}

function digest(data: string | Uint8Array): Buffer {
  return createHash("sha256").update(data).digest();
}

interface KeptCode {
  readonly code: Buffer;
  readonly ranMs: number;
}

function readKept(file: string): KeptCode | undefined {
  try {
    const bytes = readFileSync(file);
    const rest = bytes.subarray(SUM_BYTES);
    if (!bytes.subarray(0, SUM_BYTES).equals(digest(rest))) return undefined;
    return { code: rest.subarray(AGE_BYTES), ranMs: rest.readDoubleBE(0) };
  } catch {
    return undefined;
  }
}

/** Written beside its place and renamed. Where it may not be written, the next start is as slow as this one. */
function keep(file: string, code: Buffer, ranMs: number): void {
  const age = Buffer.alloc(AGE_BYTES);
  age.writeDoubleBE(ranMs);
  const rest = Buffer.concat([age, code]);
  const folder = dirname(file);
  const written = `${file}.${randomUUID()}.tmp`;
  try {
    makeFolder(folder, 0o700);
  } catch {
    return;
  }
  try {
    writeFileSync(written, Buffer.concat([digest(rest), rest]), { flag: "wx", mode: 0o600 });
    renameSync(written, file);
    forgetOld(folder);
  } catch {
    rmSync(written, { force: true });
  }
}

/** Code of earlier versions, and what a process left that was killed. */
function forgetOld(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (Date.now() - statSync(path).mtimeMs > MONTH_MS) rmSync(path, { recursive: true, force: true });
  }
}
