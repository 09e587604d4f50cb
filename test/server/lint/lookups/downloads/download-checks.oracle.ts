import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { buildModel } from "../../../../../server/src/model/build.ts";
import { type Loopback, loopback } from "../../../../harness/loopback.ts";
import { fixedText, offeredFixes } from "../../../../harness/pin-fixes.ts";
import { installPrograms } from "../../../../harness/programs.ts";
import { type CheckRow, PIPED_ROWS, SAVED_ROWS } from "./check-rows.ts";
import { SCRIPTS } from "./check-scripts.ts";
import { IDLE_ROWS } from "./idle-check-rows.ts";

// The scripts that the fixes write, run by real shells against a server on the loopback: they do what they did before as long as
// the server sends what it should, and stop when it sends something else.

const SHELLS = { sh: ["dash"], bash: ["bash"], busybox: ["busybox", "sh"] } as const;
const scratch = mkdtempSync(join(tmpdir(), "seaworthy-checks-"));
let isTampered = false;
let server: Loopback;
let origin = "";

before(async () => {
  installPrograms({ dash: "dash", bash: "bash", busybox: "busybox", curl: "curl", wget: "wget", tar: "tar" });
  server = await loopback(({ url = "" }, response) => void response.end(contentOf(url, isTampered)));
  origin = server.url;
});
after(async () => {
  await server.close();
  rmSync(scratch, { recursive: true });
});

const TABLES = { "a saved file": SAVED_ROWS, "a pipe": PIPED_ROWS, "a sum that is compared already": IDLE_ROWS };

for (const [title, rows] of Object.entries(TABLES)) {
  describe(`the written check of ${title}`, () => {
    for (const [name, row] of Object.entries(rows)) {
      for (const shell of row.shells) it(`${name}, in ${shell}`, async () => await runRow(row, shell));
    }
  });
}

describe("the written check, whatever stands around the download", () => {
  for (const script of SCRIPTS) {
    for (const shell of ["sh", "bash"] as const)
      it(`${script}, in ${shell}`, async () => await runScript(script, shell));
  }
});

async function runScript(script: string, shell: keyof typeof SHELLS): Promise<void> {
  const text = `FROM debian:12.11\nRUN ${script}\n`;
  const [fix, ...others] = offeredFixes(text, /^download-/).flatMap(({ fixes }) => fixes);
  assert.ok(fix !== undefined, "a check is offered");
  const fixed = fixedBy(text, { title: fix.title });
  isTampered = false;
  const [was, is] = [await runFile(text, shell), await runFile(fixed, shell)];
  assert.deepEqual([is.status, is.output, is.files], [was.status, was.output, was.files], is.errors);
  // Of two downloads the check of one leaves the other as it is.
  if (others.some(({ title }) => title === fix.title)) return;
  isTampered = true;
  const seen = await runFile(fixed, shell);
  assert.notEqual(seen.status, 0, "another content stops the build");
  assert.deepEqual([...seen.files.keys()].filter(isUsed), [], "another content is not used");
}

async function runRow(row: CheckRow, shell: keyof typeof SHELLS): Promise<void> {
  const text = row.text.slice(1).replace("HEX", sumOf(/https:[^\s;]+/.exec(row.text)?.[0] ?? ""));
  const fixed = fixedBy(text, row);
  isTampered = false;
  const [was, is] = [await runFile(text, shell), await runFile(fixed, shell)];
  assert.deepEqual([was.status, is.status], [0, 0], is.errors);
  assert.deepEqual(is.files, was.files);
  assert.equal(is.output, was.output);
  isTampered = true;
  const [unseen, seen] = [await runFile(text, shell), await runFile(fixed, shell)];
  assert.equal(unseen.status, 0);
  assert.notEqual(seen.status, 0, "another content stops the build");
  assert.deepEqual([...seen.files.keys()].filter(isUsed), [], "another content is not used");
}

function isUsed(path: string): boolean {
  return path.endsWith("/tool") || path.endsWith("/ran");
}

