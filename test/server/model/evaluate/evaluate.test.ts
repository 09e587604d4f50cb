import assert from "node:assert/strict";
import { test } from "node:test";
import { describeCalls, runCalls } from "../../../harness/run-calls.ts";

/** text → the calls it makes. */
const cases: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  "a plain command": ["apt-get install -y curl", ["apt-get install -y curl"]],
  "quotes are taken off": [`pip install "a==1" 'b c'`, ["pip install a==1 b c"]],
  "a path in front of the program is dropped": ["/usr/bin/apt-get install x", ["apt-get install x"]],
  "an unknown variable stays as written": ["pip install a==$V", ["pip install a==‹$V›"]],
  "a shell variable is put in": ["V=1.2; pip install a==$V", ["pip install a==1.2"]],
  "words of a list variable come from it": ['P="a b"; apk add $P c', ["apk add a(via P) b(via P) c"]],
  "a wrapper in a variable": [
    'S="sudo -E"; $S apk add a; if x; then R=; else R=sudo; fi; $R apk add b; E=env; $E V=1 apk add c; $S; $T apk add d',
    ["apk add a", "x", "apk add b", "apk add c", "sudo -E(via S)", " apk add d"],
  ],
  "a program in a folder that is not known": [
    '$HOME/bin/apk add a; "${X:-$Y}/bin/apk" add b; $(x /y)/apk add c; $X/$Y add d; $X/${Y}k add e; $X add f',
    ["apk add a", "apk add b", "apk add c", "x /y", " add d", " add e", " add f"],
  ],
  "an interpreter of a version that is not known": [
    "pip$V install a; $D/py$V/bin/python3.$V -m pip install b; pip${V}x install c; pi$V install d; set$V e",
    ["pip install a", "python3. -m pip install b", " install c", " install d", " e"],
  ],
  "what runs pip as a module": [
    "$P -m pip install a; $P -m venv b; $P -c pip",
    ["python -m pip install a", " -m venv b", " -c pip"],
  ],
  "a quoted variable is one word": ['P="a b"; echo "$P"', ["echo a b(via P)"]],
  "an appended list keeps its first words": ['P=a; P="$P b"; apk add $P', ["apk add a(via P) b(via P)"]],
  "both branches of an if are known": ["if x; then P=a; else P=b; fi; apk add $P", ["x", "apk add a(via P) b(via P)"]],
  "a branch that may not run leaves the value before": [
    'P=a; if x; then P="$P b"; fi; apk add $P',
    ["x", "apk add a(via P) b(via P)"],
  ],
  "a part of a word is known where every branch knows it": [
    "if x; then V=1; else V=$(y); fi; if z; then W=1; else W=2; fi; pip install a==$V b==$W",
    ["x", "y", "z", "pip install a==‹$V› b==1"],
  ],
  "branches of an if are alternatives, one that exits is none": [
    "V=1; if $A; then V=2; elif $B; then V=3; else V=4; exit 1; fi; echo $V",
    ["", "", "exit 1", "echo 2(via V) 3(via V)"],
  ],
  "case arms are alternatives, one that exits is none": [
    "case $A in x) V=1;; y) V=2;; *) exit 1;; esac; echo $V",
    ["case ‹$A› x y *", "exit 1", "echo 1(via V) 2(via V)"],
  ],
  "arms are read where what they are compared with holds nothing": [
    'A=; case $A in "") a;; b) c;; esac; case "$A$A" in b) d;; esac',
    ["case  b", "a", "c", "case  b", "d"],
  ],
  "nothing is no program": ["A=; $A; b", ["", "b"]],
  "of alternatives in front one is the program": [
    'if x; then I="apk add"; else I="apt-get install"; fi; $I a',
    ["x", "apk add(via I) a"],
  ],
  "a loop variable has the words of its list": ["for p in a b; do apk add $p; done", ["apk add a(via p) b(via p)"]],
  "an array's words come back": ['A=(a "b c"); apk add "${A[@]}"', ["apk add a(via A) b(via A) c(via A)"]],
  "a default is taken where nothing else is known": ["echo ${V:-1}", ["echo 1(via V)"]],
  "a default is not taken where the value is known": ["V=2; echo ${V:-1}", ["echo 2(via V)"]],
  "an alternative is taken where the value is known": ["V=2; echo a${V:+=$V}", ["echo a=2"]],
  "an alternative alone has its words in a build that gives the variable": [
    'echo ${V:+a b} ${V+c} ${V:+=$V} "${V:+d}" "${V:+e f}" x${V:+g}',
    ["echo a(via V) b(via V) c(via V) ‹${V:+=$V}› d(via V) e f(via V) x‹${V:+g}›"],
  ],
  "a prefix is removed": ["V=v1.2; echo x${V#v}", ["echo x1.2"]],
  "a suffix is removed": ["V=1.2.3; echo x${V%.*}", ["echo x1.2"]],
  "no default stands in for what a program gives": [
    "V=$(date); read W; echo ${V:-1} ${W:-2} ${V:+3}",
    ["date", "read W", "echo ‹${V:-1}› ‹${W:-2}› ‹${V:+3}›"],
  ],
  "nor in a branch": ["if true; then V=1; else V=$(date); fi; echo ${V:-2}", ["true", "date", "echo 1(via V)"]],
  "a default of what is unset": ["V=1; unset V; echo ${V:-2} x$V $V", ["unset V", "echo 2(via V) x"]],
  "a default that is assigned": [': "${V:=1.2}"; echo x$V ${V:-2}', [": 1.2(via V)", "echo x1.2 1.2(via V)"]],
  "a default that is assigned in a subshell": ["( : ${V:=1} ); echo $V", [": 1(via V)", "echo ‹$V›"]],
  "variables that hold nothing are no word": ['A= B=; $A$B echo $A$B "$A"$B x', ["echo  x"]],
  "nothing is cut off inside of what is not known": [
    "V=a-$(cat x-y); echo ${V%-*} ${V%%-*} ${V#a-}",
    ["cat x-y", "echo ‹${V%-*}› a(via V) ‹$(cat x-y)›(via V)"],
  ],
  "the longest suffix is removed": ["V=1.2.3; echo x${V%%.*}", ["echo x1"]],
  "text is replaced": ["V=1.2.3; echo x${V/./_}", ["echo x1_2.3"]],
  "every match is replaced": ["V=1.2.3; echo x${V//./_}", ["echo x1_2_3"]],
  "what a command prints is not known": ["echo $(date)", ["echo ‹$(date)›", "date"]],
  "a variable set by a command is not known": ["V=$(date); echo $V", ["date", "echo ‹$V›"]],
  "also where the command has arguments": ["V=$(date +%s); echo $V", ["date +%s", "echo ‹$V›"]],
  "what is read is not known": ["V=1; read V; echo $V", ["read V", "echo ‹$V›"]],
  "a subshell keeps its variables to itself": ["V=1; (V=2); echo $V", ["echo 1(via V)"]],
  "a pipeline's members keep theirs": ["V=1; V=2 | cat; echo $V", ["cat", "echo 1(via V)"]],
  "export sets a variable": ["export V=1; echo $V", ["export V=1", "echo 1(via V)"]],
  "what an exported variable is set from runs once": ["export V=$(a)", ["a", "export V=‹$(a)›"]],
  "a command's own environment is not the shell's": ["V=1 x; echo $V", ["x", "echo ‹$V›"]],
  "in front of a special builtin it is": ["V='a b' set -x && apk add $V", ["set -x", "apk add a(via V) b(via V)"]],
  "exec without a program is one": ["V=1 exec 3>&1; echo $V", ["exec", "echo 1(via V)"]],
  "behind command it is none": ["V=1 command set -x; echo $V", ["set -x", "echo ‹$V›"]],
  "a builtin that is not special keeps nothing": ["V=1 true && echo $V", ["true", "echo ‹$V›"]],
  "bash keeps nothing in front of a special builtin": [
    "bash -c 'V=1 set -x; echo $V'",
    ["bash -c V=1 set -x; echo $V", "set -x", "echo ‹$V›"],
  ],
  "a nested sh does": ["sh -c 'V=1 set -x; echo $V'", ["sh -c V=1 set -x; echo $V", "set -x", "echo 1(via V)"]],
  "a function leaves what it sets, which is not certain": [
    "V=1; f() { V=3; }; echo $V; f; echo $V a$V; (V=1; f; echo $V); V=4; echo $V",
    ["echo 1(via V)", "f", "echo 3(via V) a‹$V›", "f", "echo 3(via V)", "echo 4(via V)"],
  ],
  "not what is its own": [
    "V=1; W=1; f() { local V=3 X; X=3; declare W; W=3; g; }; f; echo $V $W $X",
    ["local V=3 X", "declare W", "g", "f", "echo 1(via V) 1(via W) ‹$X›"],
  ],
  "what a function makes of other variables is not known": [
    'V=1; W=1; f() { V=a$W; read X; P="$P b"; }; X=1; P=a; W=2; f; echo $V $X $P',
    ["read X", "f", "echo ‹$V› ‹$X› ‹$P›"],
  ],
  "branches of a function leave all that they set": [
    "V=1; f() { if x; then V=2; fi; }; f && apk add $V",
    ["x", "f", "apk add 2(via V) 1(via V)"],
  ],
  "a function leaves what those that it calls leave": [
    "V=1; f() { V=3; }; g() { f; }; g; echo $V",
    ["f", "g", "echo 3(via V)"],
  ],
  "a function in a shell of its own leaves nothing": [
    "V=1; f() ( V=3 ); g() { V=3; }; f; g | x; $(g); echo $V",
    ["f", "g", "x", "", "g", "echo 1(via V)"],
  ],
  "wrappers are peeled off": ["sudo -u me env A=b apt-get install x", ["apt-get install x"]],
  "a nested shell's commands are seen": ["sh -c 'apt-get install x'", ["sh -c apt-get install x", "apt-get install x"]],
  "eval works in the same shell": ["eval V=1; echo $V", ["eval V=1", "echo 1(via V)"]],
};

