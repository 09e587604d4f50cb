import { installedFiles, looseProgram } from "../untold-programs.ts";
import { apk } from "./apk.ts";
import { bitnami } from "./bitnami.ts";
import { chisel } from "./chisel.ts";
import { composer } from "./composer.ts";
import { conda } from "./conda.ts";
import { dotnet } from "./dotnet.ts";
import { dpkg, foreignDebs } from "./dpkg.ts";
import { gem } from "./gem.ts";
import { goBinary } from "./go-binary.ts";
import { jar } from "./jar.ts";
import { npm } from "./npm.ts";
import { osRelease } from "./operating-system.ts";
import { OWNERSHIP } from "./ownership.ts";
import { python } from "./python.ts";
import { rLibrary } from "./r-library.ts";
import type { ListReader, PackageReader } from "./reader.ts";
import { rpm } from "./rpm.ts";
import { rustBinary } from "./rust-binary.ts";

/** Every reader of packages; a file may be read by several. */
export const READERS: readonly PackageReader[] = [
  dpkg,
  apk,
  rpm,
  chisel,
  npm,
  python,
  gem,
  jar,
  goBinary,
  rustBinary,
  composer,
  dotnet,
  conda,
  rLibrary,
  bitnami,
];

/** Every reader of lines. */
export const LISTS: readonly ListReader[] = [...OWNERSHIP, foreignDebs, osRelease, looseProgram, installedFiles];
