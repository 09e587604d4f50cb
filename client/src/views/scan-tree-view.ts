import * as vscode from "vscode";
import { SCAN_PAGE_COMMANDS, type ScanSeverity } from "../../../server/src/protocol/scan.ts";
import type { ScanSession } from "../scan/scan-session.ts";
import { FIRST_CHOICE, type TreeChoice, type TreeRow, treeMessage, treeOf, urgentCount } from "../scan/scan-tree.ts";

const VIEW = "seaworthy.scan";

/** The tree of the scan that is shown, and the commands that lay it out. */
export function showScanTree(session: ScanSession): vscode.Disposable {
  const changes = new vscode.EventEmitter<undefined>();
  let choice: TreeChoice = FIRST_CHOICE;
  const provider: vscode.TreeDataProvider<TreeRow> = {
    onDidChangeTreeData: changes.event,
    getTreeItem: treeItem,
    getChildren: (row) => [...(row?.children ?? (session.view === undefined ? [] : treeOf(session.view, choice)))],
  };
  const tree = vscode.window.createTreeView(VIEW, { treeDataProvider: provider, showCollapseAll: true });

  function update(): void {
    const { view } = session;
    tree.message = view === undefined ? "" : treeMessage(view, choice);
    const count = view === undefined ? 0 : urgentCount(view);
    tree.badge = count === 0 ? undefined : { value: count, tooltip: `${count} to fix first` };
    void vscode.commands.executeCommand("setContext", "seaworthy.hasScan", view !== undefined);
    void vscode.commands.executeCommand("setContext", "seaworthy.scanScope", choice.scope);
    changes.fire(undefined);
  }

  function choose(change: Partial<TreeChoice>): void {
    choice = { ...choice, ...change };
    update();
  }

  const command = (name: string, run: () => unknown) => vscode.commands.registerCommand(`seaworthy.scan.${name}`, run);
  update();
  return vscode.Disposable.from(
    tree,
    changes,
    session.onView(update),
    command("groupBy", async () => choose(await chosenGroup())),
    command("filter", async () => choose(await chosenFilter(choice.filter))),
    command("showUrgent", () => choose({ scope: "urgent" })),
    command("showShown", () => choose({ scope: "shown" })),
    command("showAll", () => choose({ scope: "all" })),
  );
}

async function chosenGroup(): Promise<Partial<TreeChoice>> {
  const items = [
    { label: "Instruction", groupBy: "instruction" },
    { label: "Package", groupBy: "package" },
    { label: "Severity", groupBy: "severity" },
  ] as const;
  const item = await vscode.window.showQuickPick(items, { placeHolder: "Group what was found by" });
  return item === undefined ? {} : { groupBy: item.groupBy };
}

async function chosenFilter(value: string): Promise<Partial<TreeChoice>> {
  const prompt = "Part of an id, of a package's name or of a summary; empty: everything";
  const filter = await vscode.window.showInputBox({ prompt, value });
  return filter === undefined ? {} : { filter: filter.trim() };
}

const ICONS: Readonly<Record<ScanSeverity, readonly [icon: string, colour: string]>> = {
  critical: ["error", "list.errorForeground"],
  high: ["warning", "list.warningForeground"],
  medium: ["info", "charts.blue"],
  low: ["circle-outline", "descriptionForeground"],
  unknown: ["question", "list.warningForeground"],
};

const OTHER_ICONS: Readonly<Record<TreeRow["kind"], string>> = {
  gap: "eye-closed",
  gaps: "eye-closed",
  fixed: "check",
  note: "info",
  instruction: "circle-outline",
  package: "package",
  severity: "circle-outline",
  finding: "circle-outline",
};

function treeItem(row: TreeRow): vscode.TreeItem {
  const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
  const open = ["instruction", "severity", "gaps"].includes(row.kind) ? Expanded : Collapsed;
  const item = new vscode.TreeItem(row.label, row.children.length === 0 ? None : open);
  item.id = row.id;
  item.description = row.description;
  item.tooltip = row.tooltip;
  item.contextValue = row.kind;
  item.iconPath = iconOf(row);
  item.accessibilityInformation = { label: `${row.label}, ${row.description}${row.isFaint ? ", set aside" : ""}` };
  if (row.instruction !== undefined) {
    item.command = { title: "Show Line", command: SCAN_PAGE_COMMANDS.showLine, arguments: [row.instruction] };
  }
  return item;
}

function iconOf({ kind, severity, isFaint }: TreeRow): vscode.ThemeIcon {
  if (severity === undefined) return new vscode.ThemeIcon(OTHER_ICONS[kind]);
  const [icon, colour] = ICONS[severity];
  return new vscode.ThemeIcon(icon, new vscode.ThemeColor(isFaint ? "disabledForeground" : colour));
}
