import { failure, type Outcome, success } from "../outcome/outcome.ts";
import {
  extensionOf,
  isExtension,
  MAX_EXTENSION_BYTES,
  type RawHeader,
  readTarHeader,
  TAR_BLOCK_BYTES,
  type TarEntry,
  type TarExtension,
  tarEntryOf,
} from "./tar-header.ts";

/** What is done with a member: its content is wanted, it is passed over, or nothing behind it is of interest. */
export type TarWish = "take" | "pass" | "stop";

export interface TarVisitor {
  /** Called for every member in the order of the archive. Only content of files can be taken. */
  wish(entry: TarEntry): TarWish;
  /** The whole content of a member that was wanted. */
  take(entry: TarEntry, content: Uint8Array): void;
}

export interface TarLimits {
  /** Content that is taken may have this many bytes. */
  readonly fileBytes: number;
  readonly entries: number;
}

/** Reads a tar archive that comes piece by piece, in one pass; only what is wanted is kept. */
export interface TarReader {
  /** The next bytes, pieces of any size. False: it was stopped, or cannot be read. */
  push(chunk: Uint8Array): boolean;
  /** No more bytes come. A stop is a success; a broken or cut archive is `malformed`, one over the limits `limit`. */
  end(): Outcome<undefined>;
}

/** Blocks of zeros that end an archive; what stands behind them is padding. */
const END_BLOCKS = 2;

/** The content of a member on its way, padding included; without `done` nothing of it is kept. */
interface Body {
  left: number;
  readonly kept: Uint8Array;
  filled: number;
  readonly done: ((content: Uint8Array) => void) | undefined;
}

interface State {
  readonly asked: string;
  readonly visitor: TarVisitor;
  readonly limits: TarLimits;
  readonly block: Uint8Array;
  filled: number;
  body: Body | undefined;
  /** Of the member that comes next. */
  extension: TarExtension;
  entries: number;
  zeroBlocks: number;
  outcome: Outcome<undefined> | undefined;
}

/** `asked` names the archive in failures. Formats: ustar, pax, GNU long names and sizes. Source: tar(5). */
export function tarReader(asked: string, visitor: TarVisitor, limits: TarLimits): TarReader {
  const state: State = {
    asked,
    visitor,
    limits,
    block: new Uint8Array(TAR_BLOCK_BYTES),
    filled: 0,
    body: undefined,
    extension: {},
    entries: 0,
    zeroBlocks: 0,
    outcome: undefined,
  };
  return {
    push(chunk) {
      for (let at = 0; at < chunk.length && state.outcome === undefined && state.zeroBlocks < END_BLOCKS; ) {
        at +=
          state.body === undefined
            ? readHeader(state, chunk.subarray(at))
            : readBody(state, state.body, chunk.subarray(at));
      }
      return state.outcome === undefined;
    },
    end() {
      if (state.outcome !== undefined) return state.outcome;
      const isCut = state.filled > 0 || state.body !== undefined || state.entries + state.zeroBlocks === 0;
      return isCut ? failure("malformed", asked, "ends in the middle") : success(undefined);
    },
  };
}

/** How many bytes of the rest belong to the header. */
function readHeader(state: State, rest: Uint8Array): number {
  const part = rest.subarray(0, TAR_BLOCK_BYTES - state.filled);
  state.block.set(part, state.filled);
  state.filled += part.length;
  if (state.filled === TAR_BLOCK_BYTES) {
    state.filled = 0;
    readBlock(state);
  }
  return part.length;
}

/** How many bytes of the rest belong to the content. */
function readBody(state: State, body: Body, rest: Uint8Array): number {
  const part = rest.subarray(0, body.left);
  const content = part.subarray(0, body.kept.length - body.filled);
  body.kept.set(content, body.filled);
  body.filled += content.length;
  body.left -= part.length;
  if (body.left === 0) {
    state.body = undefined;
    body.done?.(body.kept);
  }
  return part.length;
}

function readBlock(state: State): void {
  state.zeroBlocks = state.block.every((byte) => byte === 0) ? state.zeroBlocks + 1 : 0;
  if (state.zeroBlocks > 0) return;
  const header = readTarHeader(state.block);
  if (header === undefined) {
    fail(state, "malformed", "is not a tar archive, or is damaged");
  } else if (isExtension(header)) {
    readExtension(state, header);
  } else {
    // What is stored of a file with holes is not its content.
    const isSparse = state.extension.sparse !== undefined;
    const entry = tarEntryOf(isSparse ? { ...header, type: "S" } : header, state.extension);
    state.extension = {};
    passMap(state, header.type === "S" && state.block[482] !== 0, () => readMember(state, entry));
  }
}

/** GNU's old format has the rest of the pieces of a file with holes in blocks in front of its content. Source: tar(5), "GNU tar Archives". */
function passMap(state: State, goesOn: boolean, then: () => void): void {
  if (!goesOn) then();
  else begin(state, TAR_BLOCK_BYTES, (block) => passMap(state, block[504] !== 0, then));
}

function readExtension(state: State, header: RawHeader): void {
  if (header.sizeBytes > MAX_EXTENSION_BYTES) {
    fail(state, "limit", "has a name of more than 1 MB");
    return;
  }
  begin(state, header.sizeBytes, (content) => {
    const read = extensionOf(header, content);
    if (read === undefined) fail(state, "malformed", "has a damaged pax header");
    else state.extension = { ...state.extension, ...read };
  });
}

function readMember(state: State, entry: TarEntry): void {
  const { limits, visitor } = state;
  state.entries += 1;
  const wish = visitor.wish(entry);
  const isTaken = wish === "take" && entry.kind === "file";
  if (state.entries > limits.entries) fail(state, "limit", `has more than ${limits.entries} members`);
  else if (wish === "stop") state.outcome = success(undefined);
  else if (!isTaken) begin(state, entry.sizeBytes, undefined);
  else if (entry.sizeBytes > limits.fileBytes) fail(state, "limit", `holds ${entry.path} of ${entry.sizeBytes} bytes`);
  else begin(state, entry.sizeBytes, (content) => visitor.take(entry, content));
}

/** The content of a member follows; kept where `done` waits for it. */
function begin(state: State, sizeBytes: number, done: Body["done"]): void {
  const left = Math.ceil(sizeBytes / TAR_BLOCK_BYTES) * TAR_BLOCK_BYTES;
  if (left > 0) state.body = { left, kept: new Uint8Array(done === undefined ? 0 : sizeBytes), filled: 0, done };
  else done?.(new Uint8Array(0));
}

function fail(state: State, reason: "malformed" | "limit", detail: string): void {
  state.outcome = failure(reason, state.asked, detail);
}
