import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, it } from "node:test";
import { versionOrder } from "../../../server/src/scan/osv/orders.ts";
import { readOsvRecord } from "../../../server/src/scan/osv/record.ts";
import { installPrograms } from "../../harness/programs.ts";
import { skipWithoutShared } from "../../harness/shared.ts";
import { osvRecords } from "./osv-server.ts";

/** The versions of real advisories, compared as the tool of each ecosystem compares them. */

type Pair = readonly [string, string];

/** What a tool is given on standard input, and as arguments; it answers `<`, `=`, `>`, or `?` for what is none of its versions. */
interface Tool {
  readonly programs: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  readonly folder?: string;
  readonly arguments?: (pairs: readonly Pair[]) => readonly string[];
  readonly answers?: (output: string) => readonly string[];
}

const DPKG = `while read -r a b; do
  if dpkg --compare-versions "$a" lt "$b"; then echo "<"; elif dpkg --compare-versions "$a" eq "$b"; then echo "="; else echo ">"; fi
done`;
const PYTHON = `import sys
from packaging.version import InvalidVersion, Version
for line in sys.stdin:
    try:
        a, b = map(Version, line.split())
        print("<" if a < b else "=" if a == b else ">")
    except InvalidVersion:
        print("?")`;
const RUBY = `STDIN.each_line do |line|
  a, b = line.split
  puts [a, b].all? { |each| Gem::Version.correct?(each) } ? "<=>"[(Gem::Version.new(a) <=> Gem::Version.new(b)) + 1] : "?"
end`;
const JARS = "/usr/share/java/maven3-artifact.jar:/usr/share/java/commons-lang3.jar";
const MAVEN = "org.apache.maven.artifact.versioning.ComparableVersion";
const SEMVER: Tool = {
  programs: { go: "golang-go" },
  command: ["go", "run", "."],
  folder: join("test", "oracle", "scan", "orders"),
};

const TOOLS: Readonly<Record<string, Tool>> = {
  "Debian:12": { programs: { dpkg: "dpkg" }, command: ["sh", "-c", DPKG] },
  PyPI: {
    programs: { "/usr/bin/python3": "python3", "/usr/share/doc/python3-packaging": "python3-packaging" },
    command: ["/usr/bin/python3", "-c", PYTHON],
  },
  RubyGems: { programs: { ruby: "ruby" }, command: ["ruby", "-e", RUBY] },
  Maven: {
    programs: { java: "default-jre-headless", mvn: "maven" },
    command: ["java", "-cp", JARS, MAVEN],
    arguments: (pairs) => pairs.flat(),
    // Each version is compared with the one before it: every other comparison is one of ours.
    answers: (output) =>
      [...output.matchAll(/^ {3}\S+ (<|==|>) \S+$/gm)]
        .filter((_, index) => index % 2 === 0)
        .map(([, sign = ""]) => sign.charAt(0)),
  },
  npm: SEMVER,
  Go: SEMVER,
  [["crates", "io"].join(".")]: SEMVER,
};

const MAX_PAIRS = 2000;
const skip = skipWithoutShared();

describe("versions of advisories sort", { skip }, () => {
  for (const [ecosystem, tool] of Object.entries(TOOLS)) {
    it(`as the tools of ${ecosystem} sort them`, async () => {
      installPrograms(tool.programs);
      const order = await versionOrder(ecosystem);
      assert.ok(order);
      const pairs = pairsIn(ecosystem);
      const theirs = answersOf(tool, pairs);
      assert.equal(theirs.length, pairs.length);
      const wrong = pairs.flatMap(([a, b], index) => {
        const mine = order(a, b);
        const sign = mine === undefined ? "?" : mine < 0 ? "<" : mine > 0 ? ">" : "=";
        return sign === theirs[index] ? [] : [`${a} ${sign} ${b}, but ${theirs[index]}`];
      });
      assert.deepEqual(wrong, []);
    });
  }
});

/** Where ranges begin and end, against the versions of the same package that are nearest in the text. */
function pairsIn(ecosystem: string): readonly Pair[] {
  const byName = new Map<string, Set<string>>();
  const edges = new Set<string>();
  for (const { affected } of osvRecords().flatMap((each) => readOsvRecord(each) ?? [])) {
    for (const { ecosystem: of, name, ranges, versions } of affected) {
      if (of !== ecosystem) continue;
      const events = ranges
        .flatMap((range) => range.events.map(({ version }) => version))
        .filter((each) => each !== "0");
      for (const event of events) edges.add(`${name} ${event}`);
      byName.set(name, new Set([...(byName.get(name) ?? []), ...events, ...versions]));
    }
  }
  const pairs = [...byName].flatMap(([name, versions]) => {
    const sorted = [...versions].sort();
    return sorted.flatMap((a, index) =>
      edges.has(`${name} ${a}`) ? [1, 2, 3].flatMap((step) => pairOf(a, sorted[index + step])) : [],
    );
  });
  assert.ok(pairs.length > 20, `${ecosystem}: ${pairs.length}`);
  // All packages have their share.
  const every = Math.ceil(pairs.length / MAX_PAIRS);
  return pairs.filter((_, index) => index % every === 0);
}

function pairOf(a: string, b: string | undefined): readonly Pair[] {
  return b === undefined || /\s/.test(a + b) ? [] : [[a, b]];
}

function answersOf({ command, folder, arguments: words, answers }: Tool, pairs: readonly Pair[]): readonly string[] {
  const [program = "", ...args] = [...command, ...(words?.(pairs) ?? [])];
  const input = pairs.map(([a, b]) => `${a} ${b}\n`).join("");
  const { status, stdout, stderr } = spawnSync(program, args, {
    input: words === undefined ? input : "",
    encoding: "utf8",
    maxBuffer: 1 << 26,
    ...(folder !== undefined && { cwd: folder }),
  });
  assert.equal(status, 0, stderr);
  return answers?.(stdout) ?? stdout.trim().split("\n");
}
