import assert from "node:assert/strict";
import { test } from "node:test";
import { failure } from "../../../server/src/outcome/outcome.ts";
import { type Given, runIn } from "./made-up-world.ts";

const LATEST = "FROM node:latest\n";
const MESSAGE = "node:latest changes under you: write the version that you mean";
const ONLY_IMAGES = ["--rule", "image-latest", "--rule", "image-untagged"];

interface Row {
  readonly given: Given;
  readonly words: readonly string[];
  readonly status: number;
  /** Lines of the output that matter: those with a place. */
  readonly found?: readonly string[];
  readonly errors?: string;
}

const latest = (path: string) => `${path}:1:11: warning: ${MESSAGE} [image-latest]`;

const rows: Readonly<Record<string, Row>> = {
  "a finding at the limit makes 1": {
    given: { files: { "/r/Dockerfile": LATEST } },
    words: [],
    status: 1,
    found: [latest("Dockerfile")],
  },
  "below the limit it makes 0": {
    given: { files: { "/r/Dockerfile": LATEST } },
    words: ["--fail-on", "never"],
    status: 0,
    found: [latest("Dockerfile")],
  },
  "a lower limit counts hints": {
    given: { files: { "/r/Dockerfile": LATEST, "/r/.seaworthy.yaml": "rules: {image-latest: hint}\n" } },
    words: ["--fail-on", "hint"],
    status: 1,
    found: [`Dockerfile:1:11: hint: ${MESSAGE} [image-latest]`],
  },
  "nothing found makes 0": { given: { files: { "/r/Dockerfile": "FROM scratch\n" } }, words: [], status: 0, found: [] },
  "a folder is searched, a file taken whatever its name": {
    given: { files: { "/r/a/Dockerfile": LATEST, "/r/a/notes.txt": LATEST, "/r/b/odd.name": LATEST } },
    words: ["a", "b/odd.name"],
    status: 1,
    found: [latest("a/Dockerfile"), latest("b/odd.name")],
  },
  "a file named twice is looked at once": {
    given: { files: { "/r/Dockerfile": LATEST } },
    words: ["Dockerfile", "./Dockerfile", "."],
    status: 1,
    found: [latest("Dockerfile")],
  },
  "a missing path is said and the rest goes on": {
    given: { files: { "/r/Dockerfile": LATEST } },
    words: ["gone", "Dockerfile"],
    status: 2,
    found: [latest("Dockerfile")],
    errors: "seaworthy: gone: does not exist\n",
  },
  "what is no file is said to be none": {
    given: { disk: { kindOf: () => "other" } },
    words: ["pipe"],
    status: 2,
    errors: "seaworthy: pipe: is not a regular file; - reads standard input\n",
  },
  "a folder that may not be listed is said": {
    given: {
      files: { "/r/a/b/Dockerfile": LATEST },
      disk: { list: (path) => failure("refused", path, "may not be accessed: permission denied") },
    },
    words: ["a"],
    status: 2,
    errors: "seaworthy: a: may not be accessed: permission denied\n",
  },
  "a path in a folder that may not be entered is not called missing": {
    given: { files: { "/r/closed/": null } },
    words: ["closed/Dockerfile"],
    status: 2,
    found: [],
    errors: "seaworthy: closed/Dockerfile: may not be accessed: permission denied\n",
  },
  "an unreadable file is said and the rest goes on": {
    given: { files: { "/r/a.Dockerfile": null, "/r/b.Dockerfile": LATEST } },
    words: [],
    status: 2,
    found: [latest("b.Dockerfile")],
    errors: "seaworthy: a.Dockerfile: may not be accessed: permission denied\n",
  },
  "a .gitignore that is not read is said once, and leaves nothing out": {
    given: {
      files: {
        "/r/.git/HEAD": "",
        "/r/.gitignore": null,
        "/r/a/Dockerfile": LATEST,
        "/r/b/Dockerfile": LATEST,
        "/r/b/.gitignore": "Dockerfile",
      },
    },
    words: ["a", "b", "."],
    status: 1,
    found: [latest("a/Dockerfile")],
    errors: "seaworthy: .gitignore may not be accessed: permission denied: what it leaves out is looked at, too\n",
  },
  "a folder without any file of ours is said": {
    given: {},
    words: [],
    status: 0,
    errors: "seaworthy: no Dockerfile or Compose file here\n",
  },
  "folders that are named without any file of ours are said": {
    given: { files: { "/r/a/notes.txt": "", "/r/b/notes.txt": "" } },
    words: ["a"],
    status: 0,
    errors: "seaworthy: no Dockerfile or Compose file in a\n",
  },
  "files that are all excluded are said, by whatever": {
    given: { files: { "/r/a/Dockerfile": LATEST, "/r/b/Dockerfile": LATEST, "/r/.seaworthy.yaml": "exclude: [a]\n" } },
    words: ["a/Dockerfile", "b", "--exclude", "b"],
    status: 0,
    errors: "seaworthy: 2 files are excluded, by --exclude or exclude in .seaworthy.yaml: none is left\n",
  },
  "--quiet leaves that out": {
    given: { files: { "/r/a/notes.txt": "" } },
    words: ["a", "--quiet"],
    status: 0,
    errors: "",
  },
  "a file of the user's settings that cannot be read is said": {
    given: {
      files: { "/r/Dockerfile": "FROM scratch\n", "/home/seaworthy/settings.yaml": null },
      environment: { XDG_CONFIG_HOME: "/home" },
    },
    words: [],
    status: 2,
    found: [],
    errors: "seaworthy: /home/seaworthy/settings.yaml:1:1: may not be accessed: permission denied\n",
  },
  "so are several of them": {
    given: { files: { "/r/a/notes.txt": "", "/r/b/notes.txt": "" } },
    words: ["a", "b"],
    status: 0,
    errors: "seaworthy: no Dockerfile or Compose file in these folders\n",
  },
  "a Bake file is none on standard input either": {
    given: { input: 'group "default" {}\n' },
    words: ["-", "--stdin-filename", "docker-bake.hcl"],
    status: 2,
    errors:
      "seaworthy: docker-bake.hcl: is a Bake file, and none is checked: what it gives to builds counts where their Dockerfiles are\n",
  },
  "a Bake file that is not read is said where it may say something of the build": {
    given: { files: { "/r/Dockerfile": "FROM scratch\n", "/r/docker-bake.hcl": "#".repeat(300 * 1024) } },
    words: [],
    status: 2,
    found: [],
    errors:
      "seaworthy: Dockerfile:1:1: docker-bake.hcl is over 256 KB and is not read: what it gives to this build is not known\n",
  },
  "an image of a service that the file builds which is overridden is none": {
    given: {
      files: {
        "/r/compose.yml": "services: {a: {build: .}}\n",
        "/r/docker-compose.override.yml": "services: {a: {image: 'own:latest'}, b: {image: 'node:latest'}}\n",
      },
    },
    words: [],
    status: 1,
    found: [`docker-compose.override.yml:1:55: warning: ${MESSAGE} [image-latest]`],
  },
  "YAML that is named is a Compose file, and a Bake file is none of ours": {
    given: {
      files: { "/r/stack.yml": "services: {a: {image: 'node:latest'}}\n", "/r/docker-bake.hcl": "", "/r/x.hcl": "" },
    },
    words: ["stack.yml", "docker-bake.hcl", "x.hcl"],
    status: 2,
    found: [`stack.yml:1:29: warning: ${MESSAGE} [image-latest]`],
    errors: ["docker-bake.hcl", "x.hcl"]
      .map(
        (name) =>
          `seaworthy: ${name}: is a Bake file, and none is checked: what it gives to builds counts where their Dockerfiles are\n`,
      )
      .join(""),
  },
  "a dash is standard input": { given: { input: LATEST }, words: ["-"], status: 1, found: [latest("Dockerfile")] },
  "standard input is checked beside the file whose name it goes by": {
    given: { input: LATEST, files: { "/r/Dockerfile": "FROM scratch\n" } },
    words: ["Dockerfile", "-", "--rule", "image-latest"],
    status: 1,
    found: [latest("Dockerfile")],
  },
  "standard input is treated as the file that it is named": {
    given: {
      input: "services: {a: {image: 'node:latest'}}\n",
      files: { "/r/x/.seaworthy.yaml": "rules: {image-latest: info}\n" },
    },
    words: ["-", "--stdin-filename", "x/compose.yaml", "--fail-on", "info"],
    status: 1,
    found: [`x/compose.yaml:1:29: info: ${MESSAGE} [image-latest]`],
  },
  "standard input that is no text is said": {
    given: {},
    words: ["-"],
    status: 2,
    errors: "seaworthy: Dockerfile: is not UTF-8\n",
  },
  "--ignore leaves a rule out": {
    given: { files: { "/r/Dockerfile": LATEST } },
    words: ["--ignore", "image-latest", "--ignore", "label-missing"],
    status: 0,
    found: [],
  },
  "--exclude leaves files out": {
    given: { files: { "/r/vendor/Dockerfile": LATEST, "/r/Dockerfile": LATEST } },
    words: ["--exclude", "vendor"],
    status: 1,
    found: [latest("Dockerfile")],
  },
  "--exclude takes a whole path, too": {
    given: { files: { "/r/vendor/Dockerfile": LATEST, "/r/a/vendor/Dockerfile": LATEST } },
    words: ["--exclude", "/r/vendor"],
    status: 1,
    found: [latest("a/vendor/Dockerfile")],
  },
  "exclude of the settings file does, too": {
    given: { files: { "/r/.seaworthy.yaml": "exclude: [vendor]\n", "/r/vendor/Dockerfile": LATEST } },
    words: ["vendor/Dockerfile"],
    status: 0,
    errors: "seaworthy: 1 file is excluded, by --exclude or exclude in .seaworthy.yaml: none is left\n",
  },
  "--profile changes severities": {
    given: { files: { "/r/Dockerfile": "FROM node:20\n" } },
    words: ["--profile", "strict", "--rule", "image-floating-tag"],
    status: 1,
    found: [
      "Dockerfile:1:11: warning: node:20 moves with every release: write the full version or add the digest [image-floating-tag]",
    ],
  },
  "--config names the settings file": {
    given: { files: { "/r/Dockerfile": LATEST, "/r/ci.yaml": "rules: {image-latest: info}\n" } },
    words: ["--config", "ci.yaml"],
    status: 0,
    found: [`Dockerfile:1:11: info: ${MESSAGE} [image-latest]`],
  },
  "comments silence rules": {
    given: {
      files: {
        "/r/Dockerfile": `# seaworthy ignore=image-latest\n${LATEST}`,
        "/r/b.Dockerfile": `# hadolint ignore=DL3007\n${LATEST}`,
      },
    },
    words: [],
    status: 0,
    found: [],
  },
  "--no-suppressions lets none": {
    given: { files: { "/r/Dockerfile": `# seaworthy ignore=image-latest\n${LATEST}` } },
    words: ["--no-suppressions"],
    status: 1,
    found: [`Dockerfile:2:11: warning: ${MESSAGE} [image-latest]`],
  },
  "a problem of the settings file is said once, at its place": {
    given: {
      files: {
        "/r/.seaworthy.yaml": "profile: strict\nprofil: x\n",
        "/r/a.Dockerfile": "FROM scratch\n",
        "/r/b.Dockerfile": "FROM scratch\n",
      },
    },
    words: [],
    status: 2,
    found: [],
    errors: 'seaworthy: .seaworthy.yaml:2:1: unknown key "profil"; did you mean "profile"?\n',
  },
  "what the file does not let us read is said": {
    given: { files: { "/r/Dockerfile": "# seaworthy ignore=image-latst\nFROM scratch\n" } },
    words: [],
    status: 2,
    found: [],
    errors:
      'seaworthy: Dockerfile:1:20: "image-latst" is not a rule, so this word silences nothing; did you mean "image-latest"?\n',
  },
};

