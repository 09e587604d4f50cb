import { platformName } from "../../knowledge/platform.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { ImageJob } from "../../scan/embedded/read-image.ts";
import { engineImage } from "./engine-image.ts";
import type { ImageWorld } from "./image-world.ts";
import { choiceOf } from "./platform-choice.ts";
import { registryImage } from "./registry-image.ts";

/** An image as the user names it; `shown`: a path in the user's words, for what is written goes to others. */
export type WantedImage =
  /** In the container engine of this machine. */
  | { readonly kind: "engine"; readonly reference: string }
  | { readonly kind: "registry"; readonly reference: string }
  /** An archive, or a folder with an OCI layout; `name`: which of several. */
  | { readonly kind: "input"; readonly path: string; readonly shown: string; readonly name: string | undefined }
  /** The root of an unpacked image. */
  | { readonly kind: "rootfs"; readonly path: string; readonly shown: string };

/** An image that is there. */
export interface FoundImage {
  /** As the user named it. */
  readonly name: string;
  /** `sha256:…`, where it is known before the image is read. */
  readonly id: string | undefined;
  /** `sha256:…` of the manifest, where the source tells it. */
  readonly digest: string | undefined;
  /**
   * Digests of its layers, lowest first, where somebody vouches for them: the registry that they are fetched from by digest, the engine
   * that checked what it took in. A file may lie: packed layers are checked as they are unpacked, but to hash others takes twice as long
   * as to read them.
   */
  readonly layers: readonly string[];
  /** Fetches what has to be fetched; layers by these digests do not. To be closed. */
  open(known?: ReadonlySet<string>): Promise<Outcome<OpenJob>>;
  /** The image as an archive that other programs find; what is none and cannot become one is `unsupported`. To be closed. */
  save(): Promise<Outcome<SavedArchive>>;
}

/** An image as a file that another program can open. To be closed. */
export interface SavedArchive {
  readonly path: string;
  close(): void;
}

/** An image that can be read. To be closed. */
export interface OpenJob {
  readonly job: ImageJob;
  close(): void;
}

/** Finds an image without reading it. Naming it is the consent to ask the engine or the registry. */
export async function findImage(wanted: WantedImage, world: ImageWorld): Promise<Outcome<FoundImage>> {
  switch (wanted.kind) {
    case "engine":
      return await engineImage(wanted.reference, world);
    case "registry":
      return await registryImage(wanted.reference, world);
    case "input":
      return inputImage(wanted, world);
    case "rootfs":
      if (world.files.kindOf(wanted.path) !== "folder") return failure("not-found", wanted.shown, "is no folder");
      return isEmpty(wanted.path, world)
        ? failure("not-found", wanted.shown, "is empty: no image is unpacked there")
        : found(wanted.shown, { kind: "rootfs", folder: wanted.path }, world);
  }
}

/** A mount that is not there looks like an image with nothing in it. */
function isEmpty(folder: string, { files }: ImageWorld): boolean {
  const listed = files.list(folder);
  return listed.ok && listed.value.length === 0;
}

function inputImage(wanted: Extract<WantedImage, { kind: "input" }>, world: ImageWorld): Outcome<FoundImage> {
  const { path, shown, name } = wanted;
  const kind = world.files.kindOf(path);
  if (kind === undefined) return failure("not-found", shown, "does not exist");
  if (kind === "folder") return found(shown, { kind: "layout", folder: path }, world, name);
  return success({
    name: shown,
    id: undefined,
    digest: undefined,
    layers: [],
    open: async () => openArchive(path, { asked: shown, name }, world),
    async save() {
      const chosen = name ?? (world.isPlatformNamed === true ? platformName(world.platform) : undefined);
      if (chosen === undefined) return success({ path, close: () => undefined });
      return failure("unsupported", shown, `is an archive of several images: save ${chosen} alone for another scanner`);
    },
  });
}

/** A saved image by its path. */
export function openArchive(
  path: string,
  { asked, name }: { readonly asked: string; readonly name?: string | undefined },
  world: ImageWorld,
): Outcome<OpenJob> {
  const file = world.largeFiles.open(path);
  if (!file.ok) return file;
  const job: ImageJob = { asked, source: { kind: "archive", file: file.value }, choice: choiceOf(world, name) };
  return success({ job, close: file.value.close });
}

function found(shown: string, source: ImageJob["source"], world: ImageWorld, name?: string): Outcome<FoundImage> {
  const job: ImageJob = { asked: shown, source, choice: choiceOf(world, name) };
  const open = async () => success({ job, close: () => undefined });
  const save = async () =>
    failure("unsupported", shown, "is a folder: other scanners take an image, or an archive of one");
  return success({ name: shown, id: undefined, digest: undefined, layers: [], open, save });
}
