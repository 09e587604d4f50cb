import type { Span } from "../text/span.ts";
import type { Argument, Call } from "./call.ts";

/** A switch that turns signature or TLS checks off, as written. */
export interface InsecureSwitch {
  readonly span: Span;
  readonly text: string;
  /** The hosts or the URL that it concerns, divided by blanks or commas; undefined: everything. */
  readonly host?: string;
}

/**
 * Environment variables that switch checks off, and the values with which they do: `any` but nothing, `0` and `false`, or
 * `hosts`, whose certificates are not looked at. Sources: the manuals of git, Node.js, Python, npm, Yarn, Bundler, pip, uv, conda and Go.
 */
const VARIABLES: ReadonlyMap<string, readonly string[] | "any" | "hosts"> = new Map<
  string,
  readonly string[] | "any" | "hosts"
>([
  ["GIT_SSL_NO_VERIFY", "any"],
  ["NODE_TLS_REJECT_UNAUTHORIZED", ["0"]],
  ["PYTHONHTTPSVERIFY", ["0"]],
  ["NPM_CONFIG_STRICT_SSL", ["false"]],
  ["npm_config_strict_ssl", ["false"]],
  ["YARN_STRICT_SSL", ["false"]],
  ["YARN_ENABLE_STRICT_SSL", ["false", "0"]],
  ["BUNDLE_SSL_VERIFY_MODE", ["0"]],
  ["CONDA_SSL_VERIFY", ["false", "False", "0"]],
  ["PIP_TRUSTED_HOST", "hosts"],
  ["UV_INSECURE_HOST", "hosts"],
  ["GOINSECURE", "hosts"],
]);

/** What a variable of this name and value switches off; undefined: nothing. `name=value` is the text, `span` is given. */
export function insecureVariable(name: string, value: string | undefined, span: Span): InsecureSwitch | undefined {
  const values = VARIABLES.get(name);
  if (values === undefined || value === undefined || value === "") return undefined;
  const text = `${name}=${value}`;
  if (values === "hosts") return { span, text, host: value };
  const isOff = values === "any" ? value !== "0" && value !== "false" : values.includes(value);
  return isOff ? { span, text } : undefined;
}

/** False when no call of a script can hold a switch; cheap, for most scripts hold none. */
export function mayBeInsecure(script: string): boolean {
  return SIGN.test(script);
}

const SIGN =
  /trusted=yes|trusted:|sslverify|NO_VERIFY|REJECT_UNAUTHORIZED|PYTHONHTTPSVERIFY|strict_ssl|SSL_VERIFY|_HOST=|GOINSECURE/i;

/**
 * Switches in a call that is no install command: `export GIT_SSL_NO_VERIFY=1`, `git config http.sslVerify false`,
 * `[trusted=yes]`. `source` is the text that the spans are offsets in.
 */
export function insecureSwitches(call: Call, source: string): readonly InsecureSwitch[] {
  const found: InsecureSwitch[] = [];
  for (const [index, argument] of call.args.entries()) {
    const own = switchIn(call, argument, call.args[index + 1]);
    if (own !== undefined) found.push(own);
    if (argument.text.includes("trusted=yes")) found.push(...trustedSources(argument.span, source));
  }
  for (const { operator, target } of call.redirects) {
    if (operator === "<<" || operator === "<<<") found.push(...trustedSources(target.span, source));
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
  const key = text.toLowerCase();
  const isOff = key === "http.sslverify=false" || (key === "http.sslverify" && next?.text === "false");
  return isOff ? { span, text: written } : undefined;
}

/** An option of a line of sources.list(5), or a field of a deb822 file, that takes packages without signature. */
const TRUSTED = /\btrusted(?:=yes\b|:[ \t]*yes\b)/gi;

/** The options `trusted=yes` in a part of the source; the URL behind the bracket is what they concern. */
function trustedSources({ start, end }: Span, source: string): readonly InsecureSwitch[] {
  const found: InsecureSwitch[] = [];
  for (const match of source.slice(start, end).matchAll(TRUSTED)) {
    const at = start + match.index;
    const span = { start: at, end: at + match[0].length };
    if (match[0].includes(":")) {
      found.push({ span, text: match[0] });
      continue;
    }
    const lineEnd = source.indexOf("\n", at);
    const rest = source.slice(at, lineEnd < 0 ? end : Math.min(lineEnd, end));
    const bracket = rest.indexOf("]");
    const host =
      bracket < 0
        ? undefined
        : rest
            .slice(bracket + 1)
            .trimStart()
            .split(/[\s'"]/, 1)[0];
    found.push({ span, text: match[0], ...(host === undefined || host === "" ? {} : { host }) });
  }
  return found;
}
