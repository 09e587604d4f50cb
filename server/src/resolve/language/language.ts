import type { ManagerId } from "../../knowledge/managers/manager.ts";
import type { VersionOrder } from "../../knowledge/versions/version-order.ts";
import type { Outcome } from "../../outcome/outcome.ts";
import type { CommandResult } from "../../outside/outside.ts";
import type { LanguageQuery } from "../../pin/query.ts";
import type { LookupWorld } from "../resolver.ts";

/** How the packages of one language are asked for, read and chosen. One file each in `resolvers/`; `languages.ts` lists them. */
export interface Language {
  readonly managers: readonly ManagerId[];
  /** What decides with its version which releases fit. */
  readonly runtime?: Runtime;
  /**
   * The manager passes over releases that do not fit the runtime, so the newest may be none that it would install: of an image
   * that is made for the runtime nothing is chosen without its version.
   */
  readonly skipsUnfit?: true;
  /** Whether the manager that comes with this version of the runtime takes what `latest` names, fit or not, where nothing excludes it. */
  takesLatest?(runtime: string): boolean;
  /** Whether this is a name by the grammar of the ecosystem; nothing else is ever sent. */
  isName(name: string): boolean;
  /** Names that are asked for one after the other until one is known, the given one first; unless given, that one alone. */
  names?(name: string): readonly string[];
  readonly order: VersionOrder;
  /** Whether a release that is not final is installed where there are no others. */
  readonly prereleases: "when-alone" | "never";
  /** A deprecated release is installed only where a constraint leaves no other. */
  readonly avoidsDeprecated?: boolean;
  readonly index?: IndexWay;
  /** Tools of the user, the best first. */
  readonly tools: readonly ToolWay[];
  /** Name of the ecosystem at deps.dev. */
  readonly system?: string;
}

export type Runtime = "python" | "ruby" | "php" | "node";

/** One question about one name. */
export interface Question {
  readonly query: LanguageQuery;
  /** As it is asked for: for Go one of the module paths that may hold the package. */
  readonly name: string;
  /** Version of the runtime as far as known: `3.11.7`, `3.11`. */
  readonly runtime: string | undefined;
  /** The tool is that of the base image itself, and so is its runtime. */
  readonly isInside: boolean;
  /** Releases that were published later are passed over; undefined: none are. */
  readonly newestAllowed: Date | undefined;
}

/** Where an index is, and what it wants to hear from us. */
export interface IndexAddress {
  /** Absolute http(s) URL with a slash at its end, without a login. */
  readonly url: string;
  /** Value of `Authorization`. */
  readonly authorization: string | undefined;
}

/** An index that we ask ourselves. */
export interface IndexWay {
  read(address: IndexAddress, question: Question, world: LookupWorld): Promise<Outcome<Releases>>;
  /** The address in the user's own configuration, where it can be read without a tool. */
  configured?(name: string, world: LookupWorld): Promise<Outcome<IndexAddress>>;
  /** True: of several indexes the first that has the name counts, not the highest version of all. */
  readonly isFirstOnly?: boolean;
  /** True: the standard one, which the RUN names first, is the last that is asked. */
  readonly isStandardLast?: boolean;
  /** The address that a source of the RUN means, given that of the settings; unless given, a source is an address. */
  locate?(source: string, setting: string | undefined): string | undefined;
}

/** A tool of the user that answers. The same words are run in a container of the base image. */
export interface ToolWay {
  /** Program and arguments; the name stands behind what ends the options, or cannot be one by its grammar. Pure. */
  argv(question: Question): readonly string[];
  environment?(question: Question): Readonly<Record<string, string>>;
  /** More of it for the tool of this machine, which tells what the base image is; the image itself knows. */
  environmentHere?(question: Question): Readonly<Record<string, string>>;
  /** It can be told of indexes besides its own. */
  readonly takesMore?: true;
  /** Standard input. */
  input?(question: Question): string;
  read(result: CommandResult, question: Question): Outcome<Releases>;
  /** Publication times of some versions (ISO, by version), where `read` does not learn them. */
  readonly times?: {
    argv(versions: readonly string[], question: Question): readonly string[];
    read(result: CommandResult): ReadonlyMap<string, string>;
  };
}

/** One version in an index. */
export interface Release {
  readonly version: string;
  /** ISO time. */
  readonly published?: string;
  /** What it demands of the runtime, in the ecosystem's own syntax. */
  readonly requires?: string;
  /** Yanked, retracted or unlisted: installed only by those who name it. */
  readonly isWithdrawn?: boolean;
  readonly isDeprecated?: boolean;
  /** What is not certain of this one: "deps.dev knows of no withdrawal". */
  readonly caveat?: string;
}

/** What an index or tool knows of a package. */
export interface Releases {
  /** In any order. */
  readonly releases: readonly Release[];
  /** False: not all are listed, so a missing one may be there. */
  readonly isWhole: boolean;
  /** What the manager itself would install for the question, its constraint kept. */
  readonly picked?: string;
  /** Names of versions (npm's dist-tags); `latest` is what is installed without a constraint. */
  readonly tags?: ReadonlyMap<string, string>;
  readonly caveats?: readonly string[];
  /** The tool itself passed over what is too new. */
  readonly isAged?: boolean;
}
