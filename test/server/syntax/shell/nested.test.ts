import { scriptTable } from "./script-table.ts";

scriptTable("scripts given to a shell", {
  "sh -c": ["sh -c 'a; b'", "{sh -c 'a; b'}→sh[{a} ; {b}]"],
  "every shell": [
    "bash -c a; dash -c a; ash -c a; zsh -c a; ksh -c a; /bin/bash -c a",
    "{bash -c a}→sh[{a}] ; {dash -c a}→sh[{a}] ; {ash -c a}→sh[{a}] ; {zsh -c a}→sh[{a}] ; {ksh -c a}→sh[{a}] ; {/bin/bash -c a}→sh[{a}]",
  ],
  "clusters of options": ["bash -lc a; bash -exc a", "{bash -lc a}→sh[{a}] ; {bash -exc a}→sh[{a}]"],
  "options with a value": ["bash -euxo pipefail -c 'a b'", "{bash -euxo pipefail -c 'a b'}→sh[{a b}]"],
  "a value behind the c": ["bash -ceo pipefail a", "{bash -ceo pipefail a}→sh[{a}]"],
  "options behind -c": ["bash -c -e a", "{bash -c -e a}→sh[{a}]"],
  "long options": ["bash --login --rcfile f -c a", "{bash --login --rcfile f -c a}→sh[{a}]"],
  "arguments behind the text": ["sh -c 'a $1' b c", "{sh -c 'a $1' b c}→sh[{a ?}]"],
  "behind wrappers": ["sudo -u a sh -c b", "{<sudo> sh -c b}→sh[{b}]"],
  "shells of less common names": ["rbash -c a; ksh93 -c b", "{rbash -c a}→sh[{a}] ; {ksh93 -c b}→sh[{b}]"],
  "a shell in a folder that is not known": [
    "$A/bin/bash -c b; $A-bash -c b",
    "{${A}·/bin/bash -c b}→sh[{b}] ; {${A}·-bash -c b}",
  ],
  "a shell of Windows": ["'C:\\a\\Bash.EXE' -c b; .exe -c b", "{'C:\\a\\Bash.EXE' -c b}→sh[{b}] ; {.exe -c b}"],
  "the input by its name": ["bash /dev/stdin <<E\na\nE", "{bash /dev/stdin <<'a\n'}→sh[{a}]"],
  "options turned off, with a value, and ended": [
    "bash +e -c a; bash -O extglob -c b; bash --x -c c; bash -- -c d; bash - <<E\ne\nE",
    "{bash +e -c a}→sh[{a}] ; {bash -O extglob -c b}→sh[{b}] ; {bash --x -c c}→sh[{c}] ; {bash -- -c d} ; {bash - <<'e\n'}→sh[{e}]",
  ],
  "busybox sh": ["busybox sh -c a", "{<busybox> sh -c a}→sh[{a}]"],
  "one in the other": [`sh -c "bash -c 'a b'"`, "{sh -c 'bash -c 'a b''}→sh[{bash -c 'a b'}→sh[{a b}]]"],
  "wrappers inside": ["sh -c 'sudo a'", "{sh -c 'sudo a'}→sh[{<sudo> a}]"],
  "a here-document is read where it is the input": [
    "sh 0<<E\na b\nE\nsh 3<<E\nc\nE",
    "{sh 0<<'a b\n'}→sh[{a b}] ; {sh 3<<'c\n'}",
  ],
  "what is printed into a shell": [
    "echo 'a b' | sh; echo a \"$B\" | bash -s; printf 'a\\nb c\\n' | sudo bash -ex; printf '%s\\n' a 'b c' | dash >/log",
    "pipe({echo 'a b'} | {sh}→sh[{a b}]) ; pipe({echo a ${B}q} | {bash -s}→sh[{a ${B}}]) ; pipe({printf 'a\\nb c\\n'} | {<sudo> bash -ex}→sh[{a} ; {b c}]) ; pipe({printf '%s\\n' a 'b c'} | {dash >/log}→sh[{a} ; {b c}])",
  ],
  "what is printed behind an option of echo, or in a longer pipeline": [
    "echo -n a | sh; echo -e 'a\\nb' | sh; a | echo b | sh | c; time echo a | sh",
    "pipe({echo -n a} | {sh}→sh[{a}]) ; pipe({echo -e 'a\\nb'} | {sh}→sh[{a} ; {b}]) ; pipe({a} | {echo b} | {sh}→sh[{b}] | {c}) ; pipe({<time> echo a} | {sh}→sh[{a}])",
  ],
  "what is not certainly printed as it stands": [
    "echo 'a\\nb' | sh; echo -e 'a\\tb' | sh; printf 'a %s' b | sh; printf 'a\\\\nb' | sh; echo a >f | sh; printf a b | sh",
    "pipe({echo 'a\\nb'} | {sh}) ; pipe({echo -e 'a\\tb'} | {sh}) ; pipe({printf 'a %s' b} | {sh}) ; pipe({printf 'a\\\\nb'} | {sh}) ; pipe({echo a >f} | {sh}) ; pipe({printf a b} | {sh})",
  ],
  "what another program reads, or no shell takes for a script": [
    "echo a | tee b; echo a | sh b; echo a | xargs sh; echo a | sh <b; echo a | sh -c b; echo | sh",
    "pipe({echo a} | {tee b}) ; pipe({echo a} | {sh b}) ; pipe({echo a} | {<xargs> sh}) ; pipe({echo a} | {sh <b}) ; pipe({echo a} | {sh -c b}→sh[{b}]) ; pipe({echo} | {sh})",
  ],
  "PowerShell reads its input": [
    "pwsh - <<E\na; b\nE\npwsh -NoProfile -Command - <<E\nc | d\nE\npwsh <<E\nf\nE",
    "{pwsh - <<'a; b\n'}→powershell[{a} ; {b}] ; {pwsh -NoProfile -Command - <<'c | d\n'}→powershell[pipe({c} | {d})] ; {pwsh <<'f\n'}→powershell[{f}]",
  ],
  "PowerShell with a file or an encoded text": [
    "pwsh -File a.ps1; powershell -f a.ps1; powershell -EncodedCommand abc; powershell -e abc; powershell -ec abc; pwsh a.ps1",
    "{pwsh -File a.ps1} ; {powershell -f a.ps1} ; {powershell -EncodedCommand abc} ; {powershell -e abc} ; {powershell -ec abc} ; {pwsh a.ps1}",
  ],
  "PowerShell behind options with a value": [
    "powershell -ExecutionPolicy Bypass -Command a; powershell /nop b; pwsh -wd c -c d",
    "{powershell -ExecutionPolicy Bypass -Command a}→powershell[{a}] ; {powershell /nop b}→powershell[{b}] ; {pwsh -wd c -c d}→powershell[{d}]",
  ],
  "su by the long names of its options": [
    "su --session-command 'a b' c; su --command d e; su --shell /f -c g",
    "{su --session-command 'a b' c}→sh[{a b}] ; {su --command d e}→sh[{d}] ; {su --shell /f -c g}→sh[{g}]",
  ],
  "cmd without a script": ["cmd a /c b; cmd /q", "{cmd a /c b} ; {cmd /q}"],
  "a script file is not read": ["bash a.sh -c b", "{bash a.sh -c b}"],
  su: [
    "su - a -c 'b c'; su -c b a; su a --command=b",
    "{su - a -c 'b c'}→sh[{b c}] ; {su -c b a}→sh[{b}] ; {su a --command=b}→sh[{b}]",
  ],
  "su with a login shell in a cluster": ["su -lc a b", "{su -lc a b}→sh[{a}]"],
  runuser: ["runuser a -c 'b c'", "{runuser a -c 'b c'}→sh[{b c}]"],
  "scl without a script": ["scl list-collections; scl run a 'b c'", "{scl list-collections} ; {scl run a 'b c'}"],
  scl: [
    "scl enable a 'b c'; scl enable a b 'c; d'; scl enable a -- b c; scl enable a",
    "{scl enable a 'b c'}→sh[{b c}] ; {scl enable a b 'c; d'}→sh[{c} ; {d}] ; {scl enable a -- b c}→sh[{b c}] ; {scl enable a}",
  ],
  "script -c": ["script -qec 'a b' /dev/null", "{script -qec 'a b' /dev/null}→sh[{a b}]"],
  "flock -c": ["flock /lock -c 'a b'", "{flock /lock -c 'a b'}→sh[{a b}]"],
  eval: ["eval a 'b; c'", "{eval a 'b; c'}→sh[{a b} ; {c}]"],
  "env -S": ["env -S 'a b' c", "{env -S 'a b' c}→sh[{a b c}]"],
  "env -S by its long name, and behind other options": [
    "env --split-string 'a b' c; env -i --split-string='a b' c",
    "{env --split-string 'a b' c}→sh[{a b c}] ; {env -i --split-string=·'a b' c}→sh[{a b c}]",
  ],
  "env -S in one word": ["env -S'a b' c", "{env -S·'a b' c}→sh[{a b c}]"],
  "find -exec": [
    "find . -exec rm -f {} \\; -o -execdir sudo a {} + -print",
    "{find . -exec rm -f {} ';' -o -execdir sudo a {} + -print}→sh[{rm -f {}} ; {<sudo> a {}}]",
  ],
  "find with a shell": [
    "find . -exec sh -c 'a \"$1\"' _ {} \\;",
    "{find . -exec sh -c 'a \"$1\"' _ {} ';'}→sh[{sh -c 'a \"$1\"' _ {}}→sh[{a ?q}]]",
  ],
  "find without an action": ["find . -name a", "{find . -name a}"],
  "the shell of Elixir": ["iex 'a'", "{iex 'a'}"],
});

