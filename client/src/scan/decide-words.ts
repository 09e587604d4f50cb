import {
  type DecisionChoice,
  JUSTIFICATION_WORDS,
  type JustificationWord,
  type ScanFinding,
} from "../../../server/src/protocol/scan.ts";

/** One way to decide, as a list offers it. */
export interface ChoiceOffer {
  readonly label: string;
  readonly detail: string;
  readonly kind: DecisionChoice["kind"];
}

/** The ways to decide about a finding; one that is decided already can be opened again. */
export function choiceOffers({ decision, fixedIn }: ScanFinding): readonly ChoiceOffer[] {
  const fix = fixedIn === undefined ? "" : ` There is a fix: ${fixedIn}.`;
  return [
    { kind: "not_affected", label: "Not affected", detail: "The image has it, and it cannot do harm there" },
    { kind: "accepted", label: "Accept the risk", detail: `For some time, or for good.${fix}` },
    { kind: "under_investigation", label: "Under investigation", detail: "Somebody is looking; it stays in sight" },
    ...(decision === undefined
      ? []
      : [{ kind: "withdrawn" as const, label: "Take the decision back", detail: decision }]),
  ];
}

/** The justifications of OpenVEX, in words. */
export function justificationOffers(): readonly {
  readonly label: string;
  readonly justification: JustificationWord;
}[] {
  return JUSTIFICATIONS.map((justification) => ({ label: JUSTIFICATION_WORDS[justification], justification }));
}

const JUSTIFICATIONS: readonly JustificationWord[] = [
  "vulnerable_code_not_in_execute_path",
  "vulnerable_code_cannot_be_controlled_by_adversary",
  "vulnerable_code_not_present",
  "component_not_present",
  "inline_mitigations_already_exist",
];

/** What is wrong with a day until which a risk is accepted, as an input box shows it; undefined: nothing. Empty: without an end. */
export function dayProblem(text: string, today: string): string | undefined {
  const day = text.trim();
  if (day === "") return undefined;
  const time = Date.parse(`${day}T00:00:00Z`);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
  if (!isDay) return "A day such as 2027-01-31, or nothing";
  return day < today ? "That day is over" : undefined;
}

/** The packages of the image that have the same vulnerability, this one first. */
export function samePackages(findings: readonly ScanFinding[], finding: ScanFinding): readonly string[] {
  const names = findings.filter(({ id }) => id === finding.id).map(({ package: name }) => name);
  return [...new Set([finding.package, ...names])];
}
