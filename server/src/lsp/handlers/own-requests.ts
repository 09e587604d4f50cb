import { type CancellationToken, ErrorCodes, ResponseError } from "vscode-languageserver/node";
import { textAt } from "../../json/fields.ts";
import { BUILD_CHOICES, BUILD_PLAN, COMPARE_IMAGES, EVIDENCE, INSPECT_IMAGE, SBOM } from "../../protocol/images.ts";
import { ASKED, CHECK_PINS, CLEAR_CACHE, LOOK_UP, PIN_EVERYTHING, UPDATE_PINS } from "../../protocol/lookups.ts";
import { EFFECTIVE_CONFIGURATION, FIX_ALL, RULE_PAGE, RULES } from "../../protocol/requests.ts";
import {
  BASE_IMAGES,
  DECIDE,
  ENGINE_IMAGES,
  EXPORT_DECISIONS,
  IMPORT_DECISIONS,
  IMPORT_REPORT,
  REFRESH_ADVISORIES,
  REFRESH_DECISIONS,
  SCAN_IMAGE,
  SCAN_PAGE,
  SCAN_VIEW,
  SCANNERS,
} from "../../protocol/scan.ts";
import { describe } from "../guard.ts";
import type { ServerContext } from "../server-context.ts";

type Answer = (params: unknown, context: ServerContext, token: CancellationToken) => unknown;

const resolving = () => import("./code-action-resolve.ts");
const pages = () => import("./rule-pages.ts");
const configuration = () => import("./effective-configuration.ts");
const pinning = () => import("../lookups/pin-document.ts");
const checking = () => import("../lookups/check-document.ts");
const scanning = () => import("../scan/scan-document.ts");
const scanned = () => import("../scan/scan-requests.ts");
const refreshing = () => import("../scan/refresh-advisories.ts");
const choosing = () => import("../scan/choose-scanner.ts");
const images = () => import("../scan/image-work.ts");
const building = () => import("../scan/build-command.ts");
const deciding = () => import("../scan/decide.ts");
const exchanging = () => import("../scan/exchange-decisions.ts");
const evidence = () => import("../scan/evidence.ts");
const importing = () => import("../scan/import-report.ts");
const asked = () => import("../lookups/asked.ts");

const ANSWERS: ReadonlyMap<string, Answer> = new Map<string, Answer>([
  [RULE_PAGE, async (params) => (await pages()).rulePage(params)],
  [RULES, async () => (await pages()).ruleSummaries()],
  [EFFECTIVE_CONFIGURATION, async (params, context) => (await configuration()).effectiveConfiguration(params, context)],
  [
    LOOK_UP,
    async (data, context, token) => {
      const { resolveCodeAction } = await resolving();
      return (await resolveCodeAction({ title: "", data }, context, token)).edit ?? null;
    },
  ],
  [FIX_ALL, async (params, context) => (await resolving()).fixAllOf(uriIn(params), context)],
  [PIN_EVERYTHING, async (params, context, token) => (await pinning()).pinEverything(uriIn(params), token, context)],
  [UPDATE_PINS, async (params, context, token) => (await pinning()).updatePins(uriIn(params), token, context)],
  [
    CHECK_PINS,
    async (params, context, token) => {
      const gesture = textAt(params, "gesture") === "schedule" ? "schedule" : "command";
      return (await checking()).checkPinsOf({ uri: uriIn(params), gesture }, token, context);
    },
  ],
  [SCAN_IMAGE, async (params, context, token) => (await scanning()).scanForDocument(params, token, context)],
  [SCAN_VIEW, async (params, context) => (await scanned()).viewOfScan(params, context)],
  [SCAN_PAGE, async (params, context) => (await scanned()).pageOfScan(params, context)],
  [ENGINE_IMAGES, async (params, context, token) => (await scanned()).engineImages(uriIn(params), token, context)],
  [BASE_IMAGES, async (params, context) => (await scanned()).baseImages(uriIn(params), context)],
  [REFRESH_ADVISORIES, async (params, context, token) => (await refreshing()).refreshForUser(params, token, context)],
  [SCANNERS, async (params, context) => (await choosing()).scannersFor(uriIn(params), context)],
  [INSPECT_IMAGE, async (params, context, token) => (await images()).inspectForUser(params, token, context)],
  [COMPARE_IMAGES, async (params, context, token) => (await images()).compareForUser(params, token, context)],
  [SBOM, async (params, context, token) => (await images()).sbomForUser(params, token, context)],
  [BUILD_CHOICES, async (params, context) => (await building()).buildChoicesOf(uriIn(params), context)],
  [BUILD_PLAN, async (params, context, token) => (await building()).buildPlanOf(params, token, context)],
  [DECIDE, async (params, context) => (await deciding()).decideForUser(params, context)],
  [IMPORT_DECISIONS, async (params, context) => (await exchanging()).importForUser(params, context)],
  [EXPORT_DECISIONS, async (params, context) => (await exchanging()).exportForUser(params, context)],
  [REFRESH_DECISIONS, async (params, context) => (await exchanging()).refreshDecisions(params, context)],
  [EVIDENCE, async (params, context) => (await evidence()).evidenceForUser(params, context)],
  [IMPORT_REPORT, async (params, context) => (await importing()).importReport(params, context)],
  [ASKED, async (_, context) => (await asked()).askedLines(context)],
  [CLEAR_CACHE, async (_, context) => (await asked()).clearCache(context)],
]);

/** The requests of our own protocol. What fails is logged and answered with null. */
export async function ownRequest(
  method: string,
  params: unknown,
  context: ServerContext,
  token: CancellationToken,
): Promise<unknown> {
  const answer = ANSWERS.get(method);
  if (answer === undefined) return new ResponseError(ErrorCodes.MethodNotFound, `there is no request ${method}`);
  try {
    return await answer(params, context, token);
  } catch (error) {
    context.log.error(`${method} failed: ${describe(error)}`);
    return new ResponseError(ErrorCodes.InternalError, "it failed: the log says why");
  }
}

function uriIn(params: unknown): string {
  return textAt(params, "uri") ?? "";
}
