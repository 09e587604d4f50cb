import { type FileRole, roleOfName } from "../engine/file-roles.ts";
import { DOCKERFILE_LANGUAGE } from "../protocol/selector.ts";
import { HADOLINT_YAMLS, SEAWORTHY_YAML } from "../settings/file-names.ts";
import { nameOfUri } from "./uri.ts";

/** What an open document is to us: a file that rules look at, or one that settings come from. */
export type DocumentRole = FileRole | "settings";

/** A name of a Dockerfile but for its ending: `Dockerfile.md` and `dockerfile.go` are Dockerfiles to VS Code all the same. */
const OTHER = /^(?:dockerfile\.|containerfile)|\.dockerignore$/i;

/** The name decides; a name that says nothing is a Dockerfile where the editor calls it one (`Untitled-1`). */
export function documentRole(uri: string, languageId: string): DocumentRole | undefined {
  const name = nameOfUri(uri);
  if (name === SEAWORTHY_YAML || HADOLINT_YAMLS.some((known) => known === name)) return "settings";
  const role = roleOfName(name);
  if (role !== undefined) return role;
  return languageId === DOCKERFILE_LANGUAGE && !OTHER.test(name) ? "dockerfile" : undefined;
}
