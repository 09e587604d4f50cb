import { isForeign, type PackageSuite, suiteOfVersion } from "../../knowledge/distros/package-suite.ts";
import { distributionOf, type Release } from "../../knowledge/distros/releases.ts";
import type { Stage } from "../../model/build-model.ts";
import { lineage } from "../../model/lineage.ts";
import type { Rule } from "../rule.ts";

/** Package versions that were built for another release than the base image. */
export const rule: Rule = {
  id: "package-suite-mismatch",
  severity: "warning",
  summary: "A pinned package version belongs to another release than the base image.",
  why: "Distributions write the release into the version: `+deb11u3` is for Debian 11, `.fc42` for Fedora 42. Such a pin is left over from an older base image and is in no archive that this image knows, so the build breaks. Look the version up again for the new base.",
  examples: [
    {
      bad: "FROM debian:bookworm-20241016\nRUN apt-get install -y openssl=1.1.1n-0+deb11u3\n",
      good: "FROM debian:bookworm-20241016\nRUN apt-get install -y openssl=3.0.15-1~deb12u1\n",
      fixed: false,
    },
  ],
  answersTo: [],
  *check(model) {
    for (const stage of model.stages) {
      const marked = stage.packages.filter(({ version, release }) => release === undefined && suiteIn(version));
      if (marked.length === 0 || stage.sources.isForeign) continue;
      const release = releaseBelow(stage);
      if (release?.distribution === undefined) continue;
      const { cycle, series, distribution } = release;
      for (const { version, span, command, name } of marked) {
        const suite = suiteIn(version);
        if (suite === undefined || !isForeign(suite, distribution, series.name)) continue;
        const message = `${name} ${version} was not built for ${cycle.title} ${series.name} (${suite.mark}): look its version up again`;
        yield { span, message, fixes: [], group: command, stage: stage.index };
      }
    }
  },
};

function suiteIn(version: string | undefined): PackageSuite | undefined {
  return version === undefined ? undefined : suiteOfVersion(version);
}

/** The release of the image that a stage is built on, other stages of the file followed. */
function releaseBelow(stage: Stage): Release | undefined {
  const reference = lineage(stage).at(-1)?.base.reference;
  return reference === undefined ? undefined : distributionOf(reference);
}
