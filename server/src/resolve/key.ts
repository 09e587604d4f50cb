import { hash } from "node:crypto";
import type { ImageReference } from "../knowledge/image-reference.ts";
import type { Platform } from "../knowledge/platform.ts";
import type { LookupSettings } from "../pin/lookup-settings.ts";
import type { Base, PinQuery } from "../pin/query.ts";
import { indexSetting } from "./language/index-setting.ts";

/** Raised when an answer of an older release would be wrong for the same question. */
const VERSION = 1;

/**
 * SHA-256, hex, of what decides the answer to a question: its own fields in one spelling, and the settings that matter to its
 * kind. Of a login only the name of its `user` is among them.
 */
export function keyOf(query: PinQuery, settings: LookupSettings, user?: string): string {
  const text = canonical({ v: VERSION, ...deciding(query, settings), mirrors: [...settings.mirrors].sort(), user });
  return hash("sha256", text);
}

function deciding(query: PinQuery, settings: LookupSettings): object {
  const { pinStyle, minimumReleaseAgeDays, order, thirdParty } = settings;
  // What was told without a certificate is no answer once it is asked for.
  const insecure = [...settings.insecureRegistries].sort();
  switch (query.kind) {
    case "image":
      // Docker Hub's site may tell of finer tags.
      return {
        ...query,
        reference: tagged(query.reference),
        platform: platformOf(query.platform),
        insecure,
        thirdParty,
      };
    case "os":
      return { ...query, base: baseOf(query.base), pinStyle, insecure };
    case "language": {
      const index = indexSetting(settings, query.manager);
      const asked = { order, thirdParty, index, minimumReleaseAgeDays, insecure };
      return { ...query, ...(query.base === undefined ? {} : { base: baseOf(query.base) }), ...asked };
    }
    case "download":
      return { ...query, url: addressOf(query.url), minimumReleaseAgeDays, thirdParty };
    case "git":
      return { ...query, url: addressOf(query.url) };
  }
}

/** With its digest an image is known; the tag it was called by says nothing more. */
function baseOf({ reference, platform, onlyHere }: Base): object {
  const { registry, repository, digest, tag } = tagged(reference);
  return { registry, repository, at: digest ?? tag, platform: platformOf(platform), onlyHere };
}

/** No tag means `latest`, where no digest says more. */
function tagged(reference: ImageReference): ImageReference {
  const { tag, digest } = reference;
  return tag === undefined && digest === undefined ? { ...reference, tag: "latest" } : reference;
}

/** `v8` is the only variant of arm64. Source: containerd, platforms, "normalizeArch". */
function platformOf({ os, arch, variant }: Platform): Platform {
  return variant === undefined || (arch === "arm64" && variant === "v8") ? { os, arch } : { os, arch, variant };
}

function addressOf(url: string): string {
  try {
    return new URL(url).href;
  } catch {
    return url;
  }
}

/**
 * A value in one spelling: the fields in the order of their names, without those that are undefined, and the length in front of each
 * text, so that none is taken for a part of another. Questions are plain data a few levels deep.
 */
function canonical(value: unknown): string {
  if (typeof value === "string") return `${value.length}"${value}`;
  if (typeof value !== "object" || value === null) return `${value};`;
  let text = "";
  if (Array.isArray(value)) {
    for (const item of value) text += canonical(item);
    return `[${text}]`;
  }
  for (const name of Object.keys(value).sort()) {
    const field: unknown = Reflect.get(value, name);
    if (field !== undefined) text += canonical(name) + canonical(field);
  }
  return `{${text}}`;
}
