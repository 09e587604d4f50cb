import type { Outcome, Reason } from "../outcome/outcome.ts";
import type { Credentials, Http, NpmConfiguration, Run, Store } from "../outside/outside.ts";
import type { LookupSettings } from "../pin/lookup-settings.ts";
import type { Check, Pin, PinAnswer, PinState } from "../pin/pin.ts";
import type { PinQuery } from "../pin/query.ts";

/** Finds values of one kind. One file each; `resolvers.ts` lists them in the order in which they are tried. */
export interface Resolver {
  /** What it would do for this question, said to the user before it does; undefined: not mine. Pure. */
  plan(query: PinQuery, settings: LookupSettings): Plan | undefined;
  resolve(query: PinQuery, world: LookupWorld): Promise<Resolution>;
}

/** What a resolver would do. */
export type Plan =
  | { readonly needs: "network"; readonly hosts: readonly string[]; readonly thirdParty?: boolean }
  | { readonly needs: "tool"; readonly argv: readonly string[] }
  | { readonly needs: "container"; readonly image: string; readonly argv: readonly string[] }
  | { readonly needs: "build"; readonly argv: readonly string[] };

/** What a look-up needs the user's consent for: a plan, or to read a file that turns out to be very large (`argv` is its URL). */
export type Permission = Plan | { readonly needs: "download"; readonly argv: readonly string[] };

export type Resolution =
  | {
      readonly ok: true;
      readonly pins: readonly Pin[];
      readonly state?: PinState;
      readonly checks: readonly Check[];
      readonly caveats: readonly string[];
      readonly dataDate?: string;
      /** How long the answer may be taken from the cache; `Infinity` for what cannot change; 0: never. */
      readonly freshMs: number;
    }
  | {
      readonly ok: false;
      readonly reason: Reason;
      readonly message: string;
      readonly retryAt?: string;
      /** True: the resolvers behind this one may know. */
      readonly isOpen?: boolean;
    };

/** What a resolver works with: the world, counted against the budget of the gesture, every host noted as asked. */
export interface LookupWorld {
  readonly http: Http;
  readonly run: Run;
  readonly credentials: Credentials;
  readonly npm: NpmConfiguration;
  /** Bytes kept between runs. */
  readonly store: Store;
  now(): Date;
  readonly settings: LookupSettings;
  /** Ends when the last asker has left. Everything that takes a signal gets this one. */
  readonly signal: AbortSignal;
  /** One line for the progress notification: "reading the package list of bookworm-security". */
  progress(message: string): void;
  /** Whether the user agrees to more than the plan of the resolver said; asked once in a gesture. */
  agrees(permission: Permission): Promise<boolean>;
  /** Another question on the way; shares budget, cache and signal. */
  ask(query: PinQuery): Promise<PinAnswer>;
  /** Makes a value once for all questions that need it now (a package index); failures are not kept. */
  shared<T>(key: string, freshMs: number, make: () => Promise<Outcome<T>>): Promise<Outcome<T>>;
}
