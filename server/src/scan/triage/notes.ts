import { isDay } from "./choice.ts";
import type { VexStatement } from "./openvex.ts";

// What the specification has no field for stands in lines of a statement's notes.

const OURS = /^seaworthy: /;
const UNTIL = /^seaworthy: accepted until (\d{4}-\d{2}-\d{2})$/m;
const ENDLESS = /^seaworthy: accepted$/m;
const DECIDED_BY = /^seaworthy: decided by (.+)$/m;

/** The line of a risk that is taken until the end of a day, or without an end. */
export function accepted(until: string | undefined): string {
  return until === undefined ? "seaworthy: accepted" : `seaworthy: accepted until ${until}`;
}

/** The line of whoever decides in a document of somebody else. */
export function decidedBy(author: string): string {
  return `seaworthy: decided by ${author.replace(/\s+/g, " ")}`;
}

/** The lines of a note. */
export function linesOf(notes = ""): readonly string[] {
  return notes.split(/\r?\n/).filter((line) => line !== "");
}

/** The day until which a statement accepts a risk; undefined: it does not, or without an end. A file may be edited by hand: what is no day ends nothing. */
export function acceptedUntil({ status, notes }: VexStatement): string | undefined {
  const day = UNTIL.exec(notes ?? "")?.[1];
  return status === "affected" && day !== undefined && isDay(day) ? day : undefined;
}

/** A line of ours that accepts nothing, for its end is no day; undefined: there is none. Whoever wrote it believes that a risk is accepted. */
export function brokenAcceptance({ notes }: VexStatement): string | undefined {
  return linesOf(notes).find((line) => {
    const day = UNTIL.exec(line)?.[1];
    return /^seaworthy: accepted\b/.test(line) && !ENDLESS.test(line) && !(day !== undefined && isDay(day));
  });
}

/** Whether a statement takes a risk. "Affected" without our note is a warning of somebody, not a decision to live with it. */
export function isAcceptance(statement: VexStatement): boolean {
  const isEndless = statement.status === "affected" && ENDLESS.test(statement.notes ?? "");
  return isEndless || acceptedUntil(statement) !== undefined;
}

/** Who made a statement; undefined: the author of its document. */
export function deciderOf({ notes }: VexStatement): string | undefined {
  return DECIDED_BY.exec(notes ?? "")?.[1];
}

/** What people wrote into the notes; undefined: nothing. */
export function saidIn({ notes }: VexStatement): string | undefined {
  const said = linesOf(notes).filter((line) => !OURS.test(line));
  return said.length === 0 ? undefined : said.join("\n");
}
