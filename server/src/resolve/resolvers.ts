import { languageResolver, MAX_STEPS } from "./language/language-resolver.ts";
import type { Resolver } from "./resolver.ts";
import { apk } from "./resolvers/apk.ts";
import { apt } from "./resolvers/apt.ts";
import { aptContainer } from "./resolvers/apt-container.ts";
import { download } from "./resolvers/download.ts";
import { git } from "./resolvers/git.ts";
import { gitTool } from "./resolvers/git-tool.ts";
import { image } from "./resolvers/image.ts";
import { imageEngine } from "./resolvers/image-engine.ts";
import { osBuild } from "./resolvers/os-build.ts";
import { rpmContainer } from "./resolvers/rpm-container.ts";
import { versionedUrl } from "./resolvers/versioned-url.ts";

/** Every resolver, in the order in which they are tried. */
export const RESOLVERS: readonly Resolver[] = [
  image,
  imageEngine,
  apt,
  aptContainer,
  apk,
  rpmContainer,
  osBuild,
  download,
  versionedUrl,
  git,
  gitTool,
  ...Array.from({ length: MAX_STEPS }, (_, step) => languageResolver(step)),
];
