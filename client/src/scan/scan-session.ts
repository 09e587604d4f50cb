import * as vscode from "vscode";
import type { BuildWish } from "../../../server/src/protocol/images.ts";
import type { Refused } from "../../../server/src/protocol/not-done.ts";
import { type ImageSource, SCAN_VIEW, type ScanView } from "../../../server/src/protocol/scan.ts";
import type { Server } from "../server.ts";
import { isScanView } from "./read-scan.ts";

/** So many files keep what was chosen for them last. */
const MAX_LAST = 50;

/** What was chosen last, for each file; it outlives the session. */
export interface LastChoices<T> {
  /** `uri`: undefined where no file was open. */
  of(uri: string | undefined): T | undefined;
  remember(uri: string | undefined, choice: T): Promise<void>;
}

/** The scan that is shown, and what was scanned and built last: the one place of that state in the client. */
export interface ScanSession {
  readonly view: ScanView | undefined;
  /** Why the container engine gave no images when it was asked last; undefined: it did, or was not asked. */
  engineProblem: Refused | undefined;
  readonly onView: vscode.Event<ScanView | undefined>;
  show(view: ScanView): void;
  /** Asks the server for the shown scan with the lines of now. */
  refresh(): Promise<void>;
  readonly lastImages: LastChoices<ImageSource>;
  readonly lastBuilds: LastChoices<BuildWish>;
}

/** What the commands around scans work with. */
export interface Scanning {
  readonly server: Server;
  readonly session: ScanSession;
}

/** `memory`: of the workspace. */
export function newScanSession(server: Server, memory: vscode.Memento): ScanSession & vscode.Disposable {
  const views = new vscode.EventEmitter<ScanView | undefined>();
  let view: ScanView | undefined;

  function show(now: ScanView | undefined): void {
    // A tree that is drawn anew loses the key or click that is on its way to it, a page where it was scrolled to.
    if (JSON.stringify(now) === JSON.stringify(view)) return;
    view = now;
    views.fire(now);
  }

  async function refresh(): Promise<void> {
    const shown = view;
    if (shown === undefined) return;
    const now = await server.ask(SCAN_VIEW, { key: shown.key });
    if (view === shown && isScanView(now)) show(now);
  }

  const listeners = vscode.Disposable.from(
    views,
    vscode.workspace.onDidSaveTextDocument(({ uri }) => void (uri.toString() === view?.uri && refresh())),
    // What the server knew of scans ends with it.
    server.onRunning((isRunning) => !isRunning && show(undefined)),
  );
  return {
    get view() {
      return view;
    },
    engineProblem: undefined,
    onView: views.event,
    show,
    refresh,
    lastImages: newLastChoices(memory, "seaworthy.lastImages"),
    lastBuilds: newLastChoices(memory, "seaworthy.lastBuilds"),
    dispose: () => listeners.dispose(),
  };
}

function newLastChoices<T>(memory: vscode.Memento, key: string): LastChoices<T> {
  const all = () => memory.get<Readonly<Record<string, T>>>(key) ?? {};
  return {
    of: (uri) => all()[uri ?? ""],
    async remember(uri, choice) {
      const others = Object.entries(all()).filter(([file]) => file !== (uri ?? ""));
      const kept = [...others, [uri ?? "", choice]].slice(-MAX_LAST);
      await memory.update(key, Object.fromEntries(kept));
    },
  };
}
