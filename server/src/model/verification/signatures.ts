import type { Argument, Call } from "../../knowledge/call.ts";
import { hasOption, optionTable, readOptions, valuesOf } from "../../knowledge/managers/options.ts";
import { type FoundCheck, namesOf } from "./check.ts";

/** Source: gpg(1), gpgv(1). */
const GPG_OPTIONS = optionTable({
  valued: [
    "--keyring",
    "--homedir",
    "--trust-model",
    "--status-fd",
    "--keyserver",
    "--output -o",
    "--no-default-keyring-file",
    "--options",
  ],
  flags: ["--verify", "--decrypt -d"],
});

/** Sources: cosign verify-blob --help, minisign(1), signify(1). */
const OTHER_OPTIONS = optionTable({
  valued: [
    "--key",
    "--signature",
    "--certificate",
    "--certificate-identity",
    "--certificate-oidc-issuer",
    "--bundle",
    "-p",
    "-P",
    "-x",
    "-m",
    "-S",
  ],
});

/** A call that verifies a signature (decrypting a signed file verifies it too): gpg, gpgv, cosign, minisign, signify, rpm -K. */
export function signatureCheck(call: Call): FoundCheck | undefined {
  const files = signedFiles(call);
  if (files === undefined) return undefined;
  // `gpg --verify FILE.asc` alone is about FILE.
  const names = new Set(
    files.flatMap(namesOf).flatMap((name) => [name, name.replace(/\.(?:asc|sig|sign|gpg|minisig)$/i, "")]),
  );
  return { kind: "gpg", names, lists: [], trust: "signed", failsOnMismatch: true };
}

function signedFiles(call: Call): readonly Argument[] | undefined {
  switch (call.program) {
    case "gpg":
    case "gpg2":
    case "gpgv":
    case "gpgv2":
    case "sqv": {
      const read = readOptions(call.args, GPG_OPTIONS);
      const isVerifier = call.program.startsWith("gpgv") || call.program === "sqv";
      const verifies = isVerifier || hasOption(read, "--verify", "--decrypt");
      return verifies ? [...read.words, ...valuesOf(read, "--output")] : undefined;
    }
    case "cosign":
      return call.args[0]?.text === "verify-blob" ? readOptions(call.args.slice(1), OTHER_OPTIONS).words : undefined;
    case "minisign":
    case "signify":
    case "signify-openbsd": {
      const read = readOptions(call.args, OTHER_OPTIONS);
      return call.args.some(({ text }) => /^-V/.test(text)) ? [...valuesOf(read, "-m"), ...read.words] : undefined;
    }
    case "rpm":
    case "rpmkeys":
      return call.args.some(({ text }) => text === "-K" || text === "--checksig")
        ? call.args.filter(({ text }) => !text.startsWith("-"))
        : undefined;
    default:
      return undefined;
  }
}