function fixedBy(text: string, { title }: Pick<CheckRow, "title">): string {
  const fixes = offeredFixes(text, /^download-/).flatMap((offer) => offer.fixes);
  const fix = title === undefined ? fixes[0] : fixes.find((each) => each.title === title);
  const query = fix?.query();
  assert.ok(fix !== undefined && query?.kind === "download");
  const perPlatform =
    query.perPlatform && Object.entries(query.perPlatform).map(([platform, url]) => [platform, sumOf(url)]);
  const pin = { text: sumOf(query.url), ...(perPlatform && { perPlatform: Object.fromEntries(perPlatform) }) };
  const fixed = fixedText(text, fix, pin);
  assert.ok(fixed !== undefined);
  return fixed;
}

/** Of what the server should send. */
function sumOf(url: string): string {
  return sum(contentOf(new URL(url).pathname, false));
}

interface Ran {
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
  /** Path → sum of the content. */
  readonly files: ReadonlyMap<string, string>;
}

/** Runs the script of the last RUN as the builder does: continuations joined, ARG and ENV as variables, in an empty folder. */
async function runFile(text: string, shell: keyof typeof SHELLS): Promise<Ran> {
  const stage = buildModel(text).stages.at(-1);
  const run = stage?.instructions.findLast(({ keyword }) => keyword === "RUN");
  assert.ok(stage !== undefined && run !== undefined);
  const [heredoc] = run.heredocs;
  const script = heredoc === undefined ? run.body.text : text.slice(heredoc.bodySpan.start, heredoc.bodySpan.end);
  const folder = mkdtempSync(join(scratch, "run-"));
  for (const name of ["work", "tmp", "bin"]) mkdirSync(join(folder, name));
  writeFileSync(join(folder, "bin/sudo"), '#!/bin/sh\n[ "$1" != -E ] || shift\nexec "$@"\n');
  chmodSync(join(folder, "bin/sudo"), 0o755);
  const atOrigin = (written: string) => written.replace(/https:\/\/\w+\.example/g, origin);
  const here = atOrigin(script).replaceAll("/tmp/", `${folder}/tmp/`);
  const variables = stage.variables.flatMap(({ name, value }) =>
    value === undefined ? [] : [[name, atOrigin(value)]],
  );
  const [program, ...args] = SHELLS[shell];
  const child = spawn(program, [...args, "-c", here], {
    cwd: join(folder, "work"),
    env: {
      TARGETOS: "linux",
      TARGETARCH: "amd64",
      ...Object.fromEntries(variables),
      HOME: join(folder, "work"),
      PATH: `${join(folder, "bin")}:${process.env.PATH}`,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let errors = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk));
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk));
  const status = await new Promise<number | null>((done) => void child.on("close", done));
  const plain = output.replaceAll(folder, "").replace(/^.*: (?:OK|FAILED)\n/gm, "");
  return {
    status,
    output: plain,
    errors,
    files: new Map([...filesIn(join(folder, "work")), ...filesIn(join(folder, "tmp"))]),
  };
}

function filesIn(folder: string, path = ""): readonly (readonly [string, string])[] {
  return readdirSync(folder).flatMap((name) => {
    const whole = join(folder, name);
    if (statSync(whole).isDirectory()) return filesIn(whole, `${path}/${name}`);
    return [[`${path}/${name}`, sum(readFileSync(whole))] as const];
  });
}

function sum(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** What the server sends: archives with a file, the sums of archives, scripts that leave a file. */
function contentOf(path: string, isOther: boolean): Uint8Array {
  const list = /^(.*)\.sha256$/.exec(path)?.[1];
  if (list !== undefined) return Buffer.from(`${sum(contentOf(list, isOther))}  ${list.slice(1)}\n`);
  if (!path.endsWith(".tgz")) return Buffer.from(`#!/bin/sh\necho "${isOther ? "other" : "real"} $*" > ran\n`);
  const key = `${path} ${isOther}`;
  const known = ARCHIVES.get(key) ?? archiveOf(key);
  ARCHIVES.set(key, known);
  return known;
}

const ARCHIVES = new Map<string, Uint8Array>();

function archiveOf(content: string): Uint8Array {
  const folder = mkdtempSync(join(scratch, "tar-"));
  writeFileSync(join(folder, "tool"), content);
  const { status, stdout } = spawnSync("tar", ["-czf", "-", "-C", folder, "tool"]);
  assert.equal(status, 0);
  return stdout;
}
