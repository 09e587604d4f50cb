import type { ShellLanguage } from "./script.ts";
export function languageOf(words: readonly string[]): { language: ShellLanguage; errexit: boolean; pipefail: boolean } {
  const n = (words[0] ?? "").toLowerCase().replace(/^.*[/\\]/, "").replace(/\.exe$/, "");
  const language = /^(ba|da|a|z|k)?sh$/.test(n) ? "sh" : /^(powershell|pwsh)$/.test(n) ? "powershell" : n === "cmd" ? "cmd" : "unknown";
  return { language, errexit: words.some((w) => /^-[a-z]*e/.test(w)), pipefail: words.includes("pipefail") };
}
export function languageOfShebang(line: string) {
  return languageOf(line.slice(2).trim().split(/\s+/).filter((w) => !w.endsWith("/env")));
}
