import assert from "node:assert/strict";
import { test } from "node:test";
import { fixFile } from "../../../server/src/engine/fix.ts";
import type { Lookups } from "../../../server/src/engine/lookups.ts";
import { newSettingsReader } from "../../../server/src/engine/settings-reader.ts";
import type { PinAnswer } from "../../../server/src/pin/pin.ts";
import type { PinQuery } from "../../../server/src/pin/query.ts";
import { EMPTY_CONFIG } from "../../../server/src/settings/config.ts";
import { applyEdits } from "../../../server/src/text/apply-edits.ts";
import { found, madeUpLookups, notFound } from "../../harness/made-up-broker.ts";
import { memoryFiles } from "../outside/memory-files.ts";

const FILES = memoryFiles({ "/r/.git/HEAD": "", "/r/Dockerfile": "" });
const DIGEST = `sha256:${"ab".repeat(32)}`;
const BEFORE = "FROM debian:latest\nRUN apt-get update && apt-get install -y curl git\n";

async function fix(text: string, lookups?: Lookups, safety: "safe" | "review" = "safe") {
  const editor = EMPTY_CONFIG;
  const sources = { files: FILES, commandLine: EMPTY_CONFIG, editor, settingsPath: undefined, limit: "/r" };
  const settings = await newSettingsReader({ ...sources, today: "2026-01-01" }).settingsOf("/r/Dockerfile");
  return await fixFile({ path: "/r/Dockerfile", role: "dockerfile", text, settings, safety, lookups }, FILES);
}

function answer(query: PinQuery): PinAnswer {
  if (query.kind === "image") return found([{ style: "tag-digest", text: `12.11@${DIGEST}` }]);
  if (query.kind === "os" && query.name === "curl") return found([{ style: "exact", text: "7.88.1-10" }]);
  return notFound("git is in no archive of debian:12.11.");
}

test("without look-ups nothing is asked and nothing pinned", async () => {
  const fixed = await fix(BEFORE);
  assert.deepEqual([fixed.text, fixed.failed], [BEFORE, []]);
});

test("what a fix brings about is fixed, too, so that a second run finds nothing", async () => {
  // Without the stray "=" the first label says what the second does, too.
  const { text } = await fix("FROM debian:12.11\nLABEL maintainer = b\nLABEL org.opencontainers.image.authors=b\n");
  assert.equal(text, "FROM debian:12.11\nLABEL org.opencontainers.image.authors=b\n");
  assert.equal((await fix(text)).text, text);
});

test("images are pinned first, packages for the base as it is pinned then; what fails is listed, the rest written", async () => {
  const lookups = madeUpLookups(answer);
  const fixed = await fix(BEFORE, lookups);
  assert.equal(
    fixed.text,
    `FROM debian:12.11@${DIGEST}\nRUN apt-get update && apt-get install -y curl=7.88.1-10 git\n`,
  );
  assert.deepEqual(
    fixed.failed.map(({ rule, span, reason, message }) => [rule, BEFORE.slice(span.start, span.end), reason, message]),
    [["apt-unpinned", "git", "not-found", "git is in no archive of debian:12.11."]],
  );
  const bases = lookups.queries.map((query) => (query.kind === "os" ? query.base.reference.digest : query.kind));
  assert.deepEqual(bases, ["image", DIGEST, DIGEST]);
});

test("the edits are places in the text before, also those of later waves", async () => {
  const fixed = await fix(BEFORE, madeUpLookups(answer));
  assert.deepEqual(
    fixed.chosen.map(({ rule }) => rule),
    ["image-latest", "apt-unpinned"],
  );
  assert.equal(
    applyEdits(
      BEFORE,
      fixed.chosen.flatMap(({ edits }) => edits),
    ),
    fixed.text,
  );
});

test("an address gets its version and then the sum of what is there; what failed before is said once", async () => {
  const url = "https://dl.example/latest/setup.sh";
  const text = `FROM debian:12.11\nRUN curl -fsSLo /setup.sh ${url}\nRUN apt-get install -y curl\n`;
  const lookups = madeUpLookups((query) => {
    if (query.kind === "os") return notFound("curl is in no archive.");
    if (query.kind !== "download") return found([{ style: "tag-digest", text: `12.11@${DIGEST}` }]);
    if (query.want === "versioned") return found([{ style: "url", text: "https://dl.example/1.2.3/setup.sh" }]);
    return found([{ style: "checksum", text: "ab".repeat(32) }]);
  });
  const fixed = await fix(text, lookups, "review");
  assert.match(fixed.text, /1\.2\.3\/setup\.sh \\\n && echo "(ab){32} {2}\/setup\.sh" \| sha256sum -c -\n/);
  assert.deepEqual(
    fixed.failed.map(({ message }) => message),
    ["curl is in no archive."],
  );
});

