import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { randomFrom } from "../../../scripts/bench/generate-dockerfile.mjs";
import { type ComposeBuild, readCompose } from "../../../server/src/compose/read-compose.ts";
import { UNKNOWN_PART } from "../../../server/src/knowledge/image-reference.ts";

const GENERATED = 2000;

interface Service {
  readonly image: string;
  readonly build: Build | null;
  /** Images that run in front of it, or are mounted. */
  readonly beside: readonly string[];
}

interface Build {
  readonly context: string;
  readonly dockerfile: string;
  readonly inline: boolean;
  readonly target: string;
  readonly args: Readonly<Record<string, string | null>> | null;
  readonly tags: readonly string[] | null;
  readonly contexts: Readonly<Record<string, string>> | null;
}

interface Answer {
  readonly refused: string;
  readonly services: Readonly<Record<string, Service>> | null;
}

/** How Compose reads these files, with no variable set. */
function askCompose(files: readonly string[]): readonly Answer[] {
  const options = { cwd: join("test", "oracle", "compose"), input: JSON.stringify(files), maxBuffer: 1 << 30 };
  const run = spawnSync("go", ["run", "."], { ...options, encoding: "utf8" });
  if (run.error !== undefined)
    throw new Error("Go is not installed: the oracle is a Go program.", { cause: run.error });
  if (run.status !== 0) throw new Error(`go run failed:\n${run.stderr.slice(-4000)}`);
  return JSON.parse(run.stdout);
}

const VALUES = [
  "a",
  "b-1",
  "1.10",
  "007",
  "017",
  "1_0",
  "2024-01-31",
  "0x1f",
  "true",
  "1e3",
  "~x",
  "a b",
  '"q"',
  "'s'",
  '"\\x41"',
  "''",
];
const VARIABLES = [
  "$A",
  "${A}",
  "${A:-x}",
  "${A-y}",
  "${A:+z}",
  "$$A",
  "${A:-${B:-c}}",
  "${A:-$B}",
  "x$A-${B-1}y",
  "$(A) $1$",
  "${A:-a{b}c}",
];
const IMAGES = ["redis", "redis:7", "team/${A:-web}", "$A/web", "team/web:latest", "${A:-r}:${B-1}", "web@x", "a$$b"];

/** A file whose services build, run, extend and merge in the ways that Compose has; of one document, or of several. */
function generated(random: () => number): string {
  const count = random() < 0.5 ? 1 : 2 + Math.floor(random() * 2);
  return Array.from({ length: count }, () => generatedDocument(random)).join("---\n");
}

function generatedDocument(random: () => number): string {
  const one = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? "";
  const sometimes = (share: number, text: () => string) => (random() < share ? text() : "");
  const value = () => (random() < 0.3 ? `"${one(VARIABLES)}"` : one(VALUES));
  // A place that only the environment knows is left out.
  const place = () => (random() < 0.3 ? '"${A:-dir}"' : one(VALUES));
  const marked = (text: string) =>
    random() < 0.15
      ? text.replace(": ", ": !override ")
      : random() < 0.05
        ? text.replace(/: .*/, ": !reset null")
        : text;
  const image = () => (random() < 0.2 ? `!reset null` : random() < 0.1 ? `!override redis` : `"${one(IMAGES)}"`);
  const settings = (key: string) =>
    random() < 0.5
      ? `${key}: {X: ${value()}, ${one(["Y", "Z"])}: ${value()}}`
      : `${key}: ["X=${one(VARIABLES)}", "${one(["Y=a=b", "Z=", "Z"])}"]`;
  const keys = () =>
    [
      sometimes(0.6, () => `context: ${place()}`),
      sometimes(0.3, () => `dockerfile: ${place()}`),
      sometimes(0.1, () => "dockerfile_inline: FROM x"),
      sometimes(0.3, () => `target: ${value()}`),
      sometimes(0.5, () => marked(settings("args"))),
      sometimes(0.3, () => marked(`tags: [a:${Math.floor(random() * 9)}, "${one(VARIABLES)}"]`)),
      sometimes(0.2, () => marked(`additional_contexts: {c: ./c, ${one(["d", "e"])}: docker-image://x}`)),
    ].filter((key) => key !== "");
  const build = (short: readonly string[]) => {
    const long = random() < 0.7 ? keys() : [];
    return long.length > 0 ? `{${long.join(", ")}}` : one(short);
  };
  const SHORT = ["./dir", '"${A:-dir}"'];
  const service = (kind: string, index: number) =>
    [
      sometimes(0.3, () => "<<: *base"),
      sometimes(0.7, () => `image: ${image()}`),
      sometimes(0.5, () => `build: ${build([...SHORT, "!reset null", "!override {context: dir}"])}`),
      // Mostly one in front: Compose refuses circles.
      sometimes(index > 0 ? 0.3 : 0.02, () => {
        const base = `${kind}${Math.floor(random() * (random() < 0.9 ? index : 3))}`;
        return `extends: ${one([base, `{service: ${base}}`])}`;
      }),
      sometimes(0.1, () => `volumes: [x:/x, {type: image, source: ${one(["r", "s:1"])}, target: /${one(["y", "z"])}}]`),
      sometimes(kind === "s" ? 0.1 : 0, () => `pre_start: [{image: ${one(["p", "q:1"])}, command: c}]`),
      sometimes(kind === "j" ? 1 : 0, () => "triggers: {manual: true}"),
    ]
      .filter((line) => line !== "")
      .map((line) => `    ${line}\n`)
      .join("");
  const unmarked = (text: string) => text.replaceAll(/!(?:reset|override) /g, "");
  // A mark in what is merged counts for Compose even where the map itself says something else: too odd for us.
  const base = `x-base: &base {image: "${one(IMAGES)}"${sometimes(0.5, () => `, build: ${unmarked(build(SHORT))}`)}}\n`;
  const named = (name: string) => {
    if (random() < 0.05) return `  ${name}: !reset null\n`;
    const text = overriding(`  ${name}:\n${service(name.charAt(0), Number(name.charAt(1))) || "    {}\n"}`);
    // In a job a mark cuts nothing off that it extends, which is a mistake of Compose.
    return name.startsWith("j") && text.includes("extends:") ? unmarked(text) : text;
  };
  // Compose looks for no mark inside of a map that is marked itself.
  const overriding = (text: string) => (random() < 0.05 ? unmarked(text).replace(":", ": !override") : text);
  const services = ["s0", "s1", "s2", "s3"].filter(() => random() < 0.9).map(named);
  const jobs = random() < 0.15 ? ["j0", "j1", "j2"].map(named) : [];
  const later = jobs.length === 0 ? "" : overriding(`jobs:\n${jobs.join("")}`);
  return base + overriding(`services:\n${services.join("") || "  {}\n"}`) + later;
}

