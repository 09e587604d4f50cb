import type { Argument, Call } from "../call.ts";
import { hasOption, type ReadArguments, readOptions, valuesOf } from "../managers/options.ts";
import { isWhollyUnknown } from "../managers/package-word.ts";
import { codeRequests } from "./code-requests.ts";
import { baseName, type Downloader, plainRequest, type Request, type Target, withoutSlash } from "./downloader.ts";
import { downloaderOf } from "./downloaders.ts";
import { asTarget, redirectTarget } from "./redirect-target.ts";

/** The requests that a call makes; none for a program that downloads nothing. Git is read apart. */
export function requestsOf(call: Call): readonly Request[] {
  if (call.program.startsWith(".")) return methodRequests(call);
  const downloader = downloaderOf(call.program);
  if (downloader !== undefined) return requestsBy(downloader, call);
  const reader = OTHERS.get(call.program);
  return reader === undefined ? codeRequests(call) : reader(call);
}

/** Programs that do other things as well, and for which each URL stands where they fetch. */
const OTHERS: ReadonlyMap<string, (call: Call) => readonly Request[]> = new Map([
  ["certutil", transferRequests],
  ["bitsadmin", transferRequests],
  ["apt-key", keyRequests],
  ["gpg", keyRequests],
  ["gpg2", keyRequests],
  ["rpm", keyRequests],
  ["rpmkeys", keyRequests],
]);

/**
 * `certutil -urlcache -split -f URL FILE`, `bitsadmin /transfer JOB … URL FILE [URL FILE …]`. Without `-f` certutil shows what is kept.
 * Sources: their pages at learn.microsoft.com.
 */
function transferRequests(call: Call): readonly Request[] {
  const { args } = call;
  const has = (option: RegExp) => args.some(({ text }) => option.test(text));
  if (!has(/^[-/]transfer$/i) && !(has(/^[-/]urlcache$/i) && has(/^[-/]f$/i))) return [];
  return args.flatMap((url, index): readonly Request[] => {
    const file = args[index + 1];
    if (!isUrl(url) || file?.text === "delete") return [];
    return [plainRequest(call, url, file === undefined ? namedAfter(asTarget(url)) : asTarget(file))];
  });
}

/** `apt-key adv --fetch-keys URL`, `gpg --fetch-keys URL`, `rpm --import URL`. Sources: gpg(1), rpmkeys(8). */
function keyRequests(call: Call): readonly Request[] {
  const option = call.program.startsWith("rpm") ? "--import" : "--fetch-keys";
  const at = call.args.findIndex(({ text }) => text === option);
  const urls = at < 0 ? [] : call.args.slice(at).filter(isUrl);
  return urls.map((url) => plainRequest(call, url, undefined));
}

function isUrl({ text }: Argument): boolean {
  return /^(?:https?|ftp):\/\//i.test(text);
}

function requestsBy(downloader: Downloader, call: Call): readonly Request[] {
  const read = readOptions(call.args, downloader.options);
  const outputs = outputsOf(downloader, read);
  const isProbe = hasOption(read, ...downloader.probeFlags) || sendsData(downloader, read);
  const insecure = read.options.find(({ name, written }) =>
    downloader.insecureFlags.some((flag) => flag === name || flag === written),
  );
  const redirected = redirectTarget(call);
  const { serverNames = [], folderFlags = [] } = downloader;
  const hasServerName = serverNames === "always" || hasOption(read, ...serverNames);
  const hasFiles = hasServerName || hasOption(read, ...folderFlags);
  const seen = new Set<number>();
  const requests: Request[] = [];
  for (const url of urlsOf(downloader, read, { call, outputs: outputs.length })) {
    // The alternatives of one variable are one request: the word of the command is what fetches.
    const place = (url.word?.span ?? url.span).start;
    if (seen.has(place)) continue;
    seen.add(place);
    const output = downloader.outputPerUrl ? (outputs[requests.length] ?? outputs[0]) : outputs.at(-1);
    requests.push({
      tool: downloader.tool,
      url,
      target:
        output === undefined && downloader.saves
          ? (hasFiles ? folderAfter : namedAfter)(asTarget(url))
          : (targetOf(output, url) ?? redirected),
      isNamedByServer: hasServerName && (output === "named" || (output === undefined && downloader.saves)),
      isProbe,
      insecure: insecure && { span: insecure.span, text: insecure.written },
      sum: downloader.sumOption === undefined ? undefined : valuesOf(read, downloader.sumOption)[0],
      call,
    });
  }
  return requests;
}

const SENDING_METHODS: ReadonlySet<string> = new Set(["post", "put", "patch", "delete"]);

