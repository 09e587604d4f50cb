import { percentDecoded } from "./percent.ts";

/** `Authorization` for a login that stands in the address; a `%` that encodes nothing is one, as for curl. */
export function loginIn({ username, password }: URL): string | undefined {
  if (username + password === "") return undefined;
  const words = `${percentDecoded(username)}:${percentDecoded(password)}`;
  return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(words)))}`;
}
