import { isImagePurl } from "./image-names.ts";
import { isAcceptance } from "./notes.ts";
import type { VexStatement } from "./openvex.ts";

/** Whether another scanner hides what a statement decides. */
export interface Honoured {
  readonly scanner: "Trivy" | "Grype";
  readonly isHonoured: boolean;
  /** What to do, or what it takes. */
  readonly how: string;
}

/**
 * Which scanners honour a statement as it is written, given its file by `--vex`. Source: Trivy 0.74.0 was run with statements of each
 * kind; Grype 0.121, issues 1589, 2355, 3212 and 3657 of anchore/grype.
 */
export function honouredBy(statement: VexStatement): readonly Honoured[] {
  const { products, status } = statement;
  const isHiding = status === "not_affected" || status === "fixed";
  const hasPackages = products.some(({ id }) => id.startsWith("pkg:") && !isImagePurl(id));
  // Trivy has it in a qualifier, and compares the version as a text.
  const hasEpoch = products.some(({ id }) => /^pkg:deb\/[^@]*@\d+(?::|%3A)/i.test(id));
  const hasParts = products.some(({ id, parts }) => isImagePurl(id) && parts.length > 0);
  if (!isHiding) {
    const isAccepted = isAcceptance(statement);
    const trivy = isAccepted ? "export the decision to .trivyignore.yaml" : "it goes on showing what is not settled";
    const grype = isAccepted
      ? "export the decision to .grype.yaml, which knows no end"
      : "it goes on showing what is not settled";
    return [
      { scanner: "Trivy", isHonoured: false, how: trivy },
      { scanner: "Grype", isHonoured: false, how: grype },
    ];
  }
  return [
    hasEpoch
      ? {
          scanner: "Trivy",
          isHonoured: false,
          how: "export the decision to .trivyignore.yaml, for the epoch of its version",
        }
      : {
          scanner: "Trivy",
          isHonoured: hasPackages,
          how: hasPackages ? "trivy image --vex FILE" : "it needs the packages as products",
        },
    {
      scanner: "Grype",
      isHonoured: hasParts,
      how: hasParts ? "grype --vex FILE" : "it needs the image with its packages as a product",
    },
  ];
}
