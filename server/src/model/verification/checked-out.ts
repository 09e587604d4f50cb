import { divergence, pathIn } from "../../knowledge/downloads/work-folder.ts";
import type { Checkout } from "./check.ts";
import { isInFront, type StageCheckouts } from "./last-checkouts.ts";
import { isMet } from "./other-branches.ts";
import type { PlacedCheck, PlacedFetch } from "./stage-checks.ts";
import { isPassed } from "./steps.ts";

/** What becomes of a clone that something is checked out in. */
export interface CheckedOut {
  /** The branch or tag that it certainly is at in the end; undefined: none, or it is not known. */
  readonly ref: string | undefined;
  /** Index of the RUN and of the one call that leads there; undefined: several calls may decide, or one that tells no branch or tag. */
  readonly by: { readonly run: number; readonly call: number } | undefined;
}

/** A checkout at its place. */
interface PlacedCheckout extends PlacedCheck {
  readonly checkout: Checkout;
  /** Names of the folder that it works in and of those around it, the innermost first. */
  readonly names: readonly string[];
  /** That folder as seen from the base image; undefined: not known. */
  readonly path: string | undefined;
}

/** The clones of a stage that something is checked out in; a checkout in a folder that may be any clone's makes all in front of it uncertain. */
export function checkedOut({ checks, clones, folders }: StageCheckouts): ReadonlyMap<PlacedFetch, CheckedOut> {
  const found = new Map<PlacedFetch, CheckedOut>();
  if (clones.length === 0 || !checks.some(({ check }) => check.ofClone?.checkout !== undefined)) return found;
  const begun = folders();
  const known: KnownClones = { byName: new Map(), byPath: new Map(), near: [], count: 0 };
  let uncertain = 0;
  for (const each of checks) {
    const { check, run } = each;
    const { ofClone } = check;
    if (ofClone?.checkout === undefined) continue;
    for (let clone = clones[known.count]; clone !== undefined && isInFront(clone, each); clone = clones[known.count])
      addClone(known, clone, begun[clone.run]);
    const path = ofClone.path && pathIn(begun[run], ofClone.path);
    const names = path === undefined ? [...check.names] : namesIn(path);
    const placed = { check, run, checkout: ofClone.checkout, names, path };
    const meant = meantBy(placed, known);
    if (meant === undefined) uncertain = known.count;
    else found.set(meant.clone, after(placed, meant, found.get(meant.clone)));
  }
  for (const clone of clones.slice(0, uncertain)) found.set(clone, uncertainly(clone, found.get(clone)));
  return found;
}

/** Names of the folders of a path, the innermost first. */
export function namesIn(path: string): readonly string[] {
  return path
    .split("/")
    .filter((part) => part !== "" && part !== ".")
    .reverse();
}

/** A clone that a checkout means, and whether it surely does. */
interface Meant {
  readonly clone: PlacedFetch;
  readonly isSure: boolean;
}

/** The clones in front of a checkout, by their folders. */
interface KnownClones {
  readonly byName: Map<string, readonly PlacedFetch[]>;
  /** Those in a working folder, as seen from the base image. */
  readonly byPath: Map<string, readonly PlacedFetch[]>;
  /** Those of the last RUN that clones. */
  near: readonly PlacedFetch[];
  count: number;
}

function addClone(known: KnownClones, clone: PlacedFetch, begun: string | undefined): void {
  const { target = ".", folder } = clone.fetch;
  known.count += 1;
  known.near = withLast(known.near, clone);
  const path = target === "." && folder !== undefined ? pathIn(begun, folder) : undefined;
  if (path !== undefined) known.byPath.set(path, withLast(known.byPath.get(path), clone));
  if (target !== ".") known.byName.set(target, withLast(known.byName.get(target), clone));
}

function meantBy(placed: PlacedCheckout, { byName, byPath, near, count }: KnownClones): Meant | undefined {
  const { names, path, run } = placed;
  const met = (clones: readonly PlacedFetch[]) => clones.filter((clone) => isMet(placed, clone));
  const inFolder = byPath.get(path ?? "");
  if (inFolder !== undefined) return only(met(inFolder), true);
  const place = names.findIndex((name) => byName.has(name));
  const named = byName.get(names[place] ?? "");
  // Below the folder of a clone its submodules have theirs.
  if (named !== undefined) return only(met(named), place === 0);
  return count > 1 && path === undefined ? undefined : only(met(near), near[0]?.run === run);
}

/** The clones of one RUN alone, those of an earlier one being replaced; two stand for all, since they are alternatives. */
function withLast([first]: readonly PlacedFetch[] = [], clone: PlacedFetch): readonly PlacedFetch[] {
  return first?.run === clone.run ? [first, clone] : [clone];
}

/** Several of one RUN may be alternatives. */
function only([clone, ...others]: readonly PlacedFetch[], isSure: boolean): Meant | undefined {
  return clone === undefined || others.length > 0 ? undefined : { clone, isSure };
}

function after(placed: PlacedCheckout, { clone, isSure }: Meant, before: CheckedOut | undefined): CheckedOut {
  const { checkout, run, check } = placed;
  if (!isSure || checkout.adds || !isReached(placed, clone)) return uncertainly(clone, before);
  if (check.kind === "commit") return { ref: undefined, by: undefined };
  const { ref, call } = checkout;
  return { ref, by: before === undefined && ref !== undefined ? { run, call } : undefined };
}

function uncertainly({ fetch }: PlacedFetch, before: CheckedOut | undefined): CheckedOut {
  return { ref: before === undefined ? fetch.ref : before.ref, by: undefined };
}

/** No branch, and no test behind the clone, keeps git from the checkout. */
function isReached({ run, check, checkout: { behind } }: PlacedCheckout, clone: PlacedFetch): boolean {
  const isOwn = run === clone.run;
  if (behind > (isOwn ? clone.fetch.call : -1)) return false;
  const { path } = check.place.call;
  return path.slice(isOwn ? divergence(clone.fetch.steps, path) : 0).every(isPassed);
}
