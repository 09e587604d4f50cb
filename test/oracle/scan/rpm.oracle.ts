import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { before, describe, it } from "node:test";
import { rpmRecords } from "../../../server/src/scan/embedded/packages/rpm.ts";
import { installPrograms, output } from "../../harness/programs.ts";
import { numbersFrom } from "../../harness/random-numbers.ts";
import { openFile } from "../../harness/saved-image.ts";

const FOLDER = join("test", "oracle", "scan", "rpm");
const MODULE = "github.com/anchore/go-rpmdb";
const LINE = "%{NAME} %|EPOCH?{%{EPOCH}:}|%{VERSION}-%{RELEASE} %{ARCH} %|MODULARITYLABEL?{%{MODULARITYLABEL}}|\\n";

/** The databases of real distributions that the Go module brings, in all three forms, read by us, by it and by rpm. */
describe("rpm databases of real distributions", () => {
  let databases: readonly string[] = [];
  before(async () => {
    installPrograms({ rpm: "rpm", go: "golang-go" });
    await output("go", ["mod", "download"], { cwd: FOLDER });
    const module = (await output("go", ["list", "-m", "-f", "{{.Dir}}", MODULE], { cwd: FOLDER })).trim();
    databases = databasesBelow(join(module, "pkg", "testdata"));
  });

  it("in Berkeley DB and ndb hold the packages that the Go module finds", async () => {
    const foreign = databases.filter((path) => !path.endsWith(".sqlite"));
    assert.ok(foreign.some((path) => path.endsWith("Packages.db")) && foreign.length > 10, foreign.join());
    const said = await output("go", ["run", ".", ...foreign], { cwd: FOLDER });
    const theirs = said.split(/^# .*\n/m).slice(1);
    assert.equal(theirs.length, foreign.length);
    for (const [index, path] of foreign.entries()) assert.deepEqual(ours(path), linesOf(theirs[index] ?? ""), path);
    assert.ok(foreign.some((path) => ours(path).some((line) => /:\S+$/.test(line))));
  });

  it("damaged anywhere give an answer, and no more bytes than they have", () => {
    const random = numbersFrom(1);
    const kinds = ["rpmdb.sqlite", "Packages.db", "Packages"];
    const samples = kinds.map((kind) => {
      const all = databases.filter((path) => basename(path) === kind).map((path) => readFileSync(path));
      return [kind, all.sort((a, b) => a.length - b.length)[0] ?? Buffer.alloc(0)] as const;
    });
    for (const [kind, good] of samples) {
      assert.ok(good.length > 1000, kind);
      for (let round = 0; round < ROUNDS; round += 1) {
        const bytes = Buffer.from(round % 5 === 0 ? good.subarray(0, random(good.length)) : good);
        // Most of a database is text; its structure stands in front of each page.
        for (let change = 1 + (round % 6); change > 0; change -= 1) {
          const page = random(Math.ceil(bytes.length / PAGE_BYTES)) * PAGE_BYTES;
          bytes[Math.min(page + random(40), bytes.length - 1)] = random(256);
        }
        const records = rpmRecords(`var/lib/rpm/${kind}`, openFile(bytes));
        const held = [...records].flatMap((each) => (typeof each === "object" ? [...each.owned()] : [])).length;
        assert.ok(held <= good.length, `${kind} ${round}: ${held}`);
      }
    }
  });

  it("in SQLite hold the packages that rpm itself lists", async () => {
    const own = databases.filter((path) => path.endsWith(".sqlite"));
    assert.ok(own.length >= 5, own.join());
    for (const path of own) {
      const theirs = await output("rpm", ["--dbpath", join(path, ".."), "-qa", "--qf", LINE]);
      assert.deepEqual(ours(path), linesOf(theirs), path);
    }
  });
});

const ROUNDS = 300;
const PAGE_BYTES = 4096;

function databasesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => /(?:^|\/)(?:rpmdb\.sqlite|Packages(?:\.db)?)$/.test(path))
    .map((path) => join(folder, path))
    .sort();
}

function ours(path: string): readonly string[] {
  const records = rpmRecords(path, openFile(readFileSync(path)));
  assert.ok(typeof records !== "string", `${path}: ${records}`);
  return records
    .flatMap((each) => each?.found ?? [])
    .map(({ name, version, arch, stream }) => `${name} ${version} ${arch ?? ""} ${stream ?? ""}`)
    .sort();
}

/** Keys of signatures are kept as packages. Of the label of a module the first two parts are its name and stream. */
function linesOf(text: string): readonly string[] {
  return text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("gpg-pubkey "))
    .map((line) => line.replace(/ 0:/, " ").replace(/ ([^ :]+:[^ :]+):[^ ]*$/, " $1"))
    .sort();
}
