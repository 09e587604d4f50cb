import assert from "node:assert/strict";
import { test } from "node:test";
import { MAX_FILE_LENGTH, parseDockerfile } from "../../../server/src/syntax/parse.ts";
import { printed, printedProblems } from "./printed.ts";

/** Text behind `FROM a\n`, then the problems as `words → message`. */
const inStage: Readonly<Record<string, readonly [text: string, ...problems: string[]]>> = {
  "an unknown instruction is skipped with its lines": ["NOPE a \\\n b\nCMD c", "NOPE → NOPE is not an instruction."],
  "a forgotten continuation mark shows on the next line": ["RUN a &&\n  b -y\n", "b → b is not an instruction."],
  "what a template's statement makes of a file is not known": [
    "NOPE\nFROM a\n{{ if .Slim -}}\nRUN b &&\n  c\n{{ end }}\nADD\n",
    "NOPE → NOPE is not an instruction.",
    "{{ → A template's statement: what it makes of the lines from here on is not known.",
  ],
  "Jinja has such, too": [
    "{% if slim %}\n{% endif %}\n",
    "{% → A template's statement: what it makes of the lines from here on is not known.",
  ],
  "and ERB": ["<% if slim %>\n", "<% → A template's statement: what it makes of the lines from here on is not known."],
  "and m4, with a prefix or without": [
    "m4_ifdef([[SLIM]], [[FROM b]]) AS c\nNOPE\n",
    "m4_ifdef([[SLIM]], → A template's statement: what it makes of the lines from here on is not known.",
  ],
  "m4's own quotes": [
    "include(`base.m4')\nNOPE\n",
    "include(`base.m4') → A template's statement: what it makes of the lines from here on is not known.",
  ],
  "arguments as they should be": [
    'EXPOSE 80\nEXPOSE [80]\nUSER a\nWORKDIR /b\nSTOPSIGNAL 9\nMAINTAINER c\nVOLUME /d\nVOLUME ["/e"]\nSHELL ["f"]\nENV g=h\nENV i j\nLABEL k=l\nARG m\nCOPY <<n /o\nn\nHEALTHCHECK NONE\nHEALTHCHECK CMD ["p"]\nFROM q AS r',
  ],
  "FROM takes AS and one name": [
    "FROM b AS\nFROM c to d\nFROM e AS f g",
    "AS → FROM takes an image, and AS a name.",
    "to d → FROM takes an image, and AS a name.",
    "AS f g → FROM takes an image, and AS a name.",
  ],
  "a check of health needs a command": ["HEALTHCHECK CMD []", "CMD [] → HEALTHCHECK CMD has no command."],
  "a lone continuation mark is not an instruction": [
    "\\\n\n",
    " → No instruction stands in front of this continuation.",
  ],
  "a trigger must be an instruction": ["ONBUILD nope a", "nope → nope is not an instruction."],
  "ONBUILD needs a trigger": ["ONBUILD", "ONBUILD → ONBUILD needs an instruction."],
  "ONBUILD is no trigger": ["ONBUILD ONBUILD CMD a", "ONBUILD → ONBUILD cannot be a trigger of ONBUILD."],
  "FROM is no trigger": ["ONBUILD FROM a", "FROM → FROM cannot be a trigger of ONBUILD."],
  "a JSON array of numbers is refused": ["CMD [1, 2]", "[1, 2] → A JSON array may hold strings only."],
  "and one in HEALTHCHECK": ["HEALTHCHECK CMD [1]", "CMD [1] → A JSON array may hold strings only."],
  "a test of the shell is no array": ["RUN [ -f a ]"],
  "CMD takes no flags": ["CMD --a b", "--a → CMD takes no flags."],
  "RUN may take flags that we do not know": ["RUN --new=a b"],
  "FROM needs an image": ["FROM", "FROM → FROM names no image."],
  "FROM takes no second image": ["FROM a b", "b → FROM takes an image, and AS a name."],
  "a placeholder in FROM may hold blanks": ["FROM a:{{ .Version }} AS b\nFROM a:<%= version %>"],
  "FROM takes nothing behind the name": ["FROM a AS b c", "AS b c → FROM takes an image, and AS a name."],
  "a stage name begins with a letter": [
    "FROM a AS 1b",
    "1b → A stage name begins with a letter; letters, digits, - _ and . follow.",
  ],
  "a stage name may be upper case": ["FROM a as B_c.d-1"],
  "ENV needs a value": ["ENV A", "ENV → ENV needs a name and a value."],
  "ENV may have the old form": ["ENV A b c"],
  "every pair of ENV needs its =": ["ENV A=b c", "c → This word has no =."],
  "ENV needs a name": ["ENV =b", "=b → No name stands in front of this =."],
  "LABEL is checked alike": ["LABEL a=b c", "c → This word has no =."],
  "ARG may lack a value": ["ARG A B=c"],
  "ARG needs a name": ["ARG", "ARG → ARG names no argument."],
  "ARG needs a name in front of =": ["ARG =a", "=a → No name stands in front of this =."],
  "COPY needs a destination": ["COPY a", "COPY → COPY needs a source and a destination."],
  "a here-document is no destination": ["COPY a <<E\nE", "<<E → A here-document cannot be the destination."],
  "EXPOSE needs a port": ["EXPOSE", "EXPOSE → EXPOSE has no argument."],
  "VOLUME needs a path": ["VOLUME", "VOLUME → VOLUME has no argument."],
  "VOLUME takes no empty path": ['VOLUME ["a", ""]', '"" → The path of a volume is empty.'],
  "SHELL needs an array": ["SHELL bash -c", "bash -c → SHELL takes a JSON array of strings."],
  "SHELL needs words": ["SHELL []", "[] → SHELL takes a JSON array of strings."],
  "HEALTHCHECK needs CMD or NONE": [
    "HEALTHCHECK curl a",
    "HEALTHCHECK → HEALTHCHECK takes CMD with a command, or NONE.",
  ],
  "HEALTHCHECK CMD needs a command": ["HEALTHCHECK CMD", "CMD → HEALTHCHECK CMD has no command."],
  "HEALTHCHECK NONE stands alone": ["HEALTHCHECK NONE a", "NONE a → HEALTHCHECK NONE takes no arguments."],
  "HEALTHCHECK in any case is fine": ["HEALTHCHECK --interval=5s cmd a\nHEALTHCHECK none"],
  "conflict markers are skipped, both sides are read": [
    "RUN a \\\n<<<<<<< x\n b \\\n||||||| z\n b2 \\\n=======\n c \\\n>>>>>>> y\n d\n<<<<<<< v\nCMD e",
    ...["<<<<<<< x", "||||||| z", "=======", ">>>>>>> y", "<<<<<<< v"].map(
      (mark) => `${mark} → A merge conflict is not resolved here.`,
    ),
  ],
  "a line of = is content where there is no conflict": ["RUN a \\\n=======\n"],
};

