import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDockerfile } from "../../../server/src/syntax/parse.ts";
import { printed, printedProblems } from "./printed.ts";

const heredocs: Readonly<Record<string, readonly [text: string, ...instructions: string[]]>> = {
  "RUN reads up to the delimiter": [
    "RUN <<EOF\na\nb\nEOF\nCMD c",
    'RUN (heredoc) <<EOF | <<EOF "a\\nb\\n"',
    "CMD (shell) c",
  ],
  "COPY and ADD read one too": [
    "COPY <<a /x\n1\na\nADD <<b /y\nb",
    'COPY (heredoc) <<a /x | <<a "1\\n"',
    'ADD (heredoc) <<b /y | <<b ""',
  ],
  "other instructions do not": ["CMD <<EOF\nRUN a", "CMD (shell) <<EOF", "RUN (shell) a"],
  "several follow one another": [
    "COPY <<a <<b /x/\n1\na\n2\nb\n",
    'COPY (heredoc) <<a <<b /x/ | <<a "1\\n" | <<b "2\\n"',
  ],
  "a quoted delimiter keeps variables": ["RUN <<'E'\n$A\nE", "RUN (heredoc) <<'E' | <<'E \"$A\\n\""],
  "so do double quotes": ['RUN <<"E"\nE', 'RUN (heredoc) <<"E" | <<\'E ""'],
  "and quotes inside": ["RUN <<E'O'F\nEOF", "RUN (heredoc) <<E'O'F | <<'EOF \"\""],
  "<<- allows tabs in front of the delimiter": [
    "RUN <<-E\n\ta\n\t\tE\nCMD b",
    'RUN (heredoc) <<-E | <<-E "\\ta\\n"',
    "CMD (shell) b",
  ],
  "without - a tab keeps it from ending": ["RUN <<E\n\tE\nE", 'RUN (heredoc) <<E | <<E "\\tE\\n"'],
  "variables of a delimiter stay": ["RUN <<a$B${C}\ni\na$B${C}", 'RUN (heredoc) <<a$B${C} | <<a$B${C} "i\\n"'],
  // BuildKit empties the word that it gathers when it comes to an operator's own.
  "one with an operator is none": ["RUN <<${D:-e}\nCMD b", "RUN (shell) <<${D:-e}", "CMD (shell) b"],
  "a delimiter of other signs": ["RUN <<1-x\n1-x", 'RUN (heredoc) <<1-x | <<1-x ""'],
  "a blank may follow <<": ["RUN << E\na\nE", 'RUN (heredoc) << E | <<E "a\\n"'],
  "a descriptor may stand in front": ["RUN cat 3<<E\na\nE", 'RUN (heredoc) cat 3<<E | <<E "a\\n"'],
  "a word in front makes it none": ["RUN a<<E\nCMD b", "RUN (shell) a<<E", "CMD (shell) b"],
  "<<< is none": ["RUN cat <<<a\nCMD b", "RUN (shell) cat <<<a", "CMD (shell) b"],
  "without a name it is none": ["RUN cat <<\nCMD b", "RUN (shell) cat <<", "CMD (shell) b"],
  "one in quotes is none": ["RUN echo '<<E'\nCMD b", "RUN (shell) echo '<<E'", "CMD (shell) b"],
  "an open quote in the line hides it": ["RUN it's <<E\nCMD b", "RUN (shell) it's <<E", "CMD (shell) b"],
  "an arithmetic shift is none": ["RUN echo $((1<<2))\nCMD b", "RUN (shell) echo $((1<<2))", "CMD (shell) b"],
  "the delimiter line may end with a carriage return": [
    "RUN <<E\r\na\r\nE\r\nCMD b",
    'RUN (heredoc) <<E | <<E "a\\r\\n"',
    "CMD (shell) b",
  ],
  "the line may be continued": ["RUN a && \\\n cat <<E\nx\nE", 'RUN (heredoc) a &&  cat <<E | <<E "x\\n"'],
  "it may be opened in front of a continuation": [
    "RUN cat <<E && \\\n b\nx\nE",
    'RUN (heredoc) cat <<E &&  b | <<E "x\\n"',
  ],
  "flags may stand in front": ["COPY --chown=a <<E /x\nE", 'COPY --chown=a (heredoc) <<E /x | <<E ""'],
  "a trigger has one too": ["ONBUILD RUN <<E\na\nE\nCMD b", 'ONBUILD RUN (heredoc) <<E | <<E "a\\n"', "CMD (shell) b"],
  "a JSON array has none": ['RUN ["<<E"]\nCMD b', 'RUN (exec) ["<<E"]', "CMD (shell) b"],
  "continuation marks in the body are content": ["RUN <<E\na \\\n# b\nE", 'RUN (heredoc) <<E | <<E "a \\\\\\n# b\\n"'],
};

for (const [name, [text, ...expected]] of Object.entries(heredocs)) {
  test(name, () => {
    assert.deepEqual(printed(text), expected);
    assert.deepEqual(parseDockerfile(text).instructions.length, expected.length);
  });
}

test("the instruction goes to the end of the last delimiter", () => {
  const text = "RUN <<A <<B\n1\nA\n2\nB  \nB\r\nCMD c";
  const [run] = parseDockerfile(text).instructions;
  assert.equal(text.slice(run?.span.start, run?.span.end), "RUN <<A <<B\n1\nA\n2\nB  \nB");
});

test("a here-document that is not ended goes to the end of the file, and says so", () => {
  const text = "FROM a\nRUN <<E\nCMD b\n";
  assert.deepEqual(printed(text), ["FROM (plain) a", 'RUN (heredoc) <<E | <<E "CMD b\\n"']);
  assert.deepEqual(printedProblems(text), ["RUN → The here-document is not ended: no line holds E alone."]);
});
