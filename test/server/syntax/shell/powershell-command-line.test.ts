import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseScript } from "../../../../server/src/syntax/shell/parse-script.ts";
import { assertPlaces } from "./assert-places.ts";
import { printScript } from "./print-script.ts";
import { scriptTable } from "./script-table.ts";

scriptTable(
  "quotes of a command line",
  {
    "a backslash in front of a quote makes it a quote": ['a \\"b $c\\"; d', "{a 'b '·${c}q} ; {d}"],
    "quotes without one only group, and go": ['a \\"b\\" "c d"', "{a 'b' c d}"],
    "two backslashes are one": ['a \\"b\\\\\\"; c "\\\\"', "{a 'b\\'} ; {c \\}"],
    "other backslashes stay": ['a C:\\b\\c \\"D:\\e\\"', "{a C:\\b\\c 'D:\\e'}"],
    "in arguments of a method": ['$a.DownloadFile(\\"b\\", \\"c\\")', "{.DownloadFile 'b' 'c'}"],
    "without any, quotes are PowerShell's own": ['a "b c" \\d', "{a 'b c' \\d}"],
    "a block that is run is no string": ["\"& { a 'b c' }\"; d", "group({a 'b c'}) ; {d}"],
    "a string alone stays one": ['"a b"; c', "{'a b'} ; {c}"],
    "two backslashes and quotes around nothing": ['\\\\""', "{\\}"],
  },
  "powershell",
);

describe("quotes of a command line with continuations", () => {
  it("keep the place of each character", () => {
    const source = 'RUN a \\"b`\n  c\\"; d';
    const body = { text: 'a \\"b  c\\"; d', at: [0, 5], from: [4, 11] };
    const script = parseScript(body, "powershell");
    assert.equal(printScript(script), "{a 'b'·'  c'} ; {d}");
    assertPlaces(script, source);
  });
});
