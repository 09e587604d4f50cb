import type { WantedImage } from "../engine/image/find-image.ts";
import { nameOf } from "../engine/path.ts";
import type { World } from "./world.ts";

/** `registry:REF`, else a name in the engine. */
export function namedImage(word: string): WantedImage {
  const reference = word.replace(/^registry:(?:\/\/)?/, "");
  return { kind: reference === word ? "engine" : "registry", reference };
}

/** Why a word names no image, with what to write in its place; undefined: that cannot be told before somebody is asked. */
export function imageWordTrouble(word: string, world: World): string | undefined {
  const bare = word.replace(/^registry:(?:\/\/)?/, "");
  if (bare.trim() === "") return "the name of the image is empty";
  if (word === "-") return "no image is read from standard input: write it to a file, and name that with --input";
  const remote = /^(?:https?|docker):\/\/(.+)$/.exec(bare)?.[1];
  if (remote !== undefined) return `${word} is no name of an image: registry:${remote} is read from its registry`;
  const archive = /^(?:docker-archive|oci-archive|oci):([^:]+)/.exec(word)?.[1];
  if (archive !== undefined && fileCure(archive, world) !== undefined)
    return `${word} is no name of an image: --input ${archive}`;
  const cure = fileCure(word, world);
  if (!/^[./~]/.test(word)) return undefined;
  return `${word} is no name of an image${cure === undefined ? ", nor a file that is here" : `: ${cure}`}`;
}

/** How what lies here under the name of an image is scanned; undefined: nothing does. */
export function fileCure(word: string, { outside, absolutePath }: World): string | undefined {
  const kind = outside.files.kindOf(absolutePath(word));
  if (kind === undefined) return undefined;
  if (kind === "folder")
    return `--input ${word} for a folder with an OCI layout, --rootfs ${word} for an unpacked image`;
  if (/dockerfile|containerfile/i.test(nameOf(word))) return `seaworthy build --scan --dockerfile ${word} builds it`;
  return `--input ${word} reads that file`;
}
