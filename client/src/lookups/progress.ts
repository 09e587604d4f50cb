import * as vscode from "vscode";
import type {
  ProgressToken,
  WorkDoneProgressBegin,
  WorkDoneProgressEnd,
  WorkDoneProgressReport,
} from "vscode-languageclient/node";

type ProgressPart = WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd;

/** What is shown of one piece of work. */
interface ShownProgress {
  say(message: string | undefined): void;
  end(): void;
}

/**
 * Shows the server's work where the user sees it and can cancel it: as a notification. The language client itself shows it in the
 * status bar alone. The result takes every part of the progress of the server.
 */
export function newProgressView(
  cancel: (token: ProgressToken) => void,
): (token: ProgressToken, part: ProgressPart) => void {
  const shown = new Map<ProgressToken, ShownProgress>();
  return (token, part) => {
    if (part.kind === "begin")
      shown.set(
        token,
        show(part.title, () => cancel(token)),
      );
    else if (part.kind === "report") shown.get(token)?.say(part.message);
    else {
      shown.get(token)?.end();
      shown.delete(token);
    }
  };
}

function show(title: string, onCancel: () => void): ShownProgress {
  let last: string | undefined;
  let say = (message: string | undefined): void => {
    last = message;
  };
  let end: ShownProgress["end"] = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  void vscode.window.withProgress(options, async (progress, token) => {
    token.onCancellationRequested(onCancel);
    say = (message) => progress.report(message === undefined ? {} : { message });
    say(last);
    await ended;
  });
  return { say: (message) => say(message), end: () => end() };
}
