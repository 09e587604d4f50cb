import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDockerfile } from "../../../server/src/syntax/parse.ts";
import { isPlaced, printed, printedDirectives } from "./printed.ts";

const instructions: Readonly<Record<string, readonly [text: string, ...instructions: string[]]>> = {
  "an empty text has none": [""],
  "blank lines and comments are none": ["\n  \t\n# a comment\n"],
  "a keyword is read in any case": ["from a\nRuN b", "FROM (plain) a", "RUN (shell) b"],
  "a keyword without arguments has an empty body": ["CMD\nRUN   ", "CMD (shell) ", "RUN (shell) "],
  "blanks around an instruction are left out": ["  \tFROM \t a  \n", "FROM (plain) a"],
  "the last line needs no line feed": ["FROM a", "FROM (plain) a"],
  "a continuation mark joins lines": ["RUN a \\\n  b \\\nc", "RUN (shell) a   b c"],
  "blanks may follow a continuation mark": ["RUN a \\ \t\n b", "RUN (shell) a  b"],
  "a doubled mark is none": ["RUN a \\\\\nRUN b", "RUN (shell) a \\\\", "RUN (shell) b"],
  "a mark may stand alone on its line": ["RUN a\\\n\\\nb", "RUN (shell) ab"],
  "a mark at the end of the file is dropped": ["RUN a \\", "RUN (shell) a"],
  "comments in a continuation are left out": ["RUN a \\\n# x\n  # y \\\nb", "RUN (shell) a b"],
  "and statements of a template, which make no text of their own": [
    'RUN a \\\n{{- if .B }}\n b \\\n{{ else if .C -}} \n c \\\n{{ end }}\n{%- for d in e %}\n d \\\n{% endfor %}\n<% if f %>\n f \\\n<% end %>\n{{ ) else "" end -}}\n g\nRUN h',
    "RUN (shell) a  b  c  d  f  g",
    "RUN (shell) h",
  ],
  "what a template puts in is content, and a line that holds more": [
    "RUN a \\\n{{ .B }}\nRUN a \\\n{{ if .C }} c {{ end }}\nRUN a \\\n{{ if .D }} d \\\n e\nRUN a \\\n<%= f %>\nRUN a \\\n{% include g %}",
    "RUN (shell) a {{ .B }}",
    "RUN (shell) a {{ if .C }} c {{ end }}",
    "RUN (shell) a {{ if .D }} d  e",
    "RUN (shell) a <%= f %>",
    "RUN (shell) a {% include g %}",
  ],
  "empty lines in a continuation are left out": ["RUN a \\\n\n  \n  b", "RUN (shell) a   b"],
  "a # behind other characters is no comment": ["RUN a # b \\\n c", "RUN (shell) a # b  c"],
  "nor is one at the start of a body": ["RUN # a \\\n b", "RUN (shell) # a  b"],
  "what separates words is not all that is cut off": [
    "\u00a0FROM\va\u3000\n\u2003RUN\f\u0085b\u1680\n\u2028CMD\u205f\u202fc\n",
    "FROM (plain) a",
    "RUN (shell) b",
  ],
  "a body may begin behind such spaces on its first line": ["RUN \u00a0\u00a0\\\n  a b", "RUN (shell) a b"],
  "a keyword may be continued": ["RU\\\nN a", "RUN (shell) a"],
  "a mark may stand in front of an instruction": ["\\\nFROM a", "FROM (plain) a"],
  "arguments may begin on the next line": ["ENV \\\n  A=b", "ENV (plain) A=b"],
  "carriage returns belong to the line end": [
    "FROM a\r\nRUN b \\\r\n  c\r\n\r\n# x\r\n",
    "FROM (plain) a",
    "RUN (shell) b   c",
  ],
  "a lone carriage return is a blank": ["FROM a\rAS b", "FROM (plain) a\rAS b"],
  "a byte order mark is skipped": ["\ufeffFROM a", "FROM (plain) a"],
  "escape=` makes the backtick the mark": [
    "# escape=`\nRUN a `\n b\nRUN c \\\n",
    "RUN (shell) a  b",
    "RUN (shell) c \\",
  ],
  "without the directive a backtick is no mark": ["RUN a `\nRUN b", "RUN (shell) a `", "RUN (shell) b"],
  "ONBUILD gives its trigger": ["ONBUILD RUN a\nonbuild copy b c", "ONBUILD RUN (shell) a", "ONBUILD COPY (plain) b c"],
  "a trigger may stand on the next line": ["ONBUILD \\\n  RUN a", "ONBUILD RUN (shell) a"],
  "a NUL is a character like any other": ["RUN a\0b", "RUN (shell) a\0b"],
};

