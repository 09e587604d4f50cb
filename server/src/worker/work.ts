import type { Outcome } from "../outcome/outcome.ts";
import type { ByteFile, ByteFiles } from "../outside/outside.ts";
import type { ComparedImages } from "../scan/embedded/compare-images.ts";
import type { FetchedSource, ImageJob, ImageSource, ReadImage } from "../scan/embedded/read-image.ts";
import type { Matched } from "../scan/osv/match.ts";
import type { OfflineMatch } from "../scan/osv/offline.ts";

/** What a worker is given: images whose open files go by their numbers, which all threads of a process share. */
export type Work =
  | { readonly kind: "read"; readonly image: SentJob }
  | { readonly kind: "compare"; readonly before: SentJob; readonly after: SentJob }
  | { readonly kind: "match"; readonly wanted: OfflineMatch };

/** What it says. */
export type Said =
  | { readonly kind: "progress"; readonly message: string }
  | { readonly kind: "read"; readonly result: Outcome<ReadImage> }
  | { readonly kind: "compare"; readonly result: Outcome<ComparedImages> }
  | { readonly kind: "match"; readonly result: Outcome<Matched> };

interface SentFile {
  readonly descriptor: number;
  readonly size: number;
}

type SentSource =
  | { readonly kind: "archive"; readonly file: SentFile }
  | FetchedSource<SentFile>
  | Extract<ImageSource, { readonly folder: string }>;

type SentJob = Omit<ImageJob, "source"> & { readonly source: SentSource };

/** A job as it is sent. */
export function sentJob(job: ImageJob): SentJob {
  return { ...job, source: sentSource(job.source) };
}

function sentSource(source: ImageSource): SentSource {
  if (source.kind === "archive") return { kind: "archive", file: sentFile(source.file) };
  if (source.kind !== "blobs") return source;
  return { ...source, blobs: new Map([...source.blobs].map(([digest, file]) => [digest, sentFile(file)])) };
}

function sentFile({ descriptor, size }: ByteFile): SentFile {
  return { descriptor, size };
}

/** A job as it came. */
export function receivedJob(job: SentJob, files: ByteFiles): ImageJob {
  const { source } = job;
  const file = ({ descriptor, size }: SentFile) => files.adopt(descriptor, size);
  if (source.kind === "archive") return { ...job, source: { kind: "archive", file: file(source.file) } };
  if (source.kind !== "blobs") return { ...job, source };
  const blobs = new Map([...source.blobs].map(([digest, sent]) => [digest, file(sent)]));
  return { ...job, source: { ...source, blobs } };
}
