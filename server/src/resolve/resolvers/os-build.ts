import { buildResolver } from "../inside-image.ts";
import type { Resolver } from "../resolver.ts";
import { aptInside } from "./apt-container.ts";
import { rpmInside } from "./rpm-container.ts";

/** Packages of repositories that a Dockerfile adds by a script: only its build knows them. */
export const osBuild: Resolver = buildResolver([aptInside, rpmInside]);
