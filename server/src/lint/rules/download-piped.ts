import { downloadsOf, isCovered, urlAdvice } from "../download-uses.ts";
import { hostOf } from "../local-host.ts";
import type { Rule } from "../rule.ts";

/** Scripts that run straight from the network. */
export const rule: Rule = {
  id: "download-piped",
  severity: "warning",
  summary: "A script runs straight from the network.",
  why: "`curl … | sh` runs whatever the server answers on the day of the build; when the connection breaks it may run half a script. Save the script, compare its checksum, then run it; or install the tool from a package.",
  examples: [
    {
      bad: "FROM debian:12.11\nRUN curl -fsSL https://get.example/install.sh | sh\n",
      good: 'FROM debian:12.11\nRUN curl -fsSLo install.sh https://get.example/install.sh \\\n && echo "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08  install.sh" | sha256sum -c - \\\n && sh install.sh\n',
      fixed: false,
    },
  ],
  answersTo: [],
  *check(model) {
    for (const placed of downloadsOf(model)) {
      const { download, stage } = placed;
      if (download.kind !== "script" || download.tool === "ADD" || isCovered(download)) continue;
      const host = hostOf(download.expanded);
      const source = /^$|[$`]/.test(host) ? "the server" : host;
      const first = urlAdvice(placed);
      const message = `what ${source} answers runs unseen: ${first === undefined ? "" : `${first}, `}save the script, compare its sha256, then run it`;
      yield { span: download.span, message, fixes: [], stage: stage.index };
    }
  },
};
