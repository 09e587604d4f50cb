import { setImmediate } from "node:timers/promises";
import type { FileReport } from "./file-report.ts";
import { inOrder } from "./in-order.ts";
import type { Input } from "./session.ts";
import type { Thread } from "./thread.ts";

/** So much text, in characters, is checked before somebody else is asked. */
const GROUP_LENGTH = 16 * 1024;
/** With fewer groups there is nothing left to do when a thread has started. */
const WORTH_GROUPS = 8;
/** More threads than any machine has use for would only take its memory. */
const MAX_JOBS = 32;
/** Groups that a thread has before it: it need not wait for this one. */
const THREAD_GROUPS = 2;
/** Groups, for each thread, that may be done before those in front of them. */
const AHEAD = 8;

/** Who checks. */
export interface Workers {
  check(input: Input): Promise<FileReport>;
  /** Undefined: there can be no more. */
  startThread(): Promise<Thread | undefined>;
  /** Threads that work at once, this one among them. */
  readonly jobs: number;
}

/** Checks texts, many of them in other threads, too. The reports come in the order of the texts. */
export async function* inThreads(
  inputs: AsyncIterable<Input>,
  { check, startThread, jobs: wanted }: Workers,
): AsyncGenerator<FileReport> {
  const jobs = Math.min(wanted, MAX_JOBS);
  const groups = inGroups(inputs);
  const first = jobs > 1 ? await firstOf(groups, WORTH_GROUPS) : [];
  const threads: { readonly thread: Thread; groups: number }[] = [];

  async function work(group: readonly Input[]): Promise<readonly FileReport[]> {
    const other = threads.find((each) => each.groups < THREAD_GROUPS);
    if (other === undefined) return await checkHere(group);
    other.groups += 1;
    const reports = await other.thread.check(group.map(({ settings, ...source }) => source));
    other.groups -= 1;
    return reports;
  }

  async function checkHere(group: readonly Input[]): Promise<readonly FileReport[]> {
    const reports: FileReport[] = [];
    for (const input of group) reports.push(await check(input));
    return reports;
  }

  try {
    const others = first.length === WORTH_GROUPS ? jobs - 1 : 0;
    while (threads.length < others) {
      const thread = await startThread();
      if (thread === undefined) break;
      threads.push({ thread, groups: 0 });
    }
    for await (const [, reports] of inOrder(chained(first, groups), AHEAD * jobs, work)) yield* reports;
  } finally {
    await Promise.all(threads.map(({ thread }) => thread.end()));
  }
}

async function* inGroups(inputs: AsyncIterable<Input>): AsyncGenerator<readonly Input[]> {
  let group: Input[] = [];
  let length = 0;
  for await (const input of inputs) {
    group.push(input);
    length += input.text.length;
    if (length < GROUP_LENGTH) continue;
    yield group;
    [group, length] = [[], 0];
  }
  if (group.length > 0) yield group;
}

async function firstOf<T>(items: AsyncGenerator<T>, count: number): Promise<readonly T[]> {
  const first: T[] = [];
  while (first.length < count) {
    const { value, done } = await items.next();
    if (done === true) break;
    first.push(value);
  }
  return first;
}

/** Before each of them the answers of other threads are let in. */
async function* chained<T>(first: readonly T[], rest: AsyncGenerator<T>): AsyncGenerator<T> {
  for (const item of first) {
    await setImmediate();
    yield item;
  }
  for await (const item of rest) {
    await setImmediate();
    yield item;
  }
}
