import type { FileStatus } from "../../../server/src/protocol/requests.ts";

/** What a language status item says. */
export interface StatusWords {
  readonly text: string;
  readonly detail: string;
}

/** `neighbour`: the extension that gives hover and outline in our place. */
export function statusWords(status: FileStatus, neighbour: string | undefined): StatusWords {
  const served = neighbour === undefined ? "" : `; hover of instructions and outline by ${neighbour}`;
  if (!status.isChecked)
    return { text: "Seaworthy: not checked", detail: `by its name or the settings, this file is left out${served}` };
  const rules = `${status.rulesOn} of ${status.rules} rules on, profile ${status.profile}`;
  return { text: `Seaworthy: ${findingWords(status)}`, detail: rules + served };
}

function findingWords({ warnings, informations, hints }: FileStatus): string {
  const parts = [
    counted(warnings, "warning", "warnings"),
    counted(informations, "note", "notes"),
    counted(hints, "hint", "hints"),
  ];
  return parts.filter((part) => part !== "").join(", ") || "nothing found";
}

function counted(count: number, one: string, many: string): string {
  return count === 0 ? "" : `${count} ${count === 1 ? one : many}`;
}
