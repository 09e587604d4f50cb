import { removeFlag } from "../../fix/remove-word.ts";
import type { BuildModel, InstallUse } from "../../model/build-model.ts";
import { isInJsonForm } from "../json-form.ts";
import { areLocal, isLocal } from "../local-host.ts";
import type { Finding, Rule } from "../rule.ts";

/** Switches and variables that turn the signature or TLS checks of a package manager off. */
export const rule: Rule = {
  id: "package-unauthenticated",
  severity: "warning",
  summary: "Signature or TLS checks of a package manager are switched off.",
  why: "Flags (`--allow-unauthenticated`, `--trusted-host`), `[trusted=yes]` in a source list and variables (`PIP_TRUSTED_HOST`, `NODE_TLS_REJECT_UNAUTHORIZED=0`) all do it. Without the check anyone between the archive and your build can put their own packages into the image. Drop the switch; when the check fails for a reason, install the missing key or certificate instead.",
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
  *check(model) {
    for (const stage of model.stages) {
      for (const install of stage.installs) if (install.insecure.length > 0) yield* inCommand(install, model);
      for (const { span, text, host } of stage.insecure) {
        if (host !== undefined && areLocal(host)) continue;
        yield { span, message: messageFor(text), fixes: [], stage: stage.index };
      }
    }
  },
};

function messageFor(text: string, advice = "drop it"): string {
  return `${text} switches a signature or TLS check off: ${advice}`;
}

function* inCommand({ insecure, command, stage }: InstallUse, model: BuildModel): Iterable<Finding> {
  for (const { span, text, host, advice } of insecure) {
    if (host !== undefined && isLocal(host)) continue;
    const canGo = advice === undefined && text.startsWith("-") && !isInJsonForm(span, model);
    const edits = canGo ? [removeFlag(model.text, span)] : [];
    const drop = { kind: "edit", title: `Drop ${text}`, safety: "review", edits } as const;
    yield { span, message: messageFor(text, advice), fixes: canGo ? [drop] : [], group: command, stage };
  }
}
