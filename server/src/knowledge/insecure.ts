import type { Span } from "../text/span.ts";
import type { Argument, Call } from "./call.ts";

/** A switch that turns signature or TLS checks off, as written. */
export interface InsecureSwitch {
  readonly span: Span;
  readonly text: string;
}

/** Environment variables that switch checks off, and the values with which they do (undefined: any but empty, `0`, `false`). */
const VARIABLES: ReadonlyMap<string, readonly string[] | undefined> = new Map([
  ["GIT_SSL_NO_VERIFY", undefined],
  ["NODE_TLS_REJECT_UNAUTHORIZED", ["0"]],
  ["PYTHONHTTPSVERIFY", ["0"]],
  ["NPM_CONFIG_STRICT_SSL", ["false"]],
  ["npm_config_strict_ssl", ["false"]],
]);

/** True when a variable of this name and value switches TLS checks off for the programs that read it. */
export function isInsecureVariable(name: string, value: string | undefined): boolean {
  if (value === undefined || !VARIABLES.has(name)) return false;
  const values = VARIABLES.get(name);
  return values === undefined ? value !== "" && value !== "0" && value !== "false" : values.includes(value);
}

/** False when no call of a script can hold a switch; cheap, for most scripts hold none. */
export function mayBeInsecure(script: string): boolean {
  return /trusted=yes|sslverify|NO_VERIFY|REJECT_UNAUTHORIZED|PYTHONHTTPSVERIFY|strict_ssl/i.test(script);
}

/** Switches in a call that is no install command: `export GIT_SSL_NO_VERIFY=1`, `git config http.sslVerify false`, `[trusted=yes]`. */
export function insecureSwitches(call: Call): readonly InsecureSwitch[] {
  const found: InsecureSwitch[] = [];
  for (const [index, argument] of call.args.entries()) {
    if (isSwitchedOff(call, argument, call.args[index + 1]))
      found.push({ span: argument.span, text: argument.written });
    const trusted = argument.text.indexOf("trusted=yes");
    if (trusted >= 0 && argument.text.lastIndexOf("[", trusted) >= 0)
      found.push({ span: argument.span, text: "[trusted=yes]" });
  }
  for (const redirect of call.redirects) {
    const isBody = redirect.operator === "<<" || redirect.operator === "<<<";
    if (isBody && /^[ \t]*deb [^\n]*\[[^\]\n]*trusted=yes/m.test(redirect.target.text)) {
      found.push({ span: redirect.target.span, text: "[trusted=yes]" });
    }
  }
  return found;
}

function isSwitchedOff(call: Call, argument: Argument, next: Argument | undefined): boolean {
  if (call.program === "export" || call.program === "declare") {
    const equals = argument.text.indexOf("=");
    return equals > 0 && isInsecureVariable(argument.text.slice(0, equals), argument.text.slice(equals + 1));
  }
  if (call.program !== "git") return false;
  const text = argument.text.toLowerCase();
  return text === "http.sslverify=false" || (text === "http.sslverify" && next?.text === "false");
}
