import type { Connection } from "vscode-languageserver/node";
import { EFFECTIVE_CONFIGURATION, RULE_PAGE, RULES } from "../protocol/requests.ts";
import { newDockerService } from "./docker-service.ts";
import { guarded } from "./guard.ts";
import type { StartingServer } from "./server-context.ts";

// What no keystroke needs is loaded when it is first asked for: it costs the start nothing.
const codeAction = () => import("./handlers/code-action.ts");
const resolve = () => import("./handlers/code-action-resolve.ts");
const hovers = () => import("./handlers/hover.ts");
const pages = () => import("./handlers/rule-pages.ts");
const diagnostics = () => import("./handlers/diagnostic.ts");
const configuration = () => import("./handlers/effective-configuration.ts");

/** Every request that the server answers: no failure of one ends the server or keeps the next from its answer. */
export function answerRequests(connection: Connection, { log, abilities, context }: StartingServer): void {
  const docker = newDockerService();
  connection.onCodeAction(
    guarded("code actions", log, [], async (params) => (await codeAction()).codeActions(params, await context)),
  );
  connection.onCodeActionResolve((action, token) =>
    guarded("a code action", log, action, async () => (await resolve()).resolveCodeAction(action, await context))(
      action,
      token,
    ),
  );
  connection.onHover(
    guarded("hover", log, null, async (params) => (await hovers()).hover(params, await context, docker)),
  );
  connection.onRequest(
    RULE_PAGE,
    guarded("a rule page", log, null, async (params: unknown) => (await pages()).rulePage(params)),
  );
  connection.onRequest(
    RULES,
    guarded("the rule list", log, [], async () => (await pages()).ruleSummaries()),
  );
  connection.onRequest(
    EFFECTIVE_CONFIGURATION,
    guarded("the effective configuration", log, null, async (params: unknown) =>
      (await configuration()).effectiveConfiguration(params, await context),
    ),
  );
  if (abilities.pullsDiagnostics) {
    const nothing = { kind: "full" as const, items: [] };
    connection.languages.diagnostics.on(
      guarded("diagnostics", log, nothing, async (params) => (await diagnostics()).diagnostic(params, await context)),
    );
  }
  if (!abilities.wantsLanguageFeatures) return;
  const dockerfileText = async (uri: string) => {
    const document = (await context).documents.get(uri);
    return document?.role === "dockerfile" ? document.text : undefined;
  };
  connection.onDocumentSymbol(
    guarded("symbols", log, [], async ({ textDocument: { uri } }) => {
      const text = await dockerfileText(uri);
      return text === undefined ? [] : await docker.symbols(uri, text);
    }),
  );
  connection.onFoldingRanges(
    guarded("folding", log, [], async ({ textDocument: { uri } }) => {
      const text = await dockerfileText(uri);
      return text === undefined ? [] : await docker.foldingRanges(text);
    }),
  );
}