for (const [name, [text, calls]] of Object.entries(cases)) {
  test(name, () => assert.deepEqual(describeCalls(runCalls(text)), calls));
}

test("a word of a list stands at its definition, and knows the word of the command", () => {
  const text = 'P="curl wget"; apt-get install $P';
  const words = runCalls(text).calls[0]?.args.slice(1) ?? [];
  assert.deepEqual(
    words.map(({ span, word }) => [text.slice(span.start, span.end), text.slice(word?.span.start, word?.span.end)]),
    [
      ["curl", "$P"],
      ["wget", "$P"],
    ],
  );
});

test("words of a list that runs over lines stand where they are", () => {
  const text = 'P="a\n  b"; apk add $P';
  const words = runCalls(text).calls[0]?.args.slice(1) ?? [];
  assert.deepEqual(
    words.map(({ span }) => text.slice(span.start, span.end)),
    ["a", "b"],
  );
});

test("ENV of the stage is put in, at its own place", () => {
  const { calls } = runCalls("apk add $P", { P: "a b" });
  assert.deepEqual(
    calls[0]?.args.slice(1).map(({ text, written, span }) => [text, written, span.start]),
    [
      ["a", "a", -1000],
      ["b", "b", -998],
    ],
  );
});

/** text → [errexit, pipefail] at the pipe of its last call. */
const options: Readonly<Record<string, readonly [string, readonly [boolean, boolean]]>> = {
  "nothing holds at first": ["x | y", [false, false]],
  "set -e holds from then on": ["set -e; x | y", [true, false]],
  "in a cluster, with pipefail": ["set -eux -o pipefail; x | y", [true, true]],
  "set -o pipefail alone": ["set -o pipefail && x | y", [false, true]],
  "set +e ends it": ["set -e; set +e; x | y", [false, false]],
  "a nested shell begins anew": ["set -e; sh -c 'x | y'", [false, false]],
  "a nested shell's own flags count": ["bash -eo pipefail -c 'x | y'", [true, true]],
};

