// Written by npm run generate.
import type { Rule } from "./rule.ts";
import { rule as addUnverified } from "./rules/add-unverified.ts";
import { rule as apkUnpinned } from "./rules/apk-unpinned.ts";
import { rule as aptUnpinned } from "./rules/apt-unpinned.ts";
import { rule as cargoUnpinned } from "./rules/cargo-unpinned.ts";
import { rule as condaUnpinned } from "./rules/conda-unpinned.ts";
import { rule as downloadKey } from "./rules/download-key.ts";
import { rule as downloadMutable } from "./rules/download-mutable.ts";
import { rule as downloadPiped } from "./rules/download-piped.ts";
import { rule as downloadUnverified } from "./rules/download-unverified.ts";
import { rule as downloadWeak } from "./rules/download-weak.ts";
import { rule as gemUnpinned } from "./rules/gem-unpinned.ts";
import { rule as gitUnpinned } from "./rules/git-unpinned.ts";
import { rule as goUnpinned } from "./rules/go-unpinned.ts";
import { rule as imageEol } from "./rules/image-eol.ts";
import { rule as imageFloatingTag } from "./rules/image-floating-tag.ts";
import { rule as imageLatest } from "./rules/image-latest.ts";
import { rule as imageUndigested } from "./rules/image-undigested.ts";
import { rule as imageUntagged } from "./rules/image-untagged.ts";
import { rule as imageUntrusted } from "./rules/image-untrusted.ts";
import { rule as labelDeprecated } from "./rules/label-deprecated.ts";
import { rule as labelDuplicate } from "./rules/label-duplicate.ts";
import { rule as labelInvalid } from "./rules/label-invalid.ts";
import { rule as labelMissing } from "./rules/label-missing.ts";
import { rule as labelRequired } from "./rules/label-required.ts";
import { rule as labelUnexpanded } from "./rules/label-unexpanded.ts";
import { rule as labelUnknown } from "./rules/label-unknown.ts";
import { rule as labelVolatile } from "./rules/label-volatile.ts";
import { rule as lockfileIgnored } from "./rules/lockfile-ignored.ts";
import { rule as npmUnpinned } from "./rules/npm-unpinned.ts";
import { rule as otherUnpinned } from "./rules/other-unpinned.ts";
import { rule as packageInexact } from "./rules/package-inexact.ts";
import { rule as packageSuiteMismatch } from "./rules/package-suite-mismatch.ts";
import { rule as packageUnauthenticated } from "./rules/package-unauthenticated.ts";
import { rule as pipUnpinned } from "./rules/pip-unpinned.ts";
import { rule as rpmUnpinned } from "./rules/rpm-unpinned.ts";
import { rule as syntaxFloating } from "./rules/syntax-floating.ts";

/** Every rule, by id. */
export const rules: readonly Rule[] = [
  addUnverified,
  apkUnpinned,
  aptUnpinned,
  cargoUnpinned,
  condaUnpinned,
  downloadKey,
  downloadMutable,
  downloadPiped,
  downloadUnverified,
  downloadWeak,
  gemUnpinned,
  gitUnpinned,
  goUnpinned,
  imageEol,
  imageFloatingTag,
  imageLatest,
  imageUndigested,
  imageUntagged,
  imageUntrusted,
  labelDeprecated,
  labelDuplicate,
  labelInvalid,
  labelMissing,
  labelRequired,
  labelUnexpanded,
  labelUnknown,
  labelVolatile,
  lockfileIgnored,
  npmUnpinned,
  otherUnpinned,
  packageInexact,
  packageSuiteMismatch,
  packageUnauthenticated,
  pipUnpinned,
  rpmUnpinned,
  syntaxFloating,
];
