import type { Connection } from "vscode-languageserver/node";
import { EFFECTIVE_CONFIGURATION, RULE_PAGE, RULES } from "../protocol/requests.ts";
import { newDockerService } from "./docker-service.ts";
import { guarded } from "./guard.ts";
import { diagnostic } from "./handlers/diagnostic.ts";
import type { ServerContext } from "./server-context.ts";

// What no keystroke needs is loaded when it is first asked for: it costs the start nothing.
const codeAction = () => import("./handlers/code-action.ts");
const resolve = () => import("./handlers/code-action-resolve.ts");
const hovers = () => import("./handlers/hover.ts");
const pages = () => import("./handlers/rule-pages.ts");
const configuration = () => import("./handlers/effective-configuration.ts");

/** Every request that the server answers: no failure of one ends the server or keeps the next from its answer. */
export function answerRequests(connection: Connection, context: ServerContext): void {
  const { log, documents, abilities } = context;
  const docker = newDockerService();
  connection.onCodeAction(
    guarded("code actions", log, [], async (params) => (await codeAction()).codeActions(params, context)),
  );
  connection.onCodeActionResolve((action, token) =>
    guarded("a code action", log, action, async () => (await resolve()).resolveCodeAction(action, context))(
      action,
      token,
    ),
  );
  connection.onHover(guarded("hover", log, null, async (params) => (await hovers()).hover(params, context, docker)));
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
      (await configuration()).effectiveConfiguration(params, context),
    ),
  );
  if (abilities.pullsDiagnostics) {
    const nothing = { kind: "full" as const, items: [] };
    connection.languages.diagnostics.on(guarded("diagnostics", log, nothing, (params) => diagnostic(params, context)));
  }
  if (!abilities.wantsLanguageFeatures) return;
  const dockerfileText = (uri: string) => {
    const document = documents.get(uri);
    return document?.role === "dockerfile" ? document.text : undefined;
  };
  connection.onDocumentSymbol(
    guarded("symbols", log, [], async ({ textDocument: { uri } }) => {
      const text = dockerfileText(uri);
      return text === undefined ? [] : await docker.symbols(uri, text);
    }),
  );
  connection.onFoldingRanges(
    guarded("folding", log, [], async ({ textDocument: { uri } }) => {
      const text = dockerfileText(uri);
      return text === undefined ? [] : await docker.foldingRanges(text);
    }),
  );
}
