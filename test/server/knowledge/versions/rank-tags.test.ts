import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  askingOrder,
  finerTags,
  flavourSuffix,
  isCommitTag,
  newerTags,
} from "../../../../server/src/knowledge/versions/rank-tags.ts";

/** `WRITTEN < tags of the repository` → the finer ones, best first. */
const rows: Readonly<Record<string, string>> = {
  "latest < latest 12 12.11 bookworm bookworm-20250520": "12.11 12 bookworm-20250520",
  "bookworm < latest 12 12.11 bookworm bookworm-20250520": "bookworm-20250520 12.11 12",
  "bookworm-slim < bookworm-20250520-slim 12.11-slim bookworm-20250520 12.11":
    "bookworm-20250520-slim bookworm-20250520 12.11-slim 12.11",
  "12 < 12.10 12.11 13.1 11.9 12": "12.11 12.10",
  "12 < 12.11-20250520 12.11.2 12.11": "12.11.2 12.11-20250520 12.11",
  "12.11 < 12.11 12.10 bookworm-20250520": "",
  "22 < 22.1 22.10 22.9.1 22.10.0 2.22.1 220.1": "22.10.0 22.9.1 22.10 22.1",
  "20-slim < 20.11.0 20.11.0-slim 20.11-slim 20.11.0-bookworm-slim 20.11.0-alpine":
    "20.11.0-slim 20.11-slim 20.11.0-bookworm-slim 20.11.0 20.11.0-alpine",
  "20-alpine < 20.11.0-alpine3.19 20.11.0-alpine 20.11-alpine3.19 20.11.0-alpinelinux":
    "20.11.0-alpine 20.11.0-alpine3.19 20.11-alpine3.19 20.11.0-alpinelinux",
  "3.12-slim-bookworm < 3.12.4-slim-bookworm 3.12.4-slim 3.12.4-bookworm":
    "3.12.4-slim-bookworm 3.12.4-slim 3.12.4-bookworm",
  "latest < 1.0.0-rc1 1.0.0-beta.2 1.0.0b3 1.0.0-alpha nightly-20250101 dev-1.2.3 0.9.1": "0.9.1",
  "2-rc < 2.0.0-rc.1 2.0.0-rc.2 2.0.0": "2.0.0-rc.2 2.0.0-rc.1 2.0.0",
  "3 < 3.13.0a5 3.13.0rc1 3.12.9": "3.12.9",
  "lts < 24.11.0 24 lts current 25.1.0": "25.1.0 24.11.0 24",
  "stable-alpine < 1.26.0-alpine 1.26.0-alpine-perl 1.26.0": "1.26.0-alpine 1.26.0-alpine-perl 1.26.0",
  "iron-slim < 20.11.0-slim 20.11.0-iron-slim": "20.11.0-iron-slim 20.11.0-slim",
  "v1 < v1.2.3 1.2.3 v1.2": "v1.2.3 v1.2",
  "1 < v1.2.3 1.2.3": "1.2.3",
  "latest < v1.2.3": "v1.2.3",
  "17-jdk < 17.0.10_7-jdk 17.0.10-jdk 17.0.10_7-jre": "17.0.10_7-jdk 17.0.10-jdk 17.0.10_7-jre",
  "8-jre < 8u402-b06-jre 8u392-b08-jre 8u402-jre": "8u402-b06-jre 8u392-b08-jre 8u402-jre",
  "latest < RELEASE.2024-01-01T00-00-00Z RELEASE.2024-03-03T17-50-39Z":
    "RELEASE.2024-03-03T17-50-39Z RELEASE.2024-01-01T00-00-00Z",
  "latest < 3f2a1bc sha-3f2a1bc 1.2.3 1.2": "1.2.3 3f2a1bc 1.2 sha-3f2a1bc",
  "latest < 1.2.3-g3f2a1bc 1.2.3": "1.2.3-g3f2a1bc 1.2.3",
  "8.0 < 8.0.204 8.0.204-jammy 8.0.100": "8.0.204 8.0.100 8.0.204-jammy",
  "latest < latest edge main stable": "",
  "latest < 1.2.3-debian-12-r5 1.2.3-debian-12-r4": "1.2.3-debian-12-r5 1.2.3-debian-12-r4",
  "ubuntu-22 < ubuntu-22.04 ubuntu-24.04 22.04": "ubuntu-22.04 22.04",
};