for (const [name, [text, expected]] of Object.entries(options)) {
  test(`shell options: ${name}`, () => {
    const pipe = runCalls(text)
      .calls.at(-1)
      ?.path.findLast((step) => step.kind === "pipeline");
    assert.deepEqual([pipe?.errexit, pipe?.pipefail], expected);
  });
}

/** text → the kinds of the path to its last call. */
const paths: Readonly<Record<string, readonly [string, string]>> = {
  "and-or": ["a && b || c", "sequence0/and-or2"],
  pipeline: ["a | b", "sequence0/pipeline1"],
  "if body": ["if a; then b; fi", "sequence0/if0"],
  "else body": ["if a; then b; else c; fi", "sequence0/if1"],
  "loop body": ["while a; do b; done", "sequence0/while1"],
  "function body": ["f() { b; }", "sequence0/function0/group0"],
  substitution: ["V=$(b)", "sequence0/substitution0/sequence0"],
};

for (const [name, [text, expected]] of Object.entries(paths)) {
  test(`path: ${name}`, () => {
    const last = runCalls(text).calls.at(-1);
    assert.equal(last?.path.map(({ kind, index }) => `${kind}${index}`).join("/"), expected);
  });
}

test("redirects carry their target", () => {
  const [call] = runCalls("D=/tmp; curl u > $D/f 2>&1").calls;
  assert.deepEqual(
    call?.redirects.map(({ operator, descriptor, target }) => [operator, descriptor, target.text]),
    [
      [">", undefined, "/tmp/f"],
      [">&", 2, "1"],
    ],
  );
});

test("where the calls of functions would set too much, no variable is known", () => {
  const sets = Array.from({ length: 1000 }, (_, index) => `A${index}=1`).join(";");
  const script = (times: number) => runCalls(`f() { ${sets}; }; V=1; ${"f;".repeat(times)} echo $V`);
  assert.equal(describeCalls(script(250)).at(-1), "echo 1(via V)");
  assert.equal(describeCalls(script(300)).at(-1), "echo ‹$V›");
});
