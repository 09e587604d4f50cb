import * as vscode from "vscode";

/** Extensions that give hover, outline and folding of Dockerfiles themselves. */
const DOCKERFILE_EXTENSIONS = ["ms-azuretools.vscode-containers", "ms-azuretools.vscode-docker", "docker.docker"];

/** Name of an installed extension that serves Dockerfiles; we publish only our own rules beside it. */
export function neighbour(): string | undefined {
  for (const id of DOCKERFILE_EXTENSIONS) {
    const extension = vscode.extensions.getExtension(id);
    if (extension === undefined) continue;
    const name: unknown = extension.packageJSON?.displayName;
    return typeof name === "string" ? name : id;
  }
  return undefined;
}