describe("finer tags", () => {
  for (const [row, expected] of Object.entries(rows)) {
    const [written = "", tags = ""] = row.split(" < ");
    it(`of ${written} among ${tags}`, () => assert.equal(finerTags(written, tags.split(" ")).join(" "), expected));
  }

  it("are asked about in the order of the series, the newest first", () => {
    const tags = ["25.0.1", "25.1.0", "25.1.1", "24.11.0", "24.11.1", "24.10.0", "0.12.7.1"];
    const ranked = finerTags("lts", tags);
    assert.deepEqual(askingOrder("lts", ranked), [
      "25.1.1",
      "25.0.1",
      "24.11.1",
      "24.10.0",
      "0.12.7.1",
      "25.1.0",
      "24.11.0",
    ]);
  });

  it("are sorted by the ten thousand", () => {
    const tags = Array.from({ length: 10_000 }, (_, at) => `1.${at % 100}.${Math.floor(at / 100)}-slim`);
    assert.equal(askingOrder("1-slim", finerTags("1-slim", tags))[0], "1.99.99-slim");
  });
});

describe("what a tag says", () => {
  const suffixes = {
    latest: "",
    "3.12-slim-bookworm": "-slim-bookworm",
    alpine: "-alpine",
    "lts-alpine3.19": "-alpine3.19",
    "1.2.3": "",
  };
  for (const [tag, suffix] of Object.entries(suffixes)) {
    it(`the flavour of ${tag} is "${suffix}"`, () => assert.equal(flavourSuffix(tag), suffix));
  }
  const commits = {
    "3f2a1bc": true,
    "sha-3f2a1bc": true,
    "1.2.3-g3f2a1bc": false,
    "20250520": false,
    feedbed: false,
    latest: false,
  };
  for (const [tag, expected] of Object.entries(commits)) {
    it(`${tag} ${expected ? "names" : "does not name"} a commit`, () => assert.equal(isCommitTag(tag), expected));
  }
});

/** `WRITTEN < tags of the repository` → the newer ones that are tried, the smallest step first. */
const newer: Readonly<Record<string, string>> = {
  "20.11.0-slim < 20.11.0-slim 20.11.1-slim 20.19.5-slim 22.9.0-slim 22.11.0-slim 22.11.0 22.11.0-alpine 20.12-slim":
    "20.11.1-slim 20.19.5-slim 22.11.0-slim",
  "12 < 11 12 12.11 13 14-rc1 bookworm": "13",
  "3.12-slim-bookworm < 3.13-slim-bookworm 3.14-slim-trixie 3.13-slim 3.9-slim-bookworm": "3.13-slim-bookworm",
  "v1.2 < 1.3 v1.3 v2.0": "v1.3 v2.0",
  "3.12.0 < 3.12.1 3.13.0rc1 3.14.0a2": "3.12.1",
  "3.13.0rc1-slim < 3.13.0rc2-slim 3.13.0b4-slim 3.13.0a6-slim": "3.13.0rc2-slim",
  "3.13.0rc2 < 3.13.0rc10 3.13.0rc2 3.13.0": "3.13.0",
  "3.13.0rc1 < 3.13.0 3.13.1 3.14.0a2 3.14.0-slim": "3.13.1",
  "2.0.0-rc.1-alpine < 2.0.0-alpine 2.0.0-rc.2-alpine 2.0.0-rc.2": "2.0.0-alpine",
  "2.0.0-rc.9 < 2.0.0-rc.8 2.0.0-rc.10": "2.0.0-rc.10",
  "nightly-20250101 < 20250201 nightly-20250301": "nightly-20250301",
  "bookworm-20250101-slim < bookworm-20250201-slim bookworm-20250301 bookworm-20240101-slim trixie-20250301-slim":
    "bookworm-20250201-slim",
  "latest < 1.0 2.0 latest": "",
  "bookworm < trixie 13 bookworm-20250101": "",
  "sha-3f2a1bc < sha-4f2a1bd": "",
};

describe("newer tags of the same flavour", () => {
  for (const [row, expected] of Object.entries(newer)) {
    const [written = "", tags = ""] = row.split(" < ");
    it(`than ${written} among ${tags}`, () => assert.equal(newerTags(written, tags.split(" ")).join(" "), expected));
  }
});
