import { LIFE_CYCLES_READ_ON, titled, wayOut } from "../../knowledge/distros/life-cycles.ts";
import { type Release, releasesOf } from "../../knowledge/distros/releases.ts";
import { imagesOf, nameOf } from "../image-uses.ts";
import type { Rule } from "../rule.ts";

/** Images of a series that gets no updates any more. */
export const rule: Rule = {
  id: "image-eol",
  severity: "info",
  summary: "An image is of a series that gets no more security updates.",
  why: `Vulnerabilities that are found after the end of life stay open, and the package archive moves away, so that builds break. Move to a series that is supported. The dates are those on which free support ends (for Debian: long-term support), as they were known on ${LIFE_CYCLES_READ_ON} to endoflife.date, to distro-info-data (Debian, Ubuntu), to Microsoft (Windows Server) and to Docker Hub (images that were given up). A series without such a date is never reported.`,
  examples: [
    {
      bad: "FROM debian:10.13\n",
      good: "FROM debian:12.11\n",
      fixed: false,
      options: { today: "2026-01-15" },
    },
    {
      bad: "FROM node:16.20.2-alpine3.18\n",
      good: "FROM node:22.11.0-alpine3.22\n",
      fixed: false,
      options: { today: "2026-01-15" },
    },
  ],
  answersTo: [],
  *check(model, { today }) {
    for (const { image, place } of imagesOf(model)) {
      if (image.reference === undefined || image.class === "stage-ref") continue;
      const ended = releasesOf(image.reference).find(({ series }) => series.end !== undefined && series.end < today);
      if (ended === undefined) continue;
      const span = image.reference.tag === undefined ? image.span : image.tagSpan;
      yield { span, message: `${nameOf(image)} ${adviceFor(ended, today)}`, fixes: [], ...place };
    }
  },
};

/** `holds Debian 10 (buster), which has had no updates since 2024-06-30: move to Debian 11 or later`. */
function adviceFor({ cycle, series }: Release, today: string): string {
  const codename = series.codename === undefined ? "" : ` (${series.codename})`;
  const step = wayOut(cycle, series, today) ?? "another image";
  return `holds ${titled(cycle.title, series)}${codename}, which has had no updates since ${series.end}: move to ${step}`;
}
