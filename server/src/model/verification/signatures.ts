import type { Argument, Call } from "../../knowledge/call.ts";
import { type CallGraph, feedersOf } from "../../knowledge/downloads/call-graph.ts";
import { baseName } from "../../knowledge/downloads/downloader.ts";
import { requestsOf } from "../../knowledge/downloads/requests.ts";
import { hasOption, optionTable, readOptions, valuesOf } from "../../knowledge/managers/options.ts";
import { type FoundCheck, namedSubject } from "./check.ts";

/** Source: gpg(1), gpgv(1). */
const GPG_OPTIONS = optionTable({
  valued: [
    "--keyring",
    "--primary-keyring",
    "--secret-keyring",
    "--homedir",
    "--trust-model",
    "--status-fd",
    "--status-file",
    "--logger-fd",
    "--logger-file",
    "--keyserver",
    "--keyserver-options",
    "--verify-options",
    "--trusted-key",
    "--weak-digest",
    "--output -o",
    "--options",
  ],
  flags: ["--verify", "--decrypt -d"],
});

/** Sources: cosign verify-blob --help, minisign(1), signify(1), openssl-dgst(1), gh attestation verify --help. */
const OTHER_OPTIONS = optionTable({
  valued: [
    "--key",
    "--signature",
    "--certificate",
    "--certificate-identity",
    "--certificate-identity-regexp",
    "--certificate-oidc-issuer",
    "--certificate-oidc-issuer-regexp",
    "--certificate-chain",
    "--bundle",
    "--rekor-url",
    "--owner -o",
    "--repo -R",
    "--provenance-path",
    "--source-uri",
    "--source-tag",
    "-p",
    "-P",
    "-x",
    "-m",
    "-S",
  ],
});

/** A call that verifies a signature (decrypting a signed file verifies it too): gpg, gpgv, cosign, minisign, signify, rpm -K … */
export function signatureCheck(call: Call): FoundCheck | undefined {
  const files = signedFiles(call);
  if (files === undefined) return undefined;
  const subject = namedSubject(files);
  // `gpg --verify FILE.asc` alone is about FILE.
  const names = new Set(
    [...subject.names].flatMap((name) => [name, name.replace(/\.(?:asc|sig|sign|gpg|minisig)$/i, "")]),
  );
  const lists = files.filter(({ glob }) => glob).map(({ text }) => text);
  return { kind: "gpg", ...subject, names, lists, trust: "signed", sources: [], failsOnMismatch: true };
}

/** Every program of the list below: one look-up instead of a comparison with each, for every call of a file. */
const VERIFIERS: ReadonlySet<string> = new Set(
  "gpg gpg2 gpgv gpgv2 sqv cosign sq slsa-verifier gh openssl minisign signify signify-openbsd rpm rpmkeys debsig-verify dpkg-sig".split(
    " ",
  ),
);

function signedFiles(call: Call): readonly Argument[] | undefined {
  if (!VERIFIERS.has(call.program)) return undefined;
  const [first, second] = call.args;
  switch (call.program) {
    case "gpg":
    case "gpg2":
    case "gpgv":
    case "gpgv2":
    case "sqv":
      return filesOfGpg(call);
    case "cosign":
      return first?.text === "verify-blob" || first?.text === "verify-blob-attestation"
        ? otherFiles(call, 1)
        : undefined;
    case "sq":
      return first?.text === "verify" ? otherFiles(call, 1) : undefined;
    case "slsa-verifier":
      return first?.text === "verify-artifact" ? otherFiles(call, 1) : undefined;
    case "gh":
      return first?.text === "attestation" && second?.text === "verify" ? otherFiles(call, 2) : undefined;
    case "openssl":
      return call.args.some(({ text }) => text === "-verify") ? operands(call) : undefined;
    case "minisign":
    case "signify":
    case "signify-openbsd":
      return call.args.some(({ text }) => /^-[A-Za-z]*[VC]/.test(text)) ? otherFiles(call, 0) : undefined;
    case "rpm":
    case "rpmkeys":
      return call.args.some(({ text }) => text === "-K" || text === "--checksig") ? operands(call) : undefined;
    case "debsig-verify":
      return operands(call);
    case "dpkg-sig":
      return call.args.some(({ text }) => text === "--verify") ? operands(call) : undefined;
    default:
      return undefined;
  }
}

function filesOfGpg(call: Call): readonly Argument[] | undefined {
  const read = readOptions(call.args, GPG_OPTIONS);
  const isVerifier = call.program.startsWith("gpgv") || call.program === "sqv";
  const verifies = isVerifier || hasOption(read, "--verify", "--decrypt");
  if (!verifies) return undefined;
  // Behind a signature stand the files that it is about, if it is not about the one of its own name.
  const isDetached = read.words.length > 1 && !hasOption(read, "--decrypt");
  return [...read.words.slice(isDetached ? 1 : 0), ...valuesOf(read, "--output")];
}

function otherFiles(call: Call, from: number): readonly Argument[] {
  const read = readOptions(call.args.slice(from), OTHER_OPTIONS);
  const messages = call.program.startsWith("cosign") || call.program === "gh" ? [] : valuesOf(read, "-m", "-x");
  return [...messages, ...read.words];
}

function operands({ args }: Call): readonly Argument[] {
  return args.filter(({ text }) => !text.startsWith("-"));
}

/** A key that is fetched and imported is as good as its server, unless its fingerprint stands in the RUN, too. */
export function keyTrust(graph: CallGraph): "signed" | "remote" {
  const fetched = new Set<string>();
  let isFetched = false;
  for (const call of graph.calls) {
    for (const { target } of requestsOf(call)) if (target !== undefined) fetched.add(baseName(target.text));
    if (call.args.some(({ text }) => FINGERPRINT.test(text.replaceAll(" ", "")))) return "signed";
    if (!call.program.startsWith("gpg") || !call.args.some(({ text }) => text === "--import")) continue;
    const isPiped = feedersOf(call, graph).some((feeder) => requestsOf(feeder).length > 0);
    isFetched ||= isPiped || call.args.some(({ text }) => fetched.has(baseName(text)));
  }
  return isFetched ? "remote" : "signed";
}

/** 40 digits alone, behind `0x` or before a colon of gpg's ownertrust lists; a URL may hold as many. */
const FINGERPRINT = /^(?:0x)?[0-9a-f]{16,40}(?::\d:?)?$/i;
