/** What a file is compared with. */
export type WrittenSum =
  /** Hexadecimal digits of its sha256. */
  | { readonly kind: "literal"; readonly hex: string }
  /** A variable of the Dockerfile that holds them. */
  | { readonly kind: "variable"; readonly name: string }
  /** One for each value of a word, which the shell expands in double quotes: `$(uname -m)` → `x86_64`. */
  | {
      readonly kind: "choice";
      readonly word: string;
      readonly sums: readonly (readonly [value: string, hex: string])[];
      /** A variable of the shell that nothing else needs. */
      readonly variable: string;
    };

/** True for a sha256 as fixes write it: 64 hexadecimal digits, small letters. */
export function isSha256(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

/**
 * Commands of a POSIX shell that fail when a file has another sha256; they need sha256sum of GNU or busybox. `file` is put between
 * double quotes as it is. `inner` stands between the lines of one command.
 */
export function sumCommands(file: string, sum: WrittenSum, inner: string): readonly string[] {
  if (sum.kind === "literal") return [compare(sum.hex, file)];
  if (sum.kind === "variable") return [compare(`$\{${sum.name}}`, file)];
  const arms = sum.sums.map(([value, hex]) => `${value === "" ? '""' : value}) ${sum.variable}=${hex} ;;`);
  const lines = [`case "${sum.word}" in`, ...arms, `*) echo "no sha256 is known for ${sum.word}" >&2; exit 1 ;;`];
  return [`${lines.join(inner)}${inner.replace(/ {4}$|\t$/, "")}esac`, compare(`$${sum.variable}`, file)];
}

function compare(sum: string, file: string): string {
  return `echo "${sum}  ${file}" | sha256sum -c -`;
}

/** A statement of PowerShell that throws when a file has another sha256. `file` is written as the command writes it. */
export function powershellCheck(file: string, hex: string): string {
  return `if ((Get-FileHash -Algorithm SHA256 ${file}).Hash -ne '${hex}') { throw 'the sha256 of the download differs' }`;
}

/** A command of cmd that fails when a file has another sha256. What a variable puts into the path may have a blank: `%ProgramFiles%`. */
export function cmdCheck(file: string, hex: string): string {
  const path = /[% ]/.test(file) ? `"${file}"` : file;
  return `certutil -hashfile ${path} SHA256 | findstr /i ${hex}`;
}
