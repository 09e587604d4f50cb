import { languageResolver, MAX_STEPS } from "./language/language-resolver.ts";
import type { Resolver } from "./resolver.ts";
import { download } from "./resolvers/download.ts";
import { git } from "./resolvers/git.ts";
import { gitTool } from "./resolvers/git-tool.ts";
import { image } from "./resolvers/image.ts";
import { imageEngine } from "./resolvers/image-engine.ts";
import { versionedUrl } from "./resolvers/versioned-url.ts";

/** Every resolver, in the order in which they are tried. */
export const RESOLVERS: readonly Resolver[] = [
  image,
  imageEngine,
  download,
  versionedUrl,
  git,
  gitTool,
  ...Array.from({ length: MAX_STEPS }, (_, step) => languageResolver(step)),
];
