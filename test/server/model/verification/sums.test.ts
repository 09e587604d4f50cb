import { downloadTable } from "../../../harness/download-table.ts";

downloadTable("sums that are compared by -c", {
  "from a pipe": [
    'RUN curl -fsSLo f.tgz https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c -',
    "curl https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "by rhash": [
    'RUN curl -fsSLo f.tgz https://a.example/f.tgz && echo "<sha256>  f.tgz" > f.sum && rhash --check f.sum',
    "curl https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a list that the RUN writes of another file, through a program": [
    `
RUN wget https://a.example/f.tgz && echo "<sha256>  g.tgz" > SUMS && cat < SUMS | sha256sum -c
RUN wget https://a.example/h.tgz && echo "<sha256>  i.tgz" > LIST && grep . LIST | sha256sum -c`,
    "wget https://a.example/f.tgz artifact > f.tgz: none",
    "wget https://a.example/h.tgz artifact > h.tgz: none",
  ],
  "options, formats and algorithms are no names": [
    `
RUN wget https://a.example/f.tgz && echo -n "SHA256 <sha256>" | sha256sum -c
RUN wget https://a.example/g.tgz && printf "%s" "<sha256>" | sha256sum -c
RUN wget https://a.example/h.tgz && echo -e "<md5>" | md5sum -c`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
    "wget https://a.example/g.tgz artifact > g.tgz: sha covers inline",
    "wget https://a.example/h.tgz artifact > h.tgz: md5 covers inline weak md5",
  ],
  "that the RUN takes of the file itself": [
    `
RUN wget https://a.example/f.tgz && sha256sum f.tgz > f.sum && sha256sum -c f.sum
RUN wget https://a.example/g.tgz && sha256sum g.tgz | tee g.sum && sha256sum -c g.sum
RUN wget https://a.example/h.tgz && sha256sum h.tgz | sha256sum -c -`,
    "wget https://a.example/f.tgz artifact > f.tgz: none",
    "wget https://a.example/g.tgz artifact > g.tgz: none",
    "wget https://a.example/h.tgz artifact > h.tgz: none",
  ],
  "of a list that is written by hand, too": [
    `
RUN wget https://a.example/f.tgz && echo "<sha256>  f.tgz" > SUMS && sha256sum other >> SUMS && sha256sum -c SUMS`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "with the mark of a binary file": [
    'RUN curl -fsSLo f.tgz https://a.example/f.tgz && echo "<sha256> *f.tgz" | sha256sum --check --strict',
    "curl https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "the file in another folder": [
    'RUN curl -fsSLo /tmp/f.tgz https://a.example/f.tgz && cd /tmp && echo "<sha256>  f.tgz" | sha256sum -c',
    "curl https://a.example/f.tgz artifact > /tmp/f.tgz: sha covers inline",
  ],
  "the file where sed finds a version": [
    `
ENV SUMS="<sha256> 1.0\\n<sha256> 2.0"
RUN wget -O /g/tool-1.0.zip https://a.example/tool-1.0.zip && echo -e "$SUMS" | grep 1.0 | sed "s|1.0|/g/tool-1.0.zip|" | sha256sum -c -`,
    "wget https://a.example/tool-1.0.zip artifact > /g/tool-1.0.zip: sha covers inline",
  ],
  "another file where sed finds a version": [
    `
ENV SUMS="<sha256> 1.0\\n<sha256> 2.0"
RUN wget -O /g/tool-1.0.zip https://a.example/tool-1.0.zip && echo -e "$SUMS" | grep 2.0 | sed "s|2.0|/g/tool-2.0.zip|" | sha256sum -c -`,
    "wget https://a.example/tool-1.0.zip artifact > /g/tool-1.0.zip: none",
  ],
  "the sum in a build argument": [
    `
ARG SUM=<sha256>
RUN curl -fsSLo f.tgz https://a.example/f.tgz && echo "$SUM  f.tgz" | sha256sum -c -`,
    "curl https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "the sum in a build argument without a value": [
    `
ARG SUM
RUN curl -fsSLo f.tgz https://a.example/f.tgz && echo "$SUM  f.tgz" | sha256sum -c -`,
    "curl https://a.example/f.tgz artifact > f.tgz: sha covers arg",
  ],
  "the name in a variable": [
    `RUN set -e; f="f-$(uname -m).tgz"; wget -O "/tmp/\${f}" "https://a.example/$f"; echo "<sha256>  /tmp/$f" | sha256sum -c`,
    "wget https://a.example/$f = ? artifact > /tmp/f-$(uname -m).tgz: sha covers inline",
  ],
  "the name in a variable, in front of another file": [
    'RUN f="f-$(uname -m).tgz" && wget "https://a.example/$f" && wget https://a.example/key.asc && echo "<sha256>  $f" | sha256sum -c',
    "wget https://a.example/$f = ? artifact > f-$(uname -m).tgz: sha covers inline",
    "wget https://a.example/key.asc key > key.asc: none",
  ],
  "the whole line in a build argument without a value": [
    `
ARG LINE
RUN wget -O f.tgz https://a.example/f.tgz && echo "$LINE" | sha256sum -c`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers arg",
  ],
  "the name of a temporary file": [
    'RUN t="$(mktemp)"; wget -O "$t" https://a.example/f.tgz && echo "<sha256>  $t" | sha256sum -c',
    "wget https://a.example/f.tgz artifact > $t: sha covers inline",
  ],
  "printf with the sum and the name": [
    `RUN wget https://a.example/f.tgz && printf '%s  %s\\n' <sha256> f.tgz | sha256sum -c`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a list of sums by any name": [
    "RUN curl -fO https://a.example/f.tgz -O https://a.example/1.0-sha.txt && sed -i 's/a/b/' 1.0-sha.txt && sha512sum -c --ignore-missing 1.0-sha.txt",
    "curl https://a.example/f.tgz artifact > f.tgz: sha covers remote",
    "curl https://a.example/1.0-sha.txt sig > 1.0-sha.txt: none",
  ],
  "what a check names is no list, though it reads it": [
    'RUN curl -fO https://a.example/f.tgz && test "$(cat f.tgz | sha256sum | cut -d " " -f 1)" = <sha256>',
    "curl https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "the sum in a list of its own, the name in a variable": [
    `RUN f=f-1.tgz && curl -fO https://a.example/$f -O https://a.example/sums/$f.sha512 && echo "$(cut -d' ' -f1 $f.sha512)  $f" | sha512sum -c -`,
    "curl https://a.example/$f = https://a.example/f-1.tgz artifact > f-1.tgz: sha covers remote",
    "curl https://a.example/sums/$f.sha512 = https://a.example/sums/f-1.tgz.sha512 sig > f-1.tgz.sha512: none",
  ],
  "several lines of printf": [
    `RUN wget https://a.example/f.tgz https://a.example/g.tgz https://a.example/h.tgz && printf '<sha256>  f.tgz\\n<sha256>  g.tgz\\n' | sha256sum -c`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
    "wget https://a.example/g.tgz artifact > g.tgz: sha covers inline",
    "wget https://a.example/h.tgz artifact > h.tgz: none",
  ],
  "the tagged format": [
    'RUN wget https://a.example/f.tgz && echo "SHA256 (f.tgz) = <sha256>" | sha256sum -c',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "busybox -cs": [
    'RUN wget -O f.tgz https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -cs',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "busybox as a program": [
    'RUN wget -O f.tgz https://a.example/f.tgz && echo "<sha256>  f.tgz" | busybox sha256sum -c',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "shasum with its bits in a long option": [
    'RUN wget -O f.tgz https://a.example/f.tgz && echo "<sha256>  f.tgz" | shasum --algorithm 256 -c',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "cksum by its algorithm": [
    'RUN wget -O f.tgz https://a.example/f.tgz && echo "<sha256>  f.tgz" | cksum -a sha256 -c',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "cksum of an algorithm that can be forged": [
    'RUN wget -O f.tgz https://a.example/f.tgz && echo "<md5>  f.tgz" | cksum --algorithm=md5 -c',
    "wget https://a.example/f.tgz artifact > f.tgz: md5 covers inline weak md5",
  ],
  "shasum with its bits": [
    'RUN wget -O f.tgz https://a.example/f.tgz && echo "<sha256>  f.tgz" | shasum -a 256 -c',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "b2sum, sha512sum, sha384sum": [
    'RUN wget https://a.example/a https://a.example/b https://a.example/c && echo "<sha256>  a" | b2sum -c && echo "<sha256>  b" | sha512sum -c && echo "<sha256>  c" | sha384sum -c',
    "wget https://a.example/a artifact > a: sha covers inline",
    "wget https://a.example/b artifact > b: sha covers inline",
    "wget https://a.example/c artifact > c: sha covers inline",
  ],
  "a here-string": [
    `
SHELL ["/bin/bash", "-c"]
RUN wget -O f.tgz https://a.example/f.tgz && sha256sum -c <<< "<sha256>  f.tgz"`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a here-document": [
    `
RUN <<EOF
set -e
wget -O f.tgz https://a.example/f.tgz
sha256sum -c <<SUMS
<sha256>  f.tgz
SUMS
EOF`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a process substitution as file": [
    `
SHELL ["/bin/bash", "-c"]
RUN wget https://a.example/f.tgz && sha256sum -c <(echo "<sha256>  f.tgz")`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a process substitution as input": [
    `
SHELL ["/bin/bash", "-c"]
RUN wget https://a.example/f.tgz && sha256sum -c < <(echo "<sha256>  f.tgz")`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a list that names the input is of what tee keeps": [
    `
SHELL ["/bin/bash", "-c"]
RUN curl https://a.example/f.tgz | tee g.tgz | sha256sum -c <(echo "<sha256> -")`,
    "curl https://a.example/f.tgz artifact > g.tgz: sha covers inline",
  ],
  "a list that names the input is of what is redirected": [
    `
SHELL ["/bin/bash", "-c"]
RUN wget https://a.example/f.tgz https://a.example/g.tgz && sha256sum -c <(echo "<sha256>  -") < g.tgz`,
    "wget https://a.example/f.tgz artifact > f.tgz: none",
    "wget https://a.example/g.tgz artifact > g.tgz: sha covers inline",
  ],
  "the exec form of a shell": [
    `RUN ["sh", "-c", "wget https://a.example/f.tgz && echo '<sha256>  f.tgz' | sha256sum -c"]`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "another file is not this one": [
    'RUN wget https://a.example/f.tgz && echo "<sha256>  g.tgz" | sha256sum -c',
    "wget https://a.example/f.tgz artifact > f.tgz: none",
  ],
  "a name that only begins alike is not this one": [
    'RUN wget https://a.example/f && wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | sha256sum -c',
    "wget https://a.example/f artifact > f: none",
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a printed sum compares nothing": [
    "RUN wget https://a.example/f.tgz && sha256sum f.tgz && sha256sum f.tgz > f.sum && openssl dgst -sha256 f.tgz",
    "wget https://a.example/f.tgz artifact > f.tgz: none",
  ],
});

downloadTable("weak sums", {
  md5: [
    'RUN wget https://a.example/f.tgz && echo "<md5>  f.tgz" | md5sum -c',
    "wget https://a.example/f.tgz artifact > f.tgz: md5 covers inline weak md5",
  ],
  sha1: [
    'RUN wget https://a.example/f.tgz && echo "<sha1>  f.tgz" | sha1sum -c',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline weak sha1",
  ],
  "shasum goes by the length of a sum": [
    'RUN wget https://a.example/f.tgz && echo "<sha256>  f.tgz" | shasum -c',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "shasum of a fetched list": [
    "RUN wget https://a.example/f.tgz && wget -O - https://a.example/sha256.sum | shasum --check",
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers remote",
    "wget https://a.example/sha256.sum sig: none",
  ],
  "shasum of a list of sha1": [
    "RUN wget https://a.example/f.tgz && wget -O - https://a.example/f.tgz.sha1 | shasum --check",
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers remote weak sha1",
    "wget https://a.example/f.tgz.sha1 sig: none",
  ],
  "shasum without bits is sha1": [
    'RUN wget https://a.example/f.tgz && echo "<sha1>  f.tgz" | shasum -c',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline weak sha1",
  ],
  "cksum goes by the tag of a sum": [
    'RUN wget https://a.example/f https://a.example/g https://a.example/h && echo "SHA256 (f) = <sha256>" | cksum -c && echo "SHA1 (g) = <sha1>" | cksum --check && echo "MD5 (h) = <md5>" | cksum -c',
    "wget https://a.example/f artifact > f: sha covers inline",
    "wget https://a.example/g artifact > g: sha covers inline weak sha1",
    "wget https://a.example/h artifact > h: md5 covers inline weak md5",
  ],
  "cksum of a list": [
    "RUN wget https://a.example/f.tgz && cksum --check sums.txt",
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a number of cksum": [
    `RUN wget https://a.example/f.tgz && [ "$(cksum f.tgz)" = "12345678 100 f.tgz" ]`,
    "wget https://a.example/f.tgz artifact > f.tgz: md5 covers arg weak md5",
  ],
  "shasum with the bits of sha1": [
    'RUN wget https://a.example/f.tgz && [ "$(shasum -a 1 f.tgz | cut -c1-40)" = "<sha1>" ]',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline weak sha1",
  ],
  "openssl's sha1 and md5": [
    'RUN wget https://a.example/f https://a.example/g && [ "$(openssl sha1 -r f | cut -c1-40)" = "<sha1>" ] && [ "$(openssl dgst -md5 -r g | cut -c1-32)" = "<md5>" ]',
    "wget https://a.example/f artifact > f: sha covers inline weak sha1",
    "wget https://a.example/g artifact > g: md5 covers inline weak md5",
  ],
  "certutil without an algorithm": [
    `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN curl -fo f.zip https://a.example/f.zip && certutil -hashfile f.zip | findstr <sha1>
RUN curl -fo g.zip https://a.example/g.zip && certutil -hashfile g.zip MD5 | findstr <md5>`,
    "curl https://a.example/f.zip artifact > f.zip: sha covers inline weak sha1",
    "curl https://a.example/g.zip artifact > g.zip: md5 covers inline weak md5",
  ],
  "md5 beside sha256 is strong": [
    'RUN wget https://a.example/f.tgz && echo "<md5>  f.tgz" | md5sum -c && echo "<sha256>  f.tgz" | sha256sum -c',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a strong sum that does not stop the build leaves the weak one": [
    'RUN wget https://a.example/f.tgz && echo "<md5>  f.tgz" | md5sum -c && (echo "<sha256>  f.tgz" | sha256sum -c || true)',
    "wget https://a.example/f.tgz artifact > f.tgz: md5 covers inline weak md5",
  ],
});

downloadTable("lists of sums", {
  "lines that are picked": [
    "RUN wget https://a.example/f.tgz https://a.example/SHA256SUMS && grep ' f.tgz$' SHA256SUMS | sha256sum -c -",
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers remote",
    "wget https://a.example/SHA256SUMS sig > SHA256SUMS: none",
  ],
  "lines that are picked for another file": [
    "RUN wget https://a.example/f.tgz https://a.example/g.tgz https://a.example/SHA256SUMS && grep g.tgz SHA256SUMS | sha256sum -c -",
    "wget https://a.example/f.tgz artifact > f.tgz: none",
    "wget https://a.example/g.tgz artifact > g.tgz: sha covers remote",
    "wget https://a.example/SHA256SUMS sig > SHA256SUMS: none",
  ],
  "lines that are picked by the end of the name": [
    "RUN wget https://a.example/f.tgz https://a.example/g.tgz https://a.example/SHA256SUMS && grep ' f.tgz$' SHA256SUMS | sha256sum -c -",
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers remote",
    "wget https://a.example/g.tgz artifact > g.tgz: none",
    "wget https://a.example/SHA256SUMS sig > SHA256SUMS: none",
  ],
  "lines that are picked by a part of the name": [
    "RUN wget https://a.example/tool_1_linux_amd64.zip https://a.example/tool_1_docs.zip https://a.example/tool_1_SHA256SUMS && grep linux_amd64.zip tool_1_SHA256SUMS | sha256sum -c -",
    "wget https://a.example/tool_1_linux_amd64.zip artifact > tool_1_linux_amd64.zip: sha covers remote",
    "wget https://a.example/tool_1_docs.zip artifact > tool_1_docs.zip: none",
    "wget https://a.example/tool_1_SHA256SUMS sig > tool_1_SHA256SUMS: none",
  ],
  "lines that are picked by a variable": [
    'RUN set -e; f="tool-$(uname -m).tgz"; wget "https://a.example/$f" https://a.example/SUMS; grep "$f" SUMS | sha256sum -c',
    "wget https://a.example/$f = ? artifact > tool-$(uname -m).tgz: sha covers remote",
    "wget https://a.example/SUMS sig > SUMS: none",
  ],
  "lines that awk makes": [
    `RUN wget https://a.example/f.tgz https://a.example/SUMS && awk '/f.tgz/ {print $1 "  f.tgz"}' SUMS | sha256sum -c`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers remote",
    "wget https://a.example/SUMS sig > SUMS: none",
  ],
  "the whole list, missing files ignored": [
    "RUN wget https://a.example/f.tgz https://a.example/SHA256SUMS && sha256sum --ignore-missing -c SHA256SUMS",
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers remote",
    "wget https://a.example/SHA256SUMS sig > SHA256SUMS: none",
  ],
  "a list with a name of its own": [
    "RUN wget https://a.example/f.tgz https://a.example/tool_1.0_checksums.txt && sha256sum --ignore-missing -c tool_1.0_checksums.txt",
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers remote",
    "wget https://a.example/tool_1.0_checksums.txt sig > tool_1.0_checksums.txt: none",
  ],
  "a list named after one file is about no other": [
    "RUN wget https://a.example/f.tgz https://a.example/g.tgz https://a.example/g.tgz.sha256 && sha256sum -c g.tgz.sha256",
    "wget https://a.example/f.tgz artifact > f.tgz: none",
    "wget https://a.example/g.tgz artifact > g.tgz: sha covers remote",
    "wget https://a.example/g.tgz.sha256 sig > g.tgz.sha256: none",
  ],
  "a list that its server names after the file, saved under another name": [
    "RUN wget -O /tmp/tool.tgz.sha256.txt https://a.example/f-1.0.tgz.sha256.txt && wget https://a.example/f-1.0.tgz && sha256sum -c /tmp/tool.tgz.sha256.txt",
    "wget https://a.example/f-1.0.tgz.sha256.txt sig > /tmp/tool.tgz.sha256.txt: none",
    "wget https://a.example/f-1.0.tgz artifact > f-1.0.tgz: sha covers remote",
  ],
  "a file and its list in the braces of one word": [
    "RUN wget https://a.example/f.tgz{,.sha256} https://a.example/{g,h}.tgz && sha256sum -c f.tgz.sha256 && echo SUM h.tgz | sha256sum -c",
    "wget https://a.example/f.tgz{,.sha256} = ? artifact > f.tgz{,.sha256}: sha covers remote",
    "wget https://a.example/{g,h}.tgz = ? artifact > {g,h}.tgz: sha covers inline",
  ],
  "a list named after a file that is not fetched": [
    "RUN wget https://a.example/f.tgz && sha256sum -c g.tgz.sha256",
    "wget https://a.example/f.tgz artifact > f.tgz: none",
  ],
  "a list named after the file without its ending": [
    "RUN wget https://a.example/tool-1.0.tar.gz https://a.example/tool-1.0.sha256 && sha256sum -c tool-1.0.sha256",
    "wget https://a.example/tool-1.0.tar.gz artifact > tool-1.0.tar.gz: sha covers remote",
    "wget https://a.example/tool-1.0.sha256 sig > tool-1.0.sha256: none",
  ],
  "a pattern of lists": [
    "RUN wget https://a.example/f.tgz https://a.example/f.tgz.sha256 && sha256sum -c *.sha256",
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers remote",
    "wget https://a.example/f.tgz.sha256 sig > f.tgz.sha256: none",
  ],
  "a pattern of lists from the build context": [
    `
COPY *.sha256 /tmp/
RUN wget https://a.example/f.tgz && wget https://a.example/notes.md5 && cat /tmp/*.sha256 | sha256sum -c`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
    "wget https://a.example/notes.md5 sig > notes.md5: none",
  ],
  "a list from the build context": [
    `
COPY sums.txt /tmp/
RUN wget https://a.example/f.tgz && sha256sum -c /tmp/sums.txt`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a list beside a pipe that is not read": [
    `
COPY sums.txt /
RUN wget https://a.example/f.tgz && echo "<sha256>  g.tgz" | sha256sum -c sums.txt`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a list that the RUN writes, as input, is about the files that it names": [
    `
RUN wget https://a.example/f.tgz && echo "<sha256>  g.tgz" > SUMS && sha256sum --ignore-missing -c < SUMS
RUN wget https://a.example/h.tgz && echo "<sha256>  h.tgz" > SUMS && sha256sum -c < SUMS`,
    "wget https://a.example/f.tgz artifact > f.tgz: none",
    "wget https://a.example/h.tgz artifact > h.tgz: sha covers inline",
  ],
  "a list as input": [
    `
COPY sums.txt /tmp/
RUN wget https://a.example/f.tgz && sha256sum -c < /tmp/sums.txt`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a list that the RUN writes": [
    'RUN wget https://a.example/f.tgz && echo "<sha256>  f.tgz" > f.sum && sha256sum -c f.sum',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a list that the RUN writes for another file": [
    'RUN wget https://a.example/f.tgz && echo "<sha256>  g.tgz" > sums && sha256sum -c sums',
    "wget https://a.example/f.tgz artifact > f.tgz: none",
  ],
  "a list that the RUN writes for another file, through a pipe": [
    'RUN wget https://a.example/f.tgz && echo "<sha256>  g.tgz" > sums && cat sums | sha256sum -c',
    "wget https://a.example/f.tgz artifact > f.tgz: none",
  ],
  "a list that a here-document writes": [
    `
RUN cat > sums <<EOF && wget https://a.example/f.tgz && sha256sum -c sums
<sha256>  f.tgz
EOF`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a list that is fetched into the check": [
    "RUN wget https://a.example/f.tgz && curl https://a.example/f.tgz.sha256 | sha256sum -c -",
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers remote",
    "curl https://a.example/f.tgz.sha256 sig: none",
  ],
  "a list that is fetched by a process substitution": [
    `
SHELL ["/bin/bash", "-c"]
RUN wget https://a.example/f.tgz && sha256sum -c <(curl https://a.example/f.tgz.sha256)`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers remote",
    "curl https://a.example/f.tgz.sha256 sig: none",
  ],
  "a sum that is read from a fetched file": [
    'RUN wget https://a.example/f.tgz https://a.example/f.tgz.sha256 && echo "$(cat f.tgz.sha256)  f.tgz" | sha256sum -c',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers remote",
    "wget https://a.example/f.tgz.sha256 sig > f.tgz.sha256: none",
  ],
  "a sum that is fetched into a variable": [
    'RUN wget https://a.example/f.tgz && SUM="$(curl -s https://a.example/f.tgz.sha256)" && echo "$SUM  f.tgz" | sha256sum -c',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers remote",
    "curl https://a.example/f.tgz.sha256 sig: none",
  ],
  "a fetched list that is signed": [
    "RUN wget https://a.example/f.tgz https://a.example/SHA256SUMS https://a.example/SHA256SUMS.asc && gpg --verify SHA256SUMS.asc SHA256SUMS && sha256sum -c --ignore-missing SHA256SUMS",
    "wget https://a.example/f.tgz artifact > f.tgz: sha+gpg covers signed",
    "wget https://a.example/SHA256SUMS sig > SHA256SUMS: gpg covers signed",
    "wget https://a.example/SHA256SUMS.asc sig > SHA256SUMS.asc: none",
  ],
  "a list that gpg takes out of its signature": [
    `RUN wget https://a.example/f.tgz https://a.example/SHASUMS256.txt.asc && gpg --batch --decrypt --output SHASUMS256.txt SHASUMS256.txt.asc && grep " f.tgz\\$" SHASUMS256.txt | sha256sum -c -`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha+gpg covers signed",
    "wget https://a.example/SHASUMS256.txt.asc sig > SHASUMS256.txt.asc: none",
  ],
});

const LIST = "wget https://a.example/f.tgz https://a.example/sums.asc";
const FILE = "wget https://a.example/f.tgz artifact > f.tgz:";
const SUMS = "wget https://a.example/sums.asc sig > sums.asc: none";
const FROM_PLACE = [`${FILE} sha covers remote`, SUMS];
const SIGNED = [`${FILE} sha+gpg covers signed`, SUMS];

downloadTable("lists that gpg prints", {
  "into a pipe, which loses its status": [
    `RUN ${LIST} && gpg --decrypt sums.asc | awk '/f.tgz/' | sha256sum -c -`,
    ...FROM_PLACE,
  ],
  "into a pipe that keeps its status": [
    `
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN ${LIST} && gpg --decrypt sums.asc | grep f.tgz | sha256sum -c -`,
    ...SIGNED,
  ],
  "into a variable, behind a pipe": [
    `RUN ${LIST} && sum=$(gpg -d sums.asc | awk '{print $4}') && [ "$sum" = "$(sha256sum f.tgz | cut -c1-64)" ]`,
    ...FROM_PLACE,
  ],
  "into a file, and nobody looks whether it failed": [
    `RUN ${LIST}; gpg -d -o list.txt sums.asc; grep f.tgz list.txt | sha256sum -c -`,
    ...FROM_PLACE,
  ],
  "into a redirected file, and nobody looks whether it failed": [
    `RUN ${LIST}; gpg -d sums.asc 2>/dev/null > list.txt; grep f.tgz list.txt | sha256sum -c -`,
    ...FROM_PLACE,
  ],
  "of the build context": [
    "RUN wget https://a.example/f.tgz && gpg -d sums.asc | sha256sum -c",
    `${FILE} sha covers inline`,
  ],
  "into a file": [`RUN ${LIST} && gpg -d -o list.txt sums.asc && sha256sum -c list.txt`, ...SIGNED],
  "into a redirected file": [`RUN ${LIST} && gpg -d sums.asc > list.txt && sha256sum -c list.txt`, ...SIGNED],
  "by a key from the same place": [
    `RUN curl https://a.example/KEYS | gpg --import && ${LIST} && gpg -d -o list.txt sums.asc && sha256sum -c list.txt`,
    "curl https://a.example/KEYS key: none",
    ...FROM_PLACE,
  ],
});

downloadTable("sums that are searched", {
  "grep finds the sum": [
    "RUN wget https://a.example/f.tgz && sha256sum f.tgz | grep -q <sha256>",
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "grep finds the sum of a variable": [
    `
ARG SUM=<sha256>
RUN wget https://a.example/f.tgz && sha256sum f.tgz | grep "^$SUM "`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "grep finds the sum of a build argument without a value": [
    `
ARG SUM
RUN wget https://a.example/f.tgz && sha256sum f.tgz | grep "$SUM"`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers arg",
  ],
  "openssl's own algorithm is sha256": [
    "RUN wget https://a.example/f.tgz && openssl dgst f.tgz | grep <sha256>",
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "grep -v fails where the sum is the one that is wanted": [
    "RUN wget https://a.example/f.tgz && sha256sum f.tgz | grep -v <sha256>",
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "grep of anything else compares nothing": [
    "RUN wget https://a.example/f.tgz && sha256sum f.tgz | grep tgz",
    "wget https://a.example/f.tgz artifact > f.tgz: none",
  ],
  "diff with a list": [
    "RUN wget https://a.example/f.tgz && sha256sum f.tgz | diff - f.tgz.sha256",
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "findstr of certutil's output": [
    `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN curl -fSLo f.zip https://a.example/f.zip && certutil -hashfile f.zip SHA256 | findstr <sha256>
RUN curl -fSLo g.zip https://a.example/g.zip && certutil -hashfile g.zip SHA256 | find /i "<sha256>"
RUN curl -fSLo h.zip https://a.example/h.zip && certutil -hashfile h.zip SHA256 | find /v "<sha256>"`,
    "curl https://a.example/f.zip artifact > f.zip: sha covers inline",
    "curl https://a.example/g.zip artifact > g.zip: sha covers inline",
    "curl https://a.example/h.zip artifact > h.zip: sha does not cover inline",
  ],
});
