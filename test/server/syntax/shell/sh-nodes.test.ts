import { scriptTable } from "./script-table.ts";

scriptTable("lists of the shell", {
  nothing: ["", ""],
  "a comment": ["# a", ""],
  statements: ["a; b\nc; d", "{a} ; {b} ; {c} ; {d}"],
  "a command that is not waited for": ["a & b; { c & }", "pipe({a} | []) ; {b} ; group(pipe({c} | []))"],
  "and, or": ["a && b || c", "({a} && {b} || {c})"],
  "a pipeline": ["a | b |& c", "pipe({a} | {b} | {c})"],
  "a pipeline in a list": ["a | b && c", "(pipe({a} | {b}) && {c})"],
  "a negation": ["! a", "not({a})"],
  "a negated pipeline": ["! a | b", "not({a} | {b})"],
  "two negations": ["! ! a", "{a}"],
  "`time` in front of a command": ["time -p a b", "{<time> a b}"],
  "`time` in front of a pipeline": ["time a | b", "pipe({<time> a} | {b})"],
  "`time` in front of a group": ["time { a; }", "group({a})"],
});

scriptTable("compound commands of the shell", {
  if: ["if a; then b; fi", "if({a} then {b})"],
  "else and elif": [
    "if a; then b; elif c; then d; else e; f; fi",
    "if({a} then {b}, {c} then {d}, else then [{e} ; {f}])",
  ],
  "a negated test": ["if ! a; then b; fi", "if(not({a}) then {b})"],
  case: ["case $A in a|'b') c;; *) d; e;; esac", "case(${A}: a|'b' then {c}, * then [{d} ; {e}])"],
  "arms that go on": [
    "case a in b) c;& d) e;;& *) f;; g) h;;& i) j;; esac",
    "case(a: b|d|* then [[{c} ; {e}] ; {f}], g then {h}, i then {j})",
  ],
  "an empty arm": ["case a in b) ;; esac", "case(a: b then [])"],
  for: ['for a in b $C "d e"; do f $a; done', "for(a in b ${C} 'd e': {f ${a}})"],
  "for over the parameters": ["for a; do b; done", "for(a in unknown: {b})"],
  "an arithmetic loop": ["for ((i=0; i<3; i++)); do a; done", "for( in unknown: {a})"],
  while: ["while a; do b; done", "while({a}: {b})"],
  until: ["until a; do b; done", "while(not({a}): {b})"],
  "a group": ["{ a; b; }", "group([{a} ; {b}])"],
  "a subshell": ["(a && b)", "subshell(({a} && {b}))"],
  "redirects of a group": ["{ a; } >b 2>&1", "group({a} >b 2>&1)"],
  "redirects of a subshell": ["(a) <b", "subshell({a} <b)"],
  "redirects of a loop": ["while a; do b; done <c", "group(while({a}: {b}) <c)"],
  "a function": ["a() { b; }; a", "function a(group({b})) ; {a}"],
  "a function with its keyword": ["function a { b; }", "function a(group({b}))"],
  "select is its body": ["select a in b; do c; done", "{c}"],
  "coproc is its body": ["coproc a b", "{a b}"],
});

scriptTable("tests of the shell", {
  "`[` is a command": ["[ -f a ] && b", "({[ -f a ]} && {b})"],
  "a word alone in a test": ["[[ ab ]]; [[ $C && ! d ]]", "{[[ ab ]]} ; {[[ ${C} && ! d ]]}"],
  "a function without a body": ["f() a", "function f({a})", "expected compound command as function body"],
  "`[[` is a command with its words": ["[[ $A == b* ]]", "{[[ ${A} == b* ]]}"],
  "operators stay between their words": [
    "[[ ! -f a && ( $B != c || d =~ ^e ) ]]",
    "{[[ ! -f a && ( ${B} != c || d =~ ^e ) ]]}",
  ],
  "a command in a test": ['[[ "$(a)" = b ]]', "{[[ $({a})q = b ]]}"],
  "an arithmetic test is not computed": ["(( a > 1 )) && b", "({(( ?} && {b})"],
});

scriptTable("broken shell text gives what can be read", {
  "nothing behind a pipe": ["a |", "{a}", "expected command after '|'"],
  "nothing behind &&": ["a &&", "{a}", "expected command after '&&'"],
  "an open quote": ["a 'b c", "{a 'b c'}", "unterminated single quote"],
  "an open double quote": ['a "b c', "{a 'b c'}", "unterminated double quote"],
  "an open substitution": ["a $(b c", "{a $({b c})}", "unterminated command substitution"],
  "an open if": ["if a; then b", "if({a} then {b})", "expected 'fi' to close 'if'"],
  "a word too many": ["a )", "{a}", "unexpected token ')'"],
});