for (const [name, { given, words, status, found, errors = "" }] of Object.entries(rows)) {
  test(name, async () => {
    const rules = words.some((word) => ["--rule", "--ignore"].includes(word)) ? [] : ONLY_IMAGES;
    const ran = await runIn(given, "lint", ...rules, ...words);
    assert.equal(ran.errors, errors);
    assert.equal(ran.status, status);
    if (found === undefined) return;
    const places = ran.output.split("\n").filter((line) => /^\S+:\d+:\d+: /.test(line));
    assert.deepEqual(places, found);
  });
}

const refusals: readonly (readonly [words: readonly string[], errors: string])[] = [
  [["--rule", "image-latst"], 'seaworthy: "image-latst" is no rule; did you mean "image-latest"?\n'],
  [["--rule", "nonsense"], 'seaworthy: "nonsense" is no rule; seaworthy explain lists them\n'],
  [["--rule", "DL3008"], 'seaworthy: "DL3008" is no rule; here it is apt-unpinned\n'],
  [
    ["--ignore", "apt-unpinned,image-latest"],
    'seaworthy: "apt-unpinned,image-latest" is no rule: give the option once for each\n',
  ],
  [["--rule", "apt-unpinned", "--ignore", "apt-unpinned"], "seaworthy: --rule and --ignore leave no rule\n"],
  [["--config", "gone.yaml"], "seaworthy: gone.yaml does not exist\n"],
  [["--config", "closed/ci.yaml"], "seaworthy: closed/ci.yaml may not be accessed: permission denied\n"],
  [["--output", "gone/lint.json"], "seaworthy: gone/lint.json cannot be written: its folder does not exist\n"],
  [["--output", "Dockerfile"], "seaworthy: Dockerfile is what is read: --output names another file\n"],
  [["./Dockerfile", "--output", "Dockerfile"], "seaworthy: Dockerfile is what is read: --output names another file\n"],
  [["--output", "closed"], "seaworthy: closed is a folder: --output names a file\n"],
  [["--output", "."], "seaworthy: . is a folder: --output names a file\n"],
  [["--output", "shut.json"], "seaworthy: shut.json may not be accessed: permission denied\n"],
  [["--exclude", "!a"], "seaworthy: --exclude !a matches nothing: no glob takes back what another one matches\n"],
  [
    ["--baseline", "gone/known.json", "--update-baseline"],
    "seaworthy: gone/known.json cannot be written: its folder does not exist\n",
  ],
  [["--baseline", "gone.json"], "seaworthy: gone.json does not exist: --update-baseline makes it\n"],
  [["--baseline", "shut.json"], "seaworthy: shut.json may not be accessed: permission denied\n"],
  [["--baseline", "shut.json", "--update-baseline"], "seaworthy: shut.json may not be accessed: permission denied\n"],
  [["--update-baseline"], "seaworthy: --update-baseline needs --baseline FILE\n"],
  [
    ["--format", "xml"],
    'seaworthy lint: --format is one of text, json, sarif, github, gitlab, not "xml"\nSee seaworthy lint --help\n',
  ],
  [
    ["Dockerfile", "--stdin-filename", "a.Dockerfile"],
    "seaworthy: --stdin-filename names standard input, which - reads: add - to the paths\n",
  ],
];

