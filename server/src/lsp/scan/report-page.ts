import { createHash } from "node:crypto";
import { SCAN_PAGE_COMMANDS, type ScanFinding, type ScannedLine, type ScanView } from "../../protocol/scan.ts";
import { grouped } from "../../scan/formats/words.ts";
import { SEVERITIES } from "../../scan/severity.ts";
import { counted } from "../../text/counted.ts";
import { type Html, html, webAddress } from "./html.ts";
import { REPORT_STYLE } from "./report-style.ts";

/**
 * The bill of health as a page without scripts: what was looked at, what could not be, what to fix first, the rest, what is hidden. All
 * that comes from the image is escaped; links lead to https and to the commands of this extension.
 */
export function reportPage(view: ScanView): string {
  const shown = view.findings.filter(({ isHidden }) => !isHidden);
  const urgent = shown.filter(({ isUrgent }) => isUrgent);
  const page = html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${STYLE_HASH}'">
<title>Bill of health: ${view.image.name}</title>
<style>${{ markup: REPORT_STYLE }}</style>
</head>
<body>
<main>
<h1>Bill of health: ${view.image.name}</h1>
<p class="verdict">${view.verdict}.</p>
${identity(view)}
${unseen(view)}
${alarms(view)}
${urgentSection(view, urgent)}
${restSection(shown.filter(({ isUrgent }) => !isUrgent))}
${baseSection(view, shown)}
${changesSection(view)}
${hiddenSection(view)}
</main>
</body>
</html>
`;
  return page.markup;
}

const STYLE_HASH = createHash("sha256").update(REPORT_STYLE).digest("base64");
const NOTHING = html``;

function identity({ image, scanner, data, at, coverage }: ScanView): Html {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ["Image", image.id],
    ["Digest", image.digest],
    ["Platform", image.platform],
    ["System", image.os],
    ["Built", image.created && minute(image.created)],
    ["Scanned", `${minute(at)} by ${scanner.title} ${scanner.version}`],
    ["Advisories", `${data.source}, ${data.at === undefined ? "as of the scan" : `as of ${minute(data.at)}`}`],
    ["Packages", coverage],
  ];
  const known = rows.filter((row): row is readonly [string, string] => row[1] !== undefined && row[1] !== "");
  return html`<dl>${known.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>\n`)}</dl>`;
}

function unseen({ gaps, unplaced }: ScanView): Html {
  const lines =
    unplaced === undefined ? NOTHING : html`<p class="faint">No line of a Dockerfile is named: ${unplaced}.</p>`;
  if (gaps.length === 0) return lines;
  return html`<section aria-labelledby="gaps" class="gap"><h2 id="gaps">Not looked at: ${gaps.length}</h2>
<ul>${gaps.map(({ what, why }) => html`<li><strong>${what}</strong>: ${why}</li>\n`)}</ul></section>${lines}`;
}

function alarms(view: ScanView): Html {
  const noted = (note: string) => view.findings.filter(({ notes }) => notes.includes(note));
  const lines = [
    ...noted("malicious").map(
      (each) =>
        html`<li><strong>Malicious package: ${packageWords(each)}</strong> (${each.id}): remove it; what it could reach is lost</li>`,
    ),
    ...noted("known-exploited").map((each) => html`<li>Attacks are known: ${each.id} in ${packageWords(each)}</li>`),
  ];
  if (lines.length === 0) return NOTHING;
  return html`<section aria-labelledby="alarms"><h2 id="alarms">Take note</h2><ul>${lines}</ul></section>`;
}

function urgentSection(view: ScanView, urgent: readonly ScanFinding[]): Html {
  if (urgent.length === 0) return html`<h2>Fix first: nothing with a fix is high or worse</h2>`;
  const groups = [...grouped(urgent, ({ instruction }) => `${instruction ?? Number.MAX_SAFE_INTEGER}`)].sort(
    ([a], [b]) => Number(a) - Number(b),
  );
  return html`<section aria-labelledby="first"><h2 id="first">Fix first: ${urgent.length}</h2>
<p class="faint">There is a fix and it is high or worse, or the package is malicious.</p>
${groups.map(([, findings]) => instructionBlock(view, findings))}</section>`;
}

function instructionBlock(view: ScanView, findings: readonly ScanFinding[]): Html {
  const { instruction } = findings[0] ?? {};
  const line = instruction === undefined ? undefined : view.instructions[instruction];
  return html`<h3>${line === undefined ? "Instruction not known" : lineWords(line, instruction ?? 0)}</h3>
${findingTable(findings)}`;
}

function lineWords({ text, line, isBase, isEdited }: ScannedLine, index: number): Html {
  const base = isBase ? "Base image, " : "";
  const edited = isEdited ? html` <span class="faint">(edited since the scan)</span>` : NOTHING;
  if (line === undefined) return html`${base}<code>${text}</code>${edited}`;
  const target = commandAddress(SCAN_PAGE_COMMANDS.showLine, index);
  return html`${base}<a href="${target}">line ${line + 1}</a>: <code>${text}</code>${edited}`;
}

function findingTable(findings: readonly ScanFinding[]): Html {
  return html`<table><caption>${counted(findings.length, "vulnerability", "vulnerabilities")}</caption>
<thead><tr><th scope="col">Severity</th><th scope="col">Vulnerability</th><th scope="col">Package</th><th scope="col">Fixed in</th><th scope="col">Decision</th></tr></thead>
<tbody>${findings.map(findingRow)}</tbody></table>
`;
}

function findingRow(finding: ScanFinding): Html {
  const {
    id,
    idWords,
    severity,
    severityWords,
    score,
    fixedIn,
    summary,
    decision,
    url,
    index,
    isNew,
    notes,
    confidence,
  } = finding;
  const address = webAddress(url);
  const name = address === undefined ? html`${idWords}` : html`<a href="${address}">${idWords}</a>`;
  const kind = notes.includes("malicious") ? "malicious" : severity;
  const decide = commandAddress(SCAN_PAGE_COMMANDS.decide, index);
  const words = [isNew ? "new" : "", confidence === "likely" ? "line likely" : ""].filter((word) => word !== "");
  return html`<tr><td class="short"><span class="severity ${kind}">${severityWords}${score === undefined ? "" : ` ${score}`}</span></td>
<td><span class="short">${name}${words.length === 0 ? "" : ` (${words.join(", ")})`}</span><br>${summary}</td><td>${packageWords(finding)}${finding.copied === "" ? "" : `, ${finding.copied}`}</td>
<td>${fixedIn ?? (notes.includes("no-fix") ? "no fix will come" : "no fix yet")}</td>
<td>${decision ?? ""} <a href="${decide}" aria-label="Decide about ${id} in ${finding.package}">Decide</a></td></tr>
`;
}

function packageWords({ package: name, version, type }: ScanFinding): string {
  return `${name} ${version} (${type})`.replace("  ", " ");
}

function restSection(rest: readonly ScanFinding[]): Html {
  if (rest.length === 0) return NOTHING;
  const parts = SEVERITIES.flatMap((severity) => {
    const found = rest.filter((each) => each.severity === severity);
    if (found.length === 0) return [];
    return [html`<details><summary>${severity}: ${found.length}</summary>${findingTable(found)}</details>\n`];
  });
  return html`<section aria-labelledby="rest"><h2 id="rest">The rest: ${rest.length}</h2>${parts}</section>`;
}

function baseSection(view: ScanView, shown: readonly ScanFinding[]): Html {
  const ofBase = shown.filter(({ instruction }) => instruction !== undefined && view.instructions[instruction]?.isBase);
  if (ofBase.length === 0) return NOTHING;
  return html`<section aria-labelledby="base"><h2 id="base">Base image</h2><p>${ofBase.length} of ${shown.length} come with the base image.</p></section>`;
}

function changesSection({ changes }: ScanView): Html {
  if (changes === undefined) return NOTHING;
  const { since, added, still, fixed } = changes;
  const gone = fixed.map(({ id, package: name }) => html`<li>${id} in ${name}</li>`);
  const list =
    gone.length === 0 ? NOTHING : html`<details><summary>Gone: ${gone.length}</summary><ul>${gone}</ul></details>`;
  return html`<section aria-labelledby="changes"><h2 id="changes">Since the scan of ${minute(since)}</h2>
<p>${added} new, ${fixed.length} gone, ${still} still there.</p>${list}</section>`;
}

function hiddenSection(view: ScanView): Html {
  const hidden = view.findings.filter(({ isHidden }) => isHidden);
  if (hidden.length === 0) return NOTHING;
  const decided = hidden.filter(({ decision }) => decision !== undefined);
  const unimportant = hidden.filter(({ decision }) => decision === undefined);
  const isNotice = ({ notes }: ScanFinding) => notes.includes("informational");
  const part = (title: string, found: readonly ScanFinding[]) =>
    found.length === 0
      ? NOTHING
      : html`<details><summary>${title}: ${found.length}</summary>${findingTable(found)}</details>`;
  return html`<section aria-labelledby="hidden"><h2 id="hidden">Hidden: ${hidden.length}</h2>
${part("Decided", decided)}${part("Notices, no vulnerabilities", unimportant.filter(isNotice))}${part(
  "Unimportant, says the distribution",
  unimportant.filter((each) => !isNotice(each)),
)}</section>`;
}

/** An ISO time for people, to the minute; one of another zone than UTC stays as it is. */
function minute(time: string): string {
  return time.endsWith("Z") ? `${time.slice(0, "2026-01-31T12:00".length).replace("T", " ")} UTC` : time;
}

/** The argument is a number of ours: no text of an image can become one. */
function commandAddress(command: string, index: number): string {
  return `command:${command}?${encodeURIComponent(JSON.stringify([index]))}`;
}
