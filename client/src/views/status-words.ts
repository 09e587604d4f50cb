import type { FileStatus } from "../../../server/src/protocol/requests.ts";

/** What a language status item says. */
export interface StatusWords {
  readonly text: string;
  readonly detail: string;
}

/** Short: VS Code cuts off what is wider than half a thousand pixels, and with it the command behind it. */
export function statusWords(status: FileStatus): StatusWords {
  const { isChecked, profile, rulesOn, rules } = status;
  if (!isChecked) return { text: "Seaworthy: not checked", detail: "left out by its name or the settings" };
  const detail = rulesOn === rules ? `profile ${profile}` : `${rulesOn} of ${rules} rules on`;
  return { text: `Seaworthy: ${findingWords(status)}`, detail };
}

function findingWords({ warnings, informations, hints }: FileStatus): string {
  const parts = [counted(warnings, "warning"), counted(informations, "note"), counted(hints, "hint")];
  return parts.filter((part) => part !== "").join(", ") || "nothing found";
}

function counted(count: number, one: string): string {
  return count === 0 ? "" : `${count} ${one}${count === 1 ? "" : "s"}`;
}
