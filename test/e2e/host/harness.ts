import { appendFileSync } from "node:fs";

/** One line of the report that run.mjs judges: the exit code alone proves nothing, it is 0 when the extension host dies. */
export type ReportLine =
  | { readonly kind: "plan"; readonly count: number }
  | { readonly kind: "start"; readonly name: string }
  | { readonly kind: "end"; readonly name: string; readonly ms: number; readonly error: string | undefined }
  | { readonly kind: "done" };

interface HostTest {
  readonly name: string;
  readonly body: () => Promise<void>;
}

const TEST_LIMIT_MS = 30_000;
const PROBE_EVERY_MS = 20;
const tests: HostTest[] = [];

/** Registers a test; they run in the order of their registration. */
export function test(name: string, body: () => Promise<void>): void {
  tests.push({ name, body });
}

/** Asks `probe` until it gives a value, at most `limitMs`. `what` is said when it never does. */
export async function until<T>(what: string, probe: () => T | undefined | Promise<T | undefined>, limitMs = 15_000) {
  const end = Date.now() + limitMs;
  for (;;) {
    const value = await probe();
    if (value !== undefined) return value;
    if (Date.now() > end) throw new Error(`never happened: ${what}`);
    await new Promise((done) => setTimeout(done, PROBE_EVERY_MS));
  }
}

/** Runs all registered tests. Rejects when one failed. */
export async function runTests(): Promise<void> {
  report({ kind: "plan", count: tests.length });
  let failed = 0;
  for (const { name, body } of tests) {
    report({ kind: "start", name });
    const started = Date.now();
    const error = await outcomeOf(body);
    report({ kind: "end", name, ms: Date.now() - started, error });
    if (error !== undefined) failed += 1;
  }
  report({ kind: "done" });
  if (failed > 0) throw new Error(`${failed} of ${tests.length} tests failed`);
}

/** Undefined when the body ends well. */
async function outcomeOf(body: () => Promise<void>): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`timed out after ${TEST_LIMIT_MS} ms`)), TEST_LIMIT_MS);
  });
  try {
    await Promise.race([body(), tooLong]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  } finally {
    clearTimeout(timer);
  }
}

function report(line: ReportLine): void {
  const file = process.env.E2E_REPORT;
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(line)}\n`);
}
