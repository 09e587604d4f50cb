import * as vscode from "vscode";
import type { ImageBuild } from "../../../server/src/protocol/images.ts";

/**
 * Builds in a terminal that the user sees and can end. The words of the command go to the engine as they are: no shell reads them.
 * `running`: an image of that name is being built, and nothing was started.
 */
export async function runBuild({
  program,
  args,
  folder,
  tags,
  name,
}: ImageBuild): Promise<"built" | "failed" | "running"> {
  // To VS Code tasks of one definition are one task: it would end the build that is on its way, and tell both of that end.
  const isRunning = vscode.tasks.taskExecutions.some(
    ({ task: { definition } }) => definition.type === "seaworthy" && definition.image === name,
  );
  if (isRunning) return "running";
  const execution = new vscode.ProcessExecution(program, [...args], { cwd: folder });
  // Builds of one image share a terminal.
  const definition = { type: "seaworthy", image: name };
  const task = new vscode.Task(definition, vscode.TaskScope.Workspace, `build ${tags[0]}`, "Seaworthy", execution, []);
  const { Always } = vscode.TaskRevealKind;
  task.presentationOptions = { reveal: Always, panel: vscode.TaskPanelKind.Dedicated, echo: true };
  let exitCode: number | undefined;
  const listeners: vscode.Disposable[] = [];
  // A program that cannot be started has no exit code, but its task ends all the same.
  const ended = new Promise<void>((resolve) => {
    listeners.push(
      vscode.tasks.onDidEndTaskProcess((event) => {
        if (event.execution.task.name === task.name) exitCode = event.exitCode;
      }),
      vscode.tasks.onDidEndTask((event) => {
        if (event.execution.task.name === task.name) resolve();
      }),
    );
  });
  try {
    await vscode.tasks.executeTask(task);
    await ended;
    return exitCode === 0 ? "built" : "failed";
  } finally {
    for (const listener of listeners) listener.dispose();
  }
}
