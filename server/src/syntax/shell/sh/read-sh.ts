import { type ParsedScript, parse } from "unbash";
import { addGap, type Reading, scriptOf, spanAt } from "../reading.ts";
import type { Script } from "../script.ts";
import { statementsOf } from "./nodes.ts";
import { readPlain } from "./plain.ts";
import type { ShReading } from "./sh-reading.ts";

/** Reads the text of a POSIX shell or bash (zsh, ksh and ash are read as if they were). Broken text gives what can be read, and gaps. */
export function readSh(reading: Reading): Script {
  return readPlain(reading) ?? readParsed(reading);
}

/** The same by the shell parser alone. */
export function readParsed(reading: Reading): Script {
  const { joined, limits } = reading;
  const { depth, substitutions } = limits;
  const gapsBefore = limits.gaps.length;
  // The parser is outside our code: should it throw, that is a gap and never an error of ours.
  try {
    return convert(parse(joined.text), { ...reading, convert });
  } catch {
    limits.depth = depth;
    limits.substitutions = substitutions;
    addGap(limits, spanAt(reading, 0, joined.text.length), "the shell text cannot be read");
    return scriptOf([], "sh", limits, gapsBefore);
  }
}

function convert(script: ParsedScript, reading: ShReading): Script {
  const { limits } = reading;
  const gapsBefore = limits.gaps.length;
  for (const { message, pos } of script.errors ?? []) {
    const start = Math.min(pos, Math.max(0, reading.joined.text.length - 1));
    addGap(limits, spanAt(reading, start, Math.min(start + 1, reading.joined.text.length)), message);
  }
  return scriptOf(statementsOf(script.commands, reading), "sh", limits, gapsBefore);
}
