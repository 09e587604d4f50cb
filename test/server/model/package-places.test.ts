import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buildModel } from "../../../server/src/model/build.ts";
import { withMarks, withoutMarks } from "../../harness/rule-table.ts";

/** Dockerfiles with a mark under each package word, which says: spec, what it names, whether that is pinned. */
const rows: Readonly<Record<string, string>> = {
  "a version from another definition": `
FROM conda.example/base
ARG V=3.13
RUN P="python=\${V}" && conda install $P
       ^^^^^^^^^^^ python=\${V} → python 3.13 yes`,
  "what a template puts in is not known, whatever quotes it stands in": `
FROM debian:12
ENV V {{ version }}
ENV LIST="a=1 b=<%= version %> c"
          ^^^ a=1 → a 1 yes
              ^^^^^^^^^^^^^^^^^^ b=<%= version %> c → b <%= version %> c unknown
RUN apt-get install -y d={{ v }} 'e={{ v }}' "f=<% v %>" {{ packages }} g=$V $LIST {% if x %}h{% endif %} i
                       ^^^^^^^^^ d={{ v }} → d {{ v }} unknown
                                 ^^^^^^^^^^^ e={{ v }} → e {{ v }} unknown
                                             ^^^^^^^^^^^ f=<% v %> → f <% v %> unknown
                                                         ^^^^^^^^^^^^^^ {{ packages }} → {{ packages }} - unknown
                                                                        ^^^^ g=$V → g $V unknown
                                                                                   ^^^^^^^^^^^^^^^^^^^^^^ {% if x %}h{% endif %} → {% if x %}h{% endif %} - no
                                                                                                          ^ i → i - no
RUN npm install -g a@<%= v %> 'b@{{ v }}' && gem install c -v <%= v %> && sh -c 'pip install d=={{ v }} e' && pip install f==\${{ v }}
                   ^^^^^^^^^^ a@<%= v %> → a <%= v %> unknown
                              ^^^^^^^^^^^ b@{{ v }} → b {{ v }} unknown
                                                         ^ c → c <%= v %> unknown
                                                                                             ^^^^^^^^^^ d=={{ v }} → d {{ v }} unknown
                                                                                                        ^ e → e - no
                                                                                                                          ^^^^^^^^^^^ f==\${{ v }} → f \${{ v }} unknown`,
  "nor what another kind of template does, where the shell has no operator of that form": `
FROM debian:12
RUN apt-get install -y a=@@V@@ @@PACKAGES@@ b=\${A%%x*}\${B%%x*}
                       ^^^^^^^ a=@@V@@ → a @@V@@ unknown
                               ^^^^^^^^^^^^ @@PACKAGES@@ → @@PACKAGES@@ - unknown
                                            ^^^^^^^^^^^^^^^^^^ b=\${A%%x*}\${B%%x*} → b \${A%%x*}\${B%%x*} unknown`,
  "nor what it puts into a variable": `
FROM rockylinux:9
ARG A=%%A%%
ENV B=@@B@@ C="%%C%%" E={{ .E }} F=1.0
RUN npm install -g e@$E f@$F.1
                   ^^^^ e@$E → e $E unknown
                        ^^^^^^ f@$F.1 → f 1.0.1 yes
RUN dnf install -y a-$A b-$B && pip install c==$C d==$B $A
                   ^^^^ a-$A → a-$A - unknown
                        ^^^^ b-$B → b-$B - unknown
                                            ^^^^^ c==$C → c $C unknown
                                                  ^^^^^ d==$B → d $B unknown
                                                        ^^ $A → $A - unknown`,
  "a substitution that holds a comment is no word": `
FROM rockylinux:9
RUN dnf install -y \\
    net-tools \`# netstat\` \\
    ^^^^^^^^^ net-tools → net-tools - no
    jq \`date\`
    ^^ jq → jq - no
       ^^^^^^ \`date\` → \`date\` - unknown`,
  "braces of Bash that hold ends of names, and versions": `
FROM rockylinux:9
RUN dnf install -y gcc-{gfortran,c++} php-{cli,fpm}-8.1.2 httpd-{2.4.57,2.4.58}
                   ^^^^^^^^^^^^^^^^^^ gcc-{gfortran,c++} → gcc-{gfortran,c++} - no
                                      ^^^^^^^^^^^^^^^^^^^ php-{cli,fpm}-8.1.2 → php-{cli,fpm} 8.1.2 yes
                                                          ^^^^^^^^^^^^^^^^^^^^^ httpd-{2.4.57,2.4.58} → httpd-{2.4.57,2.4.58} - unknown`,
  "code that R reads from its input": `
FROM r.example/base
RUN echo 'install.packages("a")' | sudo R --no-save && R --vanilla <<< "install.packages('b')"
                            ^ a → a - no
                                                                                          ^ b → b - no
RUN Rscript - <<EOF
remotes::install_version("c", "1.0")
                          ^ c → c 1.0 yes
EOF
RUN cat <<EOF | R --no-save
install.packages(c("d",
                    ^ d → d - no
  "e"))
   ^ e → e - no
EOF
RUN printf 'install.packages("f")\\n' | Rscript -
                              ^ f → f - no
RUN echo 'install.packages("g")' | tee e.R`,
  "several of them, in a list over lines": `
FROM debian:12
ENV A=1.26 B=3~bookworm
RUN packages=" \\
    nginx=\${A}-\${B} \\
    ^^^^^^^^^^^^^^^ nginx=\${A}-\${B} → nginx 1.26-3~bookworm yes
# comment
    curl \\
    ^^^^ curl → curl - no
    " && apt-get install -y $packages`,
  "in code of R over several lines": `
FROM r-base:4.5.1
RUN R -e "install.packages(c('a', \\
                              ^ a → a - no
    # comment about 'b'
    'b',\\
     ^ b → b - no
    \\"c\\"))" && R -e "\\
      ^ c → c - no
    remotes::install_github('u/d@v1.2.3')"
                             ^^^^^^^^^^ u/d@v1.2.3 → u/d v1.2.3 yes
RUN Rscript -e "\\
      install.packages('g') \\
                         ^ g → g - no
    ;"
RUN <<EOF
Rscript -e 'install.packages("e")
                              ^ e → e - no
  install.packages("f")'
                    ^ f → f - no
EOF`,
  "a name from another definition, at either end": `
FROM debian:12
ENV N=node
ENV P="lib$N \${N}-dev"
       ^^^^^ lib$N → libnode - no
             ^^^^^^^^ \${N}-dev → node-dev - no
RUN apt-get install -y $P`,
  "a word that another variable holds stands there": `
FROM debian:12
ENV LIST="a b"
          ^ a → a - no
            ^ b → b - no
ENV ALL="$LIST c"
               ^ c → c - no
RUN apt-get install -y $ALL`,
  "one that is put together there as well": `
FROM debian:12
ENV N=x
ENV LIST="lib\${N}"
          ^^^^^^^ lib\${N} → libx - no
RUN ALL="$LIST \${LIST}-dev"; apt-get install -y $ALL
               ^^^^^^^^^^^ \${LIST}-dev → libx-dev - no`,
  "a word that begins in one list and ends in another": `
FROM debian:12
ENV A="a b" B="c d"
       ^ a → a - no
         ^ b → b - no
                 ^ d → d - no
RUN apt-get install -y $A$B x-$A
                       ^^^^ $A$B → bc - no
                            ^^^^ x-$A → x-a - no`,
  "what is put in is nothing": `
FROM debian:12
ENV E=""
ENV P="a\${E}b c$E"
       ^^^^^^ a\${E}b → ab - no
              ^ c → c - no
RUN apt-get install -y $P`,
  "defaults, alternatives and parts of a value": `
FROM python:3.12
ENV V=v3.1
RUN P="a==\${V#v} b\${W:-1}" && pip install $P \${X:-c==$V d}
       ^^^^^^^^^ a==\${V#v} → a 3.1 yes
                 ^^^^^^^^ b\${W:-1} → b1 - no
                                                  ^^^^^ c==$V → c v3.1 yes
                                                        ^ d → d - no`,
  "what a replacement keeps, and what it puts together": `
FROM python:3.12
ENV L=a,b-1
      ^ a → a - no
RUN P="\${L//,/ }" && pip install \${P/-/==}
                                 ^^^^^^^^^ \${P/-/==} → b 1 yes`,
  "words of a loop, in quotes or put together": `
FROM python:3.12
ENV N=six
RUN for p in a\${N} "b" 'c'==$N; do pip install $p; done
             ^^^^^ a\${N} → asix - no
                    ^ b → b - no
                        ^^^^^^ c==$N → c six yes`,
  "elements of an array": `
FROM python:3.12
SHELL ["/bin/bash", "-c"]
ARG V=1
RUN A=("a==$V" 'b'); A+=(c$V); pip install "\${A[@]}"
        ^^^^^ a==$V → a 1 yes
                ^ b → b - no
                         ^^^ c$V → c1 - no`,
  "a word that is added to": `
FROM python:3.12
RUN P="a py"; P+="yaml b"; pip install $P
       ^ a → a - no
                  ^^^^ yaml → pyyaml - no
                       ^ b → b - no`,
  "escapes of a quoted word": `
FROM python:3.12
RUN P=$'a\\nbc\\td'; pip install $P
        ^ a → a - no
           ^^ bc → bc - no
               ^ d → d - no`,
  "escapes of a quoted word over several lines": `
FROM python:3.12
RUN P=$'a\\n\\
        ^ a → a - no
# what bc is
bc\\td'; pip install $P
^^ bc → bc - no
    ^ d → d - no`,
  "a word that a continuation cuts": `
FROM debian:12
ENV P="lib\\
       ^^^^ liba → liba - no
a b"
  ^ b → b - no
RUN apt-get install -y $P`,
  "the body of a here-document": `
FROM python:3.12
ARG V=1
RUN <<END
P="a==\${V}
   ^^^^^^^ a==\${V} → a 1 yes
  b"
  ^ b → b - no
pip install $P
END`,
  PowerShell: `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
ENV V=1
RUN $p = @('git', "jq$env:V"); choco install -y $p
            ^^^ git → git - no
                   ^^^^^^^^ jq$env:V → jq1 - no
RUN $p = 'install', 'nano'; choco @p
                     ^^^^ nano → nano - no`,
  "what xargs takes from its input": `
FROM debian:12
RUN xargs -rt apt-get install -y < "$DIR/list.txt"
    ^^^^^ $(xargs) → $(xargs) - unknown
RUN cat list | sudo xargs -n1 \\
                    ^^^^^ $(xargs) → $(xargs) - unknown
    apt-get install -y
RUN cat list | xargs -I{} pip install {}
                                      ^^ {} → {} - unknown`,
};

describe("where package words stand", () => {
  for (const [name, row] of Object.entries(rows)) {
    it(name, () => {
      const marked = row.slice(1);
      const text = withoutMarks(marked);
      assert.equal(withMarks(text, wordsOf(text)), marked);
    });
  }
});

/** Each place once: a list that several commands take is one. */
function wordsOf(text: string) {
  const words = buildModel(text).stages.flatMap(({ packages }) =>
    packages.map(({ span, spec, name, version, pinned }) => ({
      span,
      message: `${spec} → ${name} ${version ?? "-"} ${pinned}`,
    })),
  );
  const places = new Map(words.map((word) => [JSON.stringify(word), word]));
  return [...places.values()].sort((a, b) => a.span.start - b.span.start);
}
