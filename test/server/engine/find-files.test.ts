import assert from "node:assert/strict";
import { test } from "node:test";
import { findFiles } from "../../../server/src/engine/find-files.ts";
import { memoryFiles } from "../outside/memory-files.ts";

interface Row {
  readonly files: Readonly<Record<string, string | null>>;
  readonly from?: string;
  readonly found: readonly string[];
}

const rows: Readonly<Record<string, Row>> = {
  "Dockerfiles and Compose files are found in any letter case": {
    files: {
      "/r/Dockerfile": "",
      "/r/a/DOCKERFILE": "",
      "/r/a/api.dockerfile": "",
      "/r/a/Dockerfile.dev": "",
      "/r/a/Dockerfile.go": "",
      "/r/a/dockerfile.prod": "",
      "/r/a/Containerfile": "",
      "/r/b/compose.yaml": "",
      "/r/b/docker-compose.prod.yml": "",
      "/r/b/compose-test.YAML": "",
    },
    found: [
      "/r/Dockerfile",
      "/r/a/Containerfile",
      "/r/a/DOCKERFILE",
      "/r/a/Dockerfile.dev",
      "/r/a/Dockerfile.go",
      "/r/a/api.dockerfile",
      "/r/a/dockerfile.prod",
      "/r/b/compose-test.YAML",
      "/r/b/compose.yaml",
      "/r/b/docker-compose.prod.yml",
    ],
  },
  "other files, ignore lists and editors' copies are not": {
    files: {
      "/r/Dockerfile.dockerignore": "",
      "/r/Containerfile~": "",
      "/r/dockerfile-notes.md": "",
      "/r/Dockerfile.md": "",
      "/r/dockerfile.test.ts": "",
      "/r/dockerfile.go": "",
      "/r/dockerfile.ex": "",
      "/r/docker.yaml": "",
      "/r/compose.json": "",
      "/r/x": "",
    },
    found: [],
  },
  "node_modules and .git are never searched": {
    files: { "/r/node_modules/p/Dockerfile": "", "/r/.git/Dockerfile": "", "/r/.hidden/Dockerfile": "" },
    found: ["/r/.hidden/Dockerfile"],
  },
  "a .gitignore holds for its folder and below": {
    files: {
      "/r/.gitignore": "build/\n*.gen.Dockerfile\nDockerfile/\n",
      "/r/build/Dockerfile": "",
      "/r/a/x.gen.Dockerfile": "",
      "/r/a/Dockerfile": "",
    },
    found: ["/r/a/Dockerfile"],
  },
  "a nearer .gitignore takes back in": {
    files: {
      "/r/.gitignore": "*.Dockerfile\n",
      "/r/a/.gitignore": "!keep.Dockerfile\n",
      "/r/a/keep.Dockerfile": "",
      "/r/a/other.Dockerfile": "",
    },
    found: ["/r/a/keep.Dockerfile"],
  },
  "a nearer .gitignore takes a folder back in, with what stands in it": {
    files: {
      "/r/.gitignore": "dist/\n",
      "/r/a/.gitignore": "!dist/\n",
      "/r/a/dist/Dockerfile": "",
      "/r/a/dist/deeper/Dockerfile": "",
      "/r/b/dist/Dockerfile": "",
    },
    found: ["/r/a/dist/Dockerfile", "/r/a/dist/deeper/Dockerfile"],
  },
  "letter case counts where it does for git": {
    files: {
      "/r/.git/config": "[core]\n\tignorecase = false\n",
      "/r/.gitignore": "Build/\n",
      "/r/build/Dockerfile": "",
      "/r/Build/Dockerfile": "",
    },
    found: ["/r/build/Dockerfile"],
  },
  "letter case counts for nothing where git found it so": {
    files: {
      "/r/.git/config": "[core]\n\tignorecase = true\n",
      "/r/.gitignore": "Build/\n",
      "/r/build/Dockerfile": "",
      "/r/a/Dockerfile": "",
    },
    found: ["/r/a/Dockerfile"],
  },
  "a rooted pattern of a nested .gitignore is rooted there": {
    files: {
      "/r/a/.gitignore": "/out\n",
      "/r/a/out/Dockerfile": "",
      "/r/a/b/out/Dockerfile": "",
      "/r/out/Dockerfile": "",
    },
    found: ["/r/a/b/out/Dockerfile", "/r/out/Dockerfile"],
  },
  "a class of a .gitignore may have a name": {
    files: {
      "/r/.gitignore": "[[:digit:]-]*.Dockerfile\n",
      "/r/1.Dockerfile": "",
      "/r/-.Dockerfile": "",
      "/r/a.Dockerfile": "",
    },
    found: ["/r/a.Dockerfile"],
  },
  "what a pattern of a .gitignore does not close matches nothing": {
    files: {
      "/r/.gitignore": "[a\nb[\n[!c\\]\nd\\\n",
      "/r/[a/Dockerfile": "",
      "/r/b[/Dockerfile": "",
      "/r/[!c]/Dockerfile": "",
      "/r/d\\/Dockerfile": "",
    },
    found: ["/r/[!c]/Dockerfile", "/r/[a/Dockerfile", "/r/b[/Dockerfile", "/r/d\\/Dockerfile"],
  },
  "a slash of a .gitignore parts names behind a backslash, too": {
    files: {
      "/r/.gitignore": "a\\/b\n",
      "/r/a/Dockerfile": "",
      "/r/a/b/Dockerfile": "",
      "/r/c/a/b/Dockerfile": "",
    },
    found: ["/r/a/Dockerfile", "/r/c/a/b/Dockerfile"],
  },
  "of the patterns of a .gitignore the last one that fits counts": {
    files: {
      "/r/.gitignore": "# all but one\na/*\n!a/keep\na/keep/**/x?/\n\\!b \nc\\ \nd\n/e/\n",
      "/r/a/Dockerfile": "",
      "/r/a/keep/Dockerfile": "",
      "/r/a/keep/x1/Dockerfile": "",
      "/r/a/keep/y/x2/Dockerfile": "",
      "/r/!b/Dockerfile": "",
      "/r/c /Dockerfile": "",
      "/r/d/Dockerfile": "",
      "/r/f/e/Dockerfile": "",
    },
    found: ["/r/a/keep/Dockerfile", "/r/f/e/Dockerfile"],
  },
  "patterns that a regular expression would try in all ways, or not take, end as others do": {
    files: {
      "/r/.gitignore": `${"**/a/".repeat(12)}b\n${"*a".repeat(12)}b\n${"?".repeat(50_000)}\n(\n[z-a]\n\\\n`,
      [`/r/${"a/".repeat(200)}Dockerfile`]: "",
      [`/r/${"a".repeat(250)}/Dockerfile`]: "",
    },
    found: [`/r/${"a/".repeat(200)}Dockerfile`, `/r/${"a".repeat(250)}/Dockerfile`],
  },
  "the .gitignore above the folder counts inside a repository": {
    files: { "/r/.git/HEAD": "", "/r/.gitignore": "a/gen/\n", "/r/a/gen/Dockerfile": "", "/r/a/Dockerfile": "" },
    from: "/r/a",
    found: ["/r/a/Dockerfile"],
  },
  "outside of a repository it does not": {
    files: { "/r/.gitignore": "a/gen/\n", "/r/a/gen/Dockerfile": "" },
    from: "/r/a",
    found: ["/r/a/gen/Dockerfile"],
  },
  "a folder that is named although it is ignored is searched": {
    files: { "/r/.git/HEAD": "", "/r/.gitignore": "gen\n", "/r/gen/x/Dockerfile": "" },
    from: "/r/gen",
    found: ["/r/gen/x/Dockerfile"],
  },
  "and so is one that stands in an ignored folder": {
    files: { "/r/.git/HEAD": "", "/r/.gitignore": "gen\n", "/r/gen/x/gen/Dockerfile": "" },
    from: "/r/gen/x",
    found: ["/r/gen/x/gen/Dockerfile"],
  },
};

for (const [name, { files, from = "/r", found }] of Object.entries(rows)) {
  test(name, async () => {
    const paths: string[] = [];
    for await (const file of findFiles(from, memoryFiles(files))) if (file.kind === "file") paths.push(file.path);
    assert.deepEqual(paths, found);
  });
}

test("a folder that cannot be listed is said", async () => {
  const found = [];
  for await (const file of findFiles("/gone", memoryFiles({}))) found.push(file);
  assert.deepEqual(found, [
    { kind: "unreadable", outcome: { ok: false, reason: "not-found", asked: "/gone", detail: "does not exist" } },
  ]);
});

test("a .gitignore that cannot be read is said, and leaves nothing out", async () => {
  const found = [];
  const texts = { "/r/.git/HEAD": "", "/r/.gitignore": null, "/r/a/.gitignore": null, "/r/a/Dockerfile": "" };
  for await (const file of findFiles("/r/a", memoryFiles(texts)))
    found.push(file.kind === "file" ? file.path : `${file.kind} ${file.outcome.asked}`);
  assert.deepEqual(found, ["unheeded /r/.gitignore", "unheeded /r/a/.gitignore", "/r/a/Dockerfile"]);
});
