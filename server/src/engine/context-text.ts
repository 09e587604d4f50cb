import type { Files } from "../outside/outside.ts";
import type { LookupSettings } from "../pin/lookup-settings.ts";
import { pathPattern } from "../settings/path-pattern.ts";
import { joinPath, pathBelow } from "./path.ts";

/** Gives the texts of a build context, each read once: of what is in it, also behind links, and not left out by its `.dockerignore`. */
export function contextTexts(
  context: string,
  dockerfile: string,
  files: Files,
): NonNullable<LookupSettings["contextText"]> {
  const known = new Map<string, string | undefined>();
  let isIgnored: ((path: string) => boolean) | undefined;
  function textOf(written: string): string | undefined {
    const path = joinPath(context, `./${written}`);
    const below = pathBelow(context, path);
    if (below === undefined) return undefined;
    const [real, root] = [files.realPath(path), files.realPath(context)];
    if (!real.ok || !root.ok || pathBelow(root.value, real.value) === undefined) return undefined;
    isIgnored ??= ignoredIn(context, dockerfile, files);
    if (isIgnored(below)) return undefined;
    const text = files.readText(path);
    return text.ok ? text.value : undefined;
  }
  return (path) => {
    if (!known.has(path)) known.set(path, textOf(path));
    return known.get(path);
  };
}

/** The last pattern that fits a path, or a folder above it, decides. Source: Docker's documentation, "Build context", ".dockerignore files". */
function ignoredIn(context: string, dockerfile: string, files: Files): (path: string) => boolean {
  const own = files.readText(`${dockerfile}.dockerignore`);
  const text = own.ok ? own : files.readText(joinPath(context, ".dockerignore"));
  const lines = (text.ok ? text.value : "").split("\n").flatMap((line) => {
    const written = line.trim();
    const isTakenBack = written.startsWith("!");
    const pattern = written.slice(isTakenBack ? 1 : 0).replace(/^\.?\//, "");
    const trimmed = pattern.endsWith("/") ? pattern.slice(0, -1) : pattern;
    if (trimmed === "" || written.startsWith("#")) return [];
    return [{ isTakenBack, matches: pathPattern(trimmed) }];
  });
  return (path) => {
    const names = path.split("/");
    const last = lines.findLast(({ matches }) => names.some((_, index) => matches(names.slice(0, index + 1))));
    return last !== undefined && !last.isTakenBack;
  };
}
