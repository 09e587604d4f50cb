// Writes the archive of an image as a build of examples/repeatable leaves it, for a machine where no engine has built one: the real
// instructions, the package databases with versions of early 2025, and no program. Beside it stand a few made-up advisories, for a
// machine that does not reach the real ones.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";

/** Every id of a made-up advisory begins so: no real one does. */
const MADE_UP = "MADE-UP-";
const CREATED = "2025-03-20T00:00:00Z";

/** Debian's packages by the instruction that installs them: name, version, source, version of the source. */
const BASE_DEBS = [
  ["libc6", "2.36-9+deb12u9", "glibc"],
  ["libgnutls30", "3.7.9-2+deb12u3", "gnutls28"],
  ["libsystemd0", "252.33-1~deb12u1", "systemd"],
  ["perl-base", "5.36.0-7+deb12u1", "perl"],
  ["zlib1g", "1:1.2.13.dfsg-1", "zlib"],
];
const INSTALLED_DEBS = [
  ["ca-certificates", "20230311", "ca-certificates"],
  ["curl", "7.88.1-10+deb12u8", "curl"],
  ["git", "1:2.39.5-0+deb12u2", "git"],
  ["libssl3", "3.0.15-1~deb12u1", "openssl"],
  ["python3-pip", "23.0.1+dfsg-1", "python-pip"],
];

/** The layers, by the first words of the instruction that makes each: path → text. @type {readonly (readonly [string, Record<string, string>])[]} */
const LAYERS = [
  ["RUN apt-get", { "var/lib/dpkg/status": dpkgStatus([...BASE_DEBS, ...INSTALLED_DEBS]) }],
  [
    "RUN pip",
    { ...pythonPackage("PyYAML", "6.0.2"), ...pythonPackage("requests", "2.32.3"), ...pythonPackage("rich", "13.9.4") },
  ],
  ["RUN npm install --global", { ...npmPackage("pm2", "5.4.3"), ...npmPackage("pm2/node_modules/semver", "7.5.0") }],
];
const BASE_LAYER = {
  "etc/os-release":
    'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\n',
  "var/lib/dpkg/status": dpkgStatus(BASE_DEBS),
  ...npmPackage("npm", "10.9.2"),
  ...npmPackage("npm/node_modules/brace-expansion", "2.0.1"),
};

const ADVISORIES = [
  advisory({ number: 1, ecosystem: "Debian:12", name: "openssl", fixed: "3.0.15-1~deb12u2", words: "CRITICAL" }),
  advisory({ number: 2, ecosystem: "Debian:12", name: "zlib", fixed: undefined, words: "MODERATE" }),
  advisory({ number: 3, ecosystem: "PyPI", name: "requests", fixed: "2.32.4", words: "HIGH" }),
  advisory({ number: 4, ecosystem: "npm", name: "brace-expansion", fixed: "2.0.2", words: "LOW" }),
  advisory({ number: 5, ecosystem: "npm", name: "semver", fixed: "7.5.2", words: "HIGH" }),
];

/**
 * Writes `image.tar` and `made-up-advisories/` into a folder.
 * @param {string} folder @param {string} dockerfile path of examples/repeatable/Dockerfile
 */
export function writeExampleImage(folder, dockerfile) {
  const archive = join(folder, "image.tar");
  const advisories = join(folder, "made-up-advisories");
  mkdirSync(folder, { recursive: true });
  writeFileSync(archive, imageOf(instructionsOf(readFileSync(dockerfile, "utf8"))));
  for (const family of new Set(ADVISORIES.map(({ ecosystem }) => ecosystem))) {
    const records = ADVISORIES.filter(({ ecosystem }) => ecosystem === family).map(({ record }) => record);
    const place = join(advisories, family.replace(/:.*/, ""));
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, "all.zip"), zipOf(records));
  }
  return { archive, advisories };
}

/** Instructions without comments, in one line each, as a builder notes them. @param {string} text @returns {readonly string[]} */
function instructionsOf(text) {
  return text
    .replace(/^\s*#.*\n/gm, "")
    .replace(/\\\n/g, "")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("FROM "));
}

