import type { Base } from "../../pin/query.ts";
import type { LookupWorld } from "../resolver.ts";
import type { Runtime } from "./language.ts";

/** The version of the base image's runtime, undefined where nothing tells it. */
export async function runtimeOf(
  base: Base | undefined,
  runtime: Runtime | undefined,
  _world: LookupWorld,
): Promise<string | undefined> {
  return taggedRuntime(base, runtime);
}

/** As the tag of an official image tells it: `python:3.11-slim` → `3.11`. */
export function taggedRuntime(base: Base | undefined, runtime: Runtime | undefined): string | undefined {
  if (base === undefined || runtime === undefined) return undefined;
  const { repository, tag = "" } = base.reference;
  const name = repository.slice(repository.lastIndexOf("/") + 1);
  // A major version alone says too little to choose by.
  return name === runtime ? /^\d+\.\d+(?:\.\d+)?(?=$|[-a-z])/.exec(tag)?.[0] : undefined;
}
