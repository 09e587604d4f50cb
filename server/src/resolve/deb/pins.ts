import { splitDebVersion } from "../../knowledge/versions/deb.ts";
import type { LookupSettings } from "../../pin/lookup-settings.ts";
import type { Pin } from "../../pin/pin.ts";

/**
 * What apt takes `memtest86+` or `vim+` for: a package of that whole name, else the `+` asks to install what stands in front of it.
 * Source: apt, PackageContainerInterface::FromModifierCommandLine.
 */
export function nameAmong(word: string, isThere: (name: string) => boolean): string {
  const before = word.slice(0, -1);
  return word.endsWith("+") && !isThere(word) && isThere(before) ? before : word;
}

/**
 * The ways to write a version for apt: as it is, any rebuild of its upstream version, and the archive of one day, where there is
 * one (`stamp`), which is no version. The wish of the user is recommended. `name` is the package's, where another word asks for it.
 */
export function debPins(
  version: string,
  stamp: string | undefined,
  style: LookupSettings["pinStyle"],
  name?: string,
): readonly Pin[] {
  const named = name === undefined ? {} : { name };
  const pins: Pin[] = [
    {
      ...named,
      style: "exact",
      text: version,
      lasts: "until-next-update",
      recommended: style === "exact",
      note: /\+b\d+$/.test(version)
        ? "gone after the next update; its rebuild number (+b…) can differ between architectures"
        : "gone after the next update",
    },
    {
      ...named,
      style: "wildcard",
      text: upstreamPattern(version),
      lasts: "within-release",
      recommended: style === "wildcard",
      note: "survives security updates",
    },
  ];
  if (stamp === undefined) return pins;
  const note = "freezes every package of the stage to one day";
  return [...pins, { style: "snapshot", text: stamp, lasts: "while-archived", recommended: false, note }];
}

/**
 * A pattern for any build of the same upstream version: `1:2.39.5-*`. A native package has no revision; what a security update
 * would add to its version is left off: `20230311*`.
 */
export function upstreamPattern(version: string): string {
  const { epoch, upstream, revision } = splitDebVersion(version);
  const prefix = epoch === "" ? "" : `${epoch}:`;
  if (revision !== "") return `${prefix}${upstream}-*`;
  const rebuild = upstream.search(/[+~](?:deb\d+u|nmu|b|build|bpo)\d|ubuntu[\d.]/);
  return `${prefix}${rebuild < 0 ? upstream : upstream.slice(0, rebuild)}*`;
}

/** The day of a snapshot archive, as its URLs write it: that of the image's own sources where they name one, else now. */
export function snapshotStamp(sources: readonly string[], now: Date): string {
  for (const text of sources) {
    const match = /\/archive\/(?:debian|debian-security|ubuntu)\/(\d{8}T\d{6}Z)/.exec(text);
    if (match?.[1] !== undefined) return match[1];
  }
  return now.toISOString().replace(/[-:]|\.\d+/g, "");
}
