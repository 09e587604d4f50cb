import type { Argument, Call } from "../call.ts";
import { hasOption, type ReadArguments, readOptions, valuesOf } from "../managers/options.ts";
import { baseName, type Downloader, type Request, type Target } from "./downloader.ts";
import { downloaderOf } from "./downloaders.ts";

/** The requests that a call makes; none for a program that downloads nothing. Git is read apart. */
export function requestsOf(call: Call): readonly Request[] {
  if (call.program.startsWith(".")) return methodRequests(call);
  const downloader = downloaderOf(call.program);
  return downloader === undefined ? [] : requestsBy(downloader, call);
}

function requestsBy(downloader: Downloader, call: Call): readonly Request[] {
  const read = readOptions(call.args, downloader.options);
  const isPowerShell = downloader.options.definition.style === "one-dash";
  const words = isPowerShell ? read.words.slice(0, 1) : read.words;
  const named = [...valuesOf(read, ...downloader.urlOptions), ...words].filter(mayBeUrl);
  const urls = named.length === 0 && call.fromInput ? [inputUrl(call)] : named;
  const outputs = valuesOf(read, ...downloader.outputOptions);
  const insecure = read.options.find(({ name, written }) =>
    downloader.insecureFlags.some((flag) => flag === name || flag === written),
  );
  const seen = new Set<number>();
  const requests: Request[] = [];
  for (const url of urls) {
    // The alternatives of one variable are one request: the word of the command is what fetches.
    const place = (url.word?.span ?? url.span).start;
    if (seen.has(place)) continue;
    seen.add(place);
    requests.push({
      tool: downloader.tool,
      url,
      target: targetOf(downloader, read, url, outputs[requests.length] ?? outputs[0]) ?? redirectTarget(call),
      isProbe: hasOption(read, ...downloader.probeFlags),
      insecure: insecure && { span: insecure.span, text: insecure.written },
      call,
    });
  }
  return requests;
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
  return [{ tool, url, target, isProbe: false, insecure: undefined, call }];
}

/** Behind xargs the URL comes from standard input: it stands at the program and is not known. */
function inputUrl({ programSpan, program }: Call): Argument {
  const unknown = [{ start: 0, end: program.length }];
  return { span: programSpan, written: program, text: program, unknown, via: undefined, glob: false };
}

/** A word that is a URL, or may hold one. */
function mayBeUrl({ text, unknown }: Argument): boolean {
  return text.includes("://") || unknown.length > 0 || /^[\w-]+(?:\.[\w-]+)+(?:[:/]|$)/.test(text);
}

function targetOf(
  downloader: Downloader,
  read: ReadArguments,
  url: Argument,
  output: Argument | undefined,
): Target | undefined {
  if (output !== undefined) return isStandardOutput(output.text) ? undefined : asTarget(output);
  const isNamedAfterUrl = downloader.saves || hasOption(read, ...downloader.remoteNameFlags);
  return isNamedAfterUrl
    ? { text: baseName(url.text), written: baseName(url.word?.written ?? url.written) }
    : undefined;
}

function redirectTarget({ redirects }: Call): Target | undefined {
  const redirect = redirects.find(
    ({ operator, descriptor }) => operator.startsWith(">") && operator !== ">&" && (descriptor ?? 1) === 1,
  );
  return redirect === undefined || redirect.target.text === "/dev/null" ? undefined : asTarget(redirect.target);
}

function asTarget(argument: Argument): Target {
  return { text: argument.text, written: argument.word?.written ?? argument.written };
}

function isStandardOutput(text: string): boolean {
  return text === "-" || text === "/dev/stdout" || text === "/dev/null";
}
