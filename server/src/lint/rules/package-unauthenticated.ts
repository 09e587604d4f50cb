import { removeBracketed, removeFlag } from "../../fix/remove-word.ts";
import type { InsecureOption } from "../../knowledge/managers/manager.ts";
import type { BuildModel } from "../../model/build-model.ts";
import type { Span } from "../../text/span.ts";
import { isInJsonForm } from "../json-form.ts";
import { areLocal } from "../local-host.ts";
import type { Finding, Rule } from "../rule.ts";

/** Switches and variables that turn the signature or TLS checks of a package manager off. */
export const rule: Rule = {
  id: "package-unauthenticated",
  severity: "warning",
  summary: "Signature or TLS checks of a package manager are switched off.",
  why: "Flags (`--allow-unauthenticated`, `--trusted-host`), `[trusted=yes]` in a source list, `SigLevel = Never` of pacman and variables (`PIP_TRUSTED_HOST`, `NODE_TLS_REJECT_UNAUTHORIZED=0`) all do it. Without the check anyone between the archive and your build can put their own packages into the image. Drop the switch; when the check fails for a reason, install the missing key or certificate instead.",
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
      const { index } = stage;
      for (const { insecure, command } of stage.installs)
        for (const option of insecure) yield* found(option, model, { group: command, stage: index });
      for (const use of stage.insecure) yield* found(use, model, { stage: index });
    }
  },
};

type Switch = Pick<InsecureOption, "span" | "text"> & Partial<InsecureOption>;
type Place = Pick<Finding, "group" | "stage">;

function found({ span, text, host, advice }: Switch, model: BuildModel, place: Place): readonly Finding[] {
  if (host !== undefined && areLocal(host)) return [];
  const message = `${text} switches a signature or TLS check off: ${advice ?? "drop it"}`;
  return [{ span, message, fixes: advice === undefined ? fixesOf(span, text, model) : [], ...place }];
}

/** For a flag, an option of a source of apt, or a setting of a repository of dnf. */
function fixesOf(span: Span, text: string, model: BuildModel): Finding["fixes"] {
  if (isInJsonForm(span, model)) return [];
  if (text.startsWith("gpgcheck")) {
    const edit = { span: { start: span.end - 1, end: span.end }, newText: "1" };
    return [{ kind: "edit", title: `Write ${text.slice(0, -1)}1`, safety: "review", edits: [edit] }];
  }
  const isOption = /^trusted=/i.test(text);
  if (!isOption && !text.startsWith("-")) return [];
  const edit = (isOption ? removeBracketed : removeFlag)(model.text, span);
  return edit === undefined ? [] : [{ kind: "edit", title: `Drop ${text}`, safety: "review", edits: [edit] }];
}
