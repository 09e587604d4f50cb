import { type KeyObject, sign } from "node:crypto";
import { gzipSync } from "node:zlib";
import { memberOf, tarOf } from "./tar-writer.ts";

/** Who signs an index: `name` is that of the key file in `etc/apk/keys`. */
export interface ApkSigner {
  readonly name: string;
  readonly key: KeyObject;
  readonly algorithm?: "RSA" | "RSA256";
}

/** `APKINDEX.tar.gz` of packages `name version [provides…]`: a gzip member with the signature in front of one with the index. */
export function apkIndexOf(packages: readonly string[], signer?: ApkSigner): Buffer {
  const paragraphs = packages.map((line) => {
    const [name = "", version = "", ...provides] = line.split(" ");
    const provided = provides.length === 0 ? "" : `p:${provides.join(" ")}\n`;
    return `C:Q1abc=\nP:${name}\nV:${version}\nA:x86_64\nT:a package\n${provided}`;
  });
  const index = gzipSync(
    tarOf([
      { path: "DESCRIPTION", content: "v3.22" },
      { path: "APKINDEX", content: `${paragraphs.join("\n")}\n` },
    ]),
  );
  if (signer === undefined) return index;
  const { name, key, algorithm = "RSA" } = signer;
  const content = sign(algorithm === "RSA" ? "sha1" : "sha256", index, key);
  // The first member is a tar archive without its end: both together are one.
  return Buffer.concat([gzipSync(memberOf({ path: `.SIGN.${algorithm}.${name}`, content })), index]);
}
