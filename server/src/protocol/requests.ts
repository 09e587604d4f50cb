/** Request `{ rule }` → the rule's page as Markdown, or null for a word that is no rule. */
export const RULE_PAGE = "seaworthy/rulePage";

/** Request without parameters → `RuleSummary[]`, by id. */
export const RULES = "seaworthy/rules";

/** Request `{ uri }` → `GestureResult`: every safe fix of the file that asks nobody. */
export const FIX_ALL = "seaworthy/fixAll";

/** Request `{ uri }` → what holds for the file, as the text of a `.seaworthy.yaml`; null for a file that is not ours. */
export const EFFECTIVE_CONFIGURATION = "seaworthy/effectiveConfiguration";

/** Notification to a client that wants it: a `FileStatus` whenever it changed. */
export const FILE_STATUS = "seaworthy/fileStatus";

export interface RuleSummary {
  readonly id: string;
  readonly summary: string;
}

/** What a status item shows of one open file. */
export interface FileStatus {
  readonly uri: string;
  /** False: closed, excluded, or not ours. The counts are 0 then. */
  readonly isChecked: boolean;
  readonly profile: string;
  readonly rulesOn: number;
  readonly rules: number;
  readonly warnings: number;
  readonly informations: number;
  readonly hints: number;
}

/** `initializationOptions`. Every member may be missing. */
export interface ClientOptions {
  /** `push`: diagnostics are published although the client can pull them. */
  readonly diagnostics?: "push" | "pull";
  /** The client takes `FILE_STATUS`. */
  readonly status?: boolean;
  /** Symbols, folding and the hover of instructions; `false` where another extension gives them. */
  readonly languageFeatures?: boolean;
  /** Commands of `CLIENT_COMMANDS` that the client carries out: code actions name only these. */
  readonly commands?: readonly string[];
  /** The client answers `CONSENT`; without it no tool and no container is started. */
  readonly consent?: boolean;
  /** `false`: the workspace is not trusted, and nothing is looked up until `TRUSTED` arrives. */
  readonly trusted?: boolean;
  /** `NetworkOptions`. */
  readonly network?: object;
  /** Section `seaworthy` of the settings, for clients that cannot be asked for it. */
  readonly settings?: unknown;
}

/**
 * Commands that code actions name and the client carries out; each takes the rule's id, `lookUp` what `LOOK_UP` takes, `decideAmong` the
 * key of a scan and indexes of its findings.
 */
export const CLIENT_COMMANDS = {
  lookUp: "seaworthy.lookUp",
  explainRule: "seaworthy.explainRule",
  turnRuleOffForMe: "seaworthy.turnRuleOffForMe",
  decideAmong: "seaworthy.decideAmong",
} as const;

/** Commands that the server itself carries out for a client without commands of its own; each takes a file's URI. */
export const SERVER_COMMANDS = ["seaworthy.pinEverything", "seaworthy.updatePins", "seaworthy.checkPins"] as const;

/** Kind of the code action that applies every safe fix of a file. */
export const FIX_ALL_KIND = "source.fixAll.seaworthy";
