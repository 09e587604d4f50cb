import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { installPrograms } from "../../harness/programs.ts";

const CLI = resolve("dist/cli.cjs");
const FIX = ["fix", "--offline", "--rule", "label-duplicate", "--quiet"];
const SPOILT = "FROM scratch\nLABEL a=b a=c\n";
const MARK = "\ufeff";

/** A folder: names and texts of its files, or where a link leads. */
interface Row {
  readonly files: Readonly<Record<string, string | { readonly link: string }>>;
  /** Where somebody stands. */
  readonly folder?: string;
  readonly words?: readonly string[];
}

const rows: Readonly<Record<string, Row>> = {
  "a plain file": { files: { Dockerfile: SPOILT } },
  "a byte order mark beside the change": { files: { Dockerfile: MARK + SPOILT } },
  "a byte order mark far from the change": {
    files: { Dockerfile: `${MARK}FROM scratch\n${"# x\n".repeat(9)}LABEL a=b a=c\n` },
  },
  "CRLF and a byte order mark": { files: { Dockerfile: MARK + SPOILT.replaceAll("\n", "\r\n") } },
  "both kinds of line end, and others": {
    files: { Dockerfile: "FROM scratch\r\nLABEL a=b a=c\n# a\rb\n# \u2028\f\u0085\nLABEL d=e\r\n" },
  },
  "no line end at the end": { files: { Dockerfile: "FROM scratch\nLABEL a=b a=c" } },
  "changes far from each other": {
    files: { Dockerfile: `${SPOILT}${"# x\n".repeat(20)}${SPOILT}${"\n".repeat(20)}${SPOILT}` },
  },
  "blanks, quotes and letters of other languages in names": {
    files: { "a b/größe 1.Dockerfile": SPOILT, "q\"uo'te.Dockerfile": SPOILT, "日本.Dockerfile": SPOILT },
  },
  "tabs, line ends and backslashes in names": {
    files: { "t\tab.Dockerfile": SPOILT, "li\nne.Dockerfile": SPOILT, "back\\slash.Dockerfile": SPOILT },
  },
  "several files, one of them in no need": {
    files: { "a.Dockerfile": SPOILT, "b.Dockerfile": "FROM scratch\n", "c/Dockerfile": SPOILT },
  },
  "a folder below the top": { files: { "s/Dockerfile": SPOILT }, folder: "s" },
  "a folder in one of the same name": { files: { "s/s/Dockerfile": SPOILT, "s/Dockerfile": SPOILT }, folder: "s" },
  "a link": {
    files: { "docker/Dockerfile": SPOILT, Dockerfile: { link: "docker/Dockerfile" } },
    words: ["Dockerfile"],
  },
  "a link beside its file": { files: { "docker/Dockerfile": SPOILT, Dockerfile: { link: "docker/Dockerfile" } } },
  "a linked folder": { files: { "docker/Dockerfile": SPOILT, d: { link: "docker" } }, words: ["d/Dockerfile"] },
};

const home = mkdtempSync(join(tmpdir(), "seaworthy-patches-"));
after(() => rmSync(home, { recursive: true, force: true }));
before(() => installPrograms({ git: "git", patch: "patch" }));

for (const [name, row] of Object.entries(rows)) {
  test(`${name}: git and patch make of the patch what --write writes`, () => {
    const given = laidOut(row);
    const written = copyOf(given, row);
    fix(written, row, "--write");
    assert.notDeepEqual(textsBelow(written.top), textsBelow(given.top), "nothing was fixed");
    const patch = fix(given, row);
    for (const isRepository of [true, false]) {
      for (const command of ["git apply -p1", "patch -p1"]) {
        const patched = copyOf(given, row);
        if (isRepository) run("git init -q .", patched.top);
        run(command, patched.folder, patch);
        assert.deepEqual(textsBelow(patched.top), textsBelow(written.top), command);
        assert.equal(fix(patched, row), "", "nothing is left to fix");
      }
    }
  });
}

test("standard input comes out with its byte order mark", () => {
  const fixed = ran(process.execPath, [CLI, ...FIX, "--write", "-"], home, MARK + SPOILT);
  assert.equal(fixed, `${MARK}FROM scratch\nLABEL a=c\n`);
});

interface Place {
  readonly top: string;
  readonly folder: string;
}

function laidOut(row: Row): Place {
  const place = newPlace(row);
  for (const [name, content] of Object.entries(row.files)) {
    const path = join(place.top, name);
    mkdirSync(dirname(path), { recursive: true });
    if (typeof content === "string") writeFileSync(path, content);
    else symlinkSync(content.link, path);
  }
  return place;
}

function copyOf({ top }: Place, row: Row): Place {
  const place = newPlace(row);
  cpSync(top, place.top, { recursive: true, verbatimSymlinks: true });
  return place;
}

function newPlace({ folder = "." }: Row): Place {
  const top = mkdtempSync(join(home, "case-"));
  return { top, folder: join(top, folder) };
}

function fix({ folder }: Place, { words = ["."] }: Row, ...options: readonly string[]): string {
  return ran(process.execPath, [CLI, ...FIX, ...options, ...words], folder);
}

function run(command: string, folder: string, input = ""): void {
  const [program = "", ...args] = command.split(" ");
  ran(program, args, folder, input);
}

function ran(program: string, args: readonly string[], cwd: string, input = ""): string {
  const ended = spawnSync(program, args, { cwd, input, encoding: "utf8" });
  assert.equal(ended.status, 0, `${program} ${args.join(" ")}: ${ended.stderr}${ended.stdout}`);
  return ended.stdout;
}

/** What the files of a folder hold; git's own are none of them. */
function textsBelow(top: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  const visit = (folder: string) => {
    for (const entry of readdirSync(join(top, folder), { withFileTypes: true })) {
      const name = join(folder, entry.name);
      if (entry.isSymbolicLink()) found[name] = "a link";
      else if (entry.isFile()) found[name] = readFileSync(join(top, name), "utf8");
      else if (entry.name !== ".git") visit(name);
    }
  };
  visit("");
  return found;
}
