import * as vscode from "vscode";
import { type ImageSource, type ImagesResult, SCAN_VIEW, type ScanView } from "../../../server/src/protocol/scan.ts";
import type { Server } from "../server.ts";
import { isScanView } from "./read-scan.ts";

const LAST_IMAGES = "seaworthy.lastImages";
/** So many files keep the image that was scanned for them last. */
const MAX_LAST = 50;

/** The scan that is shown, and what was scanned last: the one place of that state in the client. */
export interface ScanSession {
  readonly view: ScanView | undefined;
  /** Why the container engine gave no images when it was asked last; undefined: it did, or was not asked. */
  engineProblem: Extract<ImagesResult, { kind: "refused" }> | undefined;
  readonly onView: vscode.Event<ScanView | undefined>;
  show(view: ScanView): void;
  /** Asks the server for the shown scan with the lines of now. */
  refresh(): Promise<void>;
  lastImage(uri: string | undefined): ImageSource | undefined;
  remember(uri: string | undefined, image: ImageSource): Promise<void>;
}

/** `memory`: of the workspace. */
export function newScanSession(server: Server, memory: vscode.Memento): ScanSession & vscode.Disposable {
  const views = new vscode.EventEmitter<ScanView | undefined>();
  let view: ScanView | undefined;

  function show(now: ScanView | undefined): void {
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
    lastImage: (uri) => lastImages(memory)[uri ?? ""],
    async remember(uri, image) {
      const others = Object.entries(lastImages(memory)).filter(([key]) => key !== (uri ?? ""));
      const kept = [...others, [uri ?? "", image]].slice(-MAX_LAST);
      await memory.update(LAST_IMAGES, Object.fromEntries(kept));
    },
    dispose: () => listeners.dispose(),
  };
}

function lastImages(memory: vscode.Memento): Readonly<Record<string, ImageSource>> {
  return memory.get<Readonly<Record<string, ImageSource>>>(LAST_IMAGES) ?? {};
}
