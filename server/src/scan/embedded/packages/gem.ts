import { textOf } from "./paragraphs.ts";
import { MAX_TEXT_BYTES, type PackageReader, unread } from "./reader.ts";

/**
 * Installed Ruby gems, by their specifications, which are Ruby programs: read by pattern, never run. Those of repositories stand in what
 * Bundler checked out, where it writes the values that they came to. Sources: RubyGems, "Specification reference"; Bundler, source/git.rb.
 */
export const gem: PackageReader = {
  id: "gem",
  wants: (path) => path.endsWith(".gemspec") && (path.includes("/specifications/") || CHECKED_OUT.test(path)),
  maxBytes: MAX_TEXT_BYTES,
  read(_path, file) {
    const text = textOf(file.bytes());
    const name = valueOf(text, "name");
    const version = valueOf(text, "version");
    if (name === undefined || version === undefined) return unread("it names no gem");
    const [, written = ""] = text.split(".licenses = [", 2);
    const list = written.slice(0, Math.max(0, written.slice(0, 400).indexOf("]")));
    const names = [...list.matchAll(/"([^"]{1,100})"/g)].flatMap(([, licence]) => licence ?? []);
    return { packages: [{ type: "gem", name, version, ...(names.length === 0 ? {} : { licences: names }) }] };
  },
};

/** `bundler/gems/rails-0123abcd/rails.gemspec`, `…/activesupport/activesupport.gemspec`: others are data of tests. */
const CHECKED_OUT = /(?:^|\/)bundler\/gems\/[^/]+\/(?:[^/]+|([^/]+)\/\1)\.gemspec$/;

/** `s.version = "1.2.3"`, `s.name = "x".freeze`, `s.version = Gem::Version.new("1.2.3")`. */
function valueOf(text: string, field: "name" | "version"): string | undefined {
  const pattern =
    field === "name"
      ? /^[ \t]*\w+\.name\s*=\s*["']([\w.-]{1,200})["']/m
      : /^[ \t]*\w+\.version\s*=\s*(?:Gem::Version\.new\(\s*)?["']([\w.-]{1,200})["']/m;
  return pattern.exec(text)?.[1];
}
