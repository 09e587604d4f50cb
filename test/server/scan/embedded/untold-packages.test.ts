import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { inventoryOf } from "../../../harness/saved-image.ts";

const BASE = {
  "etc/os-release": "ID=debian\n",
  "var/lib/dpkg/status": "Package: base\nStatus: install ok installed\nVersion: 1\n",
};

async function told(paths: readonly string[], own: readonly string[] = []): Promise<readonly string[]> {
  const files = Object.fromEntries(paths.map((path) => [path, "x"]));
  const lists = own.map((path) => `/${path}\n`).join("");
  const { gaps } = await inventoryOf({ ...BASE, ...files, "var/lib/dpkg/info/base.list": lists });
  return gaps.map(({ what, why, isInherent }) => {
    assert.deepEqual([why, isInherent], ["packages of this kind are not read", true]);
    return what;
  });
}

const KINDS: Readonly<Record<string, string>> = {
  "nix/store/0abc-shop-1.2": "Nix",
  "home/linuxbrew/.linuxbrew/Cellar/shop/1.2/INSTALL_RECEIPT.json": "Homebrew",
  "usr/local/lib/php/.registry/shop.reg": "PEAR and PECL",
  "usr/local/lib/php/.registry/.channel.pecl.example/shop.reg": "PEAR and PECL",
  "usr/local/lib/luarocks/rocks-5.1/shop/1.2-0/shop-1.2-0.rockspec": "LuaRocks",
  "opt/shop/lib/shop-1.2/ebin/shop.app": "Erlang and Elixir",
  "root/.julia/packages/Shop/aB3dE/Project.toml": "Julia",
  "usr/local/lib/perl5/site_perl/5.38.0/x86_64-linux-gnu/.meta/Shop-1.2/install.json": "CPAN",
  "root/.pub-cache/hosted/pub.example/shop-1.2.0/pubspec.yaml": "Dart",
  "root/.opam/default/.opam-switch/packages/shop.1.2/opam": "opam",
  "root/.conan2/p/shop1/p/conaninfo.txt": "Conan",
  "srv/vcpkg/installed/vcpkg/status": "vcpkg",
  "srv/.pnp.cjs": "Yarn's archives",
  "root/.cabal/store/ghc-9.4.8/package.db/shop-1.2-0abc.conf": "Haskell",
  "opt/ghc/lib/package.conf.d/shop-1.2.conf": "Haskell",
  "srv/shop.pex": "Python's archives",
  "srv/shop.pyz": "Python's archives",
  "opt/shop/resources/app.asar": "Electron",
  "usr/src/wordpress/wp-includes/version.php": "WordPress",
};

describe("packages of a kind that is not read", () => {
  for (const [path, kind] of Object.entries(KINDS)) {
    it(`are named by what they leave: ${path}`, async () => {
      assert.deepEqual(await told([path.startsWith("nix/") ? `${path}/bin/shop` : path]), [`${kind} (${path})`]);
    });
    it(`are none in a file of the distribution: ${path}`, async () => {
      if (!path.startsWith("nix/")) assert.deepEqual(await told([path], [path]), []);
    });
  }
  it("are one gap each kind, which counts them", async () => {
    const paths = ["nix/store/1-b/x", "nix/store/0-a/x", "nix/store/0-a/y", "a/lib/x/ebin/x.app", "a/lib/y/ebin/y.app"];
    assert.deepEqual(await told(paths), [
      "Erlang and Elixir (a/lib/x/ebin/x.app, and 1 more)",
      "Nix (nix/store/0-a, and 1 more)",
    ]);
  });
  it("are not what has a similar name", async () => {
    const paths = [
      "srv/INSTALL_RECEIPT.json",
      "srv/shop.reg",
      "srv/shop.rockspec",
      "srv/Shop.app",
      "srv/packages/shop/Project.toml",
      "srv/install.json",
      "srv/pubspec.yaml",
      "srv/opam",
      "srv/status",
      "srv/version.php",
      "srv/package.conf",
      "srv/.pex",
      "srv/nix/store/x",
    ];
    assert.deepEqual(await told(paths), []);
  });
});
