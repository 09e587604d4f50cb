import { digestOf } from "./digest.ts";
import { SHOP } from "./made-up-scan.ts";
import { dockerArchive, layerTar } from "./saved-image.ts";
import { zipOf } from "./zip-writer.ts";

// An image as `docker build` of `SHOP` makes it, and the advisories that concern it: real bytes, made here.

const status = (...packages: readonly string[]) =>
  packages
    .map((each) => {
      const [name, version] = each.split(" ");
      return `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: ${version}\n`;
    })
    .join("\n");

/** The files of an image that others are built on, with a libc6 of this version. */
export function baseLayer(libc6: string) {
  return {
    "etc/os-release": 'ID=debian\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\nPRETTY_NAME="Debian GNU/Linux 12"\n',
    "var/lib/dpkg/status": status(`libc6 ${libc6}`),
  };
}

/** The layer and the configuration of an image that others are built on, with a libc6 of this version. */
export function baseImage(libc6: string): { readonly layer: Buffer; readonly config: string } {
  const layer = layerTar(baseLayer(libc6));
  const config = JSON.stringify({
    os: "linux",
    architecture: "amd64",
    config: {},
    history: [{ created_by: "/bin/sh -c #(nop) ADD file:1 in / " }],
    rootfs: { type: "layers", diff_ids: [digestOf(layer)] },
  });
  return { layer, config };
}

/** The archive of `docker save`. `curl`: the version that is in it; `commands`: the three instructions that made its layers. */
export function shopArchive(curl = "7.88.1-10", commands = SHOP.trim().split("\n").slice(1)): Buffer {
  const layers = [
    baseLayer("2.36-9"),
    { "var/lib/dpkg/status": status("libc6 2.36-9", `curl ${curl}`) },
    { "app/index.js": "" },
    { "usr/local/lib/node_modules/left-pad/package.json": '{"name":"left-pad","version":"1.0.0"}' },
  ];
  const history = [
    { created_by: "/bin/sh -c #(nop) ADD file:1 in / " },
    ...commands.map((line) => ({
      created_by: `${line.replace(/^RUN /, "RUN /bin/sh -c ")} # buildkit`,
    })),
  ];
  return dockerArchive(layers.map(layerTar), { history });
}

const CRITICAL = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H";
const LOW = "CVSS:3.1/AV:L/AC:H/PR:L/UI:N/S:U/C:L/I:N/A:N";

interface MadeUpAdvisory {
  readonly id: string;
  readonly cve: string;
  readonly ecosystem: string;
  readonly name: string;
  readonly fixed?: string;
  readonly vector: string;
}

const advisory = ({ id, cve, ecosystem, name, fixed, vector }: MadeUpAdvisory) => ({
  id,
  aliases: [cve],
  modified: "2026-01-01T00:00:00Z",
  summary: `A hole in ${name}`,
  severity: [{ type: "CVSS_V3", score: vector }],
  affected: [
    {
      package: { ecosystem, name },
      ranges: [
        {
          type: ecosystem === "npm" ? "SEMVER" : "ECOSYSTEM",
          events: [{ introduced: "0" }, ...(fixed === undefined ? [] : [{ fixed }])],
        },
      ],
    },
  ],
});

const DEBIAN: readonly MadeUpAdvisory[] = [
  {
    id: "DEBIAN-CVE-2026-1",
    cve: "CVE-2026-1",
    ecosystem: "Debian:12",
    name: "curl",
    fixed: "7.88.1-10+deb12u5",
    vector: CRITICAL,
  },
  { id: "DEBIAN-CVE-2026-3", cve: "CVE-2026-3", ecosystem: "Debian:12", name: "libc6", vector: CRITICAL },
];
const NPM: readonly MadeUpAdvisory[] = [
  { id: "GHSA-xxxx-xxxx-0004", cve: "CVE-2026-4", ecosystem: "npm", name: "left-pad", fixed: "1.3.0", vector: LOW },
];

const exported = (advisories: readonly MadeUpAdvisory[]) =>
  zipOf(Object.fromEntries(advisories.map((each) => [`${each.id}.json`, JSON.stringify(advisory(each))])));

/** The export for Debian, with a hole of curl in front of the usual one and one behind it, which these versions fix. */
export function debianExport(fixes: readonly [string, string]): Buffer {
  const more = fixes.map((fixed, index) => {
    const cve = `CVE-2026-${index * 2}`;
    return { id: `DEBIAN-${cve}`, cve, ecosystem: "Debian:12", name: "curl", fixed, vector: CRITICAL };
  });
  return exported([...more, ...DEBIAN]);
}

/** The exports of the advisory database by their path in its folder. `fixed`: the version of libc6 that has a fix. */
export function shopAdvisories(fixed?: string): Readonly<Record<string, Buffer>> {
  const debian = DEBIAN.map((each) => (each.name === "libc6" && fixed !== undefined ? { ...each, fixed } : each));
  return { "Debian/all.zip": exported(debian), "npm/all.zip": exported(NPM) };
}
