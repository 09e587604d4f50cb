import type { Argument, Call } from "../../../knowledge/call.ts";
import type { Request, Target } from "../../../knowledge/downloads/downloader.ts";
import { downloaderOf } from "../../../knowledge/downloads/downloaders.ts";
import { redirectTarget } from "../../../knowledge/downloads/redirect-target.ts";
import { hasOption, readOptions, valuesOf } from "../../../knowledge/managers/options.ts";
import { writtenOf } from "./download-address.ts";
import { type DownloadPlace, writtenAt } from "./download-place.ts";
import { isAmbiguous, variablesBehind } from "./script-variables.ts";

/** Options with which a program chooses the name itself, or saves many files. Sources: curl(1), wget(1). */
const OWN_NAMES: ReadonlySet<string> = new Set([
  "--force-directories",
  "--recursive",
  "--mirror",
  "--input-file",
  "--next",
  "--page-requisites",
]);

/** PowerShell has commands of the names `curl` and `wget`, and a file does not always tell its shell. */
const FOREIGN = /^-(?:outfile|uri|usebasicparsing)$/i;

/** Letters of the same options in one dash. */
const OWN_NAME_LETTERS: Readonly<Record<string, RegExp>> = { wget: /^-[a-zA-Z]*[rmxp]/ };

/** In front of a program: it takes the place of the shell, so that nothing follows, or has other folders. */
const ELSEWHERE = /\b(?:exec|chroot)\s/;

/** Folder options by program. */
const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  curl: ["--output-dir"],
  wget: ["--directory-prefix"],
  aria2c: ["--dir"],
};

/** The path of the file that a request writes, as sh and cmd take it between double quotes; undefined where that is not certain. */
export function savedFile(
  { call, target, tool, url, isNamedByServer }: Request,
  place: DownloadPlace,
): string | undefined {
  if (target === undefined || isNamedByServer || (call.language !== "sh" && call.language !== "cmd")) return undefined;
  // What a check prints would go there, too.
  if (call.redirects.every(({ target: own }) => own.text !== target.text) && redirectTarget(call)?.text === target.text)
    return undefined;
  const downloader = downloaderOf(call.program);
  // The code that a program is given names its file itself.
  if (downloader === undefined)
    return call.language === "sh" && isPlainPath(target.written) ? target.written : undefined;
  if (ELSEWHERE.test(writtenAt({ start: call.span.start, end: call.programSpan.start }, place))) return undefined;
  if (sharesItsFile(place)) return undefined;
  const letters = OWN_NAME_LETTERS[tool];
  if (call.args.some(({ text }) => OWN_NAMES.has(text) || FOREIGN.test(text) || letters?.test(text) === true))
    return undefined;
  const read = readOptions(call.args, downloader.options);
  const names = valuesOf(read, ...downloader.outputOptions);
  const given = [...names, ...call.redirects.flatMap((each) => (each.operator.startsWith(">") ? each.target : []))];
  // Of `-o a $U1 -O $U2` the second is named after its address.
  const isNamed = given.some(
    (each) => each.text === target.text && (each.word?.written ?? each.written) === target.written,
  );
  // wget keeps the question in the name that it makes of an address, and GNU's decodes what stands behind `%`.
  if (!isNamed && (url.text.includes("?") || url.text.endsWith("/"))) return undefined;
  if (!isNamed && tool === "wget" && target.text.includes("%")) return undefined;
  const isOfFolder = tool !== "wget" || !hasOption(read, "--output-document");
  const folder = isOfFolder ? valuesOf(read, ...(FOLDERS[tool] ?? [])).at(-1) : undefined;
  const name = isNamed ? target.written : nameInAddress(target, url, place);
  if (name === undefined) return undefined;
  const path = folder === undefined ? name : `${folder.written.replace(/\/$/, "")}/${name}`;
  if (call.language === "cmd") return CMD_PATH.test(path) ? path : undefined;
  const quotable = isBelowHome(folder?.written ?? target.written, call, place) ? path.replace("~", "$HOME") : path;
  return isPlainPath(quotable) ? quotable : undefined;
}

/** What several addresses of one call are saved to is no file of one of them. */
function sharesItsFile({ download, stage }: DownloadPlace): boolean {
  const { run, target } = download;
  return stage.downloads.some(
    (each) =>
      each !== download && each.target === target && each.run?.call === run?.call && each.run?.offset === run?.offset,
  );
}

/** The name that a program takes from an address; undefined: a variable in it may hold a `/`, and has several values. */
function nameInAddress({ text, written }: Target, url: Argument, place: DownloadPlace): string | undefined {
  const address = writtenOf(url);
  const [begin = ""] = /^[^$%]*/.exec(written) ?? [];
  if (slashesIn(address) === slashesIn(url.text) || (begin !== "" && text.startsWith(begin))) return written;
  const [, variable, end = ""] = (place.call.language === "sh" && /^\$\{?(\w+)\}?([.-][\w.-]*)?$/.exec(written)) || [];
  if (variable !== undefined) return `\${${variable}##*/}${end}`;
  return variablesBehind(address, place).some((name) => isAmbiguous(name, place)) ? undefined : text;
}

function slashesIn(text: string): number {
  return text.split("/").length;
}

/** A word that the shell itself makes a path below the home folder; between double quotes only `$HOME` does. Source: POSIX.1-2024 XCU 2.6.1. */
function isBelowHome(written: string, { args, redirects }: Call, place: DownloadPlace): boolean {
  if (!written.startsWith("~/")) return false;
  const words = [...args, ...redirects.map(({ target }) => target)].filter((word) => word.text.startsWith("~/"));
  return words.length > 0 && words.every(({ span }) => writtenAt(span, place).startsWith("~/"));
}

/** What cmd takes for one word, between double quotes where it has a blank. */
const CMD_PATH = /^(?!-)(?:[\w.:\\/ -]|%\w{1,80}%){1,400}$/;

/** Plain characters, plain variables and their last parts, which mean the same between double quotes; a name with a blank is left to people. */
function isPlainPath(path: string): boolean {
  return (
    path.length < 400 && /^(?:[\w./@+:=,%-]|\$\{\w+(?:##\*\/)?\}|\$[A-Za-z_])+$/.test(path) && !/^-|\/$/.test(path)
  );
}
