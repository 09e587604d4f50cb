import assert from "node:assert/strict";
import { test } from "node:test";
import { printable } from "../../../server/src/text/printable.ts";

const rows: Readonly<Record<string, readonly [text: string, shown: string]>> = {
  "letters of any script and joined pictures stay": ["a é 漢 👩\u200d💻 ~", "a é 漢 👩\u200d💻 ~"],
  "a tab is one blank": ["a\tb", "a b"],
  "control characters show as their pictures": ["\0\n\r\u001b\u001f\u007f", "␀␊␍␛␟␡"],
  "those of the second set have none": ["\u0080\u009b\u009f", "\ufffd\ufffd\ufffd"],
  "marks of direction turn nothing round": [
    "\u061c\u200e\u200f\u202a\u202e\u2066\u2069",
    "\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd",
  ],
};

for (const [name, [text, shown]] of Object.entries(rows)) test(name, () => assert.equal(printable(text), shown));
