import type { InitializeParams, WorkspaceFolder } from "vscode-languageserver/node";
import { isRecord, textsOf } from "../json/fields.ts";
import { FIX_ALL_KIND } from "../protocol/requests.ts";

/** What the client at the other end can do and wants, read once from its `initialize`. */
export interface ClientAbilities {
  /** It asks for diagnostics; nothing is published for its documents. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly showsRelated: boolean;
  /** In a hover; else it is given the words alone. */
  readonly showsMarkdown: boolean;
  /** It understands literal code actions; without them there is no edit to offer. */
  readonly takesCodeActions: boolean;
  readonly resolvesEdits: boolean;
  readonly takesDocumentChanges: boolean;
  /** It shows edits that want a look before it makes them. */
  readonly annotatesChanges: boolean;
  readonly createsFiles: boolean;
  readonly answersConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  /** Also outside of workspace folders. */
  readonly watchesElsewhere: boolean;
  readonly changesFolders: boolean;
  readonly wantsStatus: boolean;
  readonly wantsLanguageFeatures: boolean;
  readonly commands: ReadonlySet<string>;
  /** It makes edits that it is handed. */
  readonly appliesEdits: boolean;
  /** It asks the user whether a program may be started, and remembers. */
  readonly asksConsent: boolean;
  /** It shows messages with buttons. */
  readonly asksInMessages: boolean;
  /** True unless the client says otherwise: what a client does not know of trust, it does not restrict. */
  readonly isTrusted: boolean;
  /** `NetworkOptions`, read when they are used. */
  readonly network: unknown;
  /** Section `seaworthy`, from a client that hands it over instead of being asked. */
  readonly settings: unknown;
  readonly folders: readonly WorkspaceFolder[];
}

/** Kinds of the code actions that the server gives. */
export const CODE_ACTION_KINDS = ["quickfix", FIX_ALL_KIND] as const;

/** Reads what a client says of itself; what is missing or of another type it cannot do. */
export function clientAbilities(params: InitializeParams): ClientAbilities {
  const { textDocument, workspace, window } = params.capabilities;
  const options = isRecord(params.initializationOptions) ? params.initializationOptions : {};
  const { codeAction } = textDocument ?? {};
  const watching = workspace?.didChangeWatchedFiles;
  const hoverFormats = textsOf(textDocument?.hover?.contentFormat);
  return {
    pullsDiagnostics: isRecord(textDocument?.diagnostic) && options.diagnostics !== "push",
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    showsRelated: textDocument?.publishDiagnostics?.relatedInformation === true,
    showsMarkdown: hoverFormats.length === 0 || hoverFormats.includes("markdown"),
    takesCodeActions: isRecord(codeAction?.codeActionLiteralSupport),
    resolvesEdits: codeAction?.resolveSupport?.properties?.includes("edit") === true && codeAction.dataSupport === true,
    takesDocumentChanges: workspace?.workspaceEdit?.documentChanges === true,
    annotatesChanges: isRecord(workspace?.workspaceEdit?.changeAnnotationSupport),
    createsFiles: workspace?.workspaceEdit?.resourceOperations?.includes("create") === true,
    answersConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: watching?.dynamicRegistration === true,
    watchesElsewhere: watching?.dynamicRegistration === true && watching.relativePatternSupport === true,
    changesFolders: workspace?.workspaceFolders === true,
    wantsStatus: options.status === true,
    wantsLanguageFeatures: options.languageFeatures !== false,
    commands: new Set(textsOf(options.commands)),
    appliesEdits: workspace?.applyEdit === true,
    asksConsent: options.consent === true,
    asksInMessages: isRecord(window?.showMessage?.messageActionItem),
    isTrusted: options.trusted !== false,
    network: options.network,
    settings: sectionOf(options.settings),
    folders: foldersOf(params),
  };
}

/** Section `seaworthy` of what a client hands over: some send it alone, some with its name around it. */
export function sectionOf(settings: unknown): unknown {
  return isRecord(settings) && isRecord(settings.seaworthy) ? settings.seaworthy : settings;
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly WorkspaceFolder[] {
  if (Array.isArray(workspaceFolders)) return workspaceFolders;
  return typeof rootUri === "string" ? [{ uri: rootUri, name: "" }] : [];
}
