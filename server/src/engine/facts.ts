import { exportedStage } from "../lint/labels/stage-labels.ts";
import type { BuildModel, PackageUse } from "../model/build-model.ts";
import { lineage } from "../model/lineage.ts";
import type { LineIndex } from "../text/line-index.ts";
import { type Place, placeOf } from "../text/place.ts";
import type { Span } from "../text/span.ts";

/** What a Dockerfile depends on, as `facts` prints it. Shape: docs/json.md; lines and columns are 1-based. */
export interface Facts {
  readonly images: readonly ImageFact[];
  readonly packages: readonly PackageFact[];
  readonly downloads: readonly DownloadFact[];
  readonly labels: readonly LabelFact[];
}

export interface ImageFact extends Place {
  readonly instr: string;
  readonly value: string;
  readonly resolved: string | null;
  readonly class: string;
}

export interface PackageFact extends Place {
  readonly manager: string;
  readonly spec: string;
  readonly name: string;
  readonly version: string | null;
  readonly pinned: "yes" | "no" | "unknown";
}

export interface DownloadFact extends Place {
  readonly tool: string;
  readonly url: string;
  readonly kind: string;
  readonly verified: string;
  readonly covers: boolean | null;
}

export interface LabelFact {
  readonly line: number;
  readonly key: string;
  readonly value: string | null;
  /** Index of the stage. */
  readonly stage: number;
  /** The exported image carries it: it stands in the last stage or in one that this is built from. */
  readonly exported: boolean;
}

/** The facts of a model; `lines` is the index of its text. */
export function factsOf(model: BuildModel, lines: LineIndex): Facts {
  const { stages, syntaxImage } = model;
  const images = [...(syntaxImage === undefined ? [] : [syntaxImage]), ...stages.flatMap((stage) => stage.images)];
  const last = exportedStage(model);
  const exported = new Set(last === undefined ? [] : lineage(last).map(({ index }) => index));
  const place = (span: Span) => placeOf(lines, span);
  return {
    images: images.map((image) => ({
      ...place(image.span),
      instr: image.instr,
      value: image.value,
      resolved: image.resolved ?? null,
      class: image.class,
    })),
    packages: eachOnce(stages.flatMap((stage) => stage.packages)).map(
      ({ span, manager, spec, name, version, pinned }) => ({
        ...place(span),
        manager,
        spec,
        name,
        version: version ?? null,
        pinned,
      }),
    ),
    downloads: stages.flatMap((stage) =>
      stage.downloads.map(({ span, tool, url, kind, verified, covers }) => ({
        ...place(span),
        tool,
        url,
        kind,
        verified,
        covers: covers ?? null,
      })),
    ),
    labels: stages.flatMap((stage) =>
      stage.labels.map(({ keySpan, key, value }) => ({
        line: place(keySpan).line,
        key,
        value: value ?? null,
        stage: stage.index,
        exported: exported.has(stage.index),
      })),
    ),
  };
}

/** The words of a list variable that several commands take stand at one place, and are one fact where they say the same. */
function eachOnce(packages: readonly PackageUse[]): readonly PackageUse[] {
  const known = new Map<string, PackageUse>();
  for (const use of packages) {
    const key = JSON.stringify([use.span, use.manager, use.spec, use.version, use.pinned]);
    if (!known.has(key)) known.set(key, use);
  }
  return [...known.values()];
}
