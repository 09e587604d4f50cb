import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { output } from "../../harness/programs.ts";

/** Files of a certificate authority of our own, of a server on this machine, and of somebody who signs tokens. */
export interface Authority {
  /** Folder as skopeo wants it: its `*.crt` are trusted. */
  readonly folder: string;
  readonly authority: string;
  readonly serverKey: string;
  readonly serverCertificate: string;
  readonly signerKey: string;
  readonly signerCertificate: string;
}

/** Written into an empty folder. */
export async function newAuthority(folder: string): Promise<Authority> {
  const path = (name: string): string => join(folder, name);
  const openssl = (...args: readonly string[]): Promise<string> => output("openssl", args);
  const [authority, authorityKey] = [path("authority.crt"), path("authority.pem")];
  const request = ["req", "-newkey", "rsa:2048", "-nodes", "-batch", "-subj"];
  await openssl(
    ...request,
    "/CN=Authority of the tests",
    "-x509",
    "-days",
    "2",
    "-keyout",
    authorityKey,
    "-out",
    authority,
  );
  writeFileSync(path("server.ext"), "subjectAltName=DNS:localhost,IP:127.0.0.1\n");
  await openssl(...request, "/CN=localhost", "-keyout", path("server.pem"), "-out", path("server.csr"));
  const signing = ["-req", "-in", path("server.csr"), "-CA", authority, "-CAkey", authorityKey, "-CAcreateserial"];
  await openssl(
    "x509",
    ...signing,
    "-days",
    "2",
    "-extfile",
    path("server.ext"),
    "-out",
    path("server-certificate.pem"),
  );
  await openssl(
    ...request,
    "/CN=tokens",
    "-x509",
    "-days",
    "2",
    "-keyout",
    path("signer.pem"),
    "-out",
    path("signer-certificate.pem"),
  );
  return {
    folder,
    authority,
    serverKey: path("server.pem"),
    serverCertificate: path("server-certificate.pem"),
    signerKey: path("signer.pem"),
    signerCertificate: path("signer-certificate.pem"),
  };
}
