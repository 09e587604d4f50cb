import { scriptTable } from "./script-table.ts";

scriptTable(
  "assignments",
  {
    "a literal": ["$a = 'b'; $c = 1", "{a='b'} ; {c=1}"],
    "any case, any scope": ["$A = 'b'; $global:C = 'd'; [string]$E = 'f'", "{a='b'} ; {c='d'} ; {e='f'}"],
    "a variable of the environment": ["$env:A = 'b'; ${env:C} = \"d\"", "{A='b'} ; {C='d'}"],
    "added text": ["$env:PATH += ';C:\\a'", "{PATH+=';C:\\a'}"],
    "another operator computes": ["$a -= 1; $b *= 2", "{a=?q} ; {b=?q}"],
    "a list": ["$a = 'b', 'c'; $d = @('e'); $f = @()", "{a=('b','c')} ; {d=('e')} ; {f=()}"],
    "a command's output": [
      "$a = b c; $d = (e f); $g = e | f",
      "{a=$({b c})q} ; {d=$({e f})q} ; {g=$(pipe({e} | {f}))q}",
    ],
    "a member of an output": ["$a = (b c).Hash", "{a=$({b c})q·?q}"],
    "a member with its name in quotes": [
      "$a = (b c).'d-e'.f; g $h.'i' $h.\"j\".k",
      "{a=$({b c})q·?q} ; {g ${h other}q ${h other}q}",
    ],
    "a member with its name in a variable": ["a $b.$c.d; [E]::$f('g')", "{a ${b other}q} ; {?q}"],
    "members of what may be null": [
      "a ${b}?.c ${b}?[0]; ${d}?.DownloadFile('e', 'f')",
      "{a ${b other}q ${b other}q} ; {.DownloadFile 'e' 'f'}",
    ],
    "two variables at once": ["$a = $b = 'c'", "{a=$({b='c'})q}"],
    "a statement's output": ["$a = if ($b) { c } else { d }", "{a=$(if({${b}q} then {c}, else then {d}))q}"],
    "strings put together": [
      "$a = 'https://b.example/' + $c + '/d' + \".$e\"",
      "{a='https://b.example/'·${c}q·'/d'·'.'·${e}q}",
    ],
    "numbers are not put together": ["$a = 1 + $b", "{a=?q}"],
    "a format": [
      "$a = 'https://b.example/{0}/c-{1}-{0}.zip' -f $d, $env:E",
      "{a='https://b.example/'·${d}q·'/c-'·${E}q·'-'·${d}q·'.zip'}",
    ],
    "a format with a value that is not known": ["$a = ('b{0}c' -f ($d -replace 'e', 'f'))", "{a='b'·?q·'c'}"],
    "a format that says more than an index": [
      "$a = '{0:x}' -f 1; $b = '{{0}}' -f 1; $c = '{1}' -f 1",
      "{a=?q} ; {b=?q} ; {c=?q}",
    ],
    "a comparison that runs a command": ["$a = (b c).Hash -eq $d", "{a=$({$({b c})q·?q -eq ${d}q})q}"],
    "a comparison that runs none": ["$a = 'b' -eq 'c'; $d = $e -gt 1", "{a=?q} ; {d=?q}"],
    "a comparison of what a variable may have kept": [
      "$a = $b -eq 'c'; $d = $e.Hash.Equals('f')",
      "{a=$({${b}q -eq 'c'})q} ; {d=$({${e other}q .Equals 'f'})q}",
    ],
    "a comparison by a method": [
      "$a = (b c).Hash.ToLower().Equals($d); if (!(e).Equals('f')) { g }",
      "{a=$({$({b c})q·?q .Equals ${d}q})q} ; if({! $({$({e})q .Equals 'f'})q} then {g})",
    ],
    "a property": ["$a.B = 'c'; [A.B]::C = [D]::E; $a[0] = 'b'", "{$a.B = 'c'} ; {[A.B]::C = ?q} ; {$a[0] = 'b'}"],
  },
  "powershell",
);

