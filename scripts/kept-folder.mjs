import { homedir } from "node:os";
import { join } from "node:path";

/** Below the user's cache folder: what takes long to make and stays the same from run to run of the tests. */
export const KEPT_FOLDER = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "seaworthy");
