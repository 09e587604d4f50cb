import assert from "node:assert/strict";
import { test } from "node:test";
import { candidateOf, type ReadIndex, versionsOf } from "../../../../server/src/resolve/deb/candidate.ts";
import { readPreferences } from "../../../../server/src/resolve/deb/preferences.ts";
import { readRelease } from "../../../../server/src/resolve/deb/release.ts";

function indexOf(suite: string, version: string, fields = ""): ReadIndex {
  const release = readRelease(`Suite: ${suite}\nOrigin: Debian\n${fields}SHA256:\n`, suite);
  assert.ok(release.ok);
  const list = `\ncurl\t${version}\t`;
  return { release: release.value, host: "archive.example", components: ["main"], list };
}

const BACKPORTED = "Codename: trixie-backports\nNotAutomatic: yes\n";
const INDEXES = [
  indexOf("stable", "8.14.1-2", "Codename: trixie\nVersion: 13.2\n"),
  indexOf("stable-security", "8.14.1-2+deb13u1"),
  indexOf("stable-backports", "8.17.0-1~bpo13+1", `${BACKPORTED}ButAutomaticUpgrades: yes\n`),
  indexOf("experimental", "8.18.0-1", "NotAutomatic: yes\n"),
];

/** Files of apt, the version of curl that they choose, and what `-t` names. Source: apt_preferences(5); what it leaves open was tried with apt 2.6.1. */
const CHOICES: Readonly<Record<string, readonly [Readonly<Record<string, string>>, string?, string?]>> = {
  "nothing: the newest of what is automatic": [{}, "8.14.1-2+deb13u1"],
  "what nobody gets by itself is behind what is only upgraded so": [
    { preferences: `${pinTo("a=stable", -1)}\n${pinTo("a=stable-security", -1)}` },
    "8.17.0-1~bpo13+1",
  ],
  "a record of the file goes before one of the folder": [
    { preferences: pinTo("n=trixie-backports", 900), "preferences.d/a.pref": pinTo("n=trixie-backports", 50) },
    "8.17.0-1~bpo13+1",
  ],
  "a name in the folder may hold points in front of its ending": [
    { "preferences.d/own.example.pref": pinTo("n=trixie-backports", 900) },
    "8.17.0-1~bpo13+1",
  ],
  "a file of the folder with another ending is none": [
    { "preferences.d/own.example": pinTo("n=trixie-backports", 900), "preferences.d/.a.pref": pinTo("a=stable", 900) },
    "8.14.1-2+deb13u1",
  ],
  "small letters and capitals are the same": [{ preferences: pinTo("a=STABLE", 900) }, "8.14.1-2"],
  "quotes are a part of what is compared": [{ preferences: pinTo('a="stable"', 900) }, "8.14.1-2+deb13u1"],
  "a record without a priority is none": [{ preferences: pinTo("a=stable-security", 0) }, "8.14.1-2+deb13u1"],
  "in a list a star is any package": [
    {
      preferences:
        "Package: * wget\nPin: release a=stable\nPin-Priority: 900\n\nPackage: curl\nPin: release a=stable\nPin-Priority: 1\n",
    },
    "8.14.1-2",
  ],
  "fields that nobody knows, or that are empty, say nothing": [
    { preferences: pinTo("n=trixie, x=1, l=", 900) },
    "8.14.1-2",
  ],
  "but there has to be one": [{ preferences: pinTo("x=1", 900) }, "8.14.1-2+deb13u1"],
  "of a field that is written twice the last counts": [
    { preferences: pinTo("a=stable, a=stable-backports", 900) },
    "8.17.0-1~bpo13+1",
  ],
  "what a suite does not say fits no pattern": [{ preferences: pinTo("v=1*", 900) }, "8.14.1-2"],
  "a version": [{ preferences: "Package: curl\nPin: version 8.17.*\nPin-Priority: 900\n" }, "8.17.0-1~bpo13+1"],
  "a version of all packages is no record": [
    { preferences: "Package: *\nPin: version 8.17.*\nPin-Priority: 900\n" },
    "8.14.1-2+deb13u1",
  ],
  "an origin": [{ preferences: 'Package: *\nPin: origin "archive.example"\nPin-Priority: 50\n' }, "8.18.0-1"],
  "a component, and a release by its version": [{ preferences: pinTo("v=13*, c=main", 900) }, "8.14.1-2"],
  "a whole release by its name alone": [{ preferences: pinTo("trixie-backports", 900) }, "8.17.0-1~bpo13+1"],
  "a release by the beginning of its version": [{ preferences: pinTo("13.2", 900) }, "8.14.1-2"],
  "a default release, in the file rather than in the folder": [
    { "apt.conf": 'APT::Default-Release "stable";\n', "apt.conf.d/99": 'APT::Default-Release "stable-backports";\n' },
    "8.14.1-2",
  ],
  "a default release in the manner of blocks": [
    { "apt.conf.d/own.example.conf": 'APT {\n  Default-Release "trixie-backports";\n};\n' },
    "8.17.0-1~bpo13+1",
  ],
  "-t with a field": [{}, "8.17.0-1~bpo13+1", "n=trixie-backports"],
};

function pinTo(release: string, priority: number): string {
  return `Package: *\nPin: release ${release}\nPin-Priority: ${priority}\n`;
}

for (const [name, [files, version, defaultRelease]] of Object.entries(CHOICES)) {
  test(`what apt prefers: ${name}`, () => {
    const own = Object.entries(files).map(([path, text]) => [`etc/apt/${path}`, text] as const);
    const preferences = readPreferences(new Map(own));
    const chosen = { ...preferences, defaultRelease: defaultRelease ?? preferences.defaultRelease };
    assert.equal(candidateOf("curl", versionsOf("curl", INDEXES), chosen)?.version, version);
  });
}
