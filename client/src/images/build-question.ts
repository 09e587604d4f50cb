import type { ImageBuild } from "../../../server/src/protocol/images.ts";

/** What is asked before a build, where there is something to know; undefined: nothing is. */
export function buildQuestion({ notes, tags }: ImageBuild) {
  if (notes.length === 0) return undefined;
  return { message: `Build ${tags.join(", ")}?`, detail: notes.map((note) => `• ${capitalised(note)}.`).join("\n") };
}

function capitalised(note: string): string {
  return note.slice(0, 1).toUpperCase() + note.slice(1);
}
