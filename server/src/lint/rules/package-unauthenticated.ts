import { removeFlag } from "../../fix/remove-word.ts";
import { isInsecureVariable } from "../../knowledge/insecure.ts";
import type { InstallUse, Stage } from "../../model/build-model.ts";
import { isLocal, isLocalSource } from "../local-host.ts";
import type { Finding, Rule } from "../rule.ts";

/** Switches and variables that turn the signature or TLS checks of a package manager off. */
export const rule: Rule = {
  id: "package-unauthenticated",
  severity: "warning",
  summary: "Signature or TLS checks of a package manager are switched off.",
  why: "Without the check anyone between the archive and your build can put their own packages into the image. Drop the switch; when the check fails for a reason, install the missing key or certificate instead.",
  examples: [
    {
      bad: "FROM debian:12.11\nRUN apt-get install -y --allow-unauthenticated curl=7.88.1-10\n",
      good: "FROM debian:12.11\nRUN apt-get install -y curl=7.88.1-10\n",
      fixed: true,
    },
    {
      bad: "FROM node:22.11.0\nENV NODE_TLS_REJECT_UNAUTHORIZED=0\nRUN npm ci\n",
      good: "FROM node:22.11.0\nRUN npm ci\n",
      fixed: false,
    },
  ],
  answersTo: [],
  *check({ stages, text }) {
    for (const stage of stages) {
      for (const install of stage.installs) yield* inCommand(install, text);
      for (const { span, text: written } of stage.insecure ?? []) {
        if (isLocalSource(text.slice(span.start, span.end))) continue;
        yield { span, message: `${written} ${ADVICE}`, fixes: [], stage: stage.index };
      }
      yield* inVariables(stage);
    }
  },
};

const ADVICE = "switches a signature or TLS check off: drop it";

function* inCommand({ insecure, command, stage }: InstallUse, text: string): Iterable<Finding> {
  for (const { span, text: written, host } of insecure) {
    if (host !== undefined && isLocal(host)) continue;
    const drop = { kind: "edit", title: `Drop ${written}`, safety: "review", edits: [removeFlag(text, span)] } as const;
    const fixes = written.startsWith("-") ? [drop] : [];
    yield { span, message: `${written} ${ADVICE}`, fixes, group: command, stage };
  }
}

function* inVariables({ variables, index }: Stage): Iterable<Finding> {
  for (const { name, value, span } of variables) {
    if (isInsecureVariable(name, value)) yield { span, message: `${name}=${value} ${ADVICE}`, fixes: [], stage: index };
  }
}
