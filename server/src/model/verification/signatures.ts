import type { Argument, Call } from "../../knowledge/call.ts";
import { type CallGraph, feedersOf } from "../../knowledge/downloads/call-graph.ts";
import { baseName } from "../../knowledge/downloads/downloader.ts";
import { exportsKey, GPG_PROGRAMS, gpgFiles, importsKey, isFingerprint } from "../../knowledge/downloads/gpg.ts";
import { requestsOf } from "../../knowledge/downloads/requests.ts";
import { longOptions, optionTable, readOptions, valuesOf } from "../../knowledge/managers/options.ts";
import { type FoundCheck, namedSubject, wordsIn } from "./check.ts";

/** Sources: cosign verify-blob --help, minisign(1), signify(1), gh attestation verify --help, ssh-keygen(1). */
const OPTIONS = optionTable({
  valued: [
    "--owner -o",
    "--repo -R",
    ...longOptions(`
      key signature certificate certificate-identity certificate-identity-regexp certificate-oidc-issuer
      certificate-oidc-issuer-regexp certificate-chain bundle rekor-url provenance-path source-uri source-tag
    `),
    ..."-p -P -x -m -S".split(" "),
  ],
});

/** A call that verifies a signature (decrypting a signed file verifies it too): gpg, gpgv, cosign, minisign, signify, rpm -K … */
export function signatureCheck(call: Call, graph: CallGraph): FoundCheck | undefined {
  const files = signedFiles(call);
  if (files === undefined) return exportedKey(call, graph);
  const subject = namedSubject(files);
  // `gpg --verify FILE.asc` alone is about FILE.
  const names = new Set(
    [...subject.names].flatMap((name) => [name, name.replace(/\.(?:asc|sig|sign|gpg|minisig)$/i, "")]),
  );
  const lists = files.filter(({ glob }) => glob).map(({ text }) => text);
  return { kind: "gpg", ...subject, names, lists, trust: "signed", sources: [], failsOnMismatch: true };
}

/**
 * Words, one a line, that ask a program to verify files, and where these stand: behind so many subcommands, or in its input; undefined:
 * all but options are files.
 */
type Asked = readonly [words: RegExp, files: number | "input" | undefined];

const BY_LETTER: Asked = [/^-[A-Za-z]*[VC]/m, 0];
const OF_RPM: Asked = [/^(?:-K|--checksig)$/m, undefined];

const VERIFIERS: ReadonlyMap<string, Asked> = new Map<string, Asked>([
  ["cosign", [/^verify-blob(?:-attestation)?(?:\n|$)/, 1]],
  ["sq", [/^verify(?:\n|$)/, 1]],
  ["slsa-verifier", [/^verify-artifact(?:\n|$)/, 1]],
  ["gh", [/^attestation\nverify(?:\n|$)/, 2]],
  ["minisign", BY_LETTER],
  ["signify", BY_LETTER],
  ["signify-openbsd", BY_LETTER],
  ["openssl", [/^-verify$/m, undefined]],
  ["rpm", OF_RPM],
  ["rpmkeys", OF_RPM],
  ["debsig-verify", [/^/, undefined]],
  ["dpkg-sig", [/^--verify$/m, undefined]],
  ["ssh-keygen", [/^-Y\nverify$/m, "input"]],
]);

/** Programs that verify signatures. */
export const SIGNATURE_CHECKERS: ReadonlySet<string> = new Set([...GPG_PROGRAMS, ...VERIFIERS.keys()]);

function signedFiles(call: Call): readonly Argument[] | undefined {
  const files = gpgFiles(call);
  if (files !== undefined) return [...files.signed, ...files.outputs];
  const asked = VERIFIERS.get(call.program);
  if (asked === undefined) return undefined;
  const [words, place] = asked;
  if (!words.test(call.args.map(({ text }) => text).join("\n"))) return undefined;
  if (place === undefined) return wordsIn(call.args);
  if (place === "input") return call.redirects.flatMap(({ operator, target }) => (operator === "<" ? target : []));
  const read = readOptions(call.args.slice(place), OPTIONS);
  return [...valuesOf(read, "-m", "-x"), ...read.words];
}

/** `gpg --export FINGERPRINT`: of the files that were imported before, this key alone is taken. */
function exportedKey(call: Call, { calls }: CallGraph): FoundCheck | undefined {
  if (!exportsKey(call)) return undefined;
  const imports = calls.slice(0, call.index).filter(importsKey);
  const files = imports.flatMap(({ args: words }) => wordsIn(words));
  if (files.length === 0) return undefined;
  const subject = { ...namedSubject(files), hasUnknownName: false };
  return { kind: "gpg", ...subject, trust: "inline", sources: [], failsOnMismatch: true };
}

/** A key that is fetched and imported is as good as its server, unless its fingerprint stands in the RUN, too. */
export function keyTrust(graph: CallGraph): "signed" | "remote" {
  const fetched = new Set<string>();
  let isFetched = false;
  for (const call of graph.calls) {
    for (const { target } of requestsOf(call)) if (target !== undefined) fetched.add(baseName(target.text));
    if (call.args.some(isFingerprint)) return "signed";
    if (!importsKey(call)) continue;
    const isPiped = feedersOf(call, graph).some((feeder) => requestsOf(feeder).length > 0);
    isFetched ||= isPiped || call.args.some(({ text }) => fetched.has(baseName(text)));
  }
  return isFetched ? "remote" : "signed";
}