for (const [name, [text, ...expected]] of Object.entries(instructions)) {
  test(name, () => {
    assert.deepEqual(printed(text), expected);
    for (const instruction of parseDockerfile(text).instructions) assert.ok(isPlaced(instruction, text));
  });
}

const forms: Readonly<Record<string, readonly [text: string, instruction: string]>> = {
  "a JSON array of strings is the exec form": ['RUN ["a", "b"]', 'RUN (exec) ["a", "b"]'],
  "it may be continued": ['CMD ["a", \\\n  "b"]', 'CMD (exec) ["a",   "b"]'],
  "a trailing comma makes it a shell command": ['CMD ["a",]', 'CMD (shell) ["a",]'],
  "single quotes make it a shell command": ["ENTRYPOINT ['a']", "ENTRYPOINT (shell) ['a']"],
  "text behind the array makes it a shell command": ['RUN ["a"] b', 'RUN (shell) ["a"] b'],
  "[ of the shell is a shell command": ["RUN [ -f a ]", "RUN (shell) [ -f a ]"],
  "COPY may be an array": ['COPY ["a b", "/"]', 'COPY (exec) ["a b", "/"]'],
  "SHELL is an array": ['SHELL ["bash", "-c"]', 'SHELL (exec) ["bash", "-c"]'],
  "HEALTHCHECK has its array behind CMD": ['HEALTHCHECK CMD ["a"]', 'HEALTHCHECK (exec) CMD ["a"]'],
  "HEALTHCHECK may be a shell command": ["HEALTHCHECK CMD a b", "HEALTHCHECK (shell) CMD a b"],
  "an array in ENV is text": ['ENV A=["a"]', 'ENV (plain) A=["a"]'],
  "and one of EXPOSE": ['EXPOSE ["80"]', 'EXPOSE (plain) ["80"]'],
  "an array in a trigger is the exec form": ['ONBUILD CMD ["a"]', 'ONBUILD CMD (exec) ["a"]'],
};

for (const [name, [text, expected]] of Object.entries(forms)) {
  test(name, () => assert.deepEqual(printed(text), [expected]));
}

const spans: Readonly<Record<string, readonly [text: string, span: string, keyword: string]>> = {
  "an instruction goes from keyword to last character": ["\n  RUN a b \nCMD c", "RUN a b", "RUN"],
  "it goes over its continuations": ["RUN a \\\n  b\n", "RUN a \\\n  b", "RUN"],
  "comments at its end are left out": ["RUN a \\\n# x\n\n", "RUN a", "RUN"],
  "a carriage return at its end is left out": ["RUN a\r\n", "RUN a", "RUN"],
  "it begins behind a mark that stands alone": ["\\\n  FROM a", "FROM a", "FROM"],
  "a trigger's keyword is the inner one": ["ONBUILD RUN a", "ONBUILD RUN a", "RUN"],
  "a continued keyword holds the mark": ["RU\\\nN a", "RU\\\nN a", "RU\\\nN"],
};

for (const [name, [text, span, keyword]] of Object.entries(spans)) {
  test(name, () => {
    const [instruction] = parseDockerfile(text).instructions;
    assert.ok(instruction !== undefined);
    assert.equal(text.slice(instruction.span.start, instruction.span.end), span);
    assert.equal(text.slice(instruction.keywordSpan.start, instruction.keywordSpan.end), keyword);
  });
}

