import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { Files } from "../../outside/outside.ts";
import { grypeYaml } from "../../scan/triage/exports/grype-yaml.ts";
import { latestStatements } from "../../scan/triage/exports/latest-statements.ts";
import { snykPolicy } from "../../scan/triage/exports/snyk-policy.ts";
import { trivyIgnoreYaml } from "../../scan/triage/exports/trivy-ignore-yaml.ts";
import type { VexDocument } from "../../scan/triage/openvex.ts";
import type { VexFile } from "../../scan/triage/standing.ts";
import { joinPath } from "../path.ts";
import { changeOf, type PlannedChange } from "./decide-findings.ts";

/** Whom decisions are written for. */
export const EXPORT_TARGETS = ["trivy", "grype", "snyk"] as const;

export type ExportTarget = (typeof EXPORT_TARGETS)[number];

/** The name of its file at the root of the repository, how it is written, and what it takes that it is read. */
const EXPORTS = {
  trivy: {
    name: ".trivyignore.yaml",
    write: trivyIgnoreYaml,
    use: "Trivy reads it when it is told to: trivy image --ignorefile .trivyignore.yaml",
  },
  grype: { name: ".grype.yaml", write: grypeYaml, use: "Grype reads it in the folder that it is started in" },
  snyk: {
    name: ".snyk",
    write: snykPolicy,
    use: "Snyk reads it for an image when it is told to: snyk container test --policy-path=.snyk",
  },
} as const satisfies Readonly<Record<ExportTarget, object>>;

/** Plans to write decisions into the file of another scanner, beside what stands in it. */
export async function planExport(
  scanner: ExportTarget,
  decisions: readonly VexFile[],
  { root, files }: { readonly root: string; readonly files: Files },
): Promise<Outcome<PlannedChange & { readonly use: string }>> {
  const documents = decisions.map(({ document }) => document);
  const [first] = documents;
  if (first === undefined) return failure("not-found", "this repository", "keeps no decision about this image");
  const { name, write, use } = EXPORTS[scanner];
  const path = joinPath(root, name);
  const present = files.kindOf(path) === undefined ? undefined : files.readText(path);
  if (present?.ok === false) return present;
  const all: VexDocument = { ...first, statements: await latestStatements(documents) };
  const written = await write(all, present?.value ?? "");
  if (written === undefined)
    return failure("malformed", path, "is broken, or in no shape that its scanner reads: nothing is written over it");
  const notes = written.refused.map(({ what, why }) => `${name} cannot hold ${what}: ${why}`);
  const before = present?.value;
  return success({
    changes: written.text === (before ?? "") ? [] : [changeOf(path, before, written.text)],
    notes,
    use,
  });
}
