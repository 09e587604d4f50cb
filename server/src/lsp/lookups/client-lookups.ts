import type { Connection } from "vscode-languageserver/node";
import type { Lookups } from "../../engine/lookups.ts";
import type { FileSettings } from "../../engine/settings-reader.ts";
import type { Outside, Reach } from "../../outside/outside.ts";
import type { LookupSettings } from "../../pin/lookup-settings.ts";
import type { ClientAbilities } from "../client-abilities.ts";
import type { CheckedDocument } from "../document-state.ts";
import { nameOfUri } from "../uri.ts";
import type { CarriedFindings } from "./carried-findings.ts";
import type { LookupSession } from "./lookup-session.ts";

/** Makes what answers questions; the real one loads every resolver. */
export type OpenBroker = (outside: Outside, reach: Reach) => Promise<Lookups["broker"]>;

/** The looking-up for one client. Until the first gesture of the user nothing of it is loaded and nobody is asked. */
export interface ClientLookups {
  /** False: the workspace is not trusted, and nothing is looked up in it. */
  isTrusted(): boolean;
  trust(): void;
  /** The way out is another one from now on: `NetworkOptions` of the protocol, read when they are used. */
  setNetwork(network: unknown): void;
  /** What holds for the look-ups of a document. Its repository is looked at once for each state of its settings. */
  settings(document: CheckedDocument): Promise<LookupSettings>;
  /** For a gesture. Rejects when the world cannot be made. */
  session(): Promise<LookupSession>;
  /** The one that a gesture has made; undefined: there was none yet. */
  made(): LookupSession | undefined;
  /** Everything that was asked of anybody, oldest first. */
  log(): ReturnType<LookupSession["log"]>;
  /** What a check of pins found, by document. */
  readonly found: Map<string, CarriedFindings>;
}

/** What a session is made of. */
export interface LookupParts {
  readonly connection: Connection;
  readonly outside: Outside;
  readonly openBroker: OpenBroker;
  readonly abilities: ClientAbilities;
  /** One sentence for the user. */
  tell(message: string): void;
}

/** The looking-up of a client that has not asked for anything yet. */
export function newClientLookups(parts: LookupParts): ClientLookups {
  let { isTrusted, network } = parts.abilities;
  let opening: Promise<LookupSession> | undefined;
  let made: LookupSession | undefined;

  /** With those of earlier ways out, which may still be at work. */
  const sessions: LookupSession[] = [];
  const settings = new WeakMap<FileSettings, Promise<LookupSettings>>();

  function forget(): void {
    opening = undefined;
    made = undefined;
  }

  async function open(): Promise<LookupSession> {
    const { newLookupSession } = await import("./lookup-session.ts");
    const session = await newLookupSession(parts, network);
    sessions.push(session);
    return session;
  }

  return {
    isTrusted: () => isTrusted,
    trust() {
      isTrusted = true;
    },
    setNetwork(now) {
      network = now;
      forget();
    },
    settings(document) {
      const known = settings.get(document.settings) ?? settingsOf(document, parts.outside);
      settings.set(document.settings, known);
      return known;
    },
    async session() {
      opening ??= open();
      const mine = opening;
      try {
        const session = await mine;
        if (opening === mine) made = session;
        return session;
      } catch (error) {
        if (opening === mine) forget();
        throw error;
      }
    },
    made: () => made,
    log: () => sessions.flatMap((session) => session.log()),
    found: new Map(),
  };
}

async function settingsOf({ uri, path, settings }: CheckedDocument, { files }: Outside): Promise<LookupSettings> {
  const { newLookupSettings } = await import("../../engine/lookup-settings.ts");
  return newLookupSettings(files)(settings, path ?? `/${nameOfUri(uri)}`);
}
