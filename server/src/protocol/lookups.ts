// The requests around values that are looked up. Whatever asks somebody outside of this machine is a gesture of the user.
import type { NotDone } from "./not-done.ts";

/**
 * Request with the argument of the command `CLIENT_COMMANDS.lookUp` → an LSP `WorkspaceEdit`, or null where there is none: the
 * user has been told why then. A client without that command resolves the code action itself.
 */
export const LOOK_UP = "seaworthy/lookUp";
/** Request `{ uri }` → `GestureResult`: every safe fix of the file, looked up where it must be. */
export const PIN_EVERYTHING = "seaworthy/pinEverything";
/** Request `{ uri }` → `GestureResult`: newer values for what is pinned in the file. */
export const UPDATE_PINS = "seaworthy/updatePins";
/** Request `CheckPinsParams` → `GestureResult` without an edit; what is found is published with the file's diagnostics. */
export const CHECK_PINS = "seaworthy/checkPins";
/** Request without parameters → `AskedLine[]`: everything that was asked of anybody in this session, oldest first. */
export const ASKED = "seaworthy/asked";
/** Request without parameters → true when the kept answers are gone. */
export const CLEAR_CACHE = "seaworthy/clearCache";
/** Request of the server `ConsentParams` → boolean. Only sent to a client that says `consent` in its options. */
export const CONSENT = "seaworthy/consent";
/** Notification of the client: the user trusts the workspace now. */
export const TRUSTED = "seaworthy/trusted";
/** Notification of the client: `NetworkOptions` that hold from now on. */
export const NETWORK = "seaworthy/network";

/** What the editor knows of the way out. Every member may be missing; then the environment of the server counts. */
export interface NetworkOptions {
  /** URL of the proxy for http and https; empty: none, whatever the environment says. */
  readonly proxy?: string;
  /** Hosts that are asked without it: names, suffixes, `host:port`, networks. */
  readonly noProxy?: readonly string[];
  /** Absolute folder for what is kept between sessions. */
  readonly cacheFolder?: string;
}

export interface CheckPinsParams {
  readonly uri: string;
  /** `schedule`: nobody pressed a button, a setting asks for it. */
  readonly gesture: "command" | "schedule";
}

/** What became of a gesture. `edit` is an LSP `WorkspaceEdit`, to be shown before it is made. */
export type GestureResult =
  | NotDone
  | {
      readonly kind: "done";
      /** One sentence for the user. */
      readonly message: string;
      readonly edit: object | undefined;
      /** How many values could not be had; each stands with its reason in the log. */
      readonly failures: number;
      /** Findings of a check of pins. */
      readonly found: number;
    };

/** Something that is started on this machine, or a very large file that is read, only when the user agrees. */
export interface ConsentParams {
  /** `engine`: the container engine of this machine, to list, save or build images. `scanner`: another scanner, to scan an image. `images`:
   *  whole images are fetched from their registry. */
  readonly needs: "tool" | "container" | "build" | "download" | "engine" | "scanner" | "images";
  /** The tool's name or the image: what the consent is for, and remembered by. */
  readonly subject: string;
  readonly argv: readonly string[];
  /** Of a scanner: what it sends to whom; undefined: nothing about the image leaves this machine. */
  readonly sends?: string;
  /** False: nobody is there to be asked; only what the user agreed to before counts. */
  readonly isAttended: boolean;
}

export interface AskedLine {
  /** ISO time. */
  readonly at: string;
  readonly host: string;
  readonly what: string;
  readonly via: string;
}
