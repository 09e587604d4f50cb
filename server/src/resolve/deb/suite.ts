import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import { bodyOf } from "../body-of.ts";
import type { LookupWorld } from "../resolver.ts";
import { type IndexFile, type Release, readRelease, unsignedText } from "./release.ts";
import { checkSignature, type Signed } from "./signature.ts";
import type { AptSource } from "./sources.ts";

/** A suite of an archive as its Release file describes it. */
export interface Suite {
  readonly source: AptSource;
  readonly release: Release;
  /** A known key signed it. */
  readonly isVerified: boolean;
  /** A signature stands there, whether it could be checked or not. */
  readonly isSigned: boolean;
}

const MAX_RELEASE_BYTES = 4 * 1024 * 1024;

/** Reads `InRelease`, or `Release` with `Release.gpg`, and checks who signed it; a bad signature is `malformed`. */
export async function readSuite(
  source: AptSource,
  keyrings: readonly Uint8Array[],
  world: LookupWorld,
): Promise<Outcome<Suite>> {
  const url = suiteUrl(source);
  world.progress(`reading the suite ${source.suite} of ${hostOf(source)}`);
  const signed = await fetchSigned(url, source, world);
  if (!signed.ok) return signed;
  const checked = await checkedText(signed.value, source, keyrings);
  if (!checked.ok) return checked;
  const release = readRelease(checked.value.text, url);
  if (!release.ok) return release;
  return success({
    source,
    release: release.value,
    isVerified: checked.value.isVerified,
    isSigned: typeof signed.value !== "string",
  });
}

async function checkedText(signed: Signed | string, source: AptSource, keyrings: readonly Uint8Array[]) {
  const asked = `${suiteUrl(source)}InRelease`;
  if (typeof signed === "string") return success({ text: signed, isVerified: false });
  if (!source.isTrusted) return await checkSignature(signed, keyrings, asked);
  const text = signed.kind === "inline" ? unsignedText(signed.message) : signed.text;
  return text === undefined ? failure("malformed", asked, "is no signed file") : success({ text, isVerified: false });
}

async function fetchSigned(url: string, source: AptSource, world: LookupWorld): Promise<Outcome<Signed | string>> {
  const inline = await fetchText(`${url}InRelease`, source, world);
  if (inline.ok) return success({ kind: "inline", message: inline.value });
  // Stores of objects refuse what is not there; apt asks for the other file, too.
  if (inline.reason !== "not-found" && inline.reason !== "refused") return inline;
  const release = await fetchText(`${url}Release`, source, world);
  if (!release.ok) return release.reason === "not-found" ? failure("not-found", url, MOVED) : release;
  const signature = await fetchFile(`${url}Release.gpg`, source, world);
  if (signature.ok) return success({ kind: "detached", text: release.value, signature: signature.value });
  return signature.reason === "not-found" ? success(release.value) : signature;
}

const MOVED = "is not there: old releases move to an archive";

async function fetchText(url: string, source: AptSource, world: LookupWorld): Promise<Outcome<string>> {
  const file = await fetchFile(url, source, world);
  return file.ok ? success(new TextDecoder().decode(file.value)) : file;
}

async function fetchFile(url: string, source: AptSource, world: LookupWorld): Promise<Outcome<Uint8Array>> {
  const what = `the release file of ${source.suite}`;
  const answer = await world.http.fetch({ url, maxBytes: MAX_RELEASE_BYTES, signal: world.signal, what });
  return answer.ok ? bodyOf(answer.value, url) : answer;
}

/** Where the files of a suite lie; with a slash at the end. */
function suiteUrl({ uri, suite, components }: AptSource): string {
  if (components.length > 0) return `${uri}dists/${suite}/`;
  return suite === "./" || suite === "/" ? uri : `${uri}${suite.replace(/^\/+/, "")}`;
}

/** An index that a suite lists. */
export interface ListedIndex {
  readonly component: string;
  /** Packages of others that stand in it are none. */
  readonly architecture: string;
  /** Where it lies, the first place that has it counts: a mirror may leave out the names by hash. */
  readonly urls: readonly string[];
  readonly file: IndexFile;
  readonly compression: "xz" | "gz" | "none";
}

const ENDINGS = { xz: ".xz", gz: ".gz", none: "" };

/**
 * The indexes of an architecture that a suite lists; what a component does not have is none. `unsupported`: one that is there in no form
 * that is read here.
 */
export function indexesOf({ source, release }: Suite, architecture: string): Outcome<readonly ListedIndex[]> {
  const names = release.listsAllApart ? [architecture, "all"] : [architecture];
  const places = source.components.flatMap((component) =>
    names.map((name) => ({ component, path: `${component}/binary-${name}/` })),
  );
  const indexes: ListedIndex[] = [];
  for (const { component, path } of places.length === 0 ? [{ component: "", path: "" }] : places) {
    const folder = `${suiteUrl(source)}${path}`;
    const listed = (["xz", "gz", "none"] as const).flatMap((compression) => {
      const name = `Packages${ENDINGS[compression]}`;
      const file = release.files.get(`${path}${name}`);
      if (file === undefined) return [];
      const byHash = release.hasByHash ? [`${folder}by-hash/SHA256/${file.hash}`] : [];
      return [{ component, architecture, urls: [...byHash, `${folder}${name}`], file, compression }];
    });
    const [best] = listed;
    if (best !== undefined) indexes.push(best);
    else if ([...release.files.keys()].some((name) => name.startsWith(`${path}Packages.`)))
      return failure("unsupported", folder, "has a list of packages that apt alone can unpack");
  }
  return success(indexes);
}

export function hostOf({ uri }: Pick<AptSource, "uri">): string {
  return new URL(uri).host;
}
