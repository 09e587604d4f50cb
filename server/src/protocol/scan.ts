// The requests around scanned images. A scan is a gesture of the user: nothing of it happens because a file was opened.
import type { NotDone, Refused } from "./not-done.ts";

/** Request `ScanParams` → `ScanResult`. */
export const SCAN_IMAGE = "seaworthy/scanImage";
/** Request `{ key }` → `ScanView`, with the lines where its instructions stand now; null: there is no such scan. */
export const SCAN_VIEW = "seaworthy/scanView";
/** Request `{ key }` → the bill of health as an HTML page without scripts, or null. */
export const SCAN_PAGE = "seaworthy/scanPage";

/** Request `{ uri? }` → `ImagesResult`: the images of the container engine of this machine. */
export const ENGINE_IMAGES = "seaworthy/engineImages";
/** Request `{ uri }` → `BaseImage[]`: the images that the FROM lines of a file name. */
export const BASE_IMAGES = "seaworthy/baseImages";

export type ImagesResult =
  | Refused
  | {
      readonly kind: "done";
      readonly images: readonly { readonly name: string; readonly id: string; readonly created: string }[];
    };

/**
 * Request `{ key, folder }` → `RefreshResult`: today's exports of the advisory database, for the ecosystems of a scan, into the folder of
 * the settings, else into `folder`, an absolute path.
 */
export const REFRESH_ADVISORIES = "seaworthy/refreshAdvisories";

export type RefreshResult =
  | NotDone
  /** `address`: of the folder, as `osv.endpoint` takes it. */
  | { readonly kind: "done"; readonly message: string; readonly address: string };

/** Request `{ uri? }` → `ScannersResult`: who can be asked to scan images. */
export const SCANNERS = "seaworthy/scanners";

export interface ScannersResult {
  readonly scanners: readonly OtherScannerOffer[];
  /** Id of the one that the settings name: `embedded`, `installed` or one of these. */
  readonly chosen: string;
}

/** Another scanner. */
export interface OtherScannerOffer {
  readonly id: string;
  readonly title: string;
  /** What it sends to whom; undefined: nothing about the image leaves this machine. */
  readonly sends: string | undefined;
}

export interface BaseImage {
  /** With the values of variables. */
  readonly name: string;
  /** Zero-based line of the FROM. */
  readonly line: number;
}

/** Commands that the page links to; the client carries them out. */
export const SCAN_PAGE_COMMANDS = {
  /** Takes the index of an instruction of the scan that is shown. */
  showLine: "seaworthy.showScannedLine",
  /** Takes the index of a finding of the scan that is shown. */
  decide: "seaworthy.decide",
} as const;

/** Request `DecideParams` → `DecisionResult`: what somebody decides about a finding, as an edit of a file of the repository. */
export const DECIDE = "seaworthy/decide";
/** Request `{ key, path }` → `DecisionResult`: the decisions of another tool's file about this image. */
export const IMPORT_DECISIONS = "seaworthy/importDecisions";
/** Request `{ key, scanner }` → `DecisionResult`: the decisions as the file of another scanner. `scanner`: `trivy`, `grype` or `snyk`. */
export const EXPORT_DECISIONS = "seaworthy/exportDecisions";
/** Request `{ key }` → `ScanView` with the decisions that are on the disk now, or null. */
export const REFRESH_DECISIONS = "seaworthy/refreshDecisions";
/** Request `{ path, uri? }` → `ScanResult` with what another scanner's report says. */
export const IMPORT_REPORT = "seaworthy/importReport";

export interface DecideParams {
  readonly key: string;
  /** Index of the finding. */
  readonly finding: number;
  readonly choice: DecisionChoice;
  /** `all`: every package of the image that has the vulnerability. */
  readonly packages: "this" | "all";
  /** It counts for the present version alone. */
  readonly isThisVersion: boolean;
  /** It counts for every image of the repository. */
  readonly isForAllImages: boolean;
}

/** Why a product is not affected, in the words of OpenVEX 0.2. */
export const JUSTIFICATION_WORDS = {
  component_not_present: "The component is not in the image",
  vulnerable_code_not_present: "The vulnerable code is not in it",
  vulnerable_code_not_in_execute_path: "The vulnerable code is never run",
  vulnerable_code_cannot_be_controlled_by_adversary: "No attacker can reach or steer the vulnerable code",
  inline_mitigations_already_exist: "Something in place prevents it",
} as const;

export type JustificationWord = keyof typeof JUSTIFICATION_WORDS;

export type DecisionChoice =
  | { readonly kind: "not_affected"; readonly justification: JustificationWord | undefined; readonly why: string }
  /** `until`: a day, `2027-01-31`. */
  | { readonly kind: "accepted"; readonly why: string; readonly until: string | undefined }
  | { readonly kind: "under_investigation"; readonly why: string }
  /** The decision is taken back. */
  | { readonly kind: "withdrawn" };

