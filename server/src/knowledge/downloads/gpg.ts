import type { Argument, Call } from "../call.ts";
import { hasOption, longOptions, optionTable, readOptions, valuesOf } from "../managers/options.ts";

/** Source: gpg(1), gpgv(1). */
const OPTIONS = optionTable({
  valued: [
    "--output -o",
    ...longOptions(`
      keyring primary-keyring secret-keyring homedir trust-model keyserver keyserver-options status-fd status-file
      logger-fd logger-file log-file verify-options trusted-key weak-digest options keyid-format auto-key-locate max-output
      passphrase passphrase-fd passphrase-file pinentry-mode command-fd attribute-fd display-charset charset compliance
      import-options list-options known-notation assert-signer agent-program dirmngr-program
    `),
    "--local-user -u",
    "--recipient -r",
  ],
  flags: ["--verify", "--decrypt -d"],
});

/** GnuPG and its kin. */
export const GPG_PROGRAMS: ReadonlySet<string> = new Set(["gpg", "gpg2", "gpgv", "gpgv2", "sqv"]);

/** The files of a call that verifies a signature. */
export interface GpgFiles {
  /** A signature in a file of its own. */
  readonly signature: Argument | undefined;
  /** The files that it is of; without one they are signed themselves, or called after what they sign. */
  readonly signed: readonly Argument[];
  /** Whether the signed text is taken out of them. */
  readonly decrypts: boolean;
  /** Where it goes. */
  readonly outputs: readonly Argument[];
}

/** What gpg and its kin verify (decrypting a signed file verifies it, too); undefined for any other call. */
export function gpgFiles(call: Call): GpgFiles | undefined {
  if (!GPG_PROGRAMS.has(call.program)) return undefined;
  const read = readOptions(call.args, OPTIONS);
  const decrypts = hasOption(read, "--decrypt");
  const isVerifier = !call.program.startsWith("gpg") || call.program.startsWith("gpgv");
  if (!isVerifier && !decrypts && !hasOption(read, "--verify")) return undefined;
  // Behind a signature stand the files that it is about, if it is not about the one of its own name.
  const signature = read.words.length > 1 && !decrypts ? read.words[0] : undefined;
  const signed = signature === undefined ? read.words : read.words.slice(1);
  const redirects = decrypts ? call.redirects.filter(({ operator }) => operator.startsWith(">")) : [];
  const outputs = [...valuesOf(read, "--output"), ...redirects.map(({ target }) => target)];
  return { signature, signed, decrypts, outputs };
}

/** The file into which `gpg --dearmor --output FILE` writes a key. */
export function dearmoredTo({ program, args }: Call): readonly Argument[] {
  const isAsked = GPG_PROGRAMS.has(program) && args.some(({ text }) => text === "--dearmor");
  return isAsked ? valuesOf(readOptions(args, OPTIONS), "--output") : [];
}

/** `gpg --import`. */
export function importsKey({ program, args }: Call): boolean {
  return program.startsWith("gpg") && args.some(({ text }) => text === "--import");
}

/** `gpg --export FINGERPRINT`: of all keys that were imported before, this one alone is taken. */
export function exportsKey({ program, args }: Call): boolean {
  return program.startsWith("gpg") && args.some(({ text }) => text === "--export") && args.some(isFingerprint);
}

/** Whether a word names one key. */
export function isFingerprint({ text }: Argument): boolean {
  return FINGERPRINT.test(text.replaceAll(" ", ""));
}

/** 40 digits alone, behind `0x` or before a colon of gpg's ownertrust lists; a URL may hold as many. */
const FINGERPRINT = /^(?:0x)?[0-9a-f]{16,40}(?::\d:?)?$/i;
