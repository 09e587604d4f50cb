import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { purlWriter } from "../../../../server/src/scan/purl.ts";
import { inventoryOf, type LayerText } from "../../../harness/saved-image.ts";
import { zipOf } from "../../../harness/zip-writer.ts";

const DEBIAN = { "etc/os-release": 'ID=debian\nVERSION_ID="12"\n' };

/** `type name version`, by type and name. */
async function listed(...layers: readonly LayerText[]): Promise<readonly string[]> {
  const { packages } = await inventoryOf(DEBIAN, ...layers);
  return packages.map(({ type, name, version }) => `${type} ${name} ${version}`);
}

const MANIFEST = "META-INF/MANIFEST.MF";

/** The member of a jar that tells a package. */
const pom = (group: string, artifact: string, version: string, folder = "") => ({
  [`${folder}META-INF/maven/${group}/${artifact}/pom.properties`]: `groupId=${group}\nartifactId=${artifact}\nversion=${version}\n`,
});

/** The document that Bitnami puts beside a component. */
const spdx = (...packages: readonly (readonly [purl: string | undefined, version: string])[]) =>
  JSON.stringify({
    packages: packages.map(([purl, versionInfo]) => ({
      name: "Whatever",
      versionInfo,
      licenseDeclared: "NOASSERTION",
      externalRefs: [
        { referenceType: "cpe23Type", referenceLocator: "cpe:2.3:*:x:x:1:*:*:*:*:*:*:*" },
        ...(purl === undefined ? [] : [{ referenceType: "purl", referenceLocator: purl }]),
      ],
    })),
  });

