import assert from "node:assert/strict";
import type { CodeAction } from "vscode-languageserver/node";
import type { PinAnswer } from "../../server/src/pin/pin.ts";
import type { PinQuery } from "../../server/src/pin/query.ts";
import type { Asking, Broker } from "../../server/src/resolve/broker.ts";
import { type ClientSetup, edited, type InProcessServer, startServer } from "./in-process-server.ts";

/** Answers a question of the server; what it is given besides the question is what the broker is given. */
export type Answering = (query: PinQuery, asking: Asking) => PinAnswer | Promise<PinAnswer>;

/** One progress that the server showed: its title, then its lines; `ended` once it is taken away. */
export interface SeenProgress {
  readonly token: string | number;
  readonly lines: string[];
  ended: boolean;
}

/** A server with somebody who answers, and a client that shows progress. */
export interface LookUpClient extends InProcessServer {
  readonly uri: string;
  readonly queries: readonly PinQuery[];
  readonly progress: readonly SeenProgress[];
  /** How often the far side of the world was made. */
  readonly opened: () => number;
  /** Chooses a code action on some words by its title. */
  choose(words: string, title: string): Promise<CodeAction>;
  /** The text after the edit of an action. */
  after(action: CodeAction): string;
  /** Presses Cancel on the progress that is shown, once there is one. */
  cancel(): Promise<void>;
  /** Waits until a progress was shown and none is any more. */
  progressGone(): Promise<void>;
}

const DOCKERFILE = "file:///shop/Dockerfile";

/** Opens a Dockerfile with a server that asks `answer` instead of the world. */
export async function lookUpClient(text: string, answer: Answering, setup: ClientSetup = {}): Promise<LookUpClient> {
  const queries: PinQuery[] = [];
  const kept = new Map<string, PinAnswer>();
  let opened = 0;
  const broker: Broker = {
    async resolve(query, asking) {
      queries.push(query);
      const answered = await answer(query, asking);
      kept.set(JSON.stringify(query), answered);
      return answered;
    },
    known: (query) => Promise.resolve(kept.get(JSON.stringify(query))),
    clear() {
      kept.clear();
      return Promise.resolve();
    },
    log: () => queries.map(({ kind }) => ({ host: "registry.example", what: kind, via: "https", at: "2026-01-01" })),
  };
  const server = await startServer({
    ...setup,
    openBroker: () => {
      opened += 1;
      return Promise.resolve(broker);
    },
  });
  const progress = followProgress(server);
  await server.open(DOCKERFILE, text);
  await server.diagnostics(DOCKERFILE);
  return {
    ...server,
    uri: DOCKERFILE,
    queries,
    progress,
    opened: () => opened,
    async choose(words, title) {
      const actions = await server.actions(DOCKERFILE, words);
      const action = actions.find((each) => each.title === title);
      assert.ok(action, `no "${title}" among ${actions.map((each) => each.title).join(" | ")}`);
      return await server.wire.sendRequest("codeAction/resolve", action);
    },
    after: (action) => edited(server.text(DOCKERFILE), DOCKERFILE, action.edit),
    async cancel() {
      await until(() => progress.some(({ ended }) => !ended));
      const token = progress.find(({ ended }) => !ended)?.token;
      await server.wire.sendNotification("window/workDoneProgress/cancel", { token });
    },
    progressGone: () => until(() => progress.length > 0 && progress.every(({ ended }) => ended)),
  };
}

interface ProgressValue {
  readonly kind: "begin" | "report" | "end";
  readonly title?: string;
  readonly message?: string;
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

function followProgress({ wire }: InProcessServer): readonly SeenProgress[] {
  const seen: SeenProgress[] = [];
  wire.onRequest("window/workDoneProgress/create", ({ token }: { token: string | number }) => {
    seen.push({ token, lines: [], ended: false });
    return null;
  });
  wire.onNotification("$/progress", ({ token, value }: { token: string | number; value: ProgressValue }) => {
    const one = seen.find((each) => each.token === token);
    if (value.kind === "end" && one !== undefined) one.ended = true;
    else one?.lines.push(...[value.title, value.message].filter((line) => line !== undefined));
  });
  return seen;
}
