import type { ManagerId } from "../knowledge/managers/manager.ts";
import { type Failure, failure } from "../outcome/outcome.ts";
import type { PinStyle } from "./pin.ts";
import type { BuildSoFar } from "./query.ts";

/** What the user says about looking values up. Hosts, addresses and executables come from machine settings alone. */
export interface LookupSettings {
  /** Decided already: `auto` is one of these by the repository's own bots, and so is `snapshot` where nothing is frozen. */
  readonly pinStyle: Extract<PinStyle, "exact" | "wildcard">;
  /** Stages are frozen to the archive of one day rather than pinned, where that can be done. */
  readonly freezesStages: boolean;
  /** Versions of language packages and downloads that are younger are passed over; 0: none are. */
  readonly minimumReleaseAgeDays: number;
  /** Host or URL prefix → what is asked instead of it. */
  readonly mirrors: ReadonlyMap<string, string>;
  /** Registry hosts that may be asked over http or with a certificate that cannot be checked. */
  readonly insecureRegistries: readonly string[];
  /** Package manager → address of the index that is asked for it. */
  readonly indexes: ReadonlyMap<ManagerId, string>;
  /** Who is asked for language packages, in order. */
  readonly order: readonly ("index" | "tool" | "container" | "third-party")[];
  /** deps.dev, Docker Hub's web API and api.github.com may be asked. */
  readonly thirdParty: boolean;
  /** Platforms (`linux/arm64`) that checksums are written for where a URL depends on it. */
  readonly platforms: readonly string[];
  /** The container engine's program; undefined: the first of docker, podman, nerdctl that is there. */
  readonly engine: string | undefined;
  /** What a build of the file is given; unless said, it cannot be built. */
  readonly build?: Omit<BuildSoFar, "text">;
  /** The text of a file of the build context, seen from there; undefined: it has none, or none that goes into a build. */
  readonly contextText?: (path: string) => string | undefined;
  /** Whether containers that read package lists use the network of this machine; unless said, that of the engine. */
  readonly containerNetwork?: "default" | "host";
  /** A setting of the user that could not be followed. */
  readonly mistake?: string;
}

/** Why nobody is asked by settings with a mistake: they say who is asked, and who is not to be. */
export function mistakeIn({ mistake }: LookupSettings): Failure | undefined {
  if (mistake === undefined) return undefined;
  return failure(
    "refused",
    `The setting seaworthy.${mistake}`,
    "is not as it is meant, so nobody is asked: correct it",
  );
}
