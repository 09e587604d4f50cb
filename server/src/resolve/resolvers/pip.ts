import { listAt, textAt, valueAt } from "../../json/fields.ts";
import { pythonName } from "../../knowledge/python-name.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { CommandResult } from "../../outside/outside.ts";
import { addTo } from "../../text/lists.ts";
import { jsonOf } from "../language/json-of.ts";
import type { IndexWay, Language, Question, Release, Releases, ToolWay } from "../language/language.ts";
import { libcOf } from "../language/libc.ts";
import { pep440Order } from "../language/orders.ts";
import { indexText } from "../language/request.ts";
import { foundNothing, toolFailure } from "../language/tool.ts";
import { fitsPlace, linuxTags } from "../language/wheel.ts";
import { elementsOf } from "../language/xml.ts";
import { aPage } from "../web-page.ts";

/** Source: PEP 691, "Version + Format Selection". */
const SIMPLE = "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html; q=0.2, text/html; q=0.01";

/** The simple index, as JSON or HTML. Sources: PEP 503, 592, 691 and 700. */
export const simpleIndex: IndexWay = {
  async read(address, question, world) {
    const { name } = question;
    const path = `${pythonName(name)}/`;
    const answer = await indexText(address, { path, accept: SIMPLE, what: `files of ${name}` }, world);
    if (!answer.ok) return answer;
    const { text, type } = answer.value;
    const { host } = new URL(address.url);
    // pip takes no other answer for a list either: an error of a proxy, perhaps. Source: pip, `_ensure_api_header`.
    if (type !== "" && !/html|json/.test(type))
      return failure("malformed", host, `sends ${type} instead of files of ${name}`);
    const files = type.includes("json") ? jsonFiles(text, host) : await htmlFiles(text, host, name);
    return files.ok ? success({ releases: releasesOf(files.value, question), isWhole: true }) : files;
  },
};

/**
 * `pip index versions`: builds nothing, and keeps to yanks and to what a release demands of Python. Of several indexes it takes the
 * highest version of all.
 */
export function pipIndex(...command: readonly string[]): ToolWay {
  return {
    argv({ name, query, runtime }: Question) {
      const python = runtime === undefined ? [] : [`--python-version=${runtime}`];
      const [first, ...others] = query.isBeside === true ? [undefined, ...query.sources] : query.sources;
      const indexes = first === undefined ? [] : [`--index-url=${first}`];
      const extra = others.map((source) => `--extra-index-url=${source}`);
      return [...command, "index", "versions", "--pre", ...python, ...indexes, ...extra, "--", name];
    },
    environment: () => ({ PIP_DISABLE_PIP_VERSION_CHECK: "1", PIP_NO_INPUT: "1" }),
    // Else it takes wheels for this machine. As options they would be a page of words.
    environmentHere({ query: { base } }) {
      const tags = base === undefined ? [] : linuxTags(base.platform, libcOf(base.reference));
      return tags.length === 0 ? {} : { PIP_PLATFORM: tags.join(" ") };
    },
    read(result: CommandResult, { name, runtime, isInside }: Question): Outcome<Releases> {
      const list = /^Available versions: (.+)$/m.exec(result.output)?.[1];
      if (list === undefined && result.errors.includes("No matching distribution")) return foundNothing("pip", name);
      if (list === undefined) return toolFailure({ program: "pip" }, result, name);
      // It goes on with the others, and ends well.
      if (UNREACHED.test(result.errors)) return failure("unreachable", "pip", `does not reach every index of ${name}`);
      const releases = list.split(",").map((version) => ({ version: version.trim() }));
      const caveats = runtime === undefined && !isInside ? [UNKNOWN_PYTHON] : [];
      // Those that do not fit, and those that are yanked, are not listed.
      return success({ releases, isWhole: false, caveats });
    },
  };
}