scriptTable("scripts on the input of a shell", {
  "a here-document": ["bash <<E\na b\nc\nE", "{bash <<'a b\nc\n'}→sh[{a b} ; {c}]"],
  "a quoted one": ["sh -s <<'E'\na $B\nE", "{sh -s <<'a $B\n'}→sh[{a ${B}}]"],
  "one with tabs": ["sh <<-E\n\ta\n\tE", "{sh <<'a\n'}→sh[{a}]"],
  "arguments behind -s": ["bash -s -- a <<E\nb\nE", "{bash -s -- a <<'b\n'}→sh[{b}]"],
  "a here-string": ["bash <<<'a b'", "{bash <<<'a b'}→sh[{a b}]"],
  "input of su": ["su a <<E\nb\nE", "{su a <<'b\n'}→sh[{b}]"],
  "one that a pipe brings": [
    "cat <<'E' | sudo sh -s -- a; x\nb\nE\ncat <<-E | bash -x | c\n\td $B\n\tE",
    "pipe({cat <<'b\n'} | {<sudo> sh -s -- a}→sh[{b}]) ; {x} ; pipe({cat <<'d '·${B}q·'\n'} | {bash -x}→sh[{d ${B}}] | {c})",
  ],
  "one that goes into a file, behind another, or to another program": [
    "cat <<E > f | sh; cat a <<E | sh; cat <<E | sh <g; cat <<E | tee f | sh; cat <<E | sh -c 'b'\na\nE\na\nE\na\nE\na\nE\na\nE\n",
    "pipe({cat <<'a\n' >f} | {sh}) ; pipe({cat a <<'a\n'} | {sh}) ; pipe({cat <<'a\n'} | {sh <g}) ; pipe({cat <<'a\n'} | {tee f} | {sh}) ; pipe({cat <<'a\n'} | {sh -c 'b'}→sh[{b}])",
  ],
  "a script file reads it itself": ["bash a.sh <<E\nb\nE", "{bash a.sh <<'b\n'}"],
  "another program": ["cat <<E\na\nE", "{cat <<'a\n'}"],
});