export type DecisionResult =
  | Refused
  | {
      readonly kind: "done";
      /** What it comes to, and which other scanners honour it. */
      readonly message: string;
      /** An LSP `WorkspaceEdit` of one file. */
      readonly edit: object;
      /** URI of that file. */
      readonly file: string;
    };

/** Where an image is taken from. */
export type ImageSource =
  /** Of the container engine: a name or an id. */
  | { readonly kind: "engine"; readonly name: string }
  /** Of a registry, without an engine. */
  | { readonly kind: "registry"; readonly name: string }
  /** An archive of `docker save` or an OCI layout: an absolute path. */
  | { readonly kind: "archive"; readonly path: string };

export interface ScanParams {
  readonly image: ImageSource;
  /** The Dockerfile that it was built from, open in the editor; without one there are no lines. */
  readonly uri?: string | undefined;
  /** Zero-based line of the FROM that names the image: it is the base of that file, and not built from it. */
  readonly baseLine?: number | undefined;
}

export type ScanResult = NotDone | { readonly kind: "done"; readonly message: string; readonly view: ScanView };

/** What a scan found, as a tree or a page shows it. Plain data. */
export interface ScanView {
  /** By which it is asked for: the URI of its Dockerfile, else the id of the image. */
  readonly key: string;
  readonly uri: string | undefined;
  /** ISO time of the scan. */
  readonly at: string;
  /** One sentence that sums it up. "Clean" is said only when everything could be looked at. */
  readonly verdict: string;
  readonly isClean: boolean;
  readonly image: {
    readonly name: string;
    readonly id: string;
    readonly digest: string | undefined;
    readonly platform: string | undefined;
    readonly created: string | undefined;
    readonly os: string | undefined;
  };
  readonly scanner: { readonly title: string; readonly version: string };
  /** ISO time of the advisories; undefined: they are those of the scan's time. */
  readonly data: { readonly source: string; readonly at: string | undefined };
  /** How many packages of each type were read, and what else is to be known of that: `519 deb, 12 npm`. */
  readonly coverage: string;
  /** Instructions that brought what was found, in the order of the file. */
  readonly instructions: readonly ScannedLine[];
  /** Why no instruction is named; undefined: they are. */
  readonly unplaced: string | undefined;
  readonly findings: readonly ScanFinding[];
  /** What could not be looked at: with one of these nothing is called clean. */
  readonly gaps: readonly { readonly what: string; readonly why: string }[];
  /** Against the last scan of the same file or image; undefined: there was none. */
  readonly changes: ScanChanges | undefined;
}

export interface ScannedLine {
  /** Its text in one line, cut. */
  readonly text: string;
  /** Zero-based, where it stands now; undefined: it is not in the file any more, or the file is not open. */
  readonly line: number | undefined;
  /** It was changed since the scan. */
  readonly isEdited: boolean;
  /** FROM: what the base image brought. */
  readonly isBase: boolean;
}

export type ScanSeverity = "critical" | "high" | "medium" | "low" | "unknown";

export type DecisionStatus = "open" | "not_affected" | "accepted" | "expired" | "fixed" | "under_investigation";

/** One vulnerability in one package. */
export interface ScanFinding {
  /** By which it is named in requests about this scan. */
  readonly index: number;
  readonly id: string;
  /** For people: the id, with the probability of an attack where that is known. */
  readonly idWords: string;
  readonly aliases: readonly string[];
  readonly severity: ScanSeverity;
  /** For people: with another scanner's own word, where ours is a translation of it. */
  readonly severityWords: string;
  readonly score: number | undefined;
  readonly package: string;
  readonly version: string;
  readonly type: string;
  /** Path in the image of the file that proves the package. */
  readonly path: string;
  readonly fixedIn: string | undefined;
  readonly url: string;
  readonly summary: string;
  readonly notes: readonly string[];
  /** Index in `instructions`; undefined: not known. */
  readonly instruction: number | undefined;
  readonly confidence: "certain" | "likely" | undefined;
  /** `also in stage build, line 4`: it was copied from a stage that names the package there. Empty: it was not. */
  readonly copied: string;
  readonly status: DecisionStatus;
  /** What was decided, by whom, why and until when, in words. */
  readonly decision: string | undefined;
  /** To be fixed first: there is a fix and it is high or worse, or nobody rated it; or the package is malicious. */
  readonly isUrgent: boolean;
  /** Not looked at unless asked for: decided, or called unimportant by who tells of it. */
  readonly isHidden: boolean;
  /** The last scan did not have it. */
  readonly isNew: boolean;
}

export interface ScanChanges {
  /** ISO time of the scan before. */
  readonly since: string;
  readonly added: number;
  readonly still: number;
  /** What is not there any more. */
  readonly fixed: readonly { readonly id: string; readonly package: string }[];
}
