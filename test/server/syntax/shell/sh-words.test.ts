import { scriptTable } from "./script-table.ts";

scriptTable("words of the shell", {
  "a word without quotes is one text": ["echo a-b/c.d", "{echo a-b/c.d}"],
  "single quotes keep everything": ["echo '$a \\b'", "{echo '$a \\b'}"],
  "double quotes keep blanks": ['echo "a b"', "{echo 'a b'}"],
  "a word of several quotes has a part for each": [`echo a"b"'c'`, "{echo a·'b'·'c'}"],
  "a backslash makes one character literal": ["echo a\\ b\\$c", "{echo a·' '·b·'$'·c}"],
  "in double quotes a backslash escapes only what is special there": [
    'echo "a\\"b\\$c\\`d\\\\e\\n"',
    "{echo 'a'·'\"b'·'$c'·'`d'·'\\e\\n'}",
  ],
  "a backslash at the very end stays": ["echo a\\", "{echo a\\}"],
  "an empty string is a word": [`echo "" '' a`, "{echo '' '' a}"],
  "empty quotes beside text add nothing": ['echo a""', "{echo a}"],
  "a string in dollar quotes": ["echo $'a b'", "{echo 'a b'}"],
  "a string in dollar and double quotes": ['echo $"a b"', "{echo 'a b'}"],
  "patterns are text that is not quoted": ["rm *.deb a?[0-9] '*'", "{rm *.deb a?[0-9] '*'}"],
  "a substitution in brackets is found": ["echo [arch=$(dpkg)]", "{echo [arch=·$({dpkg})·]}"],
  "quotes in brackets are resolved": ['echo [a"b"]', "{echo [a·'b'·]}"],
  "braces and extended patterns are not computed": ["echo {a,b} x{1..3} !(y)", "{echo ? x·? ?}"],
  "braces that expand to nothing are text": ["echo {} {a}", "{echo {} {a}}"],
  "arithmetic is not computed": ['echo $((1 + 2)) "$((x))"', "{echo ? ?q}"],
  "positional and special parameters are not computed": ['echo $1 "$@" $? ${2:-x} ${!V}', "{echo ? ?q ? ? ?}"],
});

scriptTable("variables of the shell", {
  "plain, in braces, and quoted": ['echo $A ${B} "$C"', "{echo ${A} ${B} ${C}q}"],
  "a variable ends where its name ends": ["echo $A-b$C.d", "{echo ${A}·-b·${C}·.d}"],
  "defaults and alternatives": [
    "echo ${A:-b} ${A-b} ${A:+b} ${A+b} ${A:=b} ${A=b} ${A:?b} ${A?b}",
    "{echo ${A :- b} ${A - b} ${A :+ b} ${A + b} ${A := b} ${A = b} ${A :? b} ${A ? b}}",
  ],
  "patterns to cut off": ["echo ${A#b} ${A##*/} ${A%b} ${A%%.*}", "{echo ${A # b} ${A ## */} ${A % b} ${A %% .*}}"],
  "replacements have two operands": ["echo ${A/b/c} ${A//./_}", "{echo ${A / b c} ${A // . _}}"],
  "whole arrays": ['echo "${A[@]}" ${A[*]}', "{echo ${A [@]}q ${A [*]}}"],
  "what is not computed is named `other`": [
    "echo ${A[0]} ${#A} ${A:1:2} ${A^^} ${A@Q} ${A/#b/c} ${A[@]:-b}",
    "{echo ${A other} ${A other} ${A other} ${A other} ${A other} ${A other b c} ${A other b}}",
  ],
  "an operand holds variables and quotes": [`echo \${A:-$B"c d"e}`, "{echo ${A :- ${B}·'c d'·e}}"],
  "an operand in double quotes is quoted": ['echo "${A:-b c}"', "{echo ${A :- 'b c'}q}"],
  "an empty default": ["echo ${A:-}", "{echo ${A :- }}"],
});

