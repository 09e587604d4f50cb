import type { ScanFinding, ScanSeverity, ScanView } from "../../../server/src/protocol/scan.ts";

/** How the findings of a scan are laid out. */
export interface TreeChoice {
  readonly groupBy: "instruction" | "package" | "severity";
  /** `urgent`: what has a fix and is high or worse (or nobody rated). `shown`: all but what is hidden. */
  readonly scope: "urgent" | "shown" | "all";
  /** Part of an id, of a package's name or of a summary; empty: everything. */
  readonly filter: string;
}

/** How a scan is laid out before somebody chooses. */
export const FIRST_CHOICE: TreeChoice = { groupBy: "instruction", scope: "urgent", filter: "" };

/** A row of the tree. Its texts come from an image: they are plain text, never Markdown. */
export interface TreeRow {
  /** Stays the same while the tree changes. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  readonly kind: "gap" | "gaps" | "instruction" | "package" | "severity" | "finding" | "fixed" | "note";
  /** Worst of what stands below, or its own. */
  readonly severity: ScanSeverity | undefined;
  /** Grey: decided, or its line was edited since the scan. */
  readonly isFaint: boolean;
  /** Index in `findings` of the view. */
  readonly finding: number | undefined;
  /** Index in `instructions` of the view, whose line is to be shown. */
  readonly instruction: number | undefined;
  readonly children: readonly TreeRow[];
}

/** Worst first. One that nobody rated stands last, and counts as a high one. */
const SEVERITIES: readonly ScanSeverity[] = ["critical", "high", "medium", "low", "unknown"];

/** The rows of the tree: what could not be looked at first, then the findings, then what is fixed since the last scan. */
export function treeOf(view: ScanView, choice: TreeChoice): readonly TreeRow[] {
  const findings = chosen(view, choice);
  const rows = { instruction: byInstruction, package: byPackage, severity: bySeverity }[choice.groupBy](view, findings);
  return [...gapRows(view), ...(rows.length === 0 ? [emptyRow(view, choice)] : rows), ...fixedRows(view)];
}

/** What stands above the tree: how much is shown, and how much is not. */
export function treeMessage(view: ScanView, choice: TreeChoice): string {
  const count = chosen(view, choice).length;
  const rest = view.findings.length - count;
  const what = {
    urgent: "to fix first",
    shown: count === 1 ? "finding" : "findings",
    all: count === 1 ? "finding with what is hidden" : "findings with what is hidden",
  }[choice.scope];
  const filter = choice.filter === "" ? "" : ` with “${choice.filter}”`;
  const hidden = rest === 0 ? "" : `; ${rest} not shown`;
  return `${view.image.name}: ${count} ${what}${filter}${hidden}${gapWords(view)}${changeWords(view)}`;
}

/** The number beside the view's icon: what is urgent. */
export function urgentCount(view: ScanView): number {
  return chosen(view, FIRST_CHOICE).length;
}

function gapWords({ gaps }: ScanView): string {
  return gaps.length === 0 ? "" : `; ${gaps.length} ${gaps.length === 1 ? "thing was" : "things were"} not looked at`;
}

function changeWords({ changes }: ScanView): string {
  if (changes === undefined) return "";
  return `; ${changes.added} new, ${changes.fixed.length} gone, ${changes.still} still there since the last scan`;
}

function chosen({ findings }: ScanView, { scope, filter }: TreeChoice): readonly ScanFinding[] {
  const wanted = filter.toLowerCase();
  return findings.filter(
    (each) =>
      (scope === "all" || !each.isHidden) &&
      (scope !== "urgent" || each.isUrgent) &&
      (wanted === "" || searchText(each).includes(wanted)),
  );
}

function searchText({ id, aliases, package: name, summary }: ScanFinding): string {
  return [id, ...aliases, name, summary].join("\n").toLowerCase();
}

function gapRows({ gaps }: ScanView): readonly TreeRow[] {
  if (gaps.length === 0) return [];
  const children = gaps.map(({ what, why }, index) =>
    row({ id: `gap ${index}`, kind: "gap", label: what, description: why, tooltip: `${what}: ${why}` }),
  );
  return [row({ id: "gaps", kind: "gaps", label: "Not looked at", description: `${gaps.length}`, children })];
}

function emptyRow(view: ScanView, { scope, filter }: TreeChoice): TreeRow {
  const hidden = view.findings.length;
  const label = hidden === 0 || (scope !== "urgent" && filter === "") ? view.verdict : "Nothing of this kind";
  return row({ id: "empty", kind: "note", label, tooltip: view.verdict });
}

function fixedRows({ changes }: ScanView): readonly TreeRow[] {
  if (changes === undefined || changes.fixed.length === 0) return [];
  const children = changes.fixed.map(({ id, package: name }, index) =>
    // Packages of two kinds may have one name, and no two rows of a tree the same id.
    row({ id: `fixed ${id} ${name} ${index}`, kind: "fixed", label: id, description: name, isFaint: true }),
  );
  const description = `${children.length}, not there any more`;
  return [row({ id: "fixed", kind: "fixed", label: "Gone since the last scan", description, children })];
}

