import type { ImageBuild } from "../../../server/src/protocol/images.ts";

/** What is asked before a build, where there is something to know; undefined: nothing is. */
export function buildQuestion({ notes, tags }: ImageBuild): string | undefined {
  if (notes.length === 0) return undefined;
  return `Build ${tags.join(", ")}?\n\n${notes.map((note) => `• ${capitalised(note)}.`).join("\n")}`;
}

/** The same build without the builder's cache, under a name of its own, so that two of them can be compared. */
export function rebuild({ args, name, tags, ...build }: ImageBuild, count: 1 | 2): ImageBuild {
  const tag = `${name}:seaworthy-rebuild-${count}`;
  const [word = "build", ...rest] = args;
  const untagged = rest.filter(
    (each, index) => each !== "--tag" && !(rest[index - 1] === "--tag" && tags.includes(each)),
  );
  return { ...build, name, tags: [tag], args: [word, "--no-cache", "--tag", tag, ...untagged] };
}

function capitalised(note: string): string {
  return note.slice(0, 1).toUpperCase() + note.slice(1);
}
