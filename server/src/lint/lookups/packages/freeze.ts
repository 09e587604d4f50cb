import { inCaseOf, insertAbove, lineStart } from "../../../fix/line-style.ts";
import { distributionOf, rollingDistribution } from "../../../knowledge/distros/releases.ts";
import type { SourceChange } from "../../../knowledge/source-changes.ts";
import type { BuildModel, Stage } from "../../../model/build-model.ts";
import type { Base } from "../../../pin/query.ts";
import type { TextEdit } from "../../../text/text-edit.ts";
import { once } from "../../once.ts";
import { sourceChangesBefore } from "./source-edits.ts";

/** The distributions whose archive of one day apt can be pointed at. */
type FrozenArchive = "debian" | "ubuntu";

/** Which archive a base image reads; undefined: none that keeps its days, or it is not known. */
function frozenArchiveOf({ reference }: Base): FrozenArchive | undefined {
  const release = distributionOf(reference);
  if ((release?.distribution ?? rollingDistribution(reference)) === "debian") return "debian";
  // Since 24.04 apt knows the snapshots of the archive by itself. Source: Ubuntu's snapshot service, "Using snapshots".
  return release?.distribution === "ubuntu" && Number(release.series.name) >= 24 ? "ubuntu" : undefined;
}

type Run = Stage["instructions"][number];

/** How a stage can be frozen. */
export interface Freezing {
  readonly archive: FrozenArchive;
  /** The RUN in front of which its sources are frozen. */
  readonly first: Run;
}

/** Undefined: no archive keeps the days of the distribution, or no RUN is the place. */
export const freezingOf = once((stage: Stage, model: BuildModel, base: Base): Freezing | undefined => {
  const archive = frozenArchiveOf(base);
  const first = archive && runToFreeze(stage, model);
  return archive && first && { archive, first };
});

/** Undefined: only triggers call apt, it is called by somebody who may not write its sources, or others are added later. */
function runToFreeze(stage: Stage, model: BuildModel): Run | undefined {
  const first = firstRunOfApt(stage, model);
  if (first === undefined || ASKED_FOR.test(model.text.slice(first.span.start, first.span.end))) return undefined;
  const changes = sourceChangesBefore(stage, Number.POSITIVE_INFINITY);
  return changes.some((change) => change.span.start >= first.span.start && bringsSources(change)) ? undefined : first;
}

/** `sudo -E apt-get`, not the package sudo. */
const ASKED_FOR = /\b(?:sudo|doas)[ \t]+(?:-\S{1,40}[ \t]+)?apt(?:-get|itude)?\b/;

/** A script from the network often brings some, one of the project hardly ever. */
function bringsSources(change: SourceChange): boolean {
  if (change.kind === "unknown") return !change.text.endsWith(".sh");
  return change.kind !== "substitute" && change.text !== "" && change.path.startsWith("/etc/apt/sources.list");
}

/** The first RUN that updates the package lists, else that calls apt. */
function firstRunOfApt({ instructions, sources }: Stage, { text }: BuildModel): Run | undefined {
  const runs = instructions.filter(({ keyword, onbuild }) => keyword === "RUN" && !onbuild);
  const updates = runs.find(({ span }) => {
    const written = text.slice(span.start, span.end);
    return /\bapt(?:-get|itude)?\b/.test(written) && /\bupdate\b/.test(written);
  });
  const offsets = sources.runs.flatMap(({ offset, calls }) =>
    calls.some(({ program }) => APT.has(program)) ? offset : [],
  );
  return updates ?? runs.find(({ span }) => offsets.some((offset) => span.start <= offset && offset < span.end));
}

const APT: ReadonlySet<string> = new Set(["apt", "apt-get", "aptitude"]);

/** One RUN in front of the first of apt: from then on all packages are those of one day. */
export function freezeStage(
  { archive, first }: Freezing,
  stamp: string,
  { text, dockerfile }: BuildModel,
): readonly TextEdit[] {
  if (!/^\d{8}T\d{6}Z$/.test(stamp)) return [];
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

/**
 * In the distribution's own files the path of an address tells which archive it is, whatever mirror has it; in others somebody else's
 * repository may have the same path. Source: snapshot.debian.org, "Usage".
 */
function debianCommands(stamp: string): readonly string[] {
  const find = (names: readonly [string, string], host: string) => {
    const edits = ["debian-security", "debian"].map(
      (name) => `-e 's,https?://${host}/${name}/?( |$),http://snapshot.debian.org/archive/${name}/${stamp}/\\1,'`,
    );
    return `find /etc/apt -type f '(' -name '${names.join("' -o -name '")}' ')' -exec sed -i -E ${edits.join(" ")} '{}' +`;
  };
  return [
    find(["sources.list", "debian.sources"], "[^ ]+"),
    find(["*.list", "*.sources"], "[^ /]+[.]debian[.]org"),
    `echo 'Acquire::Check-Valid-Until "false";' > /etc/apt/apt.conf.d/80snapshot`,
  ];
}

function ubuntuCommand(stamp: string): string {
  return `echo 'APT::Snapshot "${stamp}";' > /etc/apt/apt.conf.d/80snapshot`;
}