scriptTable("variables of the shell around a script", {
  "stay variables": ['sh -c "a $B"', "{sh -c 'a '·${B}q}→sh[{a ${B}}]"],
  "stay variables in quotes of the inner script": [
    `sh -c "a '$B' 'c\${D:-e}f'"`,
    "{sh -c 'a ''·${B}q·'' 'c'·${D :- 'e'}q·'f''}→sh[{a ${B}q 'c'·${D :- 'e'}q·'f'}]",
  ],
  "are left to the inner shell when escaped": ['sh -c "a \\$B"', "{sh -c 'a '·'$B'}→sh[{a ${B}}]"],
  "are text in single quotes of both": [`sh -c "a '\\$B'"`, "{sh -c 'a ''·'$B''}→sh[{a '$B'}]"],
  "commands ran before and are not listed twice": ['sh -c "a $(b c) d"', "{sh -c 'a '·$({b c})q·' d'}→sh[{a ? d}]"],
  "commands in inner quotes": [`sh -c "a '$(b)'"`, "{sh -c 'a ''·$({b})q·'''}→sh[{a ?q}]"],
  "a script that is one variable is not known": ['sh -c "$A"; eval $B', "{sh -c ${A}q} ; {eval ${B}}"],
  "a script that is one command is not known": ['sh -c "$(curl a)"', "{sh -c $({curl a})q}"],
  "text and a variable are known in part": ['eval "$A b"', "{eval ${A}q·' b'}→sh[{${A} b}]"],
  "text whose place is not exact is not read": ["sh -c $'a\\tb'", "{sh -c 'a\tb'}"],
});
