import { type ImagePlace, imagePlace } from "../../lint/lookups/images/image-place.ts";
import type { ImageUse } from "../../model/build-model.ts";
import type { BillFinding } from "../../scan/bill.ts";
import { isWithin, type Span, touches } from "../../text/span.ts";
import type { CheckedDocument } from "../document-state.ts";
import { isFixable, type ScannedPlace, scannedPlaces } from "./scanned-places.ts";
import type { StoredScan } from "./stored-scan.ts";

/** A base image that brought what a newer one may not have. */
export interface FixableBase {
  readonly place: ScannedPlace;
  readonly image: ImageUse & { readonly reference: NonNullable<ImageUse["reference"]> };
  /** Where its tag is written. */
  readonly written: ImagePlace;
  /** Those with a fix. */
  readonly findings: readonly BillFinding[];
}

/** The base image of the FROM that a span touches; undefined: it brought nothing that can be fixed, or its tag cannot be written there. */
export function fixableBase(scan: StoredScan, document: CheckedDocument, span: Span): FixableBase | undefined {
  const place = scannedPlaces(scan, document).find(
    ({ isBase, instruction }) => isBase && touches(instruction.span, span),
  );
  const findings = place?.findings.filter(isFixable) ?? [];
  if (place === undefined || findings.length === 0) return undefined;
  const { instruction } = place;
  const image = document.model.stages.map(({ base }) => base).find(({ span: at }) => isWithin(at, instruction.span));
  const written = image && imagePlace(image, document.model);
  if (image?.reference === undefined || written === undefined) return undefined;
  return { place, image: { ...image, reference: image.reference }, written, findings };
}
