import { downloadTable } from "../../../harness/download-table.ts";

downloadTable("tests of a shell", {
  "a sum that is computed in the test": [
    `RUN wget https://a.example/f.tgz && [ "$(sha256sum f.tgz | cut -d' ' -f1)" = "<sha256>" ] && tar xf f.tgz`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a sum that is computed into a variable": [
    `RUN wget https://a.example/f.tgz && sum="$(sha256sum f.tgz | awk '{print $1}')" && [ "$sum" = "<sha256>" ]`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "the report of a signature, kept in a variable": [
    `RUN wget https://a.example/f.tgz && FPR="$(gpg --verify f.tgz.asc f.tgz 2>&1 | sed -n "s#Primary key fingerprint: ##p")" && if [ "$FPR" != "<sha256>" ]; then echo "no" && exit 1; fi && tar xf f.tgz`,
    "wget https://a.example/f.tgz artifact > f.tgz: gpg covers signed",
  ],
  "the report of sums, kept in a variable": [
    `RUN wget https://a.example/f.tgz && STATE=$(echo -n $(sha256sum -c f.tgz.sha256) | tail -c 2) && if [ "$STATE" != "OK" ]; then exit 1; fi && tar xf f.tgz`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "the report of sums, that stops nothing": [
    `RUN wget https://a.example/f.tgz && STATE=$(sha256sum -c f.tgz.sha256 | tail -c 3) && if [ "$STATE" != "OK" ]; then echo "no"; fi && tar xf f.tgz`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "a sum of the files that a pattern finds": [
    `RUN wget https://a.example/f-1.tgz && sum=$(sha256sum *.tgz | cut -f1 -d' ') && if [ <sha256> != $sum ]; then exit 1; fi && tar xf *.tgz`,
    "wget https://a.example/f-1.tgz artifact > f-1.tgz: sha covers inline",
  ],
  "a sum that awk compares": [
    `RUN wget https://a.example/f.tgz && sha256sum f.tgz | awk '{ exit $1 != "<sha256>" }' && tar xf f.tgz`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a sum that awk is given": [
    `RUN wget https://a.example/f.tgz && sha256sum f.tgz | awk -v sum="$SUM" '$1 != sum { exit 1 }' && tar xf f.tgz`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers arg",
  ],
  "a sum that awk prints": [
    `RUN wget https://a.example/f.tgz && sha256sum f.tgz | awk '$1 != "<sha256>" { print "bad" }' && tar xf f.tgz`,
    "wget https://a.example/f.tgz artifact > f.tgz: none",
  ],
  "a sum that awk prints and compares with nothing": [
    `RUN wget https://a.example/f.tgz && sha256sum f.tgz | awk -v name="$NAME" '{ print name, $1; exit }' && tar xf f.tgz`,
    "wget https://a.example/f.tgz artifact > f.tgz: none",
  ],
  "a sum that Python compares": [
    `RUN wget https://a.example/f.tgz && python3 -c "import hashlib; assert hashlib.sha256(open('f.tgz', 'rb').read()).hexdigest() == '<sha256>'"`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a sum that Python computes": [
    `RUN wget https://a.example/f.tgz && python3 -c "import hashlib; print(hashlib.sha256(open('f.tgz', 'rb').read()).hexdigest())"`,
    "wget https://a.example/f.tgz artifact > f.tgz: none",
  ],
  "a sum that gpg computes": [
    `RUN wget https://a.example/f.tgz && [ "$(gpg --print-md SHA256 f.tgz | sed 's/.*://; s/ //g')" = "<sha256>" ]`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a sum that gpg computes, and the publisher's": [
    "RUN wget https://a.example/f.tgz https://a.example/f.tgz.sha512 && gpg --print-md sha512 f.tgz | diff - f.tgz.sha512",
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers remote",
    "wget https://a.example/f.tgz.sha512 sig > f.tgz.sha512: none",
  ],
  "the key that gpg tells of a signature": [
    `RUN wget https://a.example/f.tgz https://a.example/f.tgz.asc \\
  && key="$(gpg --verify f.tgz.asc f.tgz 2>&1 | sed -n "s/Primary key fingerprint: //p")" \\
  && if [ "$key" != "$SIGNER" ]; then echo bad && exit 1; fi && tar xf f.tgz`,
    "wget https://a.example/f.tgz artifact > f.tgz: gpg covers signed",
    "wget https://a.example/f.tgz.asc sig > f.tgz.asc: none",
  ],
  "what was signed is compared, not who did": [
    `RUN wget https://a.example/f.tgz https://a.example/SHA256SUMS.asc \\
  && sum=$(gpg --decrypt SHA256SUMS.asc | awk '{ print $4 }') \\
  && if [ "$sum" != "$(sha256sum f.tgz | cut -c-64)" ]; then exit 1; fi && tar xf f.tgz`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers remote",
    "wget https://a.example/SHA256SUMS.asc sig > SHA256SUMS.asc: none",
  ],
  "what gpg tells of a signature, and nobody compares": [
    `RUN wget https://a.example/f.tgz https://a.example/f.tgz.asc \\
  && key="$(gpg --verify f.tgz.asc f.tgz 2>&1 | sed -n "s/Primary key fingerprint: //p")" \\
  && if [ -z "$key" ]; then echo bad; fi && tar xf f.tgz`,
    "wget https://a.example/f.tgz artifact > f.tgz: gpg does not cover signed",
    "wget https://a.example/f.tgz.asc sig > f.tgz.asc: none",
  ],
  "what gpg prints of another kind": [
    `RUN wget https://a.example/f.tgz && [ "$(gpg --print-md RMD160 f.tgz)" = "$SUM" ]`,
    "wget https://a.example/f.tgz artifact > f.tgz: none",
  ],
  "the whole line": [
    'RUN wget https://a.example/f.tgz && test "$(sha256sum f.tgz)" = "<sha256>  f.tgz"',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a sum of a text that stands in the RUN": [
    `RUN wget https://a.example/f.tgz && if [ "$(sha256sum <<< f.tgz)" != "<sha256>  -" ]; then exit 1; fi`,
    "wget https://a.example/f.tgz artifact > f.tgz: none",
  ],
  "a here-document with the name of the file as its end": [
    'RUN wget https://a.example/f.tgz\nRUN if [ "`sha256sum << f.tgz`" != "<sha256>  -" ]; then exit 1; fi',
    "wget https://a.example/f.tgz artifact > f.tgz: none",
  ],
  "a sum of a text that holds the file": [
    `RUN wget https://a.example/f.txt && [ "$(sha256sum <<< "$(cat f.txt)" | cut -c-64)" = "<sha256>" ]`,
    "wget https://a.example/f.txt artifact > f.txt: sha covers inline",
  ],
  "the arms of a case": [
    `RUN wget https://a.example/f.tgz && case "$(sha256sum f.tgz)" in "<sha256>  f.tgz") ;; *) echo bad; exit 1 ;; esac && tar xf f.tgz`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "the arms of a case for a variable": [
    `RUN wget https://a.example/f.tgz; sum=$(sha256sum f.tgz); case "$sum" in "<sha256> "*) ;; *) exit 1 ;; esac; tar xf f.tgz`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a case that does not end the script": [
    `RUN wget https://a.example/f.tgz && case "$(sha256sum f.tgz)" in "<sha256>  f.tgz") ;; *) echo bad ;; esac`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "a case that ends the script for one word alone": [
    `RUN wget https://a.example/f.tgz && case "$(sha256sum f.tgz)" in "<sha256>  f.tgz") ;; b*) exit 1 ;; esac`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "a failure that leaves the script in one case alone": [
    `RUN wget https://a.example/f.tgz; [ "$(sha256sum f.tgz)" = "<sha256>  f.tgz" ] || case $STRICT in y) exit 1 ;; esac; tar xf f.tgz`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha does not cover inline",
  ],
  "double brackets": [
    `
SHELL ["/bin/bash", "-c"]
RUN wget https://a.example/f.tgz && [[ "$(sha256sum f.tgz)" == "<sha256>"* ]]`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "the file through a pipe": [
    'RUN wget https://a.example/f.tgz && [ "$(cat f.tgz | sha256sum | cut -c1-64)" = "<sha256>" ]',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "the file as input": [
    'RUN wget https://a.example/f.tgz && [ "$(sha256sum < f.tgz | cut -c1-64)" = "<sha256>" ]',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "openssl's sum of its own algorithm": [
    'RUN wget https://a.example/f.tgz && [ "$(openssl dgst -r f.tgz | cut -c1-64)" = "<sha256>" ]',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "openssl computes it": [
    'RUN wget https://a.example/f.tgz && [ "$(openssl dgst -sha256 -r f.tgz | cut -c1-64)" = "<sha256>" ]',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "against a build argument": [
    `
ARG SUM
RUN wget https://a.example/f.tgz && [ "$(sha256sum f.tgz | cut -c1-64)" = "$SUM" ]`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers arg",
  ],
  "against what the same server tells": [
    'RUN wget https://a.example/f.tgz && [ "$(sha256sum f.tgz | cut -c1-64)" = "$(curl -s https://a.example/f.tgz.sha256)" ]',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers remote",
    "curl https://a.example/f.tgz.sha256 sig: none",
  ],
  "against a fetched list": [
    'RUN wget https://a.example/f.tgz https://a.example/f.sha256 && [ "$(sha256sum f.tgz | cut -c1-64)" = "$(cut -c1-64 f.sha256)" ]',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers remote",
    "wget https://a.example/f.sha256 sig > f.sha256: none",
  ],
  "of another file": [
    'RUN wget https://a.example/f.tgz && [ "$(sha256sum g.tgz | cut -c1-64)" = "<sha256>" ]',
    "wget https://a.example/f.tgz artifact > f.tgz: none",
  ],
  "a variable that is computed after the test": [
    'RUN wget https://a.example/f.tgz && [ "$sum" = "<sha256>" ]; sum="$(sha256sum f.tgz)"',
    "wget https://a.example/f.tgz artifact > f.tgz: none",
  ],
  "of a size": [
    'RUN wget https://a.example/f.tgz && [ "$(stat -c %s f.tgz)" = "100" ]',
    "wget https://a.example/f.tgz artifact > f.tgz: none",
  ],
  "a negation in the test": [
    'RUN wget https://a.example/f.tgz; if [ ! "$(sha256sum f.tgz | cut -c1-64)" = "<sha256>" ]; then exit 1; fi; ls',
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "a sum that is printed or asked for, and compared with nothing": [
    `
RUN wget https://a.example/f.tgz; [ -n "$(sha256sum f.tgz)" ] || exit 1
RUN wget https://a.example/g.tgz && echo "$(sha256sum g.tgz)" = "<sha256>"`,
    "wget https://a.example/f.tgz artifact > f.tgz: none",
    "wget https://a.example/g.tgz artifact > g.tgz: none",
  ],
});

downloadTable("sums that are kept", {
  "in a variable that is read": [
    `
SHELL ["/bin/bash", "-c"]
RUN wget https://a.example/f.tgz && read -r sum _ < <(sha256sum f.tgz) && [ "$sum" = "<sha256>" ]
RUN wget https://a.example/g.tgz && read sum rest <<< "$(sha256sum g.tgz)" && test "$sum" = "<sha256>"`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
    "wget https://a.example/g.tgz artifact > g.tgz: sha covers inline",
  ],
  "in a file that is compared or searched": [
    `
RUN wget https://a.example/f.tgz && echo "<sha256>  f.tgz" > want && sha256sum f.tgz > got && diff want got
RUN wget https://a.example/g.tgz && sha256sum g.tgz > got && grep -q <sha256> got
RUN wget https://a.example/h.tgz && wget https://a.example/h.tgz.sha256 && sha256sum h.tgz | tee got && cmp got h.tgz.sha256`,
    "wget https://a.example/f.tgz artifact > f.tgz: sha covers inline",
    "wget https://a.example/g.tgz artifact > g.tgz: sha covers inline",
    "wget https://a.example/h.tgz artifact > h.tgz: sha covers remote",
    "wget https://a.example/h.tgz.sha256 sig > h.tgz.sha256: none",
  ],
  "for another file, or written later": [
    `
RUN wget https://a.example/f.tgz && sha256sum g.tgz > got && diff want got
RUN wget https://a.example/h.tgz && diff want got; sha256sum h.tgz > got`,
    "wget https://a.example/f.tgz artifact > f.tgz: none",
    "wget https://a.example/h.tgz artifact > h.tgz: none",
  ],
});

downloadTable("sums that PHP computes", {
  "code that ends with a failure": [
    `
RUN curl -fo f.php https://a.example/f
RUN php -r "if (hash_file('sha384', 'f.php') === '<sha256>') { echo 'fine'; } else { unlink('f.php'); exit(1); }"`,
    "curl https://a.example/f artifact > f.php: sha covers inline",
  ],
  "code that removes the file": [
    `RUN php -r "copy('https://a.example/f', 'f.php'); if (md5_file('f.php') !== '<md5>') { unlink('f.php'); }" && php f.php`,
    "php https://a.example/f artifact > f.php: md5 covers inline weak md5",
  ],
  "the content of the file, against a variable": [
    `
ARG SUM
RUN curl -fo /tmp/f.php https://a.example/f && php -r "if (!hash_equals('$SUM', hash('sha512', file_get_contents('/tmp/f.php')))) { throw new Exception; }"`,
    "curl https://a.example/f artifact > /tmp/f.php: sha covers arg",
  ],
  "a sum that a test compares": [
    `RUN curl -fo f.php https://a.example/f && [ "$(php -r "echo hash_file('SHA256', 'f.php');")" = "<sha256>" ]`,
    "curl https://a.example/f artifact > f.php: sha covers inline",
  ],
  "against what the same server tells": [
    `RUN sum="$(curl -f https://a.example/f.sig)" && curl -fo f.php https://a.example/f && php -r "if (sha1_file('f.php') !== '$sum') { exit(1); }"`,
    "curl https://a.example/f.sig sig: none",
    "curl https://a.example/f artifact > f.php: sha covers remote weak sha1",
  ],
  "code that ends with what a comparison tells": [
    `RUN curl -fo f.php https://a.example/f && php -r "exit(strcmp(hash_file('SHA384', 'f.php'), getenv('HASH')));" && php f.php`,
    "curl https://a.example/f artifact > f.php: sha covers arg",
  ],
  "code that compares something else": [
    'RUN curl -fo f.php https://a.example/f && php -r "if (PHP_VERSION_ID == 70000) { exit(1); }" && php f.php',
    "curl https://a.example/f artifact > f.php: none",
  ],
  "code that only tells it, ends with a success, or is about another file": [
    `
RUN curl -fo f.php https://a.example/f && php -r "echo hash_file('sha384', 'f.php'); unlink('f.php');"
RUN php -r "if (hash_file('sha384', 'f.php') !== '<sha256>') { exit('bad'); }"
RUN php -r "if (hash_file('sha384', 'g.php') !== '<sha256>') { exit(1); } if (hash_file('crc32b', 'f.php') !== '<sha256>') { exit(1); }"`,
    "curl https://a.example/f artifact > f.php: none",
  ],
  "a failure that nobody looks at": [
    `RUN curl -fo f.php https://a.example/f && php -r "if (hash_file('sha384', 'f.php') !== '<sha256>') { exit(1); }"; php f.php`,
    "curl https://a.example/f artifact > f.php: sha does not cover inline",
  ],
});

downloadTable("tests of PowerShell", {
  "a difference throws": [
    `
SHELL ["pwsh", "-Command", "$ErrorActionPreference = 'Stop';"]
RUN iwr https://a.example/f.zip -OutFile f.zip; if ((Get-FileHash f.zip -Algorithm SHA256).Hash -ne $env:SUM) { throw 'bad' }; Expand-Archive f.zip`,
    "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: sha covers arg",
  ],
  "a difference exits": [
    `
SHELL ["pwsh", "-Command"]
RUN iwr https://a.example/f.zip -OutFile f.zip; if ((Get-FileHash f.zip -Algorithm SHA256).Hash -ne '<sha256>') { Write-Host 'bad'; exit 1 }; Expand-Archive f.zip`,
    "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: sha covers inline",
  ],
  "the hash in a variable": [
    `
SHELL ["pwsh", "-Command"]
RUN iwr https://a.example/f.zip -OutFile f.zip; $h = (Get-FileHash f.zip).Hash; if ($h -ne '<sha256>') { exit 1 }`,
    "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: sha covers inline",
  ],
  "the object in a variable": [
    `
SHELL ["pwsh", "-Command"]
RUN iwr https://a.example/f.zip -OutFile f.zip; $h = Get-FileHash f.zip; if ($h.Hash -ne '<sha256>') { exit 1 }`,
    "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: sha covers inline",
  ],
  "the name in a variable": [
    `
SHELL ["pwsh", "-Command"]
RUN $file = 'C:\\f.zip'; iwr -Uri https://a.example/f.zip -OutFile $file; if ((Get-FileHash $file).Hash -ne $env:SUM) { exit 1 }`,
    `Invoke-WebRequest https://a.example/f.zip artifact > C:\\f.zip: sha covers arg`,
  ],
  "names in another letter case": [
    `
SHELL ["pwsh", "-Command"]
RUN iwr -Uri https://a.example/f.zip -OutFile C:\\F.zip; if ((Get-FileHash c:\\f.zip).Hash -ne $env:SUM) { exit 1 }`,
    `Invoke-WebRequest https://a.example/f.zip artifact > C:\\F.zip: sha covers arg`,
  ],
  "the other branch throws": [
    `
SHELL ["pwsh", "-Command"]
RUN iwr https://a.example/f.zip -OutFile f.zip; if ((Get-FileHash f.zip).Hash -eq '<sha256>') { Write-Host ok } else { throw 'bad' }`,
    "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: sha covers inline",
  ],
  "a negated equality": [
    `
SHELL ["pwsh", "-Command"]
RUN iwr https://a.example/f.zip -OutFile f.zip; if (-not ((Get-FileHash f.zip).Hash -eq '<sha256>')) { exit 1 }`,
    "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: sha covers inline",
  ],
  "a negation by an exclamation mark": [
    `
SHELL ["pwsh", "-Command"]
RUN iwr https://a.example/f.zip -OutFile f.zip; if (!((Get-FileHash f.zip).Hash -eq '<sha256>')) { exit 1 }`,
    "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: sha covers inline",
  ],
  "a negated equality of a variable": [
    `
SHELL ["pwsh", "-Command"]
RUN iwr https://a.example/f.zip -OutFile f.zip; $h = (Get-FileHash f.zip).Hash; if (-not ($h -eq '<sha256>')) { exit 1 }`,
    "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: sha covers inline",
  ],
  "a method of a variable compares": [
    `
SHELL ["pwsh", "-Command"]
RUN iwr https://a.example/f.zip -OutFile f.zip; $h = (Get-FileHash f.zip).Hash; if (!$h.Equals('<sha256>')) { exit 1 }`,
    "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: sha covers inline",
  ],
  "a method compares": [
    `
SHELL ["pwsh", "-Command"]
RUN iwr https://a.example/f.zip -OutFile f.zip; if (!(Get-FileHash -Path f.zip -Algorithm SHA512).Hash.ToLower().Equals('<sha256>')) { exit 1 }; Expand-Archive f.zip`,
    "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: sha covers inline",
  ],
  "what the method compares is right where the script ends": [
    `
SHELL ["pwsh", "-Command"]
RUN iwr https://a.example/f.zip -OutFile f.zip; if ((Get-FileHash f.zip).Hash.Equals('<sha256>')) { exit 1 }; Expand-Archive f.zip`,
    "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: sha does not cover inline",
  ],
  "a message alone stops nothing": [
    `
SHELL ["pwsh", "-Command"]
RUN iwr https://a.example/f.zip -OutFile f.zip; if ((Get-FileHash f.zip).Hash -ne '<sha256>') { Write-Host 'bad' }; Expand-Archive f.zip`,
    "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: sha does not cover inline",
  ],
  "a printed hash": [
    `
SHELL ["pwsh", "-Command"]
RUN iwr https://a.example/f.zip -OutFile f.zip; Get-FileHash f.zip`,
    "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: none",
  ],
  md5: [
    `
SHELL ["pwsh", "-Command"]
RUN iwr https://a.example/f.zip -OutFile f.zip; if ((Get-FileHash f.zip -Algorithm MD5).Hash -ne '<md5>') { exit 1 }`,
    "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: md5 covers inline weak md5",
  ],
  certutil: [
    `
SHELL ["pwsh", "-Command"]
RUN iwr https://a.example/f.zip -OutFile f.zip; if ((certutil -hashfile f.zip SHA256)[1] -ne '<sha256>') { throw 'bad' }`,
    "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: sha covers inline",
  ],
  "what PowerShell keeps of a comparison is asked for behind it": [
    `
SHELL ["pwsh", "-Command"]
RUN iwr https://a.example/f.zip -OutFile f.zip; $ok = (Get-FileHash f.zip).Hash -eq '<sha256>'; if (!$ok) { throw 'bad' }
RUN iwr https://a.example/g.zip -OutFile g.zip; $bad = (Get-FileHash g.zip).Hash -ne '<sha256>'; if ($bad) { exit 1 }
RUN iwr https://a.example/h.zip -OutFile h.zip; $ok = (Get-FileHash h.zip).Hash -eq '<sha256>'; if ($ok) { Expand-Archive h.zip } else { throw 'bad' }
RUN iwr https://a.example/i.zip -OutFile i.zip; $ok = (Get-FileHash i.zip).Hash -eq '<sha256>'; if ($ok) { throw 'bad' }
RUN iwr https://a.example/j.zip -OutFile j.zip; $ok = (Get-FileHash j.zip).Hash -eq '<sha256>'; if (-not $ok) { Write-Host 'bad' }`,
    "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: sha covers inline",
    "Invoke-WebRequest https://a.example/g.zip artifact > g.zip: sha covers inline",
    "Invoke-WebRequest https://a.example/h.zip artifact > h.zip: sha covers inline",
    "Invoke-WebRequest https://a.example/i.zip artifact > i.zip: sha does not cover inline",
    "Invoke-WebRequest https://a.example/j.zip artifact > j.zip: sha does not cover inline",
  ],
  "an error that PowerShell writes ends the script where it is told to stop": [
    `
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]
RUN iwr https://a.example/f.zip -OutFile f.zip; if ((Get-FileHash f.zip).Hash -ne '<sha256>') { Write-Error 'bad' }; Expand-Archive f.zip`,
    "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: sha covers inline",
  ],
  "an error that is only written": [
    `
SHELL ["powershell", "-Command"]
RUN iwr https://a.example/f.zip -OutFile f.zip; if ((Get-FileHash f.zip).Hash -ne '<sha256>') { Write-Error 'bad' }; Expand-Archive f.zip`,
    "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: sha does not cover inline",
  ],
  "the script itself says that it stops": [
    `
SHELL ["powershell", "-Command"]
RUN $ErrorActionPreference = 'Stop'; iwr https://a.example/f.zip -OutFile f.zip; if ((Get-FileHash f.zip).Hash -ne '<sha256>') { Write-Error 'bad' }; Expand-Archive f.zip`,
    "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: sha covers inline",
  ],
  "the script goes on where the shell would stop": [
    `
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]
RUN $ErrorActionPreference = 'Continue'; iwr https://a.example/f.zip -OutFile f.zip; if ((Get-FileHash f.zip).Hash -ne '<sha256>') { Write-Error 'bad' }; Expand-Archive f.zip`,
    "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: sha does not cover inline",
  ],
  "a script in quotes that stops": [
    `RUN pwsh -Command '$ErrorActionPreference = "Stop"; iwr https://a.example/f.zip -OutFile f.zip; if ((Get-FileHash f.zip).Hash -ne "<sha256>") { Write-Error bad }; Expand-Archive f.zip'`,
    "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: sha covers inline",
  ],
  "options of PowerShell are none of sh": [
    `RUN pwsh -NoProfile -Command 'iwr https://a.example/f.zip -OutFile f.zip; if ((Get-FileHash f.zip).Hash -ne "<sha256>") { Write-Error bad }; Expand-Archive f.zip'`,
    "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: sha does not cover inline",
  ],
  "the signature of a program": [
    `
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]
RUN iwr https://a.example/f.msi -OutFile f.msi; $sig = Get-AuthenticodeSignature f.msi; if ($sig.Status -ne 'Valid') { throw 'bad' }`,
    "Invoke-WebRequest https://a.example/f.msi artifact > f.msi: gpg covers signed",
  ],
  "a client's file": [
    `
SHELL ["pwsh", "-Command"]
RUN $wc = New-Object Net.WebClient; $wc.DownloadFile('https://a.example/f.zip', 'C:\\f.zip'); if ((Get-FileHash C:\\f.zip).Hash -ne $env:SUM) { exit 1 }`,
    `DownloadFile https://a.example/f.zip artifact > C:\\f.zip: sha covers arg`,
  ],
  "over several lines": [
    `
# escape=\`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
RUN Invoke-WebRequest https://a.example/f.zip -OutFile f.zip; \`
    if ((Get-FileHash f.zip).Hash -ne $env:SUM) { exit 1 }; \`
    Expand-Archive f.zip`,
    "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: sha covers arg",
  ],
});