scriptTable(
  "methods",
  {
    "of a new object": [
      "(New-Object System.Net.WebClient).DownloadFile('https://a.example/b', \"$env:TEMP\\c\")",
      "{.DownloadFile 'https://a.example/b' ${TEMP}q·'\\c'}",
    ],
    "of a new object of a type": [
      "[Net.WebClient]::new().DownloadString('https://a.example/b')",
      "{.DownloadString 'https://a.example/b'}",
    ],
    "of an object in a variable": [
      "$c = New-Object Net.WebClient; $c.DownloadFile($a, 'b')",
      "{c=$({New-Object Net.WebClient})q} ; {.DownloadFile ${a}q 'b'}",
    ],
    "of an object in brackets": ["($c).DownloadFile('a', 'b')", "{.DownloadFile 'a' 'b'}"],
    "as an argument": [
      "iex ((New-Object Net.WebClient).DownloadString('https://a.example/b'))",
      "{iex $({.DownloadString 'https://a.example/b'})q}",
    ],
    "right behind a name": ["iex(New-Object Net.WebClient).DownloadString('a')", "{iex $({.DownloadString 'a'})q}"],
    "in an assignment": ["$a = (New-Object Net.WebClient).DownloadString('b')", "{a=$({.DownloadString 'b'})q}"],
    "members behind it": ["$a = $c.DownloadString('b').Trim()", "{a=$({.DownloadString 'b'})q·?q}"],
    "members in front of it": ["$c.Client.GetAsync('a').Result", "{.GetAsync 'a'}"],
    "in a pipeline": ["$c.DownloadString('a') | iex", "pipe({.DownloadString 'a'} | {iex})"],
    "of a type": [
      "[IO.File]::WriteAllText('a', 'b'); $c = [Guid]::NewGuid().ToString()",
      "{::WriteAllText 'a' 'b'} ; {c=$({::NewGuid})q·?q}",
    ],
    "of the output of a command": [
      "(Start-Process a -PassThru).WaitForExit()",
      "pipe({Start-Process a -PassThru} | {.WaitForExit})",
    ],
    "of the output, which flows on": [
      "(Get-Content a).Replace('b', 'c') | Set-Content a",
      "pipe({Get-Content a} | {.Replace 'b' 'c'} | {Set-Content a})",
    ],
    "of a value, which is not computed": [
      "$a = $b.Replace('c', 'd'); $e = 'f'.Trim(); g $b.ToLower()",
      "{a=${b other}q} ; {e=?q} ; {g ${b other}q}",
    ],
    "commands in the arguments run": ["$a = $b.Replace('c', (d e))", "{a=${b other}q·$({d e})q}"],
    "arguments over several lines": ["$c.DownloadFile(\n  'a',\n  'b'\n)", "{.DownloadFile 'a' 'b'}"],
    "a script block as the argument": ["(a).ForEach{ b }", "pipe({a} | {.ForEach $({b})q})"],
    "a variable of the process": [
      "[Environment]::SetEnvironmentVariable('A', 'b'); [System.Environment]::SetEnvironmentVariable('A', 'b', 'Process')",
      "{A='b'} ; {A='b'}",
    ],
    "a variable of the machine": [
      "[Environment]::SetEnvironmentVariable('A', $b + ';c', [EnvironmentVariableTarget]::Machine)",
      "{A=${b}q·';c' ::SetEnvironmentVariable 'A' ${b}q·';c' ?q}",
    ],
  },
  "powershell",
);

scriptTable(
  "scripts in scripts",
  {
    "powershell in powershell": [
      "powershell -NoProfile -Command \"a 'b'\"; pwsh -c { a b }",
      "{powershell -NoProfile -Command 'a 'b''}→powershell[{a 'b'}] ; {pwsh -c $({a b})q}",
    ],
    "Invoke-Expression": [
      "Invoke-Expression 'a b; c'; iex -Command \"d\"",
      "{Invoke-Expression 'a b; c'}→powershell[{a b} ; {c}] ; {iex -Command 'd'}→powershell[{d}]",
    ],
    "cmd in powershell": [
      'cmd /c "a & b"; cmd.exe /S /C a b',
      "{cmd /c 'a & b'}→cmd[{a} ; {b}] ; {cmd.exe /S /C a b}→cmd[{a b}]",
    ],
    "sh in powershell": ["bash -c 'a && b'", "{bash -c 'a && b'}→sh[({a} && {b})]"],
    "Start-Process": [
      "Start-Process a -ArgumentList 'b -c', \"d $E\" -Wait; start-process -Verb runas 'C:\\a.exe' @('b', '-c'); Start-Process -FilePath a -Args b",
      "{Start-Process a -ArgumentList 'b -c' 'd '·${e}q -Wait}→powershell[{a b -c d ${e}q}] ; {start-process -Verb runas 'C:\\a.exe' 'b' '-c'}→powershell[{C:\\a.exe b -c}] ; {Start-Process -FilePath a -Args b}→powershell[{a b}]",
    ],
    "Start-Process without arguments, or with them in front": [
      "Start-Process $A -Wait; Start-Process -Wait; Start-Process -Args b -FilePath a; Start-Process b -FilePath a",
      "{Start-Process ${a}q -Wait} ; {Start-Process -Wait} ; {Start-Process -Args b -FilePath a} ; {Start-Process b -FilePath a}",
    ],
    "a pipe into iex": ["irm https://a.example/b | iex", "pipe({irm https://a.example/b} | {iex})"],
  },
  "powershell",
);

scriptTable(
  "broken text",
  {
    "a bracket that nothing closes": ["a (b c", "{a $({b c})q}", "no `)` closes this"],
    "a block that nothing closes": ["if (a) { b", "if({a} then {b})", "no `}` closes this"],
    "a bracket that closes nothing": ["a ) b } c", "{a} ; {b} ; {c}", "`)` closes nothing", "`}` closes nothing"],
    "a sign that begins nothing": ["= a; b", "{= a} ; {b}"],
    "an if without its block": ["if (a)", "if({a} then [])"],
  },
  "powershell",
);

scriptTable(
  "scripts of Windows in sh",
  {
    PowerShell: [
      "pwsh -NoProfile -Command \"a 'b'; c\"",
      "{pwsh -NoProfile -Command 'a 'b'; c'}→powershell[{a 'b'} ; {c}]",
    ],
    "PowerShell's own variables in single quotes": [
      "pwsh -c '$a = 1; b $a'",
      "{pwsh -c '$a = 1; b $a'}→powershell[{a=1} ; {b ${a}q}]",
    ],
    "a variable of the outer shell": ['pwsh -c "a $B"', "{pwsh -c 'a '·${B}q}→powershell[{a ${B}q}]"],
  },
  "sh",
);
