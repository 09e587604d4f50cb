import type { Span } from "../text/span.ts";
import type { Argument, Call } from "./call.ts";
import { writtenBySed } from "./written-by-sed.ts";

/** A switch that turns signature or TLS checks off, as written. */
export interface InsecureSwitch {
  readonly span: Span;
  readonly text: string;
  /** The hosts or the URL that it concerns, divided by blanks or commas; undefined: everything. */
  readonly host?: string;
}

/**
 * Environment variables that switch checks off, and the values with which they do: `any` at all (git looks only whether the
 * variable is there), or `hosts`, whose certificates are not looked at. Sources: git's http.c; the manuals of Node.js, Python,
 * npm, pnpm, Yarn, Bundler, pip, uv, conda and Go.
 */
const VARIABLES: ReadonlyMap<string, SwitchingValues> = new Map<string, SwitchingValues>([
  ["GIT_SSL_NO_VERIFY", "any"],
  ["NODE_TLS_REJECT_UNAUTHORIZED", ["0"]],
  ["PYTHONHTTPSVERIFY", ["0"]],
  ["NPM_CONFIG_STRICT_SSL", ["false"]],
  ["npm_config_strict_ssl", ["false"]],
  ["PNPM_CONFIG_STRICT_SSL", ["false"]],
  ["pnpm_config_strict_ssl", ["false"]],
  ["YARN_STRICT_SSL", ["false"]],
  ["YARN_ENABLE_STRICT_SSL", ["false", "0"]],
  ["BUNDLE_SSL_VERIFY_MODE", ["0"]],
  ["CONDA_SSL_VERIFY", ["false", "False", "0"]],
  ["PIP_TRUSTED_HOST", "hosts"],
  ["UV_INSECURE_HOST", "hosts"],
  ["GOINSECURE", "hosts"],
]);

type SwitchingValues = readonly string[] | "any" | "hosts";

/** What a variable of this name and value switches off; undefined: nothing. `name=value` is the text, `span` is given. */
export function insecureVariable(name: string, value: string | undefined, span: Span): InsecureSwitch | undefined {
  const values = VARIABLES.get(name);
  if (values === undefined || value === undefined) return undefined;
  const text = `${name}=${value}`;
  if (values === "hosts") return value === "" ? undefined : { span, text, host: value };
  return values === "any" || values.includes(value) ? { span, text } : undefined;
}

/** False when no call of a script can hold a switch; cheap, for most scripts hold none. */
export function mayBeInsecure(script: string): boolean {
  return SIGN.test(script);
}

const SIGN =
  /trusted=yes|trusted:|sslverify|NO_VERIFY|REJECT_UNAUTHORIZED|PYTHONHTTPSVERIFY|strict_ssl|SSL_VERIFY|_HOST=|GOINSECURE|gpgcheck|verify-(?:peer|host)|AllowUnauth|AllowInsecure|SigLevel/i;

/**
 * Switches in a call that are no options of an install command: `GIT_SSL_NO_VERIFY=1 git …`, `git config http.sslVerify false`,
 * `[trusted=yes]`. `source` is the text that the spans are offsets in.
 */
export function insecureSwitches(call: Call, source: string): readonly InsecureSwitch[] {
  const found = [...switchesInFront(call, source)];
  for (const [index, argument] of call.args.entries()) {
    const own = switchIn(call, argument, call.args[index + 1]);
    if (own !== undefined) found.push(own);
    found.push(...uncheckedSources(argument, call, source));
  }
  for (const { operator, target } of call.redirects) {
    if (operator === "<<" || operator === "<<<") found.push(...uncheckedSources(target, call, source));
  }
  return found;
}

/** `NODE_TLS_REJECT_UNAUTHORIZED=0 npm ci`: variables set for this call alone. */
function switchesInFront(call: Call, source: string): readonly InsecureSwitch[] {
  const found: InsecureSwitch[] = [];
  for (const [name, value] of call.environment) {
    const start = source.indexOf(`${name}=`, call.span.start);
    if (start < 0 || start >= call.programSpan.start) continue;
    const end = source.slice(start, call.programSpan.start).search(/\s|$/) + start;
    const variable = insecureVariable(name, value, { start, end });
    if (variable !== undefined) found.push(variable);
  }
  return found;
}

function switchIn(call: Call, argument: Argument, next: Argument | undefined): InsecureSwitch | undefined {
  const { span, text, written } = argument;
  if (call.program === "export" || call.program === "declare") {
    const equals = text.indexOf("=");
    const variable = equals < 1 ? undefined : insecureVariable(text.slice(0, equals), text.slice(equals + 1), span);
    return variable === undefined ? undefined : { ...variable, text: written };
  }
  if (call.program !== "git") return undefined;
  const [setting, host, own] = SSL_VERIFY.exec(text) ?? [];
  if (setting === undefined || !GIT_FALSE.has((own ?? next?.text ?? "true").toLowerCase())) return undefined;
  const shown = own === undefined ? `${written} ${next?.written}` : written;
  return host === undefined ? { span, text: shown } : { span, text: shown, host };
}

