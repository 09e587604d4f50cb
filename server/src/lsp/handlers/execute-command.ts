import type { CancellationToken, ExecuteCommandParams } from "vscode-languageserver/node";
import { SERVER_COMMANDS } from "../../protocol/requests.ts";
import { checkPinsOf } from "../lookups/check-document.ts";
import { pinEverything, updatePins } from "../lookups/pin-document.ts";
import type { ServerContext } from "../server-context.ts";

/** `workspace/executeCommand`, for editors without commands of ours: the edit is handed over, what came of it is said. */
export async function executeCommand(
  { command, arguments: given }: ExecuteCommandParams,
  context: ServerContext,
  token: CancellationToken,
): Promise<null> {
  const [uri] = given ?? [];
  const wanted = SERVER_COMMANDS.find((known) => known === command);
  if (wanted === undefined || typeof uri !== "string") {
    context.tell(`There is no command ${command}, or it was not told the URI of a file.`);
    return null;
  }
  const result = await resultOf(wanted, uri, context, token);
  if (result.kind === "cancelled") return null;
  context.tell(result.message);
  if (result.kind !== "done" || result.edit === undefined) return null;
  const { applied, failureReason } = await context.connection.workspace
    .applyEdit(result.edit)
    .catch(({ message }: Error) => ({ applied: false, failureReason: message }));
  if (!applied) context.tell(`The editor did not make the edit: ${failureReason ?? "it does not say why"}.`);
  return null;
}

async function resultOf(
  command: (typeof SERVER_COMMANDS)[number],
  uri: string,
  context: ServerContext,
  token: CancellationToken,
) {
  switch (command) {
    case "seaworthy.pinEverything":
      return await pinEverything(uri, token, context);
    case "seaworthy.updatePins":
      return await updatePins(uri, token, context);
    case "seaworthy.checkPins":
      return { ...(await checkPinsOf({ uri, gesture: "command" }, token, context)), edit: undefined };
  }
}
