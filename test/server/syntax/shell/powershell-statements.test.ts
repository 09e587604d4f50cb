import { scriptTable } from "./script-table.ts";

scriptTable(
  "statements",
  {
    "statements follow each other": ["a; b;; c", "{a} ; {b} ; {c}"],
    "a pipeline": ["a b | c | d", "pipe({a b} | {c} | {d})"],
    "a pipe may begin a line": ["a\n  # c\n  | b\nd; $e = f\n| g", "pipe({a} | {b}) ; {d} ; {e=$(pipe({f} | {g}))q}"],
    "a pipe behind nothing": ["a; | b", "{a} ; {b}", "`|` is not expected here"],
    chains: ["a && b || c", "({a} && {b} || {c})"],
    "a program in quotes is invoked": [
      "& 'C:\\Program Files\\a.exe' b; & $c d; & \"$env:E\\f\"",
      "{'C:\\Program Files\\a.exe' b} ; {${c}q d} ; {${E}q·'\\f'}",
    ],
    "a script is sourced": [". .\\a.ps1; . 'b c.ps1'; .\\d.ps1 e", "{.\\a.ps1} ; {'b c.ps1'} ; {.\\d.ps1 e}"],
    "a program that begins with a digit": ["7z x a; 5", "{7z x a} ; {5}"],
    "a job in the background": ["a & b", "{a} ; {b}"],
    "a job in the background that ends its line": ["a &; b", "{a} ; {b}"],
    "an invoked block runs": ["& { a; b }", "group([{a} ; {b}])"],
    "a block alone runs": ["{ a }", "group({a})"],
    "if and its kin": [
      "if ($a) { b } elseif (c) { d } else { e }",
      "if({${a}q} then {b}, {c} then {d}, else then {e})",
    ],
    "if in any case, over several lines": ["IF (a)\n{\n b\n}\nelse\n{\n c\n}", "if({a} then {b}, else then {c})"],
    "the words of a test keep their order": [
      "if ($a -eq 'b' -and -not $c) { d }",
      "if({${a}q -eq 'b' -and -not ${c}q} then {d})",
    ],
    "the hash of a file is compared": [
      "if ((Get-FileHash a -Algorithm sha256).Hash -ne $env:SHA) { throw 'bad' }",
      "if({$({Get-FileHash a -Algorithm sha256})q·?q -ne ${SHA}q} then {throw 'bad'})",
    ],
    "a hash in lower case is compared": [
      "if ((Get-FileHash a).Hash.ToLower() -ne 'b') { exit 1 }",
      "if({$({Get-FileHash a})q·?q -ne 'b'} then {exit 1})",
    ],
    "a hash on the right side": [
      "if ('b' -ne $(Get-FileHash a).Hash) { exit 1 }",
      "if({'b' -ne $({Get-FileHash a})q·?q} then {exit 1})",
    ],
    negation: ["if (!(Test-Path a)) { b }", "if({! $({Test-Path a})q} then {b})"],
    while: ["while ($a) { b; break }", "while({${a}q}: [{b} ; {break}])"],
    do: ["do { a } while (b); do { c } until (d)", "while({b}: {a}) ; while({d}: {c})"],
    for: ["for ($i = 0; $i -lt 3; $i++) { a $i }", "for( in unknown: [[{i=0} ; {${i}q -lt 3} ; {${i}q}] ; {a ${i}q}])"],
    "foreach over a list": ["foreach ($a in 'b', 'c') { d $a }", "for(a in 'b' 'c': {d ${a}q})"],
    "foreach over a list in brackets": ["foreach ($a in @('b', 'c')) { d $a }", "for(a in 'b' 'c': {d ${a}q})"],
    "foreach over a variable that holds a list": [
      "$l = @('b', 'c'); foreach ($a in $l) { d $a }",
      "{l=('b','c')} ; for(a in ${l [@]}q: {d ${a}q})",
    ],
    "foreach over what a command prints": [
      "foreach ($a in Get-Content b | c) { d $a }",
      "for(a in $(pipe({Get-Content b} | {c}))q: {d ${a}q})",
    ],
    "foreach as a command": ["a | foreach { b }", "pipe({a} | {foreach $({b})q})"],
    "behind a list": [
      "'b', 'c' | ForEach-Object { d $_ \"e/$_.f\" ${_} } | g",
      "pipe(for(_ in 'b' 'c': {d ${_}q 'e/'·${_}q·'.f' ${_}q}) | {g})",
    ],
    "behind a variable that holds one": [
      "$l = @('b', 'c'); $l | % -Parallel { d $_ }",
      "{l=('b','c')} ; for(_ in ${l [@]}q: {d ${_}q})",
    ],
    "two behind one list: the second is given what the first prints": [
      "@('b') | foreach -Process { d $_ $_a $a } | % { e $_ }",
      "pipe(for(_ in 'b': {d ${_}q ${_a}q ${a}q}) | {% $({e ?q})q})",
    ],
    "with another block behind the first": [
      "'b', 'c' | % { d $_ } -End { e }",
      "for(_ in 'b' 'c': [{d ${_}q} ; {-End $({e})q}])",
    ],
    "its element is none in a block of another command": [
      "@('b') | % { c | ? { $_ }; try { d $_ } catch { e $_ } }",
      "for(_ in 'b': [pipe({c} | {? $({?q})q}) ; (group({d ${_}q}) || {e ?q})])",
    ],
    "but nothing is known of what a command gives": ["(a) | % { d $_ }", "pipe({a} | {% $({d ?q})q})"],
    "nor of what a variable gives that holds no list": [
      "$l = 'b'; $l | % { d $_ }",
      "{l='b'} ; pipe({${l}q} | {% $({d ?q})q})",
    ],
    "nor of what is reckoned from a list": [
      "$l = @('b'); $l + 'c' | % { d $_ }",
      "{l=('b')} ; pipe({${l [@]}q + 'c'} | {% $({d ?q})q})",
    ],
    switch: [
      "switch ($a) { 'b' { c } d { e } default { f } }",
      "case(${a}q: 'b' then {c}, d then {e}, default then {f})",
    ],
    "switch with an option": ["switch -Regex ($a) { 'b.*' { c; break } }", "case(${a}q: 'b.*' then [{c} ; {break}])"],
    "switch over what a command prints": [
      "switch (Get-A) { 'b' { c } }; switch (d e) { 'f' { g } }",
      "case($({Get-A})q: 'b' then {c}) ; case($({d e})q: 'f' then {g})",
    ],
    "switch over the lines of a file": [
      "switch -Regex -File a.txt { 'b' { c }; d { e } }",
      "case(?q: 'b' then {c}, d then {e})",
    ],
    "catch runs when the body fails": ["try { a; b } catch { c } ; d", "(group([{a} ; {b}]) || {c}) ; {d}"],
    "catch of types, and finally": [
      "try { a } catch [B], [C] { d } finally { e }",
      "[(group({a}) || {d}) ; group({e})]",
    ],
    "try without catch": ["try { a } finally { b }", "[group({a}) ; group({b})]"],
    functions: [
      "function Get-A($b) { c $b }\nfunction D { param($e) f $e }",
      "function get-a({c ${b}q}) ; function d({f ${e}q})",
    ],
    trap: ["trap { a }; b", "function trap({a}) ; {b}"],
    "trap of a type": ["trap [A] { b }; c", "function trap({b}) ; {c}"],
    "a keyword that is an argument or a program": ["a if; process x; end", "{a if} ; {process x} ; {end}"],
    "return, throw and exit are commands": [
      'return a b; throw "c $d"; exit 1',
      "{return a b} ; {throw 'c '·${d}q} ; {exit 1}",
    ],
    "a statement in a statement": ["if (a) { if (b) { c } }", "if({a} then if({b} then {c}))"],
    "an expression is a command of its operands": ["'a' + $b; \"c\" | d", "{'a' + ${b}q} ; pipe({'c'} | {d})"],
  },
  "powershell",
);
