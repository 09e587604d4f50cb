// The requests around images that are no scan: what they are built with, what they say of themselves, how they differ.
import type { NotDone, Refused } from "./not-done.ts";
import type { ImageSource } from "./scan.ts";

/** Request `ImageParams` → `TextResult`: the labels of an image, and the commit that they point at. */
export const INSPECT_IMAGE = "seaworthy/inspectImage";
/** Request `CompareParams` → `TextResult`: the packages and files of two images that differ. */
export const COMPARE_IMAGES = "seaworthy/compareImages";
/** Request `SbomParams` → `TextResult`: what is in an image, as a bill of materials. */
export const SBOM = "seaworthy/sbom";
/** Request `{ key }` → `TextResult`: all that is known of the image of a scan, as a tar archive of text files. */
export const EVIDENCE = "seaworthy/evidence";
/** Request `{ uri }` → `BuildChoicesResult`: what of a Dockerfile can be built, and where. */
export const BUILD_CHOICES = "seaworthy/buildChoices";
/** Request `BuildPlanParams` → `BuildPlanResult`: the command that builds the image of a Dockerfile, or two of them. */
export const BUILD_PLAN = "seaworthy/buildPlan";

export interface ImageParams {
  readonly image: ImageSource;
  /** A Dockerfile that is open, whose settings and stages count. */
  readonly uri?: string | undefined;
}

export interface CompareParams {
  readonly before: ImageSource;
  readonly after: ImageSource;
  readonly uri?: string | undefined;
}

export interface SbomParams extends ImageParams {
  readonly format: "cyclonedx" | "spdx";
}

export type TextResult = NotDone | { readonly kind: "done"; readonly message: string; readonly text: string };

export type BuildChoicesResult = Refused | { readonly kind: "done"; readonly choices: BuildChoices };

/** The likely choice stands first in each list. */
export interface BuildChoices {
  /** Name of the last stage; undefined: it has none. */
  readonly lastStage?: string;
  /** Names of those that can be built instead of the last one. */
  readonly otherStages: readonly string[];
  /** At least one. */
  readonly contexts: readonly BuildContext[];
  /** Services of Compose files and targets of Bake files that build this Dockerfile. */
  readonly services: readonly BuildService[];
}

/** A folder that is sent to the builder. */
export interface BuildContext {
  /** Absolute. */
  readonly path: string;
  /** What COPY and ADD take and it does not have, as written. */
  readonly missing: readonly string[];
}

export interface BuildService {
  /** Absolute. */
  readonly file: string;
  readonly service: string;
  readonly context: string;
  /** Undefined: the last stage. */
  readonly target?: string;
}

/** What is to be built: a stage (the last one unless `target` is given) in a folder, or what a Compose or Bake file says. */
export type BuildWish =
  | { readonly kind: "stage"; readonly target?: string; readonly context: string }
  | { readonly kind: "service"; readonly file: string; readonly service: string };

export interface BuildPlanParams {
  readonly uri: string;
  readonly wish: BuildWish;
  /** Twice without the builder's cache, under names of their own, to be compared. */
  readonly isTwice?: boolean;
}

/** At least one plan. */
export type BuildPlanResult = NotDone | { readonly kind: "done"; readonly plans: readonly ImageBuild[] };

/** A command for a terminal, word by word: no shell reads it. */
export interface ImageBuild {
  readonly program: string;
  readonly args: readonly string[];
  /** Absolute. */
  readonly folder: string;
  /** Names of the image; the first names this very build best. */
  readonly tags: readonly string[];
  /** Name without a tag. */
  readonly name: string;
  /** Whether the image is scanned when it is built. */
  readonly afterBuild: "ask" | "always" | "never";
  /** What the user should know before. */
  readonly notes: readonly string[];
}
