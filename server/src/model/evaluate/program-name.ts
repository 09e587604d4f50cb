import type { ShellLanguage } from "../../syntax/shell/script.ts";
import { behindLast } from "../../text/behind-last.ts";

/**
 * The base name of a program as the knowledge tables list it: no path; for PowerShell and cmd lower case without `.exe` or `.cmd`.
 * `aliases`: as in `StartedShell`.
 */
export function programName(word: string, language: ShellLanguage, aliases: boolean): string {
  const file = behindLast(word, "/");
  if (language !== "powershell" && language !== "cmd") return file;
  const name = behindLast(file, "\\").toLowerCase();
  if (name.endsWith(".exe") || name.endsWith(".cmd")) return name.slice(0, -4);
  return (aliases ? ALIASES.get(name) : undefined) ?? name;
}

/** Names that mean another program without `.exe` behind them. Source: Windows PowerShell 5.1, Get-Alias. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ["curl", "invoke-webrequest"],
  ["wget", "invoke-webrequest"],
]);
