import { isWithin } from "../../text/span.ts";
import type { Call } from "../call.ts";
import { type CallGraph, readersOf } from "./call-graph.ts";
import type { DownloadKind } from "./download.ts";
import { baseName, type Request, withoutSlash } from "./downloader.ts";
import { gpgFiles } from "./gpg.ts";
import { executesInput, executesSubstitution, executesVariable, isInterpreter } from "./interpreters.ts";
import { type Signing, takesKey } from "./key-programs.ts";
import { requestsOf } from "./requests.ts";

/** Programs that look for something in what they read: the page is asked, nothing of it is kept. */
const SEARCHERS: ReadonlySet<string> = new Set([
  ..."grep egrep fgrep rg jq yq awk gawk mawk cut head tail sort wc tr xmllint pup".split(" "),
  ..."select-string convertfrom-json write-host out-null".split(" "),
  // `while read LINE`.
  ..."read mapfile readarray".split(" "),
]);

const SIGNATURE =
  /\.(?:sha(?:1|224|256|384|512)?(?:sums?)?|md5(?:sums?)?|b2sum|sums?|sig|sign|minisig|sbom|checksums?|digest|sigstore(?:\.json)?|intoto\.jsonl|crt\.pem)(?:\.txt|\.asc|\.sig|\.gpg)?$/i;
const SIGNATURE_NAME =
  /(?:^|[-_.])(?:sha(?:1|256|512)?-?sums?(?:256|512)?|md5sums?|checksums?|digests?|sums|hashes)(?:[-_.]|$)|(?:^|[-_])sha(?:1|256|512)$|(?:^|[-_.])signatures?(?:\.(?:asc|txt|gpg))?$/i;
const ARMOURED = /\.(?:asc|gpg)$/i;
/** An armoured file beside one of these is its signature. */
const SIGNED_FILE =
  /\.(?:tar|tgz|tbz2?|txz|gz|xz|bz2|zst|zip|jar|war|deb|rpm|apk|exe|msi|bin|whl|run|sh|txt|phar|iso|pom)\.(?:asc|gpg)$/i;
const ARCHIVE = /\.(?:tar(?:\.\w+)?|tgz|tbz2?|txz|zip|deb|rpm|apk|jar|exe|msi)$/i;
const KEY_NAME =
  /(?:gpg|pgp|pub|rpm|signing|release|repo|archive|apt)[-_.]?key|^keys?(?:\.\w+)?$|keyring|\.(?:key|pub|rsa\.pub)$|^RPM-GPG-KEY|^gpg$/i;