/** An archive as `docker save` writes it. @param {readonly string[]} instructions */
function imageOf(instructions) {
  const history = instructions.map((line) => ({
    created: CREATED,
    created_by: `${line.replace(/^RUN /, "RUN /bin/sh -c ")} # buildkit`,
    ...(/^(RUN|COPY|ADD|WORKDIR) /.test(line) ? {} : { empty_layer: true }),
  }));
  const made = instructions
    .filter((_, index) => history[index]?.empty_layer !== true)
    .map((line) => tarOf(LAYERS.find(([start]) => line.startsWith(start))?.[1] ?? {}));
  const layers = [tarOf(BASE_LAYER), ...made];
  const config = JSON.stringify({
    architecture: process.arch === "arm64" ? "arm64" : "amd64",
    os: "linux",
    created: CREATED,
    config: { Labels: {} },
    rootfs: { type: "layers", diff_ids: layers.map((layer) => `sha256:${sha256(layer)}`) },
    history: [{ created: CREATED, created_by: "# debian.sh --arch 'amd64' out/ 'bookworm'" }, ...history],
  });
  const names = layers.map((_, index) => `${index}/layer.tar`);
  const id = `${sha256(Buffer.from(config))}.json`;
  const manifest = JSON.stringify([{ Config: id, RepoTags: ["harbour-charts:0.3.1"], Layers: names }]);
  const members = layers.map((layer, index) => /** @type {const} */ ([names[index] ?? "", layer]));
  return tarOf(Object.fromEntries([...members, [id, config], ["manifest.json", manifest]]));
}

/** @param {Uint8Array} bytes */
function sha256(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Source: dpkg(1), "INFORMATION ABOUT PACKAGES". @param {readonly (readonly string[])[]} packages */
function dpkgStatus(packages) {
  return packages
    .map(
      ([name, version, source]) =>
        `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nSource: ${source}\nVersion: ${version}\n`,
    )
    .join("\n");
}

/** @param {string} name @param {string} version @returns {Record<string, string>} */
function pythonPackage(name, version) {
  const folder = `usr/local/lib/python3.11/dist-packages/${name}-${version}.dist-info`;
  return { [`${folder}/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n` };
}

/** @param {string} path @param {string} version @returns {Record<string, string>} */
function npmPackage(path, version) {
  const name = path.replace(/.*node_modules\//, "");
  return { [`usr/local/lib/node_modules/${path}/package.json`]: JSON.stringify({ name, version }) };
}

/**
 * A record of the OSV schema that says of itself that it is made up.
 * @param {{ number: number, ecosystem: string, name: string, fixed: string | undefined, words: string }} facts
 */
function advisory({ number, ecosystem, name, fixed, words }) {
  const type = ecosystem === "npm" ? "SEMVER" : "ECOSYSTEM";
  const events = [{ introduced: "0" }, ...(fixed === undefined ? [] : [{ fixed }])];
  const record = {
    id: `${MADE_UP}${number}`,
    modified: new Date().toISOString(),
    summary: `made up to show a finding in ${name}`,
    affected: [{ package: { ecosystem, name }, ranges: [{ type, events }] }],
    database_specific: { severity: words },
  };
  return { ecosystem, record };
}

/** A ustar archive. Source: POSIX.1-2017, pax, "ustar Interchange Format". @param {Record<string, string | Uint8Array>} members */
function tarOf(members) {
  const blocks = Object.entries(members).flatMap(([path, content]) => {
    const body = Buffer.from(content);
    const header = Buffer.alloc(512);
    header.write(path, 0, 100);
    header.write("0000644\0", 100);
    header.write(`${body.length.toString(8).padStart(11, "0")}\0`, 124);
    header.write("        0", 148);
    header.write("ustar\u000000", 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    return [header, body, Buffer.alloc((512 - (body.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

/** A zip archive of stored members. Source: PKWARE APPNOTE 6.3.10, 4.3. @param {readonly { id: string }[]} records */
function zipOf(records) {
  /** @type {Buffer[]} */
  const bodies = [];
  /** @type {Buffer[]} */
  const directory = [];
  let offset = 0;
  for (const record of records) {
    const name = Buffer.from(`${record.id}.json`);
    const body = Buffer.from(JSON.stringify(record));
    // What both headers say: version, flags, method, time, date, sum, sizes, length of the name.
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt32LE(crc32(body), 10);
    facts.writeUInt32LE(body.length, 14);
    facts.writeUInt32LE(body.length, 18);
    facts.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    bodies.push(Buffer.from("PK\u0003\u0004", "latin1"), facts, name, body);
    directory.push(Buffer.from("PK\u0001\u0002\u0014\u0000", "latin1"), facts, place, name);
    offset += 4 + facts.length + name.length + body.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", "latin1");
  end.writeUInt16LE(records.length, 8);
  end.writeUInt16LE(records.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, entries, end]);
}
