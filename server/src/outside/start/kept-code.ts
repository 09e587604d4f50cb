import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire, Module } from "node:module";
import { basename, dirname, join } from "node:path";
import { cachedDataVersionTag } from "node:v8";
import { Script } from "node:vm";
import { makeFolder } from "../files/make-folder.ts";

const SUM_BYTES = 32;
/** Of the number behind the sum: for how many ms the process was busy that made the code. */
const NUMBER_BYTES = 8;
const MONTH_MS = 30 * 86_400_000;

/** Loads modules of the program and keeps what V8 made of them. */
export interface KeptLoader {
  /** What a CommonJS module exports, and those beside it that it requires, now or later. Their text is ASCII. */
  load(path: string): unknown;
  /**
   * Keeps the code at the end of a process that was busy for so many ms. The longer one works the more of its code is there: that of a
   * process which worked twice as long takes the place of what is kept, if it is more. To wait makes none.
   */
  keep(busyMs: number): void;
}

/**
 * Loads modules, for all that `require` them later, with the code that V8 made of the same texts in an earlier process. V8 believes
 * what it is given, even what makes it crash, so a sum is in front of it.
 * @param folder where code is kept, one file a text and program
 */
export function keptLoader(folder: string): KeptLoader {
  const loaded: { readonly script: Script; readonly file: string; readonly kept: KeptCode | undefined }[] = [];
  const programTag = tag(program());
  const flags = cachedDataVersionTag();

  function load(path: string): unknown {
    const require = createRequire(path);
    const known = require.cache[path];
    if (known !== undefined) return known.exports;
    // With other flags than those of the start, which a server changes later, V8 takes no code.
    if (cachedDataVersionTag() !== flags) return require(path);
    const source = readFileSync(path, "latin1");
    const file = join(folder, `${basename(path)}-${tag(source)}-${programTag}`);
    const kept = readKept(file);
    const wrapped = `(function (exports, require, module, __filename, __dirname) { ${source}\n})`;
    const script = new Script(wrapped, { filename: path, ...(kept === undefined ? {} : { cachedData: kept.code }) });
    loaded.push({ script, file, kept: script.cachedDataRejected === true ? undefined : kept });
    const module = new Module(path);
    module.filename = path;
    require.cache[path] = module;
    // With all that Node's has: packages in the program ask for `require.resolve`.
    const requireBeside = Object.assign(
      (name: string): unknown => (name.startsWith("./") ? load(join(dirname(path), name)) : require(name)),
      require,
    );
    try {
      script.runInThisContext()(module.exports, requireBeside, module, path, dirname(path));
    } catch (error) {
      delete require.cache[path];
      throw error;
    }
    module.loaded = true;
    return module.exports;
  }

  return {
    load,
    keep(busyMs) {
      for (const { script, file, kept } of loaded) {
        if (busyMs <= 2 * (kept?.busyMs ?? 0)) continue;
        const code = script.createCachedData();
        if (code.length > (kept?.code.length ?? 0)) keep(file, code, busyMs);
      }
    },
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
  readonly busyMs: number;
}

function readKept(file: string): KeptCode | undefined {
  try {
    const bytes = readFileSync(file);
    const rest = bytes.subarray(SUM_BYTES);
    if (!bytes.subarray(0, SUM_BYTES).equals(digest(rest))) return undefined;
    return { code: rest.subarray(NUMBER_BYTES), busyMs: rest.readDoubleBE(0) };
  } catch {
    return undefined;
  }
}

/** Written beside its place and renamed. Where it may not be written, the next start is as slow as this one. */
function keep(file: string, code: Buffer, busyMs: number): void {
  const number = Buffer.alloc(NUMBER_BYTES);
  number.writeDoubleBE(busyMs);
  const rest = Buffer.concat([number, code]);
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
