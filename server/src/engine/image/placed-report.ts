import type { Inventory } from "../../scan/embedded/inventory.ts";
import { closableGaps, isLanguage, NO_SYSTEM, type Package } from "../../scan/package.ts";
import type { ScanReport } from "../../scan/report.ts";
import type { ListedImage } from "./list-packages.ts";

/**
 * The report of another scanner with what was read of the image here: which image it is, and which layer brought each package. Others
 * tell the layer that wrote the package database last, or none.
 */
export function placed(report: ScanReport, { name, identity, inventory }: ListedImage): ScanReport {
  const layers = new Map<string, number | undefined>();
  for (const each of inventory.packages) {
    const key = keyOf(each);
    layers.set(`${key} ${each.path}`, each.layer);
    if (!layers.has(key)) layers.set(key, each.layer);
  }
  const packages = report.packages.map((each) => {
    const key = keyOf(each);
    return { ...each, layer: layers.get(`${key} ${each.path}`) ?? layers.get(key) ?? each.layer };
  });
  const digest = identity.digest ?? report.image.digest;
  const gaps = hasNoSystem(inventory)
    ? report.gaps.map((gap) => (gap.what === NO_SYSTEM.what ? NO_SYSTEM : gap))
    : report.gaps;
  return { ...report, image: { name, ...identity, digest }, os: inventory.os ?? report.os, packages, gaps };
}

/** Nothing of a distribution is there that a scanner could have missed. */
function hasNoSystem({ os, packages, gaps }: Inventory): boolean {
  return os === undefined && packages.every(isLanguage) && closableGaps(gaps).length === 0;
}

/** Some write a version with its epoch of zero, some without. */
function keyOf({ type, name, version }: Package): string {
  return `${type} ${name} ${version.replace(/^0:/, "")}`;
}