const KEY_PLACE = /keyrings?(?:\/|$)|trusted\.gpg|\/etc\/apk\/keys|rpm-gpg|\.gpg$/i;
const LOCAL = /^(?:\w+:\/\/)?(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?:[:/]|$)/i;
/** GitHub's answers about releases, tags, branches and commits; what lies behind some of its paths are files. */
const API = /^https:\/\/api\.github\.com\/repos\/(?:[^/]+\/[^/]+|\$\{?\w+\}?)\/(?:releases|tags|branches|commits|git)/i;
const API_FILE = /^https:\/\/api\.github\.com\/repos\/[^/]+\/[^/]+\/(?:tarball|zipball|releases\/assets)\//i;
/** Random bytes, and what is another each time (a page, the state of a tag, the date): they are added to have what stands behind them built again. */
const RANDOM =
  /^https?:\/\/(?:(?:www\.)?(?:random\.org\/|google\.com\/?$)|hub\.docker\.com\/v2\/repositories\/|[^/?#]+\/todays-date$)/i;
const LIST = /\.(?:list|repo|sources)$/i;
/** What stays there is of a program, and no list of the package manager whatever its name. */
const PROGRAM_PLACE = /^\/(?:app|home|opt|srv|usr|var\/www)\//;
const LIST_PLACE = /sources\.list|pacman\.d\/mirrorlist|yum\.repos\.d|zypp\/repos\.d|\/etc\/apk\/repositories/i;

/** Tells whether a URL is asked for, too. */
type Urls = Pick<ReadonlySet<string>, "has">;

/** The parts of a request that tell its kind. */
type Asked = Pick<Request, "isProbe"> & {
  readonly url: { readonly text: string };
  readonly target: { readonly text: string } | undefined;
  readonly call: Pick<Call, "path" | "redirects">;
};

const NO_READERS: readonly Call[] = [];

/** What a URL brings that is put into a file or folder, when nothing else is known of it than other URLs: an ADD. */
export function kindOfUrl(url: string, target: string, urls: Urls): DownloadKind {
  const asked: Asked = {
    url: { text: url },
    target: { text: target },
    isProbe: false,
    call: { path: [], redirects: [] },
  };
  return kindAmong(asked, NO_READERS, urls);
}

/** What a request brings, by what becomes of it in the RUN, else by the URL and the file it is saved as. */
export function kindOf(request: Request, { graph, urls, signing, asked }: Neighbours): DownloadKind {
  const { call, target } = request;
  if (takesKey(call)) return "key";
  if (target === undefined && isExecuted(call, graph)) return "script";
  const readers = readersOf(call, graph);
  const use = target === undefined ? useOf(call, readers) : signing.get(baseName(target.text));
  if (use === "key") return "key";
  if (use === "signature") return "sig";
  if (use === "wrapped" && isWrappedFile(request.url.text)) return "artifact";
  const kind = kindAmong(request, readers, urls);
  if (kind === "artifact" && target !== undefined && asked.has(baseName(target.text))) return "probe";
  return kind === "key" && use !== undefined ? "sig" : kind;
}

/** gpg verifies what comes out of the pipe. */
function useOf(call: Call, [reader]: readonly Call[]): Signing | undefined {
  const read = reader !== undefined && isPiped(reader, call) ? gpgFiles(reader) : undefined;
  return read && (read.decrypts ? "wrapped" : "signed");
}

/** `tool.phar.gpg`, and no list of sums. */
function isWrappedFile(url: string): boolean {
  return isSignedFile(url, undefined) && !SIGNATURE_NAME.test(baseName(url));
}

/** What else happens in the RUN of a request. */
export interface Neighbours {
  readonly graph: CallGraph;
  /** Every URL that is asked for. */
  readonly urls: ReadonlySet<string>;
  /** What gpg takes files for, by base name. */
  readonly signing: ReadonlyMap<string, Signing>;
  /** Files that are asked and removed, by base name. */
  readonly asked: ReadonlySet<string>;
  /** Index of the last call that takes one key out of those that were imported; −1: none. */
  readonly lastExport: number;
}

/** Files of a RUN, by base name, that are read into variables and by nothing else, and removed: pages that were saved. */
export function askedFilesIn(calls: readonly Call[]): ReadonlySet<string> {
  const asked = new Set(calls.filter(isAnswer).flatMap(filesOf));
  if (asked.size === 0) return asked;
  const removed = new Set<string>();
  for (const call of calls) {
    if (isAnswer(call) || requestsOf(call).length > 0) continue;
    for (const name of filesOf(call))
      if (call.program === "rm") removed.add(name);
      else asked.delete(name);
  }
  return new Set([...asked].filter((name) => removed.has(name)));
}

function filesOf({ args, redirects }: Call): readonly string[] {
  return [...args, ...redirects.map(({ target }) => target)].map(({ text }) => baseName(text));
}

/** Looks for something in a substitution: `$(cat FILE | sed …)`. */
function isAnswer({ program, path }: Call): boolean {
  const isReader = SEARCHERS.has(program) || program === "cat" || program === "sed";
  return isReader && isCaptured(path);
}

/** What it prints becomes words of another command, or a value. */
function isCaptured(path: Call["path"]): boolean {
  return path.some((step) => step.kind === "substitution" && !step.process);
}

function kindAmong(request: Asked, readers: readonly Call[], urls: Urls): DownloadKind {
  if (isKey(request, readers, urls)) return "key";
  if (isSignature(request, urls)) return "sig";
  if (isList(request, readers)) return "repo-config";
  return isProbe(request, readers) ? "probe" : "artifact";
}

/** Something executes the output: a later member of a pipeline, or what has it as an argument. */
function isExecuted(call: Call, graph: CallGraph): boolean {
  for (let depth = call.path.length - 1; depth >= 0; depth -= 1) {
    const step = call.path[depth];
    if (step?.kind === "substitution") {
      const holder = graph.calls[step.of];
      if (holder !== undefined && executesSubstitution(holder, step.process)) return true;
      if (holder !== undefined && isCommandIn(holder, call, graph)) return true;
      if (step.variable !== undefined && isExecutedLater(step.variable, call, graph)) return true;
    }
  }
  return readersOf(call, graph).some((reader) => isPiped(reader, call) && executesInput(reader));
}

/** What it prints stands where a command of a script does: `sh -c "A=1 $(…)"`. */
function isCommandIn(holder: Call, call: Call, graph: CallGraph): boolean {
  return laterCalls(call, graph).some(
    ({ path, programSpan }) =>
      path.some((step) => step.kind === "nested" && step.of === holder.index) && isWithin(call.span, programSpan),
  );
}

function isExecutedLater(variable: string, call: Call, graph: CallGraph): boolean {
  return laterCalls(call, graph).some((later) => executesVariable(later, variable));
}

/** More calls behind one are not looked at. */
const MAX_LATER = 64;

function laterCalls({ index }: Call, { calls }: CallGraph): readonly Call[] {
  return calls.slice(index + 1, index + 1 + MAX_LATER);
}

function isPiped(reader: Call, call: Call): boolean {
  return reader.path.some(
    (step) =>
      step.kind === "pipeline" &&
      call.path.some((own) => own.kind === "pipeline" && own.id === step.id && own.index < step.index),
  );
}

function isKey({ url, target }: Asked, readers: readonly Call[], urls: Urls): boolean {
  if (readers.some(takesKey)) return true;
  if (isSignedFile(url.text, target?.text) || isBesideArtifact(url.text, urls)) return false;
  if (placesOf(target, readers).some((place) => KEY_PLACE.test(place))) return true;
  const name = baseName(url.text);
  if (ARCHIVE.test(name)) return false;
  const saved = baseName(target?.text ?? "");
  return (
    KEY_NAME.test(name) ||
    KEY_NAME.test(saved) ||
    (ARMOURED.test(name) && !SIGNATURE.test(name) && !SIGNATURE_NAME.test(name))
  );
}

/** Files that the output goes into. */
function placesOf(target: Asked["target"], readers: readonly Call[]): readonly string[] {
  const tees = readers.filter(({ program }) => program === "tee");
  return [target?.text ?? "", ...tees.flatMap(({ args }) => args.map(({ text }) => text))];
}

function isSignedFile(url: string, target: string | undefined): boolean {
  return SIGNED_FILE.test(withoutQuery(url)) || SIGNED_FILE.test(target ?? "");
}

function isSignature({ url, target }: Asked, urls: Urls): boolean {
  const name = baseName(url.text);
  return (
    SIGNATURE.test(name) ||
    (SIGNATURE_NAME.test(name) && !ARCHIVE.test(name)) ||
    isSignedFile(url.text, target?.text) ||
    isBesideArtifact(url.text, urls)
  );
}

/** `URL.asc` beside a request of `URL` is its signature. */
function isBesideArtifact(url: string, urls: Urls): boolean {
  return ARMOURED.test(url) && urls.has(url.replace(ARMOURED, ""));
}

function isList({ url, target }: Asked, readers: readonly Call[]): boolean {
  const places = placesOf(target, readers);
  if (places.some((place) => LIST_PLACE.test(place))) return true;
  const names = [withoutQuery(url.text), ...places];
  return (
    (!places.some((place) => PROGRAM_PLACE.test(place)) && names.some((name) => LIST.test(name))) ||
    /mirrorlist/i.test(baseName(withoutSlash(url.text)))
  );
}

function isProbe({ url, target, isProbe: asksOnly, call }: Asked, readers: readonly Call[]): boolean {
  if (asksOnly || LOCAL.test(url.text)) return true;
  if ((API.test(url.text) && !API_FILE.test(url.text)) || RANDOM.test(url.text)) return true;
  if (target !== undefined) return call.redirects.length === 0 && (target.text === "" || target.text === "/dev/null");
  // It takes a property of the answer out for the next one.
  const first = readers.find(({ program }) => program !== "select-object");
  if (isCaptured(call.path)) return !readers.some((reader) => keepsCopy(reader) || unpacks(reader));
  // What is only printed, or thrown away, is kept by nothing.
  if (first === undefined) return true;
  if (SEARCHERS.has(first.program)) return true;
  if (isInterpreter(first.program)) return !readers.some(keepsCopy);
  return first.program === "sed" && !keepsOutput(first) && !keepsEdited(readers);
}

/** `| sed … | tee FILE`, `| sed … | tar x`: all of it is kept, and only edited on the way. */
function keepsEdited(readers: readonly Call[]): boolean {
  const isKept = readers.some((reader) => keepsCopy(reader) || unpacks(reader));
  return isKept && !readers.some(({ program }) => SEARCHERS.has(program));
}

/** `tee FILE`, `cat > FILE`: what is read is kept as it is, whatever else reads it. */
function keepsCopy(call: Call): boolean {
  if (call.program === "cat") return keepsOutput(call) && call.args.every(({ text }) => text.startsWith("-"));
  return call.program === "tee" && call.args.some(({ text }) => !text.startsWith("-") && !text.startsWith("/dev/"));
}

/** tar that leaves the files of an archive, rather than printing one of them or the list. */
function unpacks({ program, args }: Call): boolean {
  if (program !== "tar" && program !== "bsdtar") return false;
  const options = args.filter(({ text }, index) => index === 0 || text.startsWith("-")).map(({ text }) => text);
  return options.some((text) => EXTRACT.test(text)) && !options.some((text) => TO_OUTPUT.test(text));
}

const EXTRACT = /^(?:-?[A-Za-z]*x|--(?:extract|get)$)/;
const TO_OUTPUT = /^(?:-?[A-Za-z]*O|--to-(?:stdout|command))/;

function keepsOutput({ redirects }: Call): boolean {
  return redirects.some(({ operator, target }) => operator.startsWith(">") && target.text !== "/dev/null");
}

function withoutQuery(url: string): string {
  const end = url.search(/[?#]/);
  return end < 0 ? url : url.slice(0, end);
}
