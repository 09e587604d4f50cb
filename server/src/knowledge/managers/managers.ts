import { apt } from "./apt.ts";
import type { Manager } from "./manager.ts";

/** Every package manager that is read. A program belongs to one of them. */
export const managers: readonly Manager[] = [
  // System packages.
  apt,
  // Languages.
];

const BY_PROGRAM: ReadonlyMap<string, Manager> = new Map(
  managers.flatMap((manager) => manager.programs.map((program) => [program, manager] as const)),
);

/** The manager that a program (base name) is. A version behind the name does not matter: `pip3.11`, `dnf-3`, `go1.22`. */
export function managerOf(program: string): Manager | undefined {
  const manager = BY_PROGRAM.get(program);
  if (manager !== undefined) return manager;
  const name = withoutVersion(program);
  return name === program ? undefined : BY_PROGRAM.get(name);
}

/** The program without the version behind its name. */
export function withoutVersion(program: string): string {
  let end = program.length;
  while (end > 0 && isVersionCharacter(program.charCodeAt(end - 1))) end -= 1;
  return program.slice(0, end);
}

/** A digit, `.` or `-`. */
function isVersionCharacter(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 46 || code === 45;
}