for (const [name, [text, ...expected]] of Object.entries(inStage)) {
  test(name, () => assert.deepEqual(printedProblems(`FROM a\n${text}`), expected));
}

test("what a conflict holds is read", () => {
  const text = "RUN a \\\n<<<<<<< x\n b \\\n=======\n c \\\n>>>>>>> y\n d\n=======\nCMD e";
  assert.deepEqual(printed(text), ["RUN (shell) a  b  c  d", "CMD (shell) e"]);
});

const wholeFiles: Readonly<Record<string, readonly [text: string, ...problems: string[]]>> = {
  "only ARG may stand in front of FROM": [
    "ARG A\nRUN a\nCMD b\nFROM c",
    "RUN → RUN stands in front of the first FROM.",
  ],
  "nor may ONBUILD ARG": ["ONBUILD ARG a\nFROM b", "ARG → ARG stands in front of the first FROM."],
  "an empty file is no problem": [""],
  "a directive may not stand twice": [
    "# escape=`\n# escape=\\\nFROM a",
    "# escape=\\ → The directive escape stands here a second time.",
  ],
  "the escape character is one of two": ["# escape=x\nFROM a", "x → The escape character is either \\ or `."],
  "a directive of blanks has no value": ["# escape= \nFROM a", "# escape= → The directive escape has no value."],
};

for (const [name, [text, ...expected]] of Object.entries(wholeFiles)) {
  test(name, () => assert.deepEqual(printedProblems(text), expected));
}

test("problems are in the order of the file", () => {
  assert.deepEqual(printedProblems("FROM\nNOPE\nENV a\nOTHER"), [
    "FROM → FROM names no image.",
    "NOPE → NOPE is not an instruction.",
    "ENV → ENV needs a name and a value.",
    "OTHER → OTHER is not an instruction.",
  ]);
});

test("a line of 65,535 bytes is read, a longer one is a problem", () => {
  const longest = `RUN ${"é".repeat(32_765)}x`;
  assert.equal(Buffer.byteLength(longest), 65_535);
  assert.deepEqual(parseDockerfile(`FROM a\n${longest}\n`).problems, []);
  const [problem] = parseDockerfile(`FROM a\n${longest}y\n`).problems;
  assert.equal(problem?.message, "The line is longer than 65,535 bytes; BuildKit refuses it.");
  assert.deepEqual(problem?.span, { start: 7, end: 7 + longest.length + 1 });
});

test("a file of 2 MB is read whole", () => {
  const line = "RUN a\n";
  const text = `FROM a\n${line.repeat(Math.floor((MAX_FILE_LENGTH - 7) / line.length))}`;
  const { instructions, problems } = parseDockerfile(text);
  assert.equal(instructions.length, text.split("\n").length - 1);
  assert.deepEqual(problems, []);
});

test("a longer file is read up to the last line in front of the cap, and says so", () => {
  const line = "RUN a\n";
  const text = `FROM a\n${line.repeat(Math.ceil(MAX_FILE_LENGTH / line.length))}`;
  const { instructions, problems } = parseDockerfile(text);
  const end = 7 + line.length * (instructions.length - 1);
  assert.ok(end <= MAX_FILE_LENGTH + 1 && end > MAX_FILE_LENGTH - line.length);
  assert.deepEqual(problems, [
    { span: { start: end, end }, message: "The file is longer than 2 MB; what follows was not read." },
  ]);
});