scriptTable("substitutions of the shell", {
  "a command": ["echo $(a b) x", "{echo $({a b}) x}"],
  "a command in quotes": ['echo "v$(a "b c")"', "{echo 'v'·$({a 'b c'})q}"],
  "commands inside commands": ["echo $(a $(b))", "{echo $({a $({b})})}"],
  backquotes: ["echo `a b`", "{echo $({a b})}"],
  "a comment in backquotes is no word": ["`# why` a b `# what` c`# d`", "{a b c}"],
  "a command that is a comment in backquotes": ["a && `# why`", "({a} && {})"],
  "backquotes in backquotes": ["echo `a \\`b\\` c`", "{echo $({a $({b}) c})}"],
  "escapes in backquotes keep their places": ['echo `a \\$b "c"` d', "{echo $({a ${b} 'c'}) d}"],
  "escaped quotes in quoted backquotes": ['echo "`a \\"b c\\"`"', "{echo $({a 'b c'})q}"],
  "a line that continues in backquotes": ["echo `a \\\n b\\\nc \\`d\\``", "{echo $({a b·c $({d})})}"],
  "a process": ["diff <(a) >(b)", "{diff <({a}) <({b})}"],
  "several statements": ["echo $(a; b && c)", "{echo $({a} ; ({b} && {c}))}"],
  "nothing inside": ["echo $() x", "{echo $() x}"],
});

scriptTable("assignments of the shell", {
  "a variable for the shell": ["A=b", "{A=b}"],
  "a variable for one command": ["A=b C= d e", "{A=b C= d e}"],
  "a value of several parts": ['A="b c"$D', "{A='b c'·${D}}"],
  "a command as the value": ["A=$(b c)", "{A=$({b c})}"],
  "an array": ["A=(b 'c d' $E)", "{A=(b,'c d',${E})}"],
  "an empty array": ["A=()", "{A=()}"],
  "an addition": ["A+=b B+=(c)", "{A+=b B+=(c)}"],
  "one element is an addition to the array": ["A[1]=b", "{A+=(b)}"],
  "`export` keeps them as words too": ["export A=b C", "{A=b export A=b C}"],
  "a quoted one is declared as well": ['export "A=b c"', "{A='b c' export 'A=b c'}"],
  "`declare` with an array": ["declare -a A=(b)", "{A=(b) declare -a A=·?}"],
  "`alias` sets no variable": ["alias a=b", "{alias a=b}"],
  "an argument of another program is none": ["make A=b", "{make A=b}"],
});

scriptTable("redirects of the shell", {
  files: ["a >b 2>>c <d >|e", "{a >b 2>>c <d >|e}"],
  "both outputs": ["a &>b; a &>>b; a >&b", "{a &>b} ; {a &>>b} ; {a >&b}"],
  descriptors: ["a 2>&1 >&2", "{a 2>&1 >&2}"],
  "in front of the program": [">a b", "{b >a}"],
  "a string": ['a <<<"b $C"', "{a <<<'b '·${C}q}"],
  "a here-document": ["a <<E\nb $C\nE\nd", "{a <<'b '·${C}q·'\n'} ; {d}"],
  "a here-document with a quoted delimiter keeps its text": ["a <<'E'\nb $C \\$d\nE", "{a <<'b $C \\$d\n'}"],
  "escapes of a here-document": ["a <<E\n\\$b \\\\ \\c `d`\nE", "{a <<'$b '·'\\ \\c '·$({d})q·'\n'}"],
  "tabs in front of lines are left out": ["a <<-E\n\tb\n\t\tc $D\n\tE", "{a <<'b\n'·'c '·${D}q·'\n'}"],
  "tabs of a quoted here-document": ["a <<-'E'\n\tb\n\tE", "{a <<'b\n'}"],
  "an empty here-document": ["a <<E\nE", "{a <<''}"],
  "two here-documents": ["a <<E; b <<F\nc\nE\nd\nF", "{a <<'c\n'} ; {b <<'d\n'}"],
});