/** True for a request that brings something to the server, or removes it there. */
function sendsData(
  { dataOptions = [], queryFlags = [], methodOptions = [] }: Downloader,
  read: ReadArguments,
): boolean {
  const method = valuesOf(read, ...methodOptions)
    .at(-1)
    ?.text.toLowerCase();
  if (method !== undefined) return SENDING_METHODS.has(method);
  return hasOption(read, ...dataOptions) && !hasOption(read, ...queryFlags);
}

function urlsOf(
  downloader: Downloader,
  read: ReadArguments,
  { call, outputs }: { readonly call: Call; readonly outputs: number },
): readonly Argument[] {
  const words = downloader.wordBehind === "url" ? read.words : firstUrl(read.words);
  const named = [...valuesOf(read, ...downloader.urlOptions), ...words];
  const urls = named.filter(mayBeUrl);
  if (urls.length > 0) return urls.length > outputs ? withoutOptions(urls) : urls;
  // Behind xargs the URL comes from standard input.
  return call.fromInput === undefined ? named.filter(isHost) : [call.fromInput];
}

/** In front of a known part of a URL `$WORD` stands for options, and beside others what is named so. */
function withoutOptions(urls: readonly Argument[]): readonly Argument[] {
  const first = urls.findIndex(isPartlyKnown);
  if (first >= 0) return urls.slice(first);
  const others = urls.filter(({ written }) => !NAMED_OPTIONS.test(written));
  return others.length > 0 ? others : urls;
}

const NAMED_OPTIONS = /(?:flags|opts?|options|args|params)\}?$/i;

/** The word that is most likely a URL: in front of it may stand the value of an option that is not known. */
function firstUrl(words: readonly Argument[]): readonly Argument[] {
  const first = words.find((word) => mayBeUrl(word) && isPartlyKnown(word)) ?? words.find(mayBeUrl) ?? words[0];
  return first === undefined ? [] : [first];
}

/** Where the URLs go, in the order of the options: a file, or `named` after the URL. */
function outputsOf(downloader: Downloader, read: ReadArguments): readonly (Argument | "named")[] {
  const outputs = read.options.flatMap(({ name, value }): readonly (Argument | "named")[] => {
    if (value !== undefined && downloader.outputOptions.includes(name)) return [value];
    return downloader.remoteNameFlags.includes(name) ? ["named"] : [];
  });
  const [, second] = read.words;
  return downloader.wordBehind === "output" && second !== undefined && outputs.length === 0 ? [second] : outputs;
}

function targetOf(output: Argument | "named" | undefined, url: Argument): Target | undefined {
  if (output === undefined) return undefined;
  if (output === "named") return namedAfter(asTarget(url));
  return isStandardOutput(output.text) ? undefined : asTarget(output);
}

/** What lies below a folder is called as that. */
function folderAfter({ text, written }: Target): Target {
  return namedAfter({ text: withoutSlash(text), written: withoutSlash(written) });
}

function namedAfter({ text, written }: Target): Target {
  return { text: baseName(text), written: baseName(written) };
}

/** `.DownloadFile(url, file)`, `.DownloadString(url)` of .NET's WebClient. */
function methodRequests(call: Call): readonly Request[] {
  const method = call.program.slice(1).toLowerCase();
  const [url, file] = call.args;
  const isDownload = /^download(?:file|string|data)(?:async|taskasync)?$/.test(method) || method === "getstringasync";
  if (!isDownload || url === undefined) return [];
  const tool = method.startsWith("downloadfile")
    ? "DownloadFile"
    : method.startsWith("downloaddata")
      ? "DownloadData"
      : "DownloadString";
  const target = method.startsWith("downloadfile") && file !== undefined ? asTarget(file) : undefined;
  return [plainRequest(call, url, target, tool)];
}

/** A word that is a URL, or may hold one. */
function mayBeUrl({ text, unknown }: Argument): boolean {
  return text.includes("://") || unknown.length > 0 || /^[\w-]+(?:\.[\w-]+)+[:/]/.test(text);
}

function isPartlyKnown(word: Argument): boolean {
  return !isWhollyUnknown(word);
}

/**
 * A host alone, as in `curl ifconfig.example`, or a sentence where whoever builds the image gives the URL
 * (`ARG URL="set this"`); beside a URL it is more likely the name of a file.
 */
function isHost({ text, via }: Argument): boolean {
  return /^[\w-]+(?:\.[\w-]+)+$/.test(text) || (via !== undefined && text.includes(" "));
}

function isStandardOutput(text: string): boolean {
  return text === "-" || text === "/dev/stdout" || text === "/dev/null";
}
