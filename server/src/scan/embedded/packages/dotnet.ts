import { entriesOf, type Fields, isRecord } from "../../../json/fields.ts";
import { jsonOf } from "../../../json/shallow.ts";
import type { FoundPackage } from "../../package.ts";
import { MAX_TEXT_BYTES, type PackageReader, unread } from "./reader.ts";

/**
 * .NET programs: the packages and runtime packs in `*.deps.json` that gave them files. Others stand there because somebody asked for
 * them, and what they were for came with the runtime. Source: dotnet/sdk, "runtime-configuration-file.md".
 */
export const dotnet: PackageReader = {
  id: "dotnet",
  wants: (path) => path.endsWith(".deps.json"),
  maxBytes: MAX_TEXT_BYTES,
  read(_path, file) {
    const document = jsonOf(file.bytes());
    if (!isRecord(document) || !isRecord(document.libraries)) return unread("it has no list of libraries");
    const empty = emptyIn(document);
    return {
      packages: Object.entries(document.libraries).flatMap((each) => (empty.has(each[0]) ? [] : packageOf(each))),
    };
  },
};

const FILES = ["runtime", "native", "runtimeTargets", "resources"];

/** Libraries that no target has a file of. Those that no target tells of are taken to have some. */
function emptyIn({ targets }: Fields): ReadonlySet<string> {
  const told = entriesOf(targets).flatMap(([, libraries]) => entriesOf(libraries));
  const isFilled = (library: unknown) => isRecord(library) && FILES.some((kind) => entriesOf(library[kind]).length > 0);
  const empty = new Set(told.map(([key]) => key));
  for (const [key, library] of told) if (isFilled(library)) empty.delete(key);
  return empty;
}

function packageOf([key, library]: [string, unknown]): readonly FoundPackage[] {
  if (!isRecord(library) || (library.type !== "package" && library.type !== "runtimepack")) return [];
  const slash = key.lastIndexOf("/");
  // A runtime pack is called `runtimepack.NAME` there, NAME in its index.
  const name = key.slice(0, Math.max(slash, 0)).replace(/^runtimepack\./, "");
  const version = key.slice(slash + 1);
  return name === "" || version === "" ? [] : [{ type: "nuget", name, version }];
}