const directives: Readonly<Record<string, readonly [text: string, escape: string, ...directives: string[]]>> = {
  "no directive means a backslash": ["FROM a", "\\"],
  "syntax, escape and check are directives": [
    "# syntax=a/b:1\n# escape=`\n# check=skip=all;error=true\nFROM a",
    "`",
    "syntax=a/b:1 (# syntax=a/b:1 / a/b:1)",
    "escape=` (# escape=` / `)",
    "check=skip=all;error=true (# check=skip=all;error=true / skip=all;error=true)",
  ],
  "blanks and case do not matter": ["#Syntax \t=  a  \r\nFROM b", "\\", "syntax=a (#Syntax \t=  a / a)"],
  "the image ends at its first blank": ["# syntax=a x=y\n", "\\", "syntax=a (# syntax=a x=y / a)"],
  "they may follow a byte order mark": ["\ufeff# escape=`\n", "`", "escape=` (# escape=` / `)"],
  "a comment ends them": ["# a comment\n# escape=`\nFROM a", "\\"],
  "a blank line ends them": ["\n# escape=`\nFROM a", "\\"],
  "an instruction ends them": ["FROM a\n# escape=`\n", "\\"],
  "an unknown name ends them": ["# other=1\n# escape=`\n", "\\"],
  "escape may be indented": ["  # escape=`\n", "`", "escape=` (# escape=` / `)"],
  "syntax may not be indented": ["  # syntax=a\n", "\\"],
  "behind #! only syntax and check count": ["#!/bin/x\n# syntax=a\n# escape=`\n", "\\", "syntax=a (# syntax=a / a)"],
  "// may stand in front of syntax": ["// syntax=a\n", "\\", "syntax=a (// syntax=a / a)"],
  "another line ends these": ["// a\n// syntax=b\n", "\\"],
  "the first of two is it": ["// syntax=a\n// syntax=b\n", "\\", "syntax=a (// syntax=a / a)"],
  "one may follow another name": ["// check=a\n// syntax=b\n", "\\", "syntax=b (// syntax=b / b)"],
  "a JSON object may hold syntax": ['{"x": 1, "syntax": "a"}', "\\", 'syntax=a ({"x": 1, "syntax": "a"} / a)'],
  "escapes in it are read": ['{"syntax": "a\\/b"}', "\\", 'syntax=a/b ({"syntax": "a\\/b"} / {"syntax": "a\\/b"})'],
  "other JSON does not": ['["syntax"]\n{"syntax": "a"}', "\\"],
  "nor does syntax that is no text": ['{"syntax": 1}', "\\"],
  "nor an object of other names": ['{"a": "b"}', "\\"],
  "a name without a value is a comment": ["# escape=\nFROM a", "\\"],
};

for (const [name, [text, escape, ...expected]] of Object.entries(directives)) {
  test(name, () => {
    const dockerfile = parseDockerfile(text);
    assert.equal(dockerfile.escape, escape);
    assert.deepEqual(printedDirectives(dockerfile), expected);
  });
}

const comments: Readonly<Record<string, readonly [text: string, ...comments: string[]]>> = {
  "a comment goes to the end of its line": ["# a b \r\n  #c\nFROM a # no", "# a b ", "#c"],
  "comments in a continuation are comments": ["RUN a \\\n  # x\nb", "# x"],
  "directives are no comments": ["# escape=`\n# x", "# x"],
  "a first line #! is a comment": ["#!/bin/x\nFROM a", "#!/bin/x"],
  "escape behind #! is a comment": ["#!/bin/x\n# escape=`", "#!/bin/x", "# escape=`"],
  "lines of a here-document are none": ["RUN <<E\n# x\nE"],
};

for (const [name, [text, ...expected]] of Object.entries(comments)) {
  test(name, () => {
    const found = parseDockerfile(text).comments.map(({ span }) => text.slice(span.start, span.end));
    assert.deepEqual(found, expected);
  });
}
