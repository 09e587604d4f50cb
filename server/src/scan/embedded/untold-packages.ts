import type { ScanGap } from "../package.ts";

/** How packages of a kind that no reader reads are told: by a file that each of them leaves. */
interface Trace {
  readonly kind: string;
  /** The end of that file's name. */
  readonly ending: string;
  readonly path: RegExp;
}

/** Sources: what these package managers write, as the catalogers of anchore/syft look for it or as it lies in their own images. */
const TRACES: readonly Trace[] = [
  { kind: "Homebrew", ending: ".json", path: /(?:^|\/)Cellar\/[^/]+\/[^/]+\/INSTALL_RECEIPT\.json$/ },
  { kind: "PEAR and PECL", ending: ".reg", path: /(?:^|\/)\.registry\/(?:\.channel\.[^/]+\/)?[^/]+\.reg$/ },
  { kind: "LuaRocks", ending: ".rockspec", path: /(?:^|\/)rocks[^/]*\/[^/]+\/[^/]+\/[^/]+\.rockspec$/ },
  { kind: "Erlang and Elixir", ending: ".app", path: /(?:^|\/)ebin\/[^/]+\.app$/ },
  { kind: "Julia", ending: ".toml", path: /(?:^|\/)packages\/[^/]+\/\w{5}\/Project\.toml$/ },
  { kind: "CPAN", ending: ".json", path: /(?:^|\/)\.meta\/[^/]+\/install\.json$/ },
  { kind: "Dart", ending: ".yaml", path: /(?:^|\/)\.pub-cache\/hosted\/[^/]+\/[^/]+\/pubspec\.yaml$/ },
  { kind: "opam", ending: "opam", path: /(?:^|\/)\.opam-switch\/packages\/[^/]+\/opam$/ },
  { kind: "Conan", ending: ".txt", path: /(?:^|\/)conaninfo\.txt$/ },
  { kind: "vcpkg", ending: "status", path: /(?:^|\/)vcpkg\/status$/ },
  { kind: "Yarn's archives", ending: ".cjs", path: /(?:^|\/)\.pnp\.cjs$/ },
  { kind: "Haskell", ending: ".conf", path: /(?:^|\/)(?:package\.db|package\.conf\.d|pkgdb)\/[^/]+\.conf$/ },
  { kind: "Python's archives", ending: ".pex", path: /[^/]\.pex$/ },
  { kind: "Python's archives", ending: ".pyz", path: /[^/]\.pyz$/ },
  { kind: "Electron", ending: ".asar", path: /[^/]\.asar$/ },
  { kind: "WordPress", ending: ".php", path: /(?:^|\/)wp-includes\/version\.php$/ },
];

const STORE = "nix/store/";

/** A file that a package of such a kind left. */
export interface PackageTrace {
  readonly kind: string;
  readonly path: string;
}

/** What the name of a file tells of packages that are not read; undefined: nothing. */
export function packageTrace(path: string): PackageTrace | undefined {
  if (path.startsWith(STORE)) return { kind: "Nix", path: path.split("/", 3).join("/") };
  for (const { kind, ending, path: pattern } of TRACES)
    if (path.endsWith(ending) && pattern.test(path)) return { kind, path };
  return undefined;
}

/** One gap for each kind, with the first of its traces: an image with such packages is not known to be clean. */
export function untoldPackages(traces: readonly PackageTrace[]): readonly ScanGap[] {
  const byKind = new Map<string, Set<string>>();
  for (const { kind, path } of traces) byKind.set(kind, (byKind.get(kind) ?? new Set()).add(path));
  return [...byKind].sort().map(([kind, paths]) => {
    const [first = ""] = [...paths].sort();
    const others = paths.size > 1 ? `, and ${paths.size - 1} more` : "";
    return { what: `${kind} (${first}${others})`, why: "packages of this kind are not read", isInherent: true };
  });
}
