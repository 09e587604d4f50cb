import * as vscode from "vscode";
import { consentKey, consentWords } from "../../../server/src/protocol/consent-words.ts";
import type { ConsentParams } from "../../../server/src/protocol/lookups.ts";
import { say } from "../say.ts";

const REMEMBERED = "seaworthy.consent";
const ALLOW = "Allow";

/** What the user lets us start on this machine. */
export interface Consent {
  /** Asks once for each tool and image, each time for a build. */
  ask(params: ConsentParams): Promise<boolean>;
  forget(): Promise<void>;
}

/** `memory`: of the machine, not of a workspace. */
export function newConsent(memory: vscode.Memento): Consent {
  const remembered = () => memory.get<readonly string[]>(REMEMBERED) ?? [];
  return {
    async ask(params) {
      const key = consentKey(params);
      if (key !== undefined && remembered().includes(key)) return true;
      if (!params.isAttended) return false;
      const { message, detail } = consentWords(params);
      const howOften = key === undefined ? "You are asked each time." : `You are asked once for ${params.subject}.`;
      const words = { modal: true, detail: `${detail}\n\n${howOften}` };
      const button = await vscode.window.showWarningMessage(message, words, ALLOW);
      if (button !== ALLOW) return false;
      if (key !== undefined) await memory.update(REMEMBERED, [...new Set([...remembered(), key])]);
      return true;
    },
    async forget() {
      await memory.update(REMEMBERED, undefined);
      say("Seaworthy asks again before it starts a tool or a container.");
    },
  };
}
