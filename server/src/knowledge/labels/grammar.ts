import { enumeration } from "../../text/enumeration.ts";

/** Lower-case letters, digits and single `.` or `-` between them. Source: Docker's "Docker object labels", key format recommendations. */
const KEY = /^[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*$/;

/**
 * Keys outside of the grammar that others have given a meaning: under another name nobody finds them. Sources: `atomic` (run, install,
 * uninstall, stop) and `podman container runlabel`; Red Hat's universal base images; Datadog's documentation, "Docker Autodiscovery";
 * BioContainers' specification of containers, "Labels".
 */
const KEYS_OF_OTHERS: ReadonlySet<string> = new Set([
  "RUN",
  "INSTALL",
  "UNINSTALL",
  "STOP",
  "com.redhat.license_terms",
  "com.datadoghq.ad.check_names",
  "com.datadoghq.ad.init_configs",
  "base_image",
  "about.license_file",
]);

/** Whalebrew's, some with `_`. Source: its README, "Creating packages". */
const OF_WHALEBREW = "io.whalebrew.config.";

/** All that keeps a text from being a label key, and what the grammar wants; undefined: it is one, or one of others. */
export function keyProblem(key: string): string | undefined {
  if (KEY.test(key) || KEYS_OF_OTHERS.has(key) || key.startsWith(OF_WHALEBREW)) return undefined;
  if (key === "") return "is empty: name it";
  const strange = strangeParts(key);
  const problems: (readonly [problem: string, cure: string])[] = [];
  if (strange !== "") problems.push([`holds ${strange}`, 'use lower-case letters, digits, "." and "-"']);
  if (/[.-][.-]/.test(key)) problems.push(["has two separators in a row", 'write one "." or "-"']);
  if (/^[0-9.-]/.test(key)) problems.push(["begins with no letter", "begin it with a lower-case one"]);
  if (/[.-]$/.test(key)) problems.push(['ends in "." or "-"', "end it in a letter or digit"]);
  return `${problems.map(([problem]) => problem).join(" and ")}: ${problems.map(([, cure]) => cure).join(", ")}`;
}

/** So many characters are named; who has more in a key knows by then. */
const MAX_NAMED = 4;

/** `capital letters`, `capital letters and "_"`. */
function strangeParts(key: string): string {
  const others = [...new Set(key.replace(/[A-Za-z0-9.-]+/g, ""))];
  const named = others.slice(0, MAX_NAMED).map((character) => `"${character}"`);
  const more = others.length > MAX_NAMED ? ["other characters"] : [];
  const parts = [...(/[A-Z]/.test(key) ? ["capital letters"] : []), ...named, ...more];
  return enumeration(parts);
}