function byInstruction(view: ScanView, findings: readonly ScanFinding[]): readonly TreeRow[] {
  const groups = grouped(findings, ({ instruction }) => instruction ?? -1);
  return [...groups]
    .sort(([a], [b]) => (a < 0 ? Number.MAX_SAFE_INTEGER : a) - (b < 0 ? Number.MAX_SAFE_INTEGER : b))
    .map(([index, of]) => {
      const line = view.instructions[index];
      const key = `instruction ${index}`;
      const children = packageRows(of, key, line?.isEdited === true);
      if (line === undefined)
        return row({
          id: key,
          kind: "instruction",
          label: "Whole image",
          description: severityCounts(of),
          tooltip: view.unplaced ?? "which instruction brought it is not known",
          severity: worstOf(of),
          children,
        });
      const base = line.isBase ? "base image, " : "";
      const edited = line.isEdited ? ", edited since the scan" : "";
      const number = line.line === undefined ? "" : `${line.line + 1}: `;
      return row({
        id: key,
        kind: "instruction",
        label: `${number}${line.text}`,
        description: `${base}${severityCounts(of)}${edited}`,
        tooltip: line.text,
        severity: worstOf(of),
        isFaint: line.isEdited,
        instruction: index,
        children,
      });
    });
}

function byPackage(_: ScanView, findings: readonly ScanFinding[]): readonly TreeRow[] {
  return packageRows(findings, "", false);
}

function bySeverity(_: ScanView, findings: readonly ScanFinding[]): readonly TreeRow[] {
  const groups = grouped(findings, ({ severity }) => severity);
  return SEVERITIES.flatMap((severity) => {
    const of = groups.get(severity);
    if (of === undefined) return [];
    const children = of.map((each) => findingRow(each, `severity ${severity}`, true));
    return [
      row({
        id: `severity ${severity}`,
        kind: "severity",
        label: severity,
        description: `${of.length}`,
        severity,
        children,
      }),
    ];
  });
}

function packageRows(findings: readonly ScanFinding[], parent: string, isFaint: boolean): readonly TreeRow[] {
  const groups = grouped(findings, ({ type, package: name, version }) => `${type} ${name} ${version}`);
  return [...groups].map(([key, of]) => {
    const { package: name = "", version = "", type = "", path = "" } = of[0] ?? {};
    const id = `${parent}/${key}`;
    return row({
      id,
      kind: "package",
      label: version === "" ? name : `${name} ${version}`,
      description: `${severityCounts(of)}${fixedWords(of)}${of.some(({ isNew }) => isNew) ? ", new" : ""}`,
      tooltip: `${type} ${name} ${version}, by ${path}`,
      severity: worstOf(of),
      isFaint: isFaint || of.every(({ isHidden }) => isHidden),
      children: of.map((each) => findingRow(each, id, false)),
    });
  });
}

/** `, 1 of 3 fixed in 3.0.2`; empty: none has a fix. */
function fixedWords(findings: readonly ScanFinding[]): string {
  const fixed = findings.flatMap(({ fixedIn }) => fixedIn ?? []);
  if (fixed.length === 0) return "";
  const share = fixed.length === findings.length ? "" : `${fixed.length} of ${findings.length} `;
  const [first, second, ...others] = new Set(fixed);
  const rest = others.length > 0 ? `, ${second} and others` : second === undefined ? "" : ` and ${second}`;
  return `, ${share}fixed in ${first}${rest}`;
}

function findingRow(finding: ScanFinding, parent: string, withPackage: boolean): TreeRow {
  const { id, package: name, version, severityWords, fixedIn, decision, summary, isHidden, isNew, index } = finding;
  const words = [
    severityWords,
    ...(withPackage ? [`${name} ${version}`.trim()] : []),
    fixedIn === undefined ? noFixWords(finding) : `fixed in ${fixedIn}`,
    ...(finding.copied === "" ? [] : [finding.copied]),
    ...(isNew ? ["new"] : []),
    ...(finding.notes.includes("malicious") ? ["malicious package"] : []),
    ...(finding.notes.includes("known-exploited") ? ["attacks are known"] : []),
    ...(decision === undefined ? [] : [decision]),
  ];
  return row({
    id: `${parent}/${id} ${name} ${version} ${index}`,
    kind: "finding",
    label: id,
    description: words.join(", "),
    tooltip: [id, summary, words.join(", ")].filter((text) => text !== "").join("\n"),
    severity: finding.severity,
    isFaint: isHidden,
    finding: index,
    instruction: finding.instruction,
  });
}

function noFixWords({ notes }: ScanFinding): string {
  return notes.includes("no-fix") ? "no fix will come" : "no fix yet";
}

function severityCounts(findings: readonly ScanFinding[]): string {
  const counts = grouped(findings, ({ severity }) => severity);
  return SEVERITIES.flatMap((severity) => {
    const count = counts.get(severity)?.length ?? 0;
    return count === 0 ? [] : [`${count} ${severity}`];
  }).join(", ");
}

function worstOf(findings: readonly ScanFinding[]): ScanSeverity | undefined {
  return SEVERITIES.find((severity) => findings.some((each) => each.severity === severity));
}

function grouped<K>(findings: readonly ScanFinding[], keyOf: (finding: ScanFinding) => K): Map<K, ScanFinding[]> {
  const groups = new Map<K, ScanFinding[]>();
  for (const finding of findings) {
    const key = keyOf(finding);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return groups;
}

function row(parts: Pick<TreeRow, "id" | "label" | "kind"> & Partial<TreeRow>): TreeRow {
  return {
    description: "",
    tooltip: parts.label,
    severity: undefined,
    isFaint: false,
    finding: undefined,
    instruction: undefined,
    children: [],
    ...parts,
  };
}