test("two sums that belong at one place are written one after the other", async () => {
  const sums = new Map(["a", "b"].map((name) => [`https://dl.example/${name}.tgz`, name.repeat(64)]));
  const lookups = madeUpLookups((query) =>
    found([{ style: "checksum", text: (query.kind === "download" && sums.get(query.url)) || "" }]),
  );
  const run = "RUN curl -fO https://dl.example/a.tgz -O https://dl.example/b.tgz && tar xf a.tgz";
  const { text, failed } = await fix(`FROM debian@${DIGEST}\n${run}\n`, lookups, "review");
  assert.deepEqual(failed, []);
  assert.match(text, /"a{64} {2}a\.tgz" \| sha256sum -c -/);
  assert.match(text, /"b{64} {2}b\.tgz" \| sha256sum -c -/);
  assert.equal((await fix(text, lookups, "review")).text, text);
});

test("an address that becomes one whose sum was written already gets its sum as well", async () => {
  const url = "https://dl.example/1.2.3/t";
  const lookups = madeUpLookups((query) =>
    query.kind === "download" && query.want === "versioned"
      ? found([{ style: "url", text: url }])
      : found([{ style: "checksum", text: "ab".repeat(32) }]),
  );
  const runs = `RUN curl -fLo a ${url} && chmod +x a\nRUN curl -fLo b https://dl.example/latest/t && chmod +x b`;
  const { text } = await fix(`FROM debian@${DIGEST}\n${runs}\n`, lookups, "review");
  assert.match(text, /"(ab){32} {2}a" \| sha256sum -c -[\s\S]*\/1\.2\.3\/t [\s\S]*"(ab){32} {2}b" \| sha256sum -c -/);
  assert.equal((await fix(text, lookups, "review")).text, text);
});

test("a question that failed is asked once", async () => {
  const lookups = madeUpLookups(() => notFound("no."));
  const fixed = await fix("FROM debian:latest AS a\nFROM debian:latest\nCOPY --from=a /a /a\n", lookups);
  assert.deepEqual([fixed.failed.length, lookups.queries.length], [2, 2]);
});

test("the words of one command are asked for at once", async () => {
  const waiting: (() => void)[] = [];
  const lookups = madeUpLookups(async (query) => {
    if (query.kind !== "os") return answer(query);
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 2) for (const go of waiting) go();
    });
    return found([{ style: "exact", text: "1.0" }]);
  });
  const fixed = await fix(BEFORE, lookups);
  assert.ok(fixed.text.includes("curl=1.0 git=1.0"), fixed.text);
});

test("a run that is cancelled on the way changes nothing", async () => {
  const controller = new AbortController();
  const lookups = madeUpLookups(
    (query) => {
      if (query.kind === "os") controller.abort();
      return answer(query);
    },
    {},
    controller.signal,
  );
  const fixed = await fix(`${BEFORE}LABEL a=b a=c\n`, lookups);
  assert.deepEqual([fixed.text, fixed.chosen], [`${BEFORE}LABEL a=b a=c\n`, []]);
  assert.deepEqual([...new Set(fixed.failed.map(({ reason }) => reason))], ["cancelled"]);
});

test("an answer without the wanted form says so, one that cannot be written too", async () => {
  const other = await fix(
    "FROM node:latest\n",
    madeUpLookups(() => found([{ style: "tag", text: "22.11.0" }])),
  );
  assert.match(other.failed[0]?.message ?? "", /^There is no such value for docker\.io\/library\/node:latest today\.$/);
  const strange = madeUpLookups(() => found([{ style: "snapshot", text: "yesterday" }]), {
    pinStyle: "wildcard",
    freezesStages: true,
  });
  const frozen = await fix("FROM debian:12.11\nRUN apt-get install -y curl\n", strange);
  assert.match(frozen.failed.at(-1)?.message ?? "", /^yesterday was found for curl, but it cannot be written here\.$/);
});

test("freezing a stage settles all of its words at once", async () => {
  const lookups = madeUpLookups(
    (query) => (query.kind === "image" ? notFound("no.") : found([{ style: "snapshot", text: "20250520T000000Z" }])),
    { pinStyle: "wildcard", freezesStages: true },
  );
  const fixed = await fix(BEFORE.replace("latest", "12.11"), lookups);
  assert.equal(fixed.text.match(/80snapshot/g)?.length, 1, fixed.text);
  assert.ok(fixed.text.endsWith("RUN apt-get update && apt-get install -y curl git\n"), fixed.text);
});
