import { inCaseOf, insertAbove, lineStart } from "../../fix/line-style.ts";
import { distributionOf, rollingDistribution } from "../../knowledge/distros/releases.ts";
import type { BuildModel, Stage } from "../../model/build-model.ts";
import { lineage } from "../../model/lineage.ts";
import type { TextEdit } from "../../text/text-edit.ts";

/** The distributions whose archive of one day apt can be pointed at. */
export type FrozenArchive = "debian" | "ubuntu";

/** Which archive the base image of a stage reads; undefined: none that keeps its days, or it is not known. */
export function frozenArchiveOf(stage: Stage): FrozenArchive | undefined {
  const reference = lineage(stage).at(-1)?.base.reference;
  if (reference === undefined) return undefined;
  const release = distributionOf(reference);
  if ((release?.distribution ?? rollingDistribution(reference)) === "debian") return "debian";
  // Since 24.04 apt knows the snapshots of the archive by itself. Source: Ubuntu's snapshot service, "Using snapshots".
  return release?.distribution === "ubuntu" && Number(release.series.name) >= 24 ? "ubuntu" : undefined;
}

/** One RUN in front of the first that updates the package lists: from then on all packages are those of one day. */
export function freezeStage(
  stage: Stage,
  archive: FrozenArchive,
  stamp: string,
  { text, dockerfile }: BuildModel,
): readonly TextEdit[] {
  if (!/^\d{8}T\d{6}Z$/.test(stamp)) return [];
  const runs = stage.instructions.filter(({ keyword, onbuild }) => keyword === "RUN" && !onbuild);
  const says = (...words: readonly RegExp[]) =>
    runs.find(({ span }) => words.every((word) => word.test(text.slice(span.start, span.end))));
  const first = says(/\bapt(?:-get|itude)?\b/, /\bupdate\b/) ?? says(/\bapt\b/);
  if (first === undefined) return [];
  const { start, end } = first.keywordSpan;
  const run = inCaseOf(text.slice(start, end), "RUN");
  const commands = archive === "debian" ? debianCommands(stamp) : [ubuntuCommand(stamp)];
  const lines = commands.map((command, index) => {
    const lead = index === 0 ? `${run} ` : "    && ";
    return lead + command + (index < commands.length - 1 ? ` ${dockerfile.escape}` : "");
  });
  return [insertAbove(text, aboveComments(start, dockerfile), lines)];
}

/** The first of the comment lines right above an instruction, which speak of it or silence rules in it. */
function aboveComments(start: number, { text, comments }: BuildModel["dockerfile"]): number {
  let at = lineStart(text, start);
  for (const { span } of [...comments].reverse()) {
    if (
      span.end < at &&
      text.slice(span.end, at).trim() === "" &&
      lineStart(text, at - 1) === lineStart(text, span.start)
    ) {
      at = lineStart(text, span.start);
    }
  }
  return at;
}

/** Which host the image reads from does not matter: the path of the archive tells which one it is. Source: snapshot.debian.org, "Usage". */
function debianCommands(stamp: string): readonly string[] {
  const sed = ["debian-security", "debian"]
    .map((name) => `-e 's,https?://[^ ]+/${name}/?( |$),http://snapshot.debian.org/archive/${name}/${stamp}/\\1,'`)
    .join(" ");
  return [
    `find /etc/apt -type f -name '*.sources' -exec sed -i -E ${sed} '{}' +`,
    `find /etc/apt -type f -name '*.list' -exec sed -i -E ${sed} '{}' +`,
    `echo 'Acquire::Check-Valid-Until "false";' > /etc/apt/apt.conf.d/80snapshot`,
  ];
}

function ubuntuCommand(stamp: string): string {
  return `echo 'APT::Snapshot "${stamp}";' > /etc/apt/apt.conf.d/80snapshot`;
}
