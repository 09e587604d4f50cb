import { success } from "../../server/src/outcome/outcome.ts";
import type { ByteFiles } from "../../server/src/outside/outside.ts";
import { SCAN_IMAGE, type ScanParams, type ScanResult } from "../../server/src/protocol/scan.ts";
import type { ClientSetup } from "./in-process-server.ts";
import { type Answering, type LookUpClient, lookUpClient } from "./look-up-client.ts";
import { SHOP } from "./made-up-scan.ts";
import { NO_REACH } from "./no-reach.ts";
import { memoryStore } from "./osv-database.ts";
import { bytesFile, scratchFiles } from "./saved-image.ts";
import { shopAdvisories, shopArchive } from "./shop-image.ts";

/** Where the archive of the shop's image lies. */
export const SHOP_TAR = "/images/shop.tar";

/** A client with the shop's Dockerfile open, its image in an archive and an advisory database in a folder. */
export interface ScanClient extends LookUpClient {
  /** Puts another file where it can be opened. */
  put(path: string, bytes: Uint8Array): void;
  /** Large files that were written since. */
  written(): readonly string[];
  /** Files that were opened or made for a while, and are still there. */
  notGivenBack(): number;
  scan(params?: Partial<ScanParams>): Promise<ScanResult>;
}

/** `setup.files` must have no other `/images`. */
export async function scanClient(
  text = SHOP,
  { answer = nobody, ...setup }: ClientSetup & { readonly answer?: Answering } = {},
): Promise<ScanClient> {
  const large = new Map<string, Uint8Array>([[SHOP_TAR, shopArchive()]]);
  for (const [path, bytes] of Object.entries(shopAdvisories())) large.set(`/osv/${path}`, bytes);
  const kept = new Map<string, Uint8Array>();
  const store = memoryStore(kept);
  const scratch = scratchFiles();
  const written: string[] = [];
  let opened = 0;
  const largeFiles: ByteFiles = {
    ...scratch,
    open(path) {
      const bytes = large.get(path);
      if (bytes === undefined) return scratch.open(path);
      opened += 1;
      const close = () => {
        opened -= 1;
      };
      return success({ ...bytesFile(bytes), close });
    },
    replacement(path) {
      const finish = () => {
        written.push(path);
        return success(undefined);
      };
      return success({ append: () => success(undefined), finish, remove: () => undefined });
    },
  };
  const client = await lookUpClient(text, answer, {
    reach: () => Promise.resolve({ ...NO_REACH, store }),
    settings: () => ({ osv: { endpoint: "file:///osv" } }),
    ...setup,
    disk: { [SHOP_TAR]: "", "/shop/.git/HEAD": "ref: refs/heads/main\n", ...setup.disk },
    largeFiles,
  });
  return {
    ...client,
    written: () => written,
    notGivenBack: () => opened + scratch.notGivenBack(),
    put: (path, bytes) => void large.set(path, bytes),
    scan: (params = {}) =>
      client.wire.sendRequest(SCAN_IMAGE, { image: { kind: "archive", path: SHOP_TAR }, uri: client.uri, ...params }),
  };
}

const nobody: Answering = () => Promise.reject(new Error("no value is looked up here"));