test("a file of another kind has not every line said", async () => {
  const ran = await runIn({ files: { "/r/Dockerfile": `FROM scratch\n${"text\n".repeat(5000)}` } }, "lint");
  const said = ran.errors.trimEnd().split("\n");
  assert.deepEqual([ran.status, said.length], [2, 51]);
  assert.deepEqual(
    [said[0], said.at(-1)],
    ["seaworthy: Dockerfile:2:1: text is not an instruction.", "seaworthy: Dockerfile: and 4950 more of these"],
  );
});

test("what cannot be done at all makes 2 and no output", async () => {
  for (const [words, errors] of refusals) {
    const files = { "/r/Dockerfile": LATEST, "/r/shut.json": null, "/r/closed/": null };
    const ran = await runIn({ files }, "lint", ...words);
    assert.deepEqual([ran.status, ran.output, ran.errors], [2, "", errors]);
  }
});

test("--output writes the file whole and nothing else", async () => {
  const files = { "/r/Dockerfile": LATEST, "/r/out/lint.json": "of the run before" };
  const ran = await runIn({ files }, "lint", ...ONLY_IMAGES, "-f", "json", "-o", "out/lint.json");
  assert.deepEqual([ran.status, ran.output, ran.errors], [1, "", ""]);
  assert.match(
    ran.files.get("/r/out/lint.json") ?? "",
    /^\{"version":1,"files":\[\n\{"path":"Dockerfile",.*\n\],"errors":\[\]\}\n$/s,
  );
});