const ROWS: Readonly<Record<string, readonly [layers: readonly LayerText[], expected: readonly string[]]>> = {
  "npm: packages of node_modules, with a scope too, and not the folders inside them": [
    [
      {
        "app/node_modules/a/package.json": '{"name":"a","version":"1.0.0"}',
        "app/node_modules/@s/b/package.json": '{"name":"@s/b","version":"2.0.0"}',
        "app/node_modules/a/dist/package.json": '{"name":"dist","version":"1.0.0"}',
        "app/node_modules/.bin/package.json": '{"name":"bin","version":"1.0.0"}',
        "app/src/package.json": '{"name":"src","version":"1.0.0"}',
        "app/node_modules/c/package.json": '{"type":"module"}',
      },
    ],
    ["npm @s/b 2.0.0", "npm a 1.0.0"],
  ],
  "npm: a project whose packages npm installed beside it": [
    [{ "app/package.json": '{"name":"shop","version":"1.2.3"}', "app/node_modules/.package-lock.json": "{}" }],
    ["npm shop 1.2.3"],
  ],
  "npm: a package that was unpacked into a folder of its version, and nothing else that has one in its name": [
    [
      {
        "opt/yarn-v1.22.22/package.json": '{"name":"yarn","version":"1.22.22"}',
        "root/.cache/node/corepack/v1/pnpm/9.1.0/package.json": '{"name":"pnpm","version":"9.1.0"}',
        "srv/tool-2.0.0-rc.1/package.json": '{"name":"@s/tool","version":"2.0.0-rc.1"}',
        "root/extensions/maker.python-2024.1.0/package.json": '{"name":"python","version":"2024.1.0"}',
        "srv/shop-1.2.3/package.json": '{"name":"other","version":"1.2.3"}',
        "srv/old-1.2.3/package.json": '{"name":"old","version":"1.2.4"}',
        "app/node_modules/fork-1.0.0/package.json": '{"name":"a","version":"3.0.0"}',
      },
    ],
    ["npm @s/tool 2.0.0-rc.1", "npm a 3.0.0", "npm pnpm 9.1.0", "npm yarn 1.22.22"],
  ],
  "npm: packages where Yarn's pnpm linker keeps them, without what they hold themselves": [
    [
      {
        "app/node_modules/.store/a-npm-1.0.0-0123456789/package/package.json": '{"name":"a","version":"1.0.0"}',
        "app/node_modules/.store/a-npm-1.0.0-0123456789/package/package/package.json": '{"name":"x","version":"1.0.0"}',
        "app/node_modules/a/package/package.json": '{"name":"y","version":"1.0.0"}',
      },
    ],
    ["npm a 1.0.0"],
  ],
  "python: names are normalised; the description is no head": [
    [
      {
        "usr/lib/python3/Zope.Event-1.dist-info/METADATA":
          "Metadata-Version: 2.1\nName: Zope_Event\nVersion: 5.0\n\nVersion: 9\n",
        "x/y.egg-info": "Name: y\nVersion: 1\n",
      },
    ],
    ["pypi y 1", "pypi zope-event 5.0"],
  ],
  "python: eggs as folders and archives, and what setuptools leaves beside a project": [
    [
      {
        "usr/lib/python3/a-1.egg/EGG-INFO/PKG-INFO": "Name: a\nVersion: 1\n",
        "usr/lib/python3/b-1.egg": zipOf({ "EGG-INFO/PKG-INFO": "Name: b\nVersion: 1\n" }),
        "srv/c.egg-info/PKG-INFO": "Name: c\nVersion: 1\n",
        "opt/aws/dist/f-1-py3.8.egg-info/METADATA": "Name: f\nVersion: 1\n",
        "srv/PKG-INFO": "Name: d\nVersion: 1\n",
        "srv/e.egg-info": "Version: 1\n",
      },
    ],
    ["pypi a 1", "pypi b 1", "pypi c 1", "pypi f 1"],
  ],
  "python: the interpreter is no distribution, though Python 2 keeps a record of itself beside them": [
    [{ "usr/local/lib/python2.7/lib-dynload/Python-2.7.18-py2.7.egg-info": "Name: Python\nVersion: 2.7.18\n" }],
    [],
  ],
  "gem: specifications are read, never run": [
    [
      {
        "usr/lib/ruby/gems/3.1.0/specifications/rack-2.2.3.gemspec":
          'Gem::Specification.new do |s|\n  s.name = "rack".freeze\n  s.version = "2.2.3"\n  s.licenses = ["MIT".freeze]\nend\n',
      },
    ],
    ["gem rack 2.2.3"],
  ],
  "gem: those that Bundler checked out, and none of their tests'": [
    [
      Object.fromEntries(
        ["a-01ab/a.gemspec", "a-01ab/b/b.gemspec", "a-01ab/spec/c.gemspec", "a-01ab/x/d/d.gemspec"].map((path) => [
          `usr/local/bundle/ruby/3.3.0/bundler/gems/${path}`,
          `Gem::Specification.new do |s|\n  s.name = "${path.slice(-9, -8)}".freeze\n  s.version = "1.0.0".freeze\nend\n`,
        ]),
      ),
    ],
    ["gem a 1.0.0", "gem b 1.0.0"],
  ],
  "jar: packages by each pom.properties, wherever it keeps its classes, and by file name where none is its own": [
    [
      {
        "a-1.0.jar": zipOf(pom("com.example", "a", "1.0")),
        "com.example.b-1.0-x.jar": zipOf(pom("com.example", "b", "1.0")),
        "c-1.2-api-3.0.jar": zipOf(pom("com.example", "c-1.2-api", "3.0")),
        "renamed-4.0.jar": zipOf(pom("com.example", "d", "4.0")),
        "app.jar": zipOf(pom("com.example", "e", "1")),
        "shop.war": zipOf(pom("com.example", "shop", "2.0", "WEB-INF/classes/")),
        "fat-5.0.jar": zipOf({
          ...pom("com.example", "inner", "1"),
          [MANIFEST]: "Implementation-Vendor-Id: org.example\n",
        }),
      },
    ],
    [
      "maven com.example:a 1.0",
      "maven com.example:b 1.0",
      "maven com.example:c-1.2-api 3.0",
      "maven com.example:d 4.0",
      "maven com.example:e 1",
      "maven com.example:inner 1",
      "maven com.example:shop 2.0",
      "maven org.example:fat 5.0",
    ],
  ],
  "jar: classes without a version are listed, templates and archives without classes are not": [
    [
      {
        "a.jar": zipOf({ "org/example/A.class": "", [MANIFEST]: "Implementation-Version: \n" }),
        "b.jar": zipOf({ "words.txt": "" }),
        "c.jar": zipOf({ "d.jar": zipOf({ "D.class": "" }) }),
        "e.jar": zipOf(pom("com.example", "e", "${project.version}", "archetype-resources/")),
      },
    ],
    ["maven a ", "maven d "],
  ],
  "jar: archives in archives by their own names, and no group that is none": [
    [
      {
        "a.war": zipOf({
          "WEB-INF/lib/b-1.0.jar": zipOf({ [MANIFEST]: "Implementation-Vendor-Id: The Makers\n" }),
          "WEB-INF/lib/c-1.0.jar": zipOf({ [MANIFEST]: "Implementation-Vendor-Id: org.apache\n" }),
        }),
      },
    ],
    ["maven b 1.0", "maven c 1.0"],
  ],
  "jar: a line of the manifest goes on behind a blank": [
    [
      {
        "a.jar": zipOf({
          [MANIFEST]: "Implementation-Vendor-Id: org.exam\r\n ple\r\nImplementation-Version: 2\r\n\r\n",
        }),
      },
    ],
    ["maven org.example:a 2"],
  ],
  "packages without a name or a version are none": [
    [
      {
        "a/vendor/composer/installed.json":
          '[{"name":"a/a"},{"version":"1"},{"name":"","version":"1"},{"name":"a/b","version":""}]',
        "a/node_modules/a/package.json": '{"name":"a","version":""}',
        "a/node_modules/b/package.json": '{"name":"b","version":1}',
        "a/node_modules/c/package.json": '{"name":1,"version":"1.0.0"}',
        "a/node_modules/d/package.json": '{"name":"_d","version":"1.0.0"}',
        "opt/bitnami/a/.spdx-a.spdx": spdx(["pkg:bitnami/a@1", ""]),
        "a/library/a/DESCRIPTION": "Version: 1\n",
        "a/a.gemspec": '  s.name = "a"\n  s.version = "1"\n',
      },
    ],
    [],
  ],
  "jar: Gradle's title tells the group of a file": [
    [
      {
        "lib/search-7.17.0.jar": zipOf({ [MANIFEST]: "Implementation-Title: org.example#server;7.17.0\n\n" }),
        "lib/other-1.0.jar": zipOf({ [MANIFEST]: "Implementation-Title: The Other\n\n" }),
      },
    ],
    ["maven org.example:search 7.17.0", "maven other 1.0"],
  ],
  "composer: names in lower case, as advisories have them": [
    [{ "vendor/composer/installed.json": '{"packages":[{"name":"Maker/CssMin","version":"3.0.6"}]}' }],
    ["composer maker/cssmin 3.0.6"],
  ],
  "composer: both shapes of its list": [
    [
      {
        "a/vendor/composer/installed.json": '{"packages":[{"name":"m/log","version":"3.0.0"}]}',
        "b/vendor/composer/installed.json": '[{"name":"n/x","version":"v1.0"}]',
      },
    ],
    ["composer m/log 3.0.0", "composer n/x v1.0"],
  ],
  "dotnet: packages and runtime packs, projects are none": [
    [
      {
        "app/app.deps.json":
          '{"libraries":{"App/1.0.0":{"type":"project"},"A.B/2.0.1":{"type":"package"},"runtimepack.R/8.0.1":{"type":"runtimepack"},"/1.0.0":{"type":"package"},"N/":{"type":"package"}}}',
      },
    ],
    ["nuget A.B 2.0.1", "nuget R 8.0.1"],
  ],
  "dotnet: a package without a file of its own came with the runtime": [
    [
      {
        "app/app.deps.json": JSON.stringify({
          targets: {
            ".NETCoreApp,Version=v8.0": {},
            ".NETCoreApp,Version=v8.0/linux-x64": {
              "System.Net.Http/4.3.0": { dependencies: { "System.IO": "4.3.0" }, compile: { "ref/a.dll": {} } },
              "A/1.0.0": { runtime: { "lib/A.dll": {} } },
              "B/1.0.0": { runtime: {}, native: { "runtimes/linux-x64/native/b.so": {} } },
              "C/1.0.0": { runtimeTargets: { "runtimes/unix/lib/C.dll": {} } },
              "D/1.0.0": { resources: { "lib/de/D.resources.dll": {} } },
              "runtimepack.R/8.0.1": { runtime: { "System.Private.CoreLib.dll": {} } },
            },
          },
          libraries: Object.fromEntries(
            ["A/1.0.0", "B/1.0.0", "C/1.0.0", "D/1.0.0", "E/1.0.0", "System.Net.Http/4.3.0", "runtimepack.R/8.0.1"].map(
              (key) => [key, { type: key.startsWith("runtimepack") ? "runtimepack" : "package" }],
            ),
          ),
        }),
      },
    ],
    ["A", "B", "C", "D", "E"].map((name) => `nuget ${name} 1.0.0`).concat("nuget R 8.0.1"),
  ],
  "conda and R": [
    [
      {
        "opt/conda/conda-meta/numpy-1.26.0-py.json": '{"name":"numpy","version":"1.26.0"}',
        "usr/local/lib/R/site-library/rlang/DESCRIPTION":
          "Package: rlang\nDescription: long\n words\nVersion: 1.1.3\nLicense: MIT + file\n  LICENSE\n",
        "usr/lib/R/library/base/DESCRIPTION": "Package: base\nPriority: base\nVersion: 4.3\n",
        "usr/local/lib/R/site-library/broken/DESCRIPTION": "Package: broken\n",
      },
    ],
    ["conda numpy 1.26.0", "cran rlang 1.1.3"],
  ],
  "R: packages that R built, in whatever folder, and no sources": [
    [
      Object.fromEntries(
        [
          ["root/R/x86_64-pc-linux-gnu-library/4.4/a", "Built: R 4.4.1; ; 2024-08-01; unix\n"],
          ["root/.cache/R/renv/cache/v5/R-4.4/x86_64-pc-linux-gnu/b/1.0/0123abcd/b", "Built: R 4.4.1\n"],
          ["srv/src/c", "Packaged: 2024-08-01\n"],
        ].map(([folder, line]) => [`${folder}/DESCRIPTION`, `Package: ${folder?.at(-1)}\nVersion: 1.0\n${line}`]),
      ),
    ],
    ["cran a 1.0", "cran b 1.0"],
  ],
  "Bitnami: the component and what was compiled into it, each by its purl; packages of languages are read where they lie":
    [
      [
        {
          "opt/bitnami/tide/.spdx-tide.spdx": spdx(
            ["pkg:bitnami/tide@17.2.0-8?arch=arm64&distro=debian-12", "17.2.0-8"],
            ["pkg:bitnami/moon@3.13.0?arch=arm64&distro=debian-12", "3.13.0"],
            ["pkg:golang/example.org/sea@1.0.0", "1.0.0"],
            [undefined, "1.0.0"],
          ),
          "opt/bitnami/common/.spdx-wait.spdx": spdx(["pkg:bitnami/wait@1.0.7-4", "1.0.7-4"]),
          "opt/bitnami/.spdx-none.spdx": spdx(["pkg:bitnami/none@1", "1"]),
          "opt/other/tide/.spdx-tide.spdx": spdx(["pkg:bitnami/other@1", "1"]),
        },
      ],
      ["bitnami moon 3.13.0", "bitnami tide 17.2.0-8", "bitnami wait 1.0.7-4"],
    ],
};

