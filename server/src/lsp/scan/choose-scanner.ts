import { type ChosenScanner, sentTo } from "../../engine/image/other-scanner.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { ScannersResult } from "../../protocol/scan.ts";
import { OSV_ADDRESS } from "../../scan/osv/online.ts";
import { CLAIR } from "../../scan/scanners/clair.ts";
import { scanners } from "../../scan/scanners/scanners.ts";
import type { LookupSession } from "../lookups/lookup-session.ts";
import type { ServerContext } from "../server-context.ts";
import { advisoriesAt } from "./advisories-at.ts";
import { type ImageScope, imageScope } from "./image-world.ts";

/** The scanner of the settings, and the programs that it may be. */
export interface AgreedScanner {
  readonly chosen: ChosenScanner;
  readonly programs: ReadonlySet<string>;
}

/** Asks whether the scanner of the settings may scan, with what it sends to whom; our own needs no leave. */
export async function agreedScanner(
  { settings: { scan, machine } }: ImageScope,
  { agrees }: LookupSession,
): Promise<Outcome<AgreedScanner>> {
  const chosen = { id: scan.scanner, machine, mayUseContainers: true };
  if (chosen.id === "embedded") return success({ chosen, programs: new Set() });
  const silent = scanners.filter(({ id }) => sentTo({ id, machine }) === undefined);
  const subject = chosen.id === "installed" ? silent.map(({ title }) => title).join(" or ") : titleOf(chosen.id);
  const sends = chosen.id === "installed" ? sentUnlessInstalled(machine) : sentTo(chosen);
  const params = { needs: "scanner", subject, argv: [], isAttended: true } as const;
  if (!(await agrees(sends === undefined ? params : { ...params, sends })))
    return failure(
      "refused",
      subject,
      "was not allowed to scan: try again and allow it, or choose another (Seaworthy: Choose Scanner)",
    );
  const meant = chosen.id === "installed" ? silent : scanners.filter(({ id }) => id === chosen.id);
  return success({ chosen, programs: programsOf(meant, chosen) });
}

/** Where none of those that tell nobody is installed, we scan ourselves. */
function sentUnlessInstalled({ osvEndpoint }: ChosenScanner["machine"]): string | undefined {
  const place = advisoriesAt(osvEndpoint);
  if (!place.ok || place.value.kind === "offline") return undefined;
  const address = place.value.address ?? OSV_ADDRESS;
  return `package names and versions to ${address} where none of these is installed, else nothing about the image`;
}

/** The engine's own program needs the user's leave to run it. */
function programsOf(meant: typeof scanners, { machine }: ChosenScanner): ReadonlySet<string> {
  const named = meant.map(({ id, program }) => machine.scannerPrograms?.get(id) ?? program);
  return new Set(named.filter((program) => program !== "docker"));
}

function titleOf(id: string): string {
  return [...scanners, CLAIR].find((each) => each.id === id)?.title ?? id;
}

/** `seaworthy/scanners`: who can be asked to scan, with what each sends to whom. Nothing is started: a scan says what keeps one from it. */
export async function scannersFor(uri: string, context: ServerContext): Promise<ScannersResult> {
  const { settings } = await imageScope(uri, context);
  const { machine, scan } = settings;
  const offers = [...scanners, CLAIR].map(({ id, title }) => ({ id, title, sends: sentTo({ id, machine }) }));
  return { scanners: offers, chosen: scan.scanner };
}
