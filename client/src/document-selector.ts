import {
  COMPOSE_LANGUAGE,
  DOCKERFILE_LANGUAGE,
  DOCUMENT_GLOBS,
  SETTINGS_GLOBS,
} from "../../server/src/protocol/selector.ts";

/** Which documents, as both VS Code and the language client take it. */
export type SelectedDocuments = { scheme: string; language: string } | { scheme: string; pattern: string };

/** The Dockerfiles and Compose files that are on this machine or not saved yet; not those of a diff or of a virtual workspace. */
export const CHECKED_DOCUMENTS: readonly SelectedDocuments[] = [
  { scheme: "file", language: DOCKERFILE_LANGUAGE },
  { scheme: "untitled", language: DOCKERFILE_LANGUAGE },
  { scheme: "file", language: COMPOSE_LANGUAGE },
  ...DOCUMENT_GLOBS.map((pattern) => ({ scheme: "file", pattern })),
];

/** The same with the settings files, whose text the server follows. */
export const SENT_DOCUMENTS: readonly SelectedDocuments[] = [
  ...CHECKED_DOCUMENTS,
  ...SETTINGS_GLOBS.map((pattern) => ({ scheme: "file", pattern })),
];
