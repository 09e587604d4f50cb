import assert from "node:assert/strict";
import { test } from "node:test";
import { usesOf } from "../../../../server/src/lint/lookups/variable-uses.ts";
import { buildModel } from "../../../../server/src/model/build.ts";

const TEXT = `FROM a:$A
RUN echo $A \${A:-x} $AB "$A$A" A=1 A+=2 A+=(3) %A% %A%B% $env:A \${env:A} $Env:A \${ENV:A} <<E
$A
E
LABEL x=$A
COPY $B /b
`;

test("uses of a variable are counted in every way of writing them, but for FROM and LABEL", () => {
  const model = buildModel(TEXT);
  assert.deepEqual(
    ["A", "AB", "B", "C"].map((name) => usesOf(name, model)),
    [12, 1, 2, 0],
  );
});

test("the uses of all variables are found in one pass over the file", () => {
  const { dockerfile, ...model } = buildModel(TEXT);
  let passes = 0;
  const counted = {
    ...model,
    dockerfile: {
      ...dockerfile,
      get instructions() {
        passes += 1;
        return dockerfile.instructions;
      },
    },
  };
  for (let index = 0; index < 100; index += 1) usesOf(`A${index}`, counted);
  assert.equal(passes, 1);
});
