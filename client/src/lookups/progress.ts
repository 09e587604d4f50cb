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
 * status bar alone.
 */
export interface ProgressView {
  /** Takes every part of the progress of the server. */
  show(token: ProgressToken, part: ProgressPart): void;
  /** The server is gone, and nobody tells the end of what it was at. */
  endAll(): void;
}

/** Nothing is shown yet. `cancel` tells the server that the user pressed Cancel. */
export function newProgressView(cancel: (token: ProgressToken) => void): ProgressView {
  const shown = new Map<ProgressToken, ShownProgress>();
  return {
    show(token, part) {
      if (part.kind === "begin") {
        const onCancel = () => cancel(token);
        shown.set(token, show(part.title, onCancel));
      } else if (part.kind === "report") shown.get(token)?.say(part.message);
      else {
        shown.get(token)?.end();
        shown.delete(token);
      }
    },
    endAll() {
      for (const { end } of shown.values()) end();
      shown.clear();
    },
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
