import { percentDecoded } from "../text/percent.ts";

/** `Authorization` for a login that stands in the address; a `%` that encodes nothing is one, as for curl. */
export function loginIn({ username, password }: URL): string | undefined {
  if (username === "" && password === "") return undefined;
  return `Basic ${Buffer.from(`${percentDecoded(username)}:${percentDecoded(password)}`).toString("base64")}`;
}
