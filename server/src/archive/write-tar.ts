import { TAR_BLOCK_BYTES } from "./tar-header.ts";

/** A text file of an archive. */
export interface TextMember {
  /** ASCII, at most 100 characters. */
  readonly path: string;
  readonly text: string;
}

/** An archive of text files, all of one time, as text itself: heads and padding are ASCII. Source: tar(5), "POSIX ustar Archives". */
export function textTar(members: readonly TextMember[], time: Date): string {
  const blocks = members.map(({ path, text }) => {
    const size = new TextEncoder().encode(text).length;
    return tarHead(path, size, time) + text + tarPadding(size);
  });
  return blocks.join("") + TAR_END;
}

/** What ends an archive. */
export const TAR_END = "\0".repeat(2 * TAR_BLOCK_BYTES);

/** What stands behind a member of `size` bytes. */
export function tarPadding(size: number): string {
  return "\0".repeat(-size & (TAR_BLOCK_BYTES - 1));
}

/** The head of a file of at most 8 GB. */
export function tarHead(path: string, size: number, time: Date): string {
  const seconds = Math.floor(time.getTime() / 1000);
  const front = `${field(path, 100)}${octal(0o644, 8)}${octal(0, 8)}${octal(0, 8)}${octal(size, 12)}${octal(seconds, 12)}`;
  const back = `0${field("", 100)}ustar\0${"00"}${field("", 64)}${octal(0, 8)}${octal(0, 8)}${field("", 155)}${field("", 12)}`;
  const sum = [...`${front}        ${back}`].reduce((total, character) => total + character.charCodeAt(0), 0);
  return `${front}${sum.toString(8).padStart(6, "0")}\0 ${back}`;
}

function field(text: string, length: number): string {
  return text.padEnd(length, "\0");
}

function octal(value: number, length: number): string {
  return `${value.toString(8).padStart(length - 1, "0")}\0`;
}
