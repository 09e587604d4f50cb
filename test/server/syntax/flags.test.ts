import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDockerfile } from "../../../server/src/syntax/parse.ts";

/** Flags as `name=value (source / source of the value)`, then the body. */
const rows: Readonly<Record<string, readonly [text: string, ...flags: string[]]>> = {
  "a flag has a name and a value": ["FROM --platform=a b", "platform=a (--platform=a / a)", "b"],
  "a flag may lack a value": ["COPY --link a b", "link= (--link / )", "a b"],
  "an empty value is one": ["COPY --chown= a b", "chown= (--chown= / )", "a b"],
  "there may be several": ["COPY --a=1 \t --b=2 c d", "a=1 (--a=1 / 1)", "b=2 (--b=2 / 2)", "c d"],
  "a value may hold an equals sign": [
    "RUN --mount=type=cache,target=/x a",
    "mount=type=cache,target=/x (--mount=type=cache,target=/x / type=cache,target=/x)",
    "a",
  ],
  "quotes keep blanks and are taken out": ["COPY --from='a b' c d", "from=a b (--from='a b' / 'a b')", "c d"],
  "quotes may stand around the whole value": [
    'ADD --checksum="sha256:1" c d',
    'checksum=sha256:1 (--checksum="sha256:1" / "sha256:1")',
    "c d",
  ],
  "an escape keeps the next character": ["COPY --from=a\\ b c d", "from=a b (--from=a\\ b / a\\ b)", "c d"],
  "flags may stand on lines of their own": [
    "RUN --mount=a \\\n  --mount=b \\\n  c",
    "mount=a (--mount=a / a)",
    "mount=b (--mount=b / b)",
    "c",
  ],
  "the first flag may stand on the next line": ["RUN \\\n --mount=a b", "mount=a (--mount=a / a)", "b"],
  "a continuation may part a flag": ["COPY -\\\n-a=b c", "a=b (-\\\n-a=b / b)", "c"],
  "quotes may stand in the middle, and in each other": [
    "COPY --a=b'c \"d'\"e' f\"g h",
    "a=bc \"de' fg (--a=b'c \"d'\"e' f\"g / b'c \"d'\"e' f\"g)",
    "h",
  ],
  "a flag behind a word is none": ["RUN a --b=c", "a --b=c"],
  "-- ends them": ["RUN --a -- --b c", "a= (--a / )", "--b c"],
  "one dash is none": ["RUN -a b", "-a b"],
  "flags of a trigger are its own": ["ONBUILD COPY --from=a b c", "from=a (--from=a / a)", "b c"],
  "a flag may be all there is": ["RUN --a", "a= (--a / )", ""],
  "an open quote goes to the end": ["RUN --a='b c", "a=b c (--a='b c / 'b c)", ""],
};

for (const [name, [text, ...expected]] of Object.entries(rows)) {
  test(name, () => {
    const [instruction] = parseDockerfile(text).instructions;
    assert.ok(instruction !== undefined);
    const flags = instruction.flags.map((flag) => {
      const [written, value] = [flag.span, flag.valueSpan].map((span) => text.slice(span.start, span.end));
      return `${flag.name}=${flag.value} (${written} / ${value})`;
    });
    assert.deepEqual([...flags, instruction.body.text], expected);
  });
}
