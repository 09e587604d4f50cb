import type { SourceFiles } from "../source-edits.ts";
import { readParagraphs, wordsIn } from "./control-fields.ts";

/** One suite of one archive. */
export interface AptSource {
  /** Absolute, with a slash at the end. */
  readonly uri: string;
  /** Name of the suite; of a flat repository the folder of its index, with a slash at the end. */
  readonly suite: string;
  /** Empty for a flat repository. */
  readonly components: readonly string[];
  /** Undefined: those of the system. */
  readonly architectures: readonly string[] | undefined;
  /** `Signed-By`: paths without the slash in front, or a whole armored key; empty: every key of the system. */
  readonly signedBy: readonly string[];
  /** Nobody needs to have signed it. */
  readonly isTrusted: boolean;
  /** Not the archive of today is read, but that of a day, wherever apt finds it; or some of its packages alone. */
  readonly isPartial: boolean;
}

/** So many sources, and addresses and suites in a paragraph, are in no image that is meant well. */
const MAX_SOURCES = 1000;
const MAX_WORDS = 100;

/** The suites that apt would read, in the order of its files. Sources: sources.list(5), apt's own order of files. */
export function readSources(files: SourceFiles, architecture: string): readonly AptSource[] {
  const sources = new Map<string, AptSource>();
  for (const path of [...files.keys()].filter(isSourcesFile).sort()) {
    const text = files.get(path) ?? "";
    const found = path.endsWith(".sources") ? paragraphSources(text) : lineSources(text);
    for (const each of found.slice(0, MAX_SOURCES)) {
      const source = {
        ...each,
        suite: each.suite.replaceAll("$(ARCH)", architecture),
        uri: each.uri.replaceAll("$(ARCH)", architecture),
      };
      // The one index of a flat repository is read for all.
      const isFlat = source.components.length === 0;
      if (!isFlat && source.architectures?.includes(architecture) === false) continue;
      const key = `${source.uri} ${source.suite}`;
      const before = sources.get(key);
      const components = [...new Set([...(before?.components ?? []), ...source.components])];
      sources.set(key, { ...source, components });
    }
  }
  return [...sources.values()];
}

function isSourcesFile(path: string): boolean {
  return path === "etc/apt/sources.list" || /^etc\/apt\/sources\.list\.d\/[\w:-][\w.:-]*\.(?:list|sources)$/.test(path);
}

const LINE = /^deb[ \t]+(?:\[([^\]]*)\][ \t]*)?(\S+)[ \t]+(\S+)(?:[ \t](.*))?$/;

function lineSources(text: string): readonly AptSource[] {
  return text.split("\n").flatMap((line) => {
    const match = LINE.exec(line.replace(/#.*/, "").trim());
    if (match === null) return [];
    const [, written = "", uri = "", suite = "", rest] = match;
    const options = new Map(wordsIn(written).map((word) => splitOption(word)));
    return [
      {
        uri: withSlash(uri),
        suite,
        components: suite.endsWith("/") ? [] : wordsIn(rest),
        architectures: options.get("arch")?.split(","),
        signedBy: (options.get("signed-by")?.split(",") ?? []).map(withoutRoot),
        isTrusted: isYes(options.get("trusted")),
        isPartial: isPartial(options),
      },
    ];
  });
}

function splitOption(word: string): readonly [string, string] {
  const equals = word.indexOf("=");
  return [word.slice(0, equals), word.slice(equals + 1)];
}

function paragraphSources(text: string): readonly AptSource[] {
  return readParagraphs(text).flatMap((fields) => {
    if (!wordsIn(fields.get("types")).includes("deb") || isNo(fields.get("enabled"))) return [];
    const architectures = wordsIn(fields.get("architectures"));
    const common = {
      architectures: architectures.length === 0 ? undefined : architectures,
      signedBy: signedBy(fields.get("signed-by")),
      isTrusted: isYes(fields.get("trusted")),
      isPartial: isPartial(fields),
    };
    const few = (name: string) => wordsIn(fields.get(name)).slice(0, MAX_WORDS);
    return few("uris").flatMap((uri) =>
      few("suites").map((suite) => {
        const components = suite.endsWith("/") ? [] : few("components");
        return { uri: withSlash(uri), suite, components, ...common };
      }),
    );
  });
}

/** Paths and fingerprints, or one armored key, whose blank lines are written as a dot. */
function signedBy(value: string | undefined): readonly string[] {
  if (value?.includes("-----BEGIN") !== true) return wordsIn(value).map(withoutRoot);
  const lines = value.split("\n").map((line) => (line.trim() === "." ? "" : line.trim()));
  return [lines.join("\n").trim()];
}

function withoutRoot(path: string): string {
  return path.replace(/^\/+/, "");
}

function withSlash(uri: string): string {
  return uri.endsWith("/") ? uri : `${uri}/`;
}

/** `snapshot=enable` alone waits for a day that is named elsewhere. */
function isPartial(options: ReadonlyMap<string, string>): boolean {
  return /^\d/.test(options.get("snapshot") ?? "") || options.has("include") || options.has("exclude");
}

function isYes(value: string | undefined): boolean {
  return value !== undefined && /^(?:yes|true|1|on|enable|with)$/i.test(value);
}

function isNo(value: string | undefined): boolean {
  return value !== undefined && /^(?:no|false|0|off|disable|without)$/i.test(value);
}
