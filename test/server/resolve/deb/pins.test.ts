import assert from "node:assert/strict";
import { test } from "node:test";
import { debPins, nameAmong, snapshotStamp, upstreamPattern } from "../../../../server/src/resolve/deb/pins.ts";
import { matchesGlob } from "../../../../server/src/resolve/glob.ts";

const PATTERNS: Readonly<Record<string, string>> = {
  "7.88.1-10+deb12u12": "7.88.1-*",
  "1:2.39.5-0+deb12u2": "1:2.39.5-*",
  "3.03+dfsg2-8": "3.03+dfsg2-*",
  "2:1.02.185-2": "2:1.02.185-*",
  "20230311+deb12u1": "20230311*",
  "12.4+deb12u5": "12.4*",
  "2025b": "2025b*",
  "1.22ubuntu3.1": "1.22*",
};

for (const [version, pattern] of Object.entries(PATTERNS)) {
  test(`any build of ${version} is ${pattern}`, () => {
    assert.equal(upstreamPattern(version), pattern);
    assert.ok(matchesGlob(version, pattern), "apt would not take the version for its own pattern");
  });
}

test("a version that was rebuilt says that its number differs between architectures", () => {
  const notes = (version: string) => debPins(version, undefined, "exact")[0]?.note;
  assert.equal(notes("1.0-1"), "gone after the next update");
  assert.equal(
    notes("1.0-1+b2"),
    "gone after the next update; its rebuild number (+b…) can differ between architectures",
  );
});

test("exactly one pin is recommended, whatever is wished for and can be had", () => {
  for (const style of ["exact", "wildcard"] as const) {
    for (const stamp of [undefined, "20250520T000000Z"]) {
      const recommended = debPins("1.0-1", stamp, style).filter((pin) => pin.recommended);
      assert.deepEqual(
        recommended.map((pin) => pin.style),
        [style],
      );
    }
  }
});

test("a snapshot is of the day that the image's own sources name, else of now", () => {
  const now = new Date("2026-06-15T12:34:56.789Z");
  const comment = "Types: deb\n# http://snapshot.debian.org/archive/debian/20250520T000000Z\nURIs: http://a.example\n";
  assert.equal(snapshotStamp(["deb http://a.example x main", comment], now), "20250520T000000Z");
  assert.equal(snapshotStamp(["deb http://a.example x main"], now), "20260615T123456Z");
});

test("a plus belongs to the name of a package, or asks for what stands in front of it", () => {
  const names = new Set(["memtest86+", "memtest86", "vim"]);
  const words = ["memtest86+", "vim+", "vim", "g++", "curl"];
  assert.deepEqual(
    words.map((word) => nameAmong(word, (name) => names.has(name))),
    ["memtest86+", "vim", "vim", "g++", "curl"],
  );
});
