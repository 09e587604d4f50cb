import { HUB_API_HOST } from "../../pin/mirror.ts";
import { registryOf } from "../oci/registry.ts";
import { openSession } from "../oci/session.ts";
import { HUB_SITE } from "../oci/tag-api.ts";
import { NOT_MINE } from "../refusal.ts";
import type { Resolver } from "../resolver.ts";
import { imagePin } from "./image-pin.ts";
import { imageState } from "./image-state.ts";

/** Where Docker Hub gives tokens. */
const HUB_TOKENS = "auth.docker.io";

/** Images, asked for at their registry: the digest of a tag, the finest tag with it, what became of a pinned one. */
export const image: Resolver = {
  plan(query, settings) {
    if (query.kind !== "image") return undefined;
    const { host } = registryOf(query.reference, settings);
    if (host !== HUB_API_HOST) return { needs: "network", hosts: [host] };
    if (query.want !== "pin" || !settings.thirdParty) return { needs: "network", hosts: [host, HUB_TOKENS] };
    return { needs: "network", hosts: [host, HUB_TOKENS, HUB_SITE], thirdParty: true };
  },
  async resolve(query, world) {
    if (query.kind !== "image") return NOT_MINE;
    const session = openSession(registryOf(query.reference, world.settings), world);
    return query.want === "state" ? imageState(query, session) : imagePin(query, session);
  },
};
