import { behindLast } from "../../text/behind-last.ts";
import { type Distribution, distributionOf, type Tagged } from "./releases.ts";

/**
 * Version of the package `python3` in each series (`series version`), as it was on 2026-11-27; what is not listed is not known.
 * Sources: package search of each distribution; of Enterprise Linux its release notes, "Python" (of 7 that from 7.7 on).
 */
const PYTHONS: ReadonlyMap<Distribution, ReadonlyMap<string, string>> = new Map([
  ["debian", table("13 3.13, 12 3.11, 11 3.9, 10 3.7, 9 3.5, 8 3.4")],
  [
    "ubuntu",
    table(`26.04 3.14, 25.10 3.13, 25.04 3.13, 24.10 3.12, 24.04 3.12, 23.10 3.11, 23.04 3.11, 22.10 3.10, 22.04 3.10,
      21.10 3.9, 21.04 3.9, 20.10 3.8, 20.04 3.8, 19.10 3.7, 19.04 3.7, 18.10 3.6, 18.04 3.6, 17.10 3.6, 16.04 3.5, 14.04 3.4`),
  ],
  [
    "alpine",
    table(`3.23 3.12, 3.22 3.12, 3.21 3.12, 3.20 3.12, 3.19 3.11, 3.18 3.11, 3.17 3.10, 3.16 3.10, 3.15 3.9, 3.14 3.9,
      3.13 3.8, 3.12 3.8, 3.11 3.8, 3.10 3.7, 3.9 3.6, 3.8 3.6, 3.7 3.6, 3.6 3.6`),
  ],
  [
    "fedora",
    table(`44 3.14, 43 3.14, 42 3.13, 41 3.13, 40 3.12, 39 3.12, 38 3.11, 37 3.11, 36 3.10, 35 3.10, 34 3.9, 33 3.9, 32 3.8,
      31 3.7, 30 3.7, 29 3.7, 28 3.6, 27 3.6, 26 3.6`),
  ],
  ["el", table("10 3.12, 9 3.9, 8 3.6, 7 3.6")],
  ["amazon", table("2023 3.9, 2 3.7")],
  ["leap", table("16.0 3.13, 15.6 3.6, 15.5 3.6, 15.4 3.6, 15.3 3.6, 15.2 3.6, 15.1 3.6, 15.0 3.6")],
]);

function table(rows: string): ReadonlyMap<string, string> {
  return new Map(
    rows.split(",").map((row) => {
      const [series = "", version = ""] = row.trim().split(" ");
      return [series, version] as const;
    }),
  );
}

/** Series in which `python` and `pip` without a number are those of Python 2. */
const OF_PYTHON_2: ReadonlySet<string> = new Set(["el 7", "amazon 2"]);

/** A distribution's own Python. */
export interface DistributionPython {
  /** `3.10`. */
  readonly version: string;
  /** `python` without a number may be another one. */
  readonly needsNumber: boolean;
}

/** Images that bring a Python of their own besides that of the distribution that they are made of. */
const OF_ANOTHER_PYTHON = /py|hy(?:lang)?$|conda|sage|plone|odoo|devcontainers|s2i/;

/** The `python3` of the distribution that an image is made of, where its name and tag say it with certainty. */
export function distributionPython(image: Tagged): DistributionPython | undefined {
  if (OF_ANOTHER_PYTHON.test(image.repository)) return undefined;
  // Images that are built on a universal base are called after it, too.
  if (image.repository.startsWith("ubi") && !/^ubi\d+(?:\/ubi\d*)?(?:-(?:minimal|init|micro))?$/.test(image.repository))
    return undefined;
  const release = distributionOf(image);
  if (release?.distribution === undefined) return undefined;
  const { distribution, series } = release;
  const version = PYTHONS.get(distribution)?.get(series.name);
  return version === undefined
    ? undefined
    : { version, needsNumber: OF_PYTHON_2.has(`${distribution} ${series.name}`) };
}

/**
 * The version in the name or tag of an image that is made for a runtime: `python:3.11-slim`, `ubi9/python-311`,
 * `uv:python3.12-alpine`. A major version alone says too little to choose by.
 */
export function imageRuntime(
  { repository, tag = "" }: Pick<Tagged, "repository" | "tag">,
  runtime: string,
): string | undefined {
  const name = behindLast(repository, "/");
  const version = name === runtime ? /^\d+\.\d+(?:\.\d+)?(?=$|[-a-z])/.exec(tag)?.[0] : undefined;
  // No Python is called 1.2: such a tag counts the images of its maker.
  if (runtime !== "python" || version !== undefined)
    return runtime !== "python" || isPython(version) ? version : undefined;
  const [, major, minor] = /^python-(3)(\d{1,2})$/.exec(name) ?? /(?:^|-)python(3)\.(\d{1,2})(?=$|-)/.exec(tag) ?? [];
  return major === undefined || minor === undefined ? undefined : `${major}.${minor}`;
}

/** Whether an image is named after a runtime, and so says in its environment which version it has. */
export function isImageOf({ repository }: Pick<Tagged, "repository">, runtime: string): boolean {
  return behindLast(repository, "/") === runtime;
}

function isPython(version: string | undefined): boolean {
  return version !== undefined && /^(?:3\.\d{1,2}|2\.7)(?:$|\.)/.test(version);
}
