import type { CancellationToken, Connection, Disposable } from "vscode-languageserver/node";
import { guarded } from "./guard.ts";
import type { StartingServer } from "./server-context.ts";

// What no keystroke needs is loaded when it is first asked for: it costs the start nothing.
const codeAction = () => import("./handlers/code-action.ts");
const resolve = () => import("./handlers/code-action-resolve.ts");
const hovers = () => import("./handlers/hover.ts");
const diagnostics = () => import("./handlers/diagnostic.ts");
const docker = () => import("./docker-service.ts");
const commands = () => import("./handlers/execute-command.ts");
const own = () => import("./handlers/own-requests.ts");

/** Every request that the server answers, until they are disposed of: no failure of one ends the server or keeps the next from its answer. */
export function answerRequests(
  connection: Connection,
  { log, abilities, context }: StartingServer,
): readonly Disposable[] {
  const answered = [
    connection.onCodeAction(
      guarded("code actions", log, [], async (params) => (await codeAction()).codeActions(params, await context)),
    ),
    connection.onCodeActionResolve((action, token) =>
      guarded("a code action", log, action, async () =>
        (await resolve()).resolveCodeAction(action, await context, token),
      )(action, token),
    ),
    connection.onHover(guarded("hover", log, null, async (params) => (await hovers()).hover(params, await context))),
    connection.onExecuteCommand((params, token) =>
      guarded("a command", log, null, async () => (await commands()).executeCommand(params, await context, token))(
        params,
        token,
      ),
    ),
    // Every request that nobody else takes: those of our own protocol.
    connection.onRequest(async (method: string, params: unknown, token: CancellationToken) =>
      (await own()).ownRequest(method, params, await context, token),
    ),
  ];
  if (abilities.pullsDiagnostics) {
    const nothing = { kind: "full" as const, items: [] };
    answered.push(
      connection.languages.diagnostics.on(
        guarded("diagnostics", log, nothing, async (params) => (await diagnostics()).diagnostic(params, await context)),
      ),
    );
  }
  if (!abilities.wantsLanguageFeatures) return answered;
  const dockerfileAt = async (uri: string) => {
    const document = (await context).documents.get(uri);
    return document?.role === "dockerfile" ? document : undefined;
  };
  answered.push(
    connection.onDocumentSymbol(
      guarded("symbols", log, [], async ({ textDocument: { uri } }) => {
        const document = await dockerfileAt(uri);
        return document === undefined ? [] : (await docker()).symbolsOf(document, await context);
      }),
    ),
    connection.onFoldingRanges(
      guarded("folding", log, [], async ({ textDocument: { uri } }) => {
        const document = await dockerfileAt(uri);
        return document === undefined ? [] : (await docker()).foldingRangesOf(document, await context);
      }),
    ),
  );
  return answered;
}
