import type { Environment, Files } from "../../outside/outside.ts";
import { joinPath } from "../path.ts";
import { gitFolders, readGitConfig } from "./git.ts";

/**
 * Who works here, as git would write it: `Reviewer <reviewer@shop.example>`; empty when nobody told git. Files that the
 * configuration includes are not read. Source: git-config(1), "FILES", and git-commit(1), "COMMIT INFORMATION".
 */
export function gitAuthor(folder: string, files: Files, environment: Environment): string {
  const { XDG_CONFIG_HOME: config } = environment;
  const home = environment.HOME ?? environment.USERPROFILE?.replaceAll("\\", "/");
  const folders = gitFolders(folder, files);
  const paths = [
    ...(folders === undefined ? [] : [`${folders.shared}/config`]),
    ...(home === undefined
      ? []
      : [joinPath(home, ".gitconfig"), joinPath(config || joinPath(home, ".config"), "git/config")]),
  ];
  const configs = paths.map((path) => readGitConfig(path, files));
  const value = (key: string) => configs.map((config) => config.get(key)).find((each) => (each ?? "") !== "");
  const name = environment.GIT_AUTHOR_NAME ?? value("user.name") ?? "";
  const email = environment.GIT_AUTHOR_EMAIL ?? value("user.email");
  return email === undefined ? name : `${name} <${email}>`.trim();
}
