import { type TextMember, textTar } from "../../archive/write-tar.ts";
import type { Files } from "../../outside/outside.ts";
import type { Bill } from "../../scan/bill.ts";
import { cycloneDxOfBill } from "../../scan/formats/cyclonedx.ts";
import { jsonOfBill } from "../../scan/formats/json.ts";
import { markdownOfBill } from "../../scan/formats/markdown.ts";
import { nameOf } from "../path.ts";
import { readGit } from "../project/git.ts";

/** What belongs to the evidence besides the bill. */
export interface EvidenceFacts {
  /** Where a repository may be. */
  readonly folder: string;
  /** Files of decisions. */
  readonly vexPaths: readonly string[];
  readonly files: Files;
  readonly now: Date;
}

/** All that is known of an image as one tar archive of text files: facts, report, bill of materials, decisions. */
export async function evidenceOf(bill: Bill, { folder, vexPaths, files, now }: EvidenceFacts): Promise<string> {
  const names = vexPaths.map(asciiName);
  const decisions = vexPaths.flatMap((path, index): readonly TextMember[] => {
    const text = files.readText(path);
    const name = names[index] ?? "";
    // Files of two folders may have one name.
    const member = names.indexOf(name) === index ? name : `${index + 1}-${name}`;
    return text.ok ? [{ path: `vex/${member}`, text: text.value }] : [];
  });
  const sbom = await cycloneDxOfBill(bill, { withVulnerabilities: false, now });
  const members = [
    { path: "facts.json", text: factsJson(bill, folder, files, now) },
    { path: "report.json", text: jsonOfBill(bill) },
    { path: "report.md", text: markdownOfBill(bill) },
    { path: "sbom.cdx.json", text: sbom },
    ...decisions,
  ];
  return textTar(members, now);
}

function factsJson({ report, dockerfile }: Bill, folder: string, files: Files, now: Date): string {
  const { image, scanner, data, gaps } = report;
  const git = readGit(folder, files);
  const labelOf = (key: string) => image.labels.get(`org.opencontainers.image.${key}`) ?? null;
  const facts = {
    version: 1,
    at: now.toISOString(),
    image: { name: image.name, id: image.id, digest: image.digest ?? null, platform: image.platform ?? null },
    scanner: { id: scanner.id, version: scanner.version },
    data: { source: data.source, at: data.at ?? null },
    // What the image says of itself, and the work tree that the evidence is made in: nothing proves that they belong together.
    labels: { revision: labelOf("revision"), source: labelOf("source") },
    commit: { revision: git?.revision ?? null, repository: git?.remoteUrl ?? null },
    dockerfile: dockerfile === undefined ? null : { path: dockerfile.path, attributed: dockerfile.why === undefined },
    gaps: gaps.length,
  };
  return `${JSON.stringify(facts, null, 2)}\n`;
}

function asciiName(path: string): string {
  return nameOf(path)
    .replace(/[^\w.-]/g, "-")
    .slice(0, 90);
}
