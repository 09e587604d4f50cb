import { scriptTable } from "./script-table.ts";

scriptTable(
  "commands",
  {
    operators: ["a && b || c & d | e", "({a} && {b} || {c}) ; pipe({d} | {e})"],
    "words and quotes": ['a  "b c" d"e f"g ""', "{a 'b c' d·'e f'·g ''}"],
    "quotes keep operators": ['a "b & c | d" && e', "({a 'b & c | d'} && {e})"],
    "a caret escapes": ['a ^& b^|c "d^e"', "{a '&' b·'|'·c 'd^e'}"],
    "or ends with a carriage return": ["a ^\r\n  b", "{a b}"],
    "a caret at the end of a line continues it": ["a ^\n  b", "{a b}"],
    "a blank behind a caret parts words for the program": ["a ^  b c^ d && ^ e", "({a b c d} && {e})"],
    "but not between quotes": ['a "b^ c"', "{a 'b^ c'}"],
    lines: ["a\nb", "{a} ; {b}"],
    "a silent line": ["@a b", "{a b}"],
    "a remark at the end": ["a & rem b", "{a}"],
    remarks: ["rem a & b\n:: c\nd", "{d}"],
    redirects: ["a > b 2>&1 >> c < d 1>nul", "{a >b 2>&1 >>c <d 1>nul}"],
    "a slash is an option, not a path": ['a /b /c:"d e"', "{a /b /c:·'d e'}"],
    "a backslash in front of a quote": ['a "b \\"c d\\" e" \\"f\\"', "{a 'b '·'\"c d'·'\" e' '\"'·f·'\"'}"],
    "a folder that ends with a backslash": ['a "C:\\b\\" & c', "{a 'C:\\b\\'} ; {c}"],
    "an operator between escaped quotes is one": ['a "b \\"c & d"', "{a 'b '·'\"c '} ; {d·''}"],
    "a number is no redirect": ["a 2 b", "{a 2 b}"],
    "`call` and `start` are wrappers": ["call a.bat b & start /wait c d", "{<call> a.bat b} ; {<start> c d}"],
    groups: ["(a & b) > c && (d)", "(group([{a} ; {b}] >c) && group({d}))"],
    "a bracket in a word": ["a b(c) & d ) e", "{a b(c)} ; {d ) e}"],
  },
  "cmd",
);

scriptTable(
  "variables",
  {
    "of the environment": ['a %B% "%C%\\d" %E%f', "{a ${B} ${C}q·'\\d' ${E}·f}"],
    "with brackets in their name": ["%ProgramFiles(x86)%\\a", "{${ProgramFiles(x86)}·\\a}"],
    "with a change": ["a %B:c=d% %E:~0,2%", "{a ${B other} ${E other}}"],
    "percent signs": ["a 100% b% c", "{a 100% b% c}"],
    "a change that nothing closes": ["a %B:c=d", "{a %B:c=d}"],
    "arguments of a batch file": ["a %* %~dp0b", "{a ? ?·b}"],
    set: ['set A=b & set "C=d e" & set /p F=g', "{A=b set A=b} ; {C='d e' set 'C=d e'} ; {set /p F=g}"],
  },
  "cmd",
);

scriptTable(
  "statements",
  {
    "if and else": ["if exist a ( b ) else ( c )", "if({exist a} then group({b}), else then group({c}))"],
    "if with a comparison": ['if "%A%"=="b" c & d', "if({${A}q == 'b'} then [{c} ; {d}])"],
    "if with words": [
      "if not defined A b\nif /i %A% EQU b c",
      "if({not defined A} then {b}) ; if({/i ${A} EQU b} then {c})",
    ],
    "if errorlevel": ["if errorlevel 1 exit /b 1", "if({errorlevel 1} then {exit /b 1})"],
    "else if": [
      "if a==b ( c ) else if d==e ( f ) else ( g )",
      "if({a == b} then group({c}), else then if({d == e} then group({f}), else then group({g})))",
    ],
    for: ["for %i in (a b) do c %i & d %%i", "for(%i in a b: [{c ${%i}} ; {d ${%i}}])"],
    "for over the lines of a command": [
      "for /f \"tokens=1\" %%a in ('b c') do d %%a",
      "for(%a in $({b c})q: {d ${%a}})",
    ],
    "`usebackq` gives the backquotes to the command": [
      'for /f "usebackq" %a in (`b c`) do d & for /f "usebackq" %a in (\'b c\') do d',
      "for(%a in $({b c})q: [{d} ; for(%a in unknown: {d})])",
    ],
    "without it they name a file": ["for /f %a in ( `b` ) do c", "for(%a in unknown: {c})"],
    "a command with blanks around it": ["for /f %a in ( 'b c' ) do d", "for(%a in $({b c})q: {d})"],
    "a set of several lines": ["for %a in (b\r\nc) do d", "for(%a in b c: {d})"],
    "a set with other marks between its words": [
      'for %a in (b,c;"d,e"=f) do g %a,h',
      "for(%a in b c 'd,e' f: {g ${%a}·,h})",
    ],
    "for over files": ["for /r a %f in (*.b) do c %~nf", "for(%f in unknown: {c ?})"],
  },
  "cmd",
);

scriptTable(
  "scripts in scripts",
  {
    "other letters that run a text": ["cmd /k a & cmd /q /r b", "{cmd /k a}→cmd[{a}] ; {cmd /q /r b}→cmd[{b}]"],
    cmd: ['cmd /S /C "a && b" & cmd /c c d', "{cmd /S /C 'a && b'}→cmd[({a} && {b})] ; {cmd /c c d}→cmd[{c d}]"],
    "PowerShell in quotes": [
      "powershell -Command \"a 'b'; c | d\"",
      "{powershell -Command 'a 'b'; c | d'}→powershell[{a 'b'} ; pipe({c} | {d})]",
    ],
    "PowerShell without quotes": [
      "powershell -NoProfile -Command a 'b'; c",
      "{powershell -NoProfile -Command a 'b'; c}→powershell[{a 'b'} ; {c}]",
    ],
    "a string of PowerShell over several words": [
      "powershell a 'b = c'",
      "{powershell a 'b = c'}→powershell[{a 'b = c'}]",
    ],
    "PowerShell with escaped quotes": [
      'powershell -Command "a \\"b c\\"; d \\"%E%\\""',
      "{powershell -Command 'a '·'\"b c'·'\"; d '·'\"'·${E}q·'\"'}→powershell[{a 'b c'} ; {d ${E}q}]",
    ],
    "PowerShell with quotes outside of quotes": [
      'powershell if (a) { throw \\"b c\\" }',
      "{powershell if (a) { throw '\"'·b c·'\"' }}→powershell[if({a} then {throw 'b c'})]",
    ],
  },
  "cmd",
);

scriptTable(
  "broken text",
  {
    "an operator in front": ["&& a", "{a}", "`&` is not expected here"],
    "a bracket that nothing closes": ["(a & b", "group([{a} ; {b}])", "no `)` closes this"],
  },
  "cmd",
);