describe("the packages of languages in an image", () => {
  for (const [name, [layers, expected]] of Object.entries(ROWS)) {
    it(name, async () => assert.deepEqual(await listed(...layers), expected));
  }
  it("has the purl that Bitnami itself gives its components", async () => {
    const purl = "pkg:bitnami/tide@17.2.0-8?arch=arm64&distro=debian-12";
    const layer = { "opt/bitnami/tide/.spdx-tide.spdx": spdx([purl, "17.2.0-8"]) };
    const { packages, os } = await inventoryOf(DEBIAN, layer);
    assert.deepEqual(packages.map(await purlWriter(os)), [purl]);
  });
});

describe("the licences of a package", () => {
  const told: Readonly<Record<string, LayerText>> = {
    npm: { "node_modules/a/package.json": '{"name":"a","version":"1.0.0","license":"MIT"}' },
    pypi: { "a.dist-info/METADATA": "Name: a\nVersion: 1\nLicense-Expression: MIT\n" },
    gem: {
      "g/specifications/a.gemspec": '  s.name = "a"\n  s.version = "1"\n  s.licenses = ["MIT".freeze]\n  s.x = ["y"]\n',
    },
    composer: { "v/composer/installed.json": '[{"name":"a/a","version":"1","license":["MIT",1]}]' },
    cran: { "library/a/DESCRIPTION": "Package: a\nVersion: 1\nLicense: MIT\n" },
    bitnami: { "opt/bitnami/a/.spdx-a.spdx": spdx(["pkg:bitnami/a@1", "1"]).replace("NOASSERTION", "MIT") },
  };
  const untold: Readonly<Record<string, LayerText>> = {
    npm: { "node_modules/a/package.json": '{"name":"a","version":"1.0.0","license":{"type":"MIT"}}' },
    pypi: { "a.dist-info/METADATA": "Name: a\nVersion: 1\n" },
    gem: { "g/specifications/a.gemspec": '  s.name = "a"\n  s.version = "1"\n  s.licenses = []\n' },
    composer: { "v/composer/installed.json": '[{"name":"a/a","version":"1","license":[]}]' },
    cran: { "library/a/DESCRIPTION": "Package: a\nVersion: 1\n" },
    bitnami: { "opt/bitnami/a/.spdx-a.spdx": spdx(["pkg:bitnami/a@1", "1"]) },
  };
  const licencesOf = async (layer: LayerText) =>
    (await inventoryOf(DEBIAN, layer)).packages.map((each) => each.licences);
  for (const [type, layer] of Object.entries(told))
    it(`of ${type} are told`, async () => assert.deepEqual(await licencesOf(layer), [["MIT"]]));
  for (const [type, layer] of Object.entries(untold))
    it(`of ${type} are not told where it names none`, async () =>
      assert.deepEqual(await licencesOf(layer), [undefined]));
});
