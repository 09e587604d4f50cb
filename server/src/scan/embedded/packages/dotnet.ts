import { isRecord } from "../../../json/fields.ts";
import { jsonOf } from "../../../json/shallow.ts";
import type { FoundPackage } from "../../package.ts";
import { MAX_TEXT_BYTES, type PackageReader, unread } from "./reader.ts";

/** .NET programs: the packages and runtime packs in `*.deps.json`. Source: dotnet/runtime, "runtime-configuration-file.md". */
export const dotnet: PackageReader = {
  id: "dotnet",
  wants: (path) => path.endsWith(".deps.json"),
  maxBytes: MAX_TEXT_BYTES,
  read(_path, file) {
    const document = jsonOf(file.bytes());
    if (!isRecord(document) || !isRecord(document.libraries)) return unread("it has no list of libraries");
    return { packages: Object.entries(document.libraries).flatMap(packageOf) };
  },
};

function packageOf([key, library]: [string, unknown]): readonly FoundPackage[] {
  if (!isRecord(library) || (library.type !== "package" && library.type !== "runtimepack")) return [];
  const slash = key.lastIndexOf("/");
  // A runtime pack is called `runtimepack.NAME` there, NAME in its index.
  const name = key.slice(0, Math.max(slash, 0)).replace(/^runtimepack\./, "");
  const version = key.slice(slash + 1);
  return name === "" || version === "" ? [] : [{ type: "nuget", name, version }];
}
