import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { goMainVersion } from "../../../../../server/src/scan/embedded/packages/go-main-version.ts";

const PATH = "git.example/shop/app";
const REVISION = "vcs.revision=50c60cafdcc704bb615bffbaf882de2a5de3a298";
const PSEUDO = "v0.0.0-20261128130009-50c60cafdcc7";

/** What the linker was given, as Go writes it down → the version. */
const FLAGS: Readonly<Record<string, string>> = {
  '"-s -w -X main.version=1.2.3"': "v1.2.3",
  "-X=main.version=v1.2.3": "v1.2.3",
  '"-X main.Version=1.2.3 -X main.commit=abc"': "v1.2.3",
  '"-X \'main.version=1.2.3\' -X \\"main.date=a b\\""': "v1.2.3",
  '"-X \\"main.version=1.2.3\\""': "v1.2.3",
  "\"-X='main.version=1.2.3-rc.1'\"": "v1.2.3-rc.1",
  [`"-X ${PATH}/internal/version.Version=1.2.3"`]: "v1.2.3",
  [`"-X ${PATH}.Version=1.2.3"`]: "v1.2.3",
  [`"-X main.version=1.2.3 -X ${PATH}/version.version=v1.2.3"`]: "v1.2.3",
  [`"-X main.version=1.2.3 -X ${PATH}/version.version=v1.2.4"`]: "",
  '"-X git.example/other/version.Version=1.2.3"': "",
  [`"-X ${PATH}er/version.Version=1.2.3"`]: "",
  [`"-X ${PATH}/agent.Version=1.2.3"`]: "",
  [`"-X ${PATH}/version.apiVersion=1.2.3"`]: "",
  '"-X main.goversion=1.22.3"': "",
  '"-X main.version=1.2.3-4-gabcdef0"': "",
  '"-X main.version=1.2.3-dirty"': "",
  '"-X main.version=1.2"': "",
  '"-X main.version=dev"': "",
  '"-X main.version="': "",
  '"-s -w"': "",
  '"-extldflags=-Xmain.version=1.2.3"': "",
};

describe("the version of Go's main module", () => {
  for (const [flags, version] of Object.entries(FLAGS)) {
    it(`${version === "" ? "is not told" : `is ${version}`} by ${flags}`, () => {
      const settings = ["-buildmode=exe", `-ldflags=${flags}`, "CGO_ENABLED=0"];
      assert.equal(goMainVersion({ path: PATH, version: "(devel)", settings }), version);
    });
  }

  const stamped = ["-ldflags=-X=main.version=1.2.3", REVISION];
  const written: readonly (readonly [name: string, version: string, settings: readonly string[], expected: string])[] =
    [
      ["is Go's own, whatever the linker was told", "v1.4.0+dirty", stamped, "v1.4.0+dirty"],
      [
        "may be of a commit behind a tag",
        "v1.4.1-0.20261128130009-50c60cafdcc7",
        [REVISION],
        "v1.4.1-0.20261128130009-50c60cafdcc7",
      ],
      ["is not known of a commit without its tags", PSEUDO, [REVISION], ""],
      ["is not known of a changed commit without its tags", `${PSEUDO}+dirty`, [REVISION], ""],
      ["is the linker's then", PSEUDO, stamped, "v1.2.3"],
      ["may be of a module that has no tags, by `go install`", PSEUDO, [], PSEUDO],
      ["is not told by a folder", "(devel)", [], ""],
    ];
  for (const [name, version, settings, expected] of written) {
    it(`${name}: ${version}`, () => assert.equal(goMainVersion({ path: PATH, version, settings }), expected));
  }
});