/** `http.sslVerify` or `http.URL.sslVerify`, with its value behind `=` or as the next word. */
const SSL_VERIFY = /^http\.(?:(.+)\.)?sslverify(?:=(.*))?$/is;

/** Source: git-config(1), "Values", boolean. */
const GIT_FALSE: ReadonlySet<string> = new Set(["false", "no", "off", "0", ""]);

/** An option of a line of sources.list(5), or a field of a deb822 file, also behind the `\n` of printf, that takes packages without signature. */
const TRUSTED = /(?<=\\n|\b)trusted(?:=yes\b|:[ \t]*yes\b)/gi;

/** The same for a repository of yum and dnf, also behind such a `\n`; `repo_gpgcheck` is about the index alone. Source: dnf.conf(5). */
const NO_GPGCHECK = /(?<=\\n|[^A-Za-z_]|^)gpgcheck[ \t]*=[ \t]*0\b/g;

/** The same for pacman. Source: pacman.conf(5), "Package and Database Signature Checking". */
const NO_SIGNATURE = /(?<!# ?)(?<=\\n|\b)SigLevel[ \t]*=[ \t]*Never\b/g;

/** The same for all that apt takes, in a text for a file of apt.conf(5). */
const NO_APT_CHECK =
  /\b(?:verify-(?:peer|host)[ \t"\\]{1,4}(?:false|no|0)|Allow(?:Unauthenticated|InsecureRepositories)[ \t"\\]{1,4}(?:true|yes|1))\b(?:\\?")?/gi;

/** Package sources in a text that a call writes, whose packages are taken without a signature; local ones are told by their host. */
function uncheckedSources({ text, span }: Argument, call: Call, source: string): readonly InsecureSwitch[] {
  const written = source.slice(span.start, span.end);
  if (/trusted/i.test(text)) {
    const marks = [...written.matchAll(TRUSTED)].filter(({ index }) => isWritten(index, written, call));
    const uri = /URIs:[ \t]*([^\s\\'"]+)/i.exec(written)?.[1];
    return marks.map((match) => switchAt(match, span.start, hostBehind(match, written) ?? uri));
  }
  if (text.includes("SigLevel")) {
    const marks = [...written.matchAll(NO_SIGNATURE)].filter(({ index }) => isWritten(index, written, call, WRITERS));
    const host = (SERVER.exec(written) ?? SERVER.exec(source))?.[1];
    return marks.map((match) => switchAt(match, span.start, host));
  }
  // Others look for it, or replace it.
  if (!WRITERS.has(call.program)) return [];
  const settings = [...written.matchAll(NO_APT_CHECK)].map((match) => switchAt(match, span.start, undefined));
  if (settings.length > 0 || !text.includes("gpgcheck")) return settings;
  const host = /\bbaseurl[ \t]*=[ \t]*([^\s\\'"]+)/.exec(written)?.[1];
  return [...written.matchAll(NO_GPGCHECK)].map((match) => switchAt(match, span.start, host));
}

const SERVER = /\bServer[ \t]*=[ \t]*([^\s\\'"]+)/;

const WRITERS: ReadonlySet<string> = new Set("echo printf cat tee add-content set-content".split(" "));

const SEARCHERS: ReadonlySet<string> = new Set(["grep", "egrep", "fgrep", "rg"]);

/** Whether what stands at `index` of a word is there to be written, not to be looked for; with `writers` by one of these, or edited. */
function isWritten(index: number, word: string, { program }: Call, writers?: ReadonlySet<string>): boolean {
  if (program === "sed" || program === "perl")
    return writtenBySed(word).some(({ start, end }) => start <= index && index < end);
  return writers?.has(program) ?? !SEARCHERS.has(program);
}

/** The URL behind the bracket is what the option concerns; it stands near, so that a long text is not read again for each. */
function hostBehind({ index }: RegExpExecArray, written: string): string | undefined {
  const near = written.slice(index, index + MAX_LINE);
  const [line = ""] = near.replace(/\\\r?\n/g, " ").split("\n", 1);
  const bracket = line.indexOf("]");
  if (bracket < 0) return undefined;
  const behind = line.slice(bracket + 1).trimStart();
  return behind.split(/[\s'"]/, 1)[0];
}

const MAX_LINE = 500;

function switchAt({ 0: text, index }: RegExpExecArray, offset: number, host: string | undefined): InsecureSwitch {
  const start = offset + index;
  const span = { start, end: start + text.length };
  return host === undefined || host === "" ? { span, text } : { span, text, host };
}
