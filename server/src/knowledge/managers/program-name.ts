/** The program without the version behind its name: `pip3.11` → `pip`, `dnf-3` → `dnf`. */
export function withoutVersion(program: string): string {
  let end = program.length;
  while (end > 0 && isVersionCharacter(program.charCodeAt(end - 1))) end -= 1;
  return program.slice(0, end);
}

/** A digit, `.` or `-`. */
function isVersionCharacter(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 46 || code === 45;
}
