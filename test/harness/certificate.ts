import { generate } from "selfsigned";

/** A certificate authority of its own, and a certificate that it gave to 127.0.0.1 and localhost. All PEM. */
export interface PrivateAuthority {
  readonly authority: string;
  readonly key: string;
  readonly cert: string;
}

/** Makes both anew. */
export async function privateAuthority(): Promise<PrivateAuthority> {
  const authority = await generate([{ name: "commonName", value: "authority.example" }], {
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true },
    ],
  });
  const { private: key, cert } = await generate([{ name: "commonName", value: "localhost" }], {
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: "basicConstraints", cA: false },
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "localhost" },
          { type: 7, ip: "127.0.0.1" },
        ],
      },
    ],
  });
  return { authority: authority.cert, key, cert };
}
