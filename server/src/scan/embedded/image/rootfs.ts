import { type Outcome, success } from "../../../outcome/outcome.ts";
import type { ByteFile, ByteFiles } from "../../../outside/outside.ts";
import type { ScanGap } from "../../package.ts";
import type { Bytes } from "../bytes.ts";
import type { OpenImage, PastFile } from "./open-image.ts";
import { newView } from "./view.ts";

/** A folder that is the root of an image, as one layer; folders that may not be listed are gaps. Links lead to places in it alone. */
export function openRootfs(folder: string, files: ByteFiles, isWatched: (path: string) => boolean): Outcome<OpenImage> {
  const view = newView();
  const put = view.layer();
  const past = new Map<string, readonly PastFile[]>();
  const gaps: ScanGap[] = [];
  const cannotBeRead = (path: string) => gaps.push({ what: path, why: "it may not be read" });
  const unread = files.walk(folder, (member) => {
    const open = () => {
      const file = files.open(`${folder}/${member.path}`);
      if (!file.ok) cannotBeRead(member.path);
      return file;
    };
    const bytes = openedEachTime(member.sizeBytes, open);
    put(member, { bytes, offset: 0 });
    if (member.kind === "file" && isWatched(member.path))
      past.set(member.path, [{ layer: 0, bytes, offset: 0, size: member.sizeBytes }]);
  });
  if (!unread.ok) return unread;
  for (const path of unread.value) cannotBeRead(path);
  return success({ view, past, gaps, close: () => undefined });
}

/** A file that is open while it is read only: a root has more files than a process may hold open. */
function openedEachTime(size: number, open: () => Outcome<ByteFile>): Bytes {
  return {
    size,
    read(offset, length, room) {
      const file = open();
      if (!file.ok) return new Uint8Array(0);
      try {
        return file.value.read(offset, length, room);
      } finally {
        file.value.close();
      }
    },
  };
}
