import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { rpmPackage } from "../../../../../server/src/scan/embedded/packages/rpm-header.ts";
import { rpmHeader } from "../../../../harness/rpm-writer.ts";

const TOOL = { 1000: ["tool"], 1001: ["1.2"], 1002: ["3.el9"] };

describe("a header of rpm", () => {
  const rows: Readonly<Record<string, readonly [fields: Parameters<typeof rpmHeader>[0], expected: object | string]>> =
    {
      "tells name and version": [TOOL, { type: "rpm", name: "tool", version: "1.2-3.el9" }],
      "may tell an epoch": [
        { ...TOOL, 1003: [2] },
        { type: "rpm", name: "tool", version: "2:1.2-3.el9" },
      ],
      "of epoch 0 is called as one without": [
        { ...TOOL, 1003: [0] },
        { type: "rpm", name: "tool", version: "1.2-3.el9" },
      ],
      "tells its source, its processor, its licence and its module's stream": [
        {
          ...TOOL,
          1014: ["MIT"],
          1022: ["x86_64"],
          1044: ["tools-suite-1.3-4.el9.src.rpm"],
          5096: ["tool:20:9040020240807131341:rhel9"],
        },
        {
          type: "rpm",
          name: "tool",
          version: "1.2-3.el9",
          sourceName: "tools-suite",
          sourceVersion: "1.3-4.el9",
          arch: "x86_64",
          stream: "tool:20",
          licences: ["MIT"],
        },
      ],
      "of another maker tells who that is": [
        { ...TOOL, 1011: ["Maker, Inc."] },
        { type: "rpm", name: "tool", version: "1.2-3.el9", maker: "Maker, Inc." },
      ],
      "of the distribution does not": [
        { ...TOOL, 1011: ["AlmaLinux"] },
        { type: "rpm", name: "tool", version: "1.2-3.el9" },
      ],
      "whose module has no stream is of none": [
        { ...TOOL, 5096: ["tool"] },
        { type: "rpm", name: "tool", version: "1.2-3.el9" },
      ],
      "of a key is no package": [{ ...TOOL, 1000: ["gpg-pubkey"] }, "key"],
    };
  for (const [name, [fields, expected]] of Object.entries(rows)) {
    it(name, () => {
      const read = rpmPackage(rpmHeader(fields));
      assert.deepEqual(typeof read === "object" ? read.found : read, expected);
    });
  }
  it("without a name is broken", () => assert.equal(rpmPackage(rpmHeader({ 1001: ["1"] })), undefined));
  it("tells its files by folder", () => {
    const read = rpmPackage(
      rpmHeader({ ...TOOL, 1116: [1, 0, 1], 1117: ["a", "b", "c"], 1118: ["/etc/", "/usr/bin/"] }),
    );
    assert.deepEqual(typeof read === "object" && [...read.owned()], ["usr/bin/a", "etc/b", "usr/bin/c"]);
  });
});