/** What the environment would say is empty for Compose, as no variable is set. */
function plain(text: string | undefined): string | undefined {
  return text?.replaceAll(UNKNOWN_PART, "");
}

function withTag(image: string): string {
  return /[:@]/.test(image) ? image : `${image}:latest`;
}

/** The images that a file pulls, and what it says of each build; a value that we leave to the environment is left out of both. */
async function compared(text: string, services: Readonly<Record<string, Service>>): Promise<readonly [object, object]> {
  const { images, builds } = await readCompose(text);
  const mine = new Map(builds.map((build) => [build.service, build]));
  const theirs = Object.entries(services).filter(
    ([name, { build }]) => build !== null && (mine.has(name) || isToldBy(build)),
  );
  const built = new Set(
    Object.values(services).flatMap(({ image, build }) =>
      build === null ? [] : [image, ...(build.tags ?? [])].map(withTag),
    ),
  );
  const run = Object.values(services).flatMap(({ image, build }) => (build === null ? image : []));
  const taken = Object.values(services).flatMap(({ build }) =>
    Object.values(build?.contexts ?? {}).flatMap((context) => /^docker-image:\/\/(.*)/.exec(context)?.[1] ?? []),
  );
  const beside = Object.values(services).flatMap((service) => service.beside);
  const pulled = [...run, ...taken, ...beside].filter((image) => image !== "" && !built.has(withTag(image)));
  return [
    {
      images: sorted(
        images
          .map(({ expanded }) => plain(expanded) ?? "")
          .filter((image) => image !== "" && !built.has(withTag(image))),
      ),
      builds: Object.fromEntries([...mine].map(([name, build]) => [name, said(build)] as const).sort()),
    },
    {
      images: sorted(pulled),
      builds: Object.fromEntries(theirs.map(([name, service]) => [name, saidBy(service, mine.get(name))])),
    },
  ];
}

/** A build that we should know: its place is written, and does not stand in a text of its own. */
function isToldBy({ inline, context, dockerfile }: Build): boolean {
  return !inline && context !== "" && dockerfile !== "";
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}

function said({ context, dockerfile, target = "", args, names, contexts }: ComposeBuild): object {
  const known = [...args].filter(([, value]) => value !== undefined);
  return {
    context,
    dockerfile,
    target,
    args: Object.fromEntries(known.sort()),
    given: sorted([...args.keys()]),
    names: sorted(names),
    contexts: sorted(contexts),
  };
}

function saidBy({ image, build }: Service, mine: ComposeBuild | undefined): object {
  if (build === null) return {};
  const { context, dockerfile, target, args, tags, contexts } = build;
  const names = [image, ...(tags ?? [])];
  const given = Object.entries(args ?? {});
  const known = given.filter(([name]) => mine?.args.get(name) !== undefined);
  return {
    context: context || ".",
    dockerfile: dockerfile || "Dockerfile",
    target: mine?.unknown.includes("target") ? "" : target,
    args: Object.fromEntries(known.sort()),
    given: sorted(given.map(([name]) => name)),
    names: sorted(mine?.unknown.includes("names") ? mine.names : names.filter((name) => name !== "")),
    contexts: sorted(Object.keys(contexts ?? {})),
  };
}

test("services run and build what Compose says", async () => {
  const random = randomFrom(23);
  const texts = Array.from({ length: GENERATED }, () => generated(random));
  const answers = askCompose(texts);
  const differences: object[] = [];
  let read = 0;
  for (const [index, { services }] of answers.entries()) {
    const text = texts[index];
    if (services === null || text === undefined) continue;
    read += 1;
    const [mine, other] = await compared(text, services);
    if (JSON.stringify(mine) !== JSON.stringify(other)) differences.push({ text, mine, other });
  }
  assert.ok(read > GENERATED / 4, `${read} of ${GENERATED} files are read by Compose`);
  assert.deepEqual(differences.slice(0, 5), []);
});
