import { apk } from "./apk.ts";
import { apt } from "./apt.ts";
import { bun } from "./bun.ts";
import { bundle } from "./bundle.ts";
import { cargo } from "./cargo.ts";
import { choco } from "./choco.ts";
import { composer } from "./composer.ts";
import { conda } from "./conda.ts";
import { deno } from "./deno.ts";
import { dotnet } from "./dotnet.ts";
import { gem } from "./gem.ts";
import { go } from "./go.ts";
import { luarocks } from "./luarocks.ts";
import type { Manager } from "./manager.ts";
import { npm } from "./npm.ts";
import { pacman } from "./pacman.ts";
import { pecl } from "./pecl.ts";
import { pip } from "./pip.ts";
import { pipx } from "./pipx.ts";
import { pixi } from "./pixi.ts";
import { pnpm } from "./pnpm.ts";
import { powershellGallery, psResourceGet } from "./powershell-gallery.ts";
import { withoutVersion } from "./program-name.ts";
import { python } from "./python.ts";
import { r } from "./r.ts";
import { rpm } from "./rpm.ts";
import { uv } from "./uv.ts";
import { winget } from "./winget.ts";
import { yarn } from "./yarn.ts";
import { zypper } from "./zypper.ts";

/** Every package manager that is read. A program belongs to one of them. */
export const managers: readonly Manager[] = [
  // System packages.
  apt,
  apk,
  rpm,
  zypper,
  pacman,
  // Languages.
  pip,
  python,
  pipx,
  uv,
  conda,
  pixi,
  npm,
  yarn,
  pnpm,
  bun,
  deno,
  gem,
  bundle,
  go,
  cargo,
  composer,
  pecl,
  luarocks,
  r,
  dotnet,
  // Windows.
  choco,
  winget,
  powershellGallery,
  psResourceGet,
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
