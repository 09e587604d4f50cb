import { MessageType } from "vscode-languageserver/node";
import { textAt } from "../../json/fields.ts";
import { consentKey, consentWords } from "../../protocol/consent-words.ts";
import { CONSENT, type ConsentParams } from "../../protocol/lookups.ts";
import type { LookupParts } from "./client-lookups.ts";

/** Whether the user agrees to something. */
type Consent = (params: ConsentParams) => Promise<boolean>;

const ALLOW = { title: "Allow" };
const REFUSE = { title: "Do not allow" };

/**
 * Our own client asks in a dialog and remembers for good; another editor shows the question as a message, and what was agreed to holds
 * until the server ends. One that can do neither is told where it can be allowed. Source: LSP 3.17, window/showMessageRequest.
 */
export function newConsent({ connection, abilities, tell }: LookupParts): Consent {
  if (abilities.asksConsent) return async (params) => (await connection.sendRequest(CONSENT, params)) === true;
  const told = new Set<string>();
  const agreed = new Set<string | undefined>();
  return async (params) => {
    const { needs, subject, isAttended } = params;
    const key = consentKey(params);
    if (key !== undefined && agreed.has(key)) return true;
    if (!abilities.asksInMessages) {
      if (!told.has(subject)) tell(UNASKABLE[needs](subject));
      told.add(subject);
      return false;
    }
    if (!isAttended) return false;
    const { message, detail } = consentWords(params);
    const question = { type: MessageType.Warning, message: `${message}\n${detail}`, actions: [ALLOW, REFUSE] };
    const answer: unknown = await connection.sendRequest("window/showMessageRequest", question).catch(() => undefined);
    const isAgreed = textAt(answer, "title") === ALLOW.title;
    if (isAgreed) agreed.add(key);
    return isAgreed;
  };
}

const UNASKABLE: Readonly<Record<ConsentParams["needs"], (subject: string) => string>> = {
  tool: (tool) => `This editor cannot ask whether ${tool} may be run. In a terminal: seaworthy fix --tools.`,
  container: (image) =>
    `This editor cannot ask whether a container of ${image} may be started. In a terminal: seaworthy fix --containers.`,
  download: (url) => `This editor cannot ask whether ${url} may be read, which has more than 2 GB.`,
  engine: (engine) => `This editor cannot ask whether ${engine} may be run. In a terminal: seaworthy scan.`,
  scanner: (scanner) => `This editor cannot ask whether ${scanner} may scan. In a terminal: seaworthy scan --scanner.`,
  images: (images) =>
    `This editor cannot ask whether ${images} may be fetched. In a terminal: seaworthy scan registry:REF.`,
  build: () =>
    "This editor cannot ask whether the Dockerfile may be built. In a terminal: seaworthy fix --allow-build.",
};
