import type { Credentials } from "../outside/outside.ts";
import type { LookupSettings } from "../pin/lookup-settings.ts";
import type { PinQuery } from "../pin/query.ts";
import { registryOf } from "./oci/registry.ts";

/**
 * As whom registries answered in this process: what one user may see is no answer for another. Nobody is asked for it: a store
 * of logins is opened when a registry wants one.
 */
export interface Logins {
  /** The user of an image question's registry, as far as a look-up needed it. */
  of(query: PinQuery, settings: LookupSettings): string | undefined;
  /** The same logins, noted when they are given out. */
  noting(credentials: Credentials): Credentials;
}

export function newLogins(): Logins {
  const users = new Map<string, string>();
  return {
    of(query, settings) {
      if (query.kind !== "image") return undefined;
      const { name, repository } = registryOf(query.reference, settings);
      return users.get(`${name}/${repository}`);
    },
    noting: (credentials) => ({
      async of(registry, repository, signal) {
        const login = await credentials.of(registry, repository, signal);
        if (!login.ok) return login;
        const place = `${registry}/${repository}`;
        if (login.value === undefined) users.delete(place);
        // An identity token names nobody.
        else users.set(place, login.value.kind === "password" ? login.value.user : "");
        return login;
      },
    }),
  };
}
