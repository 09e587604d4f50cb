import type { WorkspaceFolder } from "vscode-languageserver/node";
import { hostPlatform } from "../../engine/host-platform.ts";
import { type ImageWorld, telling } from "../../engine/image/image-world.ts";
import { newLookupSettings } from "../../engine/lookup-settings.ts";
import { joinPath } from "../../engine/path.ts";
import type { FileSettings } from "../../engine/settings-reader.ts";
import { version } from "../../engine/version.ts";
import type { Failure } from "../../outcome/outcome.ts";
import type { Http, HttpRequest } from "../../outside/outside.ts";
import { mistakeIn } from "../../pin/lookup-settings.ts";
import { pathOfFolder } from "../folder-settings.ts";
import type { LookupSession } from "../lookups/lookup-session.ts";
import type { Course } from "../lookups/progress.ts";
import type { ServerContext } from "../server-context.ts";
import { pathOfUri } from "../uri.ts";
import { askingRun } from "./asking-run.ts";

/** What holds for work on images: that of a document, or of the workspace. */
export interface ImageScope {
  /** Absolute path of the Dockerfile, or of where one could stand. */
  readonly path: string;
  readonly settings: FileSettings;
}

/** The scope of a Dockerfile, open or not, else that of the first folder of the workspace that is on this machine. */
export async function imageScope(uri: string | undefined, { settings }: ServerContext): Promise<ImageScope> {
  const place = placeOf(uri, settings.folders());
  return { path: place.path ?? "/Dockerfile", settings: await settings.settingsOf(place) };
}

function placeOf(uri: string | undefined, folders: readonly WorkspaceFolder[]) {
  const path = uri && pathOfUri(uri);
  if (uri && path) return { uri, path };
  for (const folder of folders) {
    const folderPath = pathOfFolder(folder);
    if (folderPath !== undefined) return { uri: `${folder.uri}/Dockerfile`, path: joinPath(folderPath, "Dockerfile") };
  }
  return { uri: "untitled:Dockerfile", path: undefined };
}

/**
 * The world of one gesture on images. A container engine runs only when the user agreed to it; whom it asks is written down. `programs`:
 * others that the user agreed to.
 */
export async function imageWorld(
  { path, settings }: ImageScope,
  { lookups, outside, imageReader }: ServerContext,
  { signal, say }: Course,
  programs: ReadonlySet<string> = new Set(),
): Promise<ImageWorld> {
  const session = await lookups.session();
  const now = () => outside.now();
  const lookupSettings = newLookupSettings(outside.files)(settings, path);
  const mistake = mistakeIn(lookupSettings);
  const http = mistake === undefined ? notingHttp(session, now) : refusingHttp(mistake);
  return {
    reach: { ...session.reach, http, run: askingRun(session, programs, now) },
    files: outside.files,
    largeFiles: await outside.largeFiles(),
    reader: await imageReader(),
    settings: lookupSettings,
    environment: session.environment,
    platform: hostPlatform(process.arch),
    version,
    now,
    progress: say,
    signal,
  };
}

function refusingHttp(mistake: Failure): Http {
  return { fetch: async () => mistake, stream: async () => mistake };
}

/** One line for each host: an advisory database is asked thousands of times. */
function notingHttp({ reach: { http }, note }: LookupSession, now: () => Date): Http {
  const noted = new Set<string>();
  const noteOnce = ({ url, what }: HttpRequest) => {
    const { host, protocol } = new URL(url);
    if (noted.has(host)) return;
    noted.add(host);
    note({ host, what, via: protocol === "http:" ? "http" : "https", at: now().toISOString() });
  };
  return telling(http, noteOnce);
}
