import type { PackageType } from "../package.ts";

/** Types of packages in Grype's words. Source: anchore/syft, `syft/pkg/type.go`. */
export const GRYPE_TYPES: ReadonlyMap<string, PackageType> = new Map([
  ["deb", "deb"],
  ["apk", "apk"],
  ["rpm", "rpm"],
  ["npm", "npm"],
  ["python", "pypi"],
  ["gem", "gem"],
  ["java-archive", "maven"],
  ["go-module", "golang"],
  ["rust-crate", "cargo"],
  ["php-composer", "composer"],
  ["dotnet", "nuget"],
  ["conda", "conda"],
  ["R-package", "cran"],
]);