/** What pip says of an index that it gives up. Sources: urllib3, `Retry`; pip, `MultiDomainBasicAuth.warn_on_401`; a try. */
const UNREACHED = /\bRetry\(total=0\b|\b401 Error, Credentials not correct\b/;

const UNKNOWN_PYTHON = "The base image does not say its Python: the answer is for that of this machine's pip.";

/** Source: PEP 508, "Names". */
function isPythonName(name: string): boolean {
  return name.length <= 200 && /^[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?$/.test(name);
}

/** pip and pipx. */
export const pip: Language = {
  managers: ["pip", "pipx"],
  runtime: "python",
  skipsUnfit: true,
  isName: isPythonName,
  order: pep440Order,
  prereleases: "when-alone",
  index: simpleIndex,
  // On the path, else that of Python.
  tools: [pipIndex("pip"), pipIndex("python3", "-m", "pip")].map((tool) => ({ ...tool, takesMore: true })),
  system: "PYPI",
};

interface IndexedFile {
  readonly filename: string;
  readonly requires: string | undefined;
  readonly published: string | undefined;
  readonly isYanked: boolean;
}

function jsonFiles(text: string, asked: string): Outcome<readonly IndexedFile[]> {
  const json = jsonOf(text, asked);
  if (!json.ok) return json;
  const files = listAt(json.value, "files").map((file) => ({
    filename: textAt(file, "filename") ?? "",
    requires: textAt(file, "requires-python"),
    published: textAt(file, "upload-time"),
    isYanked: valueAt(file, "yanked") !== undefined && valueAt(file, "yanked") !== false,
  }));
  return success(files);
}

async function htmlFiles(text: string, host: string, project: string): Promise<Outcome<readonly IndexedFile[]>> {
  const elements = await elementsOf(text);
  const anchors = elements.filter(({ name }) => name === "a");
  const files = anchors.map(({ text: filename, attributes }) => ({
    filename: filename.trim(),
    requires: attributes.get("data-requires-python"),
    published: undefined,
    isYanked: attributes.has("data-yanked"),
  }));
  const isList = files.some(({ filename }) => versionOf(filename, project) !== undefined);
  // An empty list of files has neither.
  const isForPeople = elements.some(({ name }) => name === "form" || name === "script");
  return !isList && isForPeople ? aPage(host, `files of ${project}`) : success(files);
}

/** A release has to have a file that is not yanked and fits the image, and is as old as the first of all. */
function releasesOf(files: readonly IndexedFile[], { name, runtime, query }: Question): readonly Release[] {
  const { base } = query;
  const place = { runtime, platform: base?.platform, libc: base && libcOf(base.reference) };
  const byVersion = new Map<string, IndexedFile[]>();
  for (const file of files) {
    const version = versionOf(file.filename, name);
    if (version !== undefined) addTo(byVersion, version, file);
  }
  return [...byVersion].map(([version, all]): Release => {
    const usable = all.filter(({ filename, isYanked }) => !isYanked && fitsPlace(filename, place));
    const requires = (usable[0] ?? all[0])?.requires;
    const published = all.flatMap((file) => file.published ?? []).sort()[0];
    return {
      version,
      isWithdrawn: usable.length === 0,
      ...(requires === undefined || requires === "" ? {} : { requires }),
      ...(published === undefined ? {} : { published }),
    };
  });
}

const SOURCE_ENDINGS = [".tar.gz", ".zip", ".tar.bz2", ".tgz"];

/** `name-1.2-py3-none-any.whl`, `na-me-1.2.tar.gz`. Sources: PEP 427 and PEP 625; older archives keep the dashes of the name. */
function versionOf(filename: string, name: string): string | undefined {
  if (filename.endsWith(".whl")) return filename.split("-")[1];
  const ending = SOURCE_ENDINGS.find((each) => filename.endsWith(each));
  if (ending === undefined || filename.length <= name.length + ending.length) return undefined;
  const stem = filename.slice(0, -ending.length);
  return stem.charAt(name.length) === "-" ? stem.slice(name.length + 1) : stem.slice(stem.lastIndexOf("-") + 1);
}
