import { downloadTable } from "../../../harness/download-table.ts";

downloadTable("what is executed", {
  "a pipe into a shell": ["RUN curl -fsSL https://a.example/i.sh | sh", "curl https://a.example/i.sh script: none"],
  "a shell with words for the script": [
    "RUN curl -fsSL https://a.example/i.sh | bash -s -- -y",
    "curl https://a.example/i.sh script: none",
  ],
  "a shell behind sudo, with a dash": [
    "RUN curl -fsSL https://a.example/i.sh | sudo -E bash -",
    "curl https://a.example/i.sh script: none",
  ],
  "a shell with a variable of its own": [
    "RUN curl -fsSL https://a.example/i.sh | FOO=1 bash",
    "curl https://a.example/i.sh script: none",
  ],
  "a shell that reads /dev/stdin": [
    "RUN curl -fsSL https://a.example/i.sh | bash -x /dev/stdin --yes",
    "curl https://a.example/i.sh script: none",
  ],
  "Python reads its program from the pipe": [
    "RUN curl -fsSL https://a.example/i.py | python3 -",
    "curl https://a.example/i.py script: none",
  ],
  "Perl reads its program from the pipe": [
    "RUN curl -L https://a.example/i.pl | perl - --sudo App",
    "curl https://a.example/i.pl script: none",
  ],
  "PHP reads its program from the pipe": [
    "RUN curl -sS https://a.example/installer | php -- --install-dir=/usr/bin",
    "curl https://a.example/installer script: none",
  ],
  "PHP with words for the program behind two dashes, and with values of its own options": [
    `
RUN curl https://a.example/a | php -- --install-dir /usr/bin && curl https://a.example/b | php -- /usr/local/bin
RUN curl https://a.example/c | php -d detect_unicode=0 && curl https://a.example/d | php -c /etc/php.ini -d a=b -- --quiet`,
    "curl https://a.example/a script: none",
    "curl https://a.example/b script: none",
    "curl https://a.example/c script: none",
    "curl https://a.example/d script: none",
  ],
  "a version in the name of the program": [
    `
RUN curl https://a.example/a | php7 -- --install-dir=/usr/bin; curl https://a.example/b | php81 -d x=1; curl https://a.example/c | /usr/bin/php5
RUN curl https://a.example/d | perl5.30 - App; curl https://a.example/e | ruby2.7; curl https://a.example/f | nodejs -
RUN curl https://a.example/g | pypy3; curl https://a.example/h | python3.12 -; curl https://a.example/i | hhvm --php -- --quick
RUN php7.2 -r "eval('?>' . file_get_contents('x'));" && ruby2.7 -e "$(curl https://a.example/j)"`,
    "curl https://a.example/a script: none",
    "curl https://a.example/b script: none",
    "curl https://a.example/c script: none",
    "curl https://a.example/d script: none",
    "curl https://a.example/e script: none",
    "curl https://a.example/f script: none",
    "curl https://a.example/g script: none",
    "curl https://a.example/h script: none",
    "curl https://a.example/i script: none",
    "curl https://a.example/j script: none",
  ],
  "with an option of which the end is not known": [
    "RUN curl -sS https://a.example/installer | php -- --version=$VERSION --quiet",
    "curl https://a.example/installer script: none",
  ],
  "a shell with the value of an option": [
    "RUN curl https://a.example/i | bash -euo pipefail -s -- a; curl https://a.example/b | bash -o pipefail b.sh",
    "curl https://a.example/i script: none",
    "curl https://a.example/b probe: none",
  ],
  "Node reads its program from the pipe, as others do behind options": [
    "RUN curl https://a.example/a | node; curl https://a.example/b | node --no-warnings; curl https://a.example/c | python3 -u; curl https://a.example/d | ruby -w",
    ...["a", "b", "c", "d"].map((name) => `curl https://a.example/${name} script: none`),
  ],
  "a program that is given reads it": [
    "RUN curl https://a.example/a | python3 -mjson.tool; curl https://a.example/b | ruby -c f.rb; curl https://a.example/c | php -da=b f.php",
    ...["a", "b", "c"].map((name) => `curl https://a.example/${name} probe: none`),
  ],
  "a shell reads it by the name of its input": [
    "RUN curl https://a.example/a.sh | . /dev/stdin; curl https://a.example/b.sh | source /dev/stdin",
    "curl https://a.example/a.sh script: none",
    "curl https://a.example/b.sh script: none",
  ],
  "PowerShell behind a pipe of sh": [
    "RUN curl https://a.example/a.ps1 | pwsh; curl https://a.example/b.ps1 | pwsh -NoProfile -Command -; curl https://a.example/c.ps1 | powershell -File -",
    "curl https://a.example/a.ps1 script: none",
    "curl https://a.example/b.ps1 script: none",
    "curl https://a.example/c.ps1 script: none",
  ],
  "code of Python that executes what it reads": [
    `
RUN wget -qO- https://a.example/i.py | python3 -c "import sys; main=lambda:0; exec(sys.stdin.read()); main('/opt')"
RUN curl https://a.example/j.py | python -c 'import sys; exec(compile(sys.stdin.read(), "j", "exec"))'
RUN curl https://a.example/k.php | php -r 'eval(stream_get_contents(STDIN));'`,
    "wget https://a.example/i.py script: none",
    "curl https://a.example/j.py script: none",
    "curl https://a.example/k.php script: none",
  ],
  "something stands between": [
    "RUN curl -fsSL https://a.example/i.sh | sed 's/a/b/' | sh",
    "curl https://a.example/i.sh script: none",
  ],
  "a copy is kept": [
    "RUN curl -fsSL https://a.example/i.sh | tee i.sh | sh",
    "curl https://a.example/i.sh script > i.sh: none",
  ],
  "a shell reads a process substitution": [
    `
SHELL ["/bin/bash", "-c"]
RUN bash <(curl -fsSL https://a.example/i.sh) -y`,
    "curl https://a.example/i.sh script: none",
  ],
  "source reads a process substitution": [
    `
SHELL ["/bin/bash", "-c"]
RUN source <(curl -fsSL https://a.example/i.sh) && . <(curl -fsSL https://a.example/j.sh)`,
    "curl https://a.example/i.sh script: none",
    "curl https://a.example/j.sh script: none",
  ],
  "a here-string": [
    `
SHELL ["/bin/bash", "-c"]
RUN bash <<< "$(curl -fsSL https://a.example/i.sh)"`,
    "curl https://a.example/i.sh script: none",
  ],
  "input from a process substitution": [
    `
SHELL ["/bin/bash", "-c"]
RUN bash < <(curl -fsSL https://a.example/i.sh)`,
    "curl https://a.example/i.sh script: none",
  ],
  "sh -c with a substitution": [
    'RUN sh -c "$(curl -fsSL https://a.example/i.sh)" "" --unattended',
    "curl https://a.example/i.sh script: none",
  ],
  "a command inside the text of sh -c": [
    'RUN sh -c "RUNZSH=no $(curl -fsSL https://a.example/i.sh)" && bash -c "cd /tmp && $(wget -qO- https://a.example/j.sh)"',
    "curl https://a.example/i.sh script: none",
    "wget https://a.example/j.sh script: none",
  ],
  "a command and a value inside the text of sh -c": [
    'RUN sh -c "V=$(curl -fsSL https://a.example/version) $(curl -fsSL https://a.example/i.sh)"',
    "curl https://a.example/version probe: none",
    "curl https://a.example/i.sh script: none",
  ],
  "sh -c with backticks": [
    'RUN sh -c "`wget -qO- https://a.example/i.sh`"',
    "wget https://a.example/i.sh script: none",
  ],
  "a variable that eval or a shell executes": [
    'RUN S="$(curl -fsSL https://a.example/i.sh)" && eval "$S"; T=$(wget -qO- https://a.example/j.sh); bash -c "${T}" -- -y',
    "curl https://a.example/i.sh script: none",
    "wget https://a.example/j.sh script: none",
  ],
  "a variable that iex executes": [
    `
SHELL ["pwsh", "-Command"]
RUN $s = irm https://a.example/i.ps1; iex $s`,
    "Invoke-RestMethod https://a.example/i.ps1 script: none",
  ],
  "a variable in what eval executes": [
    'RUN V=$(curl -fsSL https://a.example/version); eval "export TOOL_VERSION=$V"',
    "curl https://a.example/version probe: none",
  ],
  "a variable that a script is called with": [
    'RUN V=$(curl -fsSL https://a.example/version); bash install.sh "$V"',
    "curl https://a.example/version probe: none",
  ],
  eval: ['RUN eval "$(curl -fsSL https://a.example/i.sh)"', "curl https://a.example/i.sh script: none"],
  "perl -e and ruby -e": [
    'RUN perl -e "$(curl -L https://a.example/i.pl)" && ruby -e "$(curl -L https://a.example/i.rb)"',
    "curl https://a.example/i.pl script: none",
    "curl https://a.example/i.rb script: none",
  ],
  "the text that other languages are given": [
    'RUN python3 -c "$(curl https://a.example/a)" && node -e "$(curl https://a.example/b)" && deno eval "$(curl https://a.example/c)" && bun -p "$(curl https://a.example/d)" && php -r "$(curl https://a.example/e)"',
    "curl https://a.example/a script: none",
    "curl https://a.example/b script: none",
    "curl https://a.example/c script: none",
    "curl https://a.example/d script: none",
    "curl https://a.example/e script: none",
  ],
  "iex of a pipe, of an argument, of a block": [
    `
SHELL ["pwsh", "-Command"]
RUN iwr https://a.example/a.ps1 -useb | iex; Invoke-Expression (irm https://a.example/b.ps1); & ([scriptblock]::Create((irm https://a.example/c.ps1))) -Version 1`,
    "Invoke-WebRequest https://a.example/a.ps1 script: none",
    "Invoke-RestMethod https://a.example/b.ps1 script: none",
    "Invoke-RestMethod https://a.example/c.ps1 script: none",
  ],
  "pwsh -c inside a shell": [
    'RUN pwsh -c "irm https://a.example/i.ps1 | iex"',
    "Invoke-RestMethod https://a.example/i.ps1 script: none",
  ],
});

downloadTable("what is not executed", {
  "a program that was given its own text reads data": [
    `RUN V=$(curl -fsSL https://a.example/i.json | python3 -c "import sys, json; print(json.load(sys.stdin)['v'])")`,
    "curl https://a.example/i.json probe: none",
  ],
  "a module of Python, or a text of PowerShell, reads data": [
    "RUN V=$(curl https://a.example/a | python3 -m json.tool) && curl -s https://a.example/b | pwsh -Command 'exit 0' > b",
    "curl https://a.example/a probe: none",
    "curl https://a.example/b artifact > b: none",
  ],
  "a text of Python that executes something else": [
    `RUN curl -fsSL https://a.example/i.json | python3 -c "import sys, json; exec('v=1'); print(json.load(sys.stdin))" && curl -fsSL https://a.example/j | python3 -c "import sys; myexec(sys.stdin.read())"`,
    "curl https://a.example/i.json probe: none",
    "curl https://a.example/j probe: none",
  ],
  "perl -ne searches": [
    "RUN curl -fsSL https://a.example/index.html | perl -ne 'print if /v1/' > /v",
    "curl https://a.example/index.html probe > /v: none",
  ],
  "a script that reads data": [
    "RUN curl -fsSL https://a.example/data | sh consume.sh; curl https://a.example/b | php -d a=b consume.php; curl https://a.example/c | php consume.php -- a; curl https://a.example/d | bash -- consume.sh",
    "curl https://a.example/data probe: none",
    "curl https://a.example/b probe: none",
    "curl https://a.example/c probe: none",
    "curl https://a.example/d probe: none",
  ],
  "an argument of a script is a value": [
    'RUN sh build.sh "$(curl -fsSL https://a.example/version)"',
    "curl https://a.example/version probe: none",
  ],
  "a value inside the text of sh -c": [
    'RUN sh -c "echo $(curl -fsSL https://a.example/version)"',
    "curl https://a.example/version probe: none",
  ],
  "a script that is saved first is a file": [
    "RUN curl -fsSLo i.sh https://a.example/i.sh && sh i.sh",
    "curl https://a.example/i.sh artifact > i.sh: none",
  ],
  "a value among the words of a script behind a pipe": [
    `
RUN curl -fsSL https://a.example/i.sh | sh -s -- -b /bin $(curl -fsSL https://a.example/v | grep tag)
RUN curl -fsSL https://a.example/j | php -- --version=\`curl -fsSL https://a.example/w\`
RUN V=$(curl -fsSL https://a.example/x | cut -d. -f1) && curl -fsSL https://a.example/k.sh | V=$(curl -fsSL https://a.example/y) bash`,
    "curl https://a.example/i.sh script: none",
    "curl https://a.example/v probe: none",
    "curl https://a.example/j script: none",
    "curl https://a.example/w probe: none",
    "curl https://a.example/x probe: none",
    "curl https://a.example/k.sh script: none",
    "curl https://a.example/y probe: none",
  ],
  "a list of packages for xargs": [
    "RUN curl -fsSL https://a.example/list | xargs apt-get install -y",
    "curl https://a.example/list artifact: none",
  ],
});

downloadTable("artifacts", {
  "unpacked at once": [
    "RUN curl -fsSL https://a.example/f.tgz | tar xz && wget -qO- https://a.example/f.zip | bsdtar -xf- && curl https://a.example/f.cpio | cpio -id",
    "curl https://a.example/f.tgz artifact: none",
    "wget https://a.example/f.zip artifact: none",
    "curl https://a.example/f.cpio artifact: none",
  ],
  "unpacked into a file": [
    "RUN curl -fsSL https://a.example/f.gz | gunzip 2> log > f; curl https://a.example/g | tee -a g",
    "curl https://a.example/f.gz artifact > f: none",
    "curl https://a.example/g artifact > g: none",
  ],
  "written by tee": [
    "RUN curl -fsSL https://a.example/f | sudo tee /usr/bin/f > /dev/null && chmod +x /usr/bin/f",
    "curl https://a.example/f artifact > /usr/bin/f: none",
  ],
  "written by tee to what a variable names": [
    `
ARG FILE=/usr/bin/f
RUN curl -fsSL https://a.example/f | tee $FILE > /dev/null && echo "<sha256>  $FILE" | sha256sum -c`,
    "curl https://a.example/f artifact > /usr/bin/f: sha covers inline",
  ],
  "edited on the way": [
    "RUN curl -fsSL https://a.example/conf | sed 's/a/b/' > /etc/conf",
    "curl https://a.example/conf artifact > /etc/conf: none",
  ],
  "edited on the way to a program that keeps it": [
    `
RUN curl -fsSL https://a.example/f.run | sed -e '1,/^exit 0$/d' | bsdtar -xf- -C /opt
RUN curl -fsSL https://a.example/g.tgz.b64 | sed 1d | base64 -d | tar xz
RUN curl -fsSL https://a.example/conf | sed 's/a/b/' | tee /etc/conf
RUN curl -fsSL https://a.example/page | sed -n 's/a/b/p' | tar -tf -
RUN curl -fsSL https://a.example/h | sed 's/a/b/' | cat > /etc/h
RUN curl -fsSL https://a.example/i | sed 's/a/b/' | grep -v c | tee /etc/i && curl https://a.example/k | sed 's/a/b/'`,
    "curl https://a.example/f.run artifact: none",
    "curl https://a.example/g.tgz.b64 artifact: none",
    "curl https://a.example/conf artifact > /etc/conf: none",
    "curl https://a.example/page probe: none",
    "curl https://a.example/h artifact > /etc/h: none",
    "curl https://a.example/i probe > /etc/i: none",
    "curl https://a.example/k probe: none",
  ],
  "a name that only holds the word checksum": [
    "RUN curl -fsSLO https://a.example/checksum-tool-1.0.tar.gz && curl -fsSLO https://a.example/keyring-1.0.tar.gz",
    "curl https://a.example/checksum-tool-1.0.tar.gz artifact > checksum-tool-1.0.tar.gz: none",
    "curl https://a.example/keyring-1.0.tar.gz artifact > keyring-1.0.tar.gz: none",
  ],
});

downloadTable("keys", {
  "made binary by gpg": [
    "RUN curl -fsSL https://a.example/a.gpg | gpg --dearmor -o /etc/apt/keyrings/a.gpg",
    "curl https://a.example/a.gpg key > /etc/apt/keyrings/a.gpg: none",
  ],
  "given to apt-key": ["RUN wget -qO - https://a.example/k | apt-key add -", "wget https://a.example/k key: none"],
  imported: ["RUN curl https://a.example/KEYS | gpg --import", "curl https://a.example/KEYS key: none"],
  "imported by rpm behind a pipe": [
    "RUN curl https://a.example/k > k.pub && rpm --import k.pub",
    "curl https://a.example/k key > k.pub: none",
  ],
  "saved into a folder of keys": [
    "RUN curl -fsSLo /usr/share/keyrings/a.gpg https://a.example/archive && wget -O /etc/apk/keys/a.rsa.pub https://a.example/a && wget -O /etc/apt/trusted.gpg.d/a.asc https://a.example/x",
    "curl https://a.example/archive key > /usr/share/keyrings/a.gpg: none",
    "wget https://a.example/a key > /etc/apk/keys/a.rsa.pub: none",
    "wget https://a.example/x key > /etc/apt/trusted.gpg.d/a.asc: none",
  ],
  "imported under the name of a signature": [
    "RUN curl -O https://a.example/tool-1.0.tgz.asc && gpg --import tool-1.0.tgz.asc",
    "curl https://a.example/tool-1.0.tgz.asc key > tool-1.0.tgz.asc: none",
  ],
  "given to gpgv behind a pipe": [
    "RUN gpgv --keyring <(curl https://a.example/a.asc | gpg --dearmor) f.sig f",
    "curl https://a.example/a.asc key: none",
  ],
  "called a key": [
    "RUN curl -fsSLO https://a.example/release-key.asc && curl -fsSLO https://a.example/RPM-GPG-KEY-a && curl -fsSLO https://a.example/signing.key",
    "curl https://a.example/release-key.asc key > release-key.asc: none",
    "curl https://a.example/RPM-GPG-KEY-a key > RPM-GPG-KEY-a: none",
    "curl https://a.example/signing.key key > signing.key: none",
  ],
});

downloadTable("sums and signatures", {
  "by ending": [
    "RUN curl -O https://a.example/f.tgz.asc -O https://a.example/f.tgz.sha256 -O https://a.example/f.tgz.sig -O https://a.example/f.tgz.md5 -O https://a.example/f.tgz.minisig -O https://a.example/f.sigstore.json -O https://a.example/f.tgz.sha512sum -O https://a.example/all.sum",
    "curl https://a.example/f.tgz.asc sig > f.tgz.asc: none",
    "curl https://a.example/f.tgz.sha256 sig > f.tgz.sha256: none",
    "curl https://a.example/f.tgz.sig sig > f.tgz.sig: none",
    "curl https://a.example/f.tgz.md5 sig > f.tgz.md5: none",
    "curl https://a.example/f.tgz.minisig sig > f.tgz.minisig: none",
    "curl https://a.example/f.sigstore.json sig > f.sigstore.json: none",
    "curl https://a.example/f.tgz.sha512sum sig > f.tgz.sha512sum: none",
    "curl https://a.example/all.sum sig > all.sum: none",
  ],
  "by name": [
    "RUN curl -O https://a.example/SHASUMS256.txt -O https://a.example/SHA256SUMS -O https://a.example/tool_1.0_checksums.txt -O https://a.example/SUMS -O https://a.example/tool_SHA256 -O https://a.example/SHA256SUMS.gpg",
    "curl https://a.example/SHASUMS256.txt sig > SHASUMS256.txt: none",
    "curl https://a.example/SHA256SUMS sig > SHA256SUMS: none",
    "curl https://a.example/tool_1.0_checksums.txt sig > tool_1.0_checksums.txt: none",
    "curl https://a.example/SUMS sig > SUMS: none",
    "curl https://a.example/tool_SHA256 sig > tool_SHA256: none",
    "curl https://a.example/SHA256SUMS.gpg sig > SHA256SUMS.gpg: none",
  ],
  "by what gpg verifies": [
    "RUN curl -o /tmp/t.asc https://a.example/tool-1.0.asc && curl -o /tmp/s https://a.example/1.0/signature && gpg --batch --verify /tmp/t.asc /tmp/t.tgz && gpgv --keyring k.gpg /tmp/s /tmp/t.tgz",
    "curl https://a.example/tool-1.0.asc sig > /tmp/t.asc: none",
    "curl https://a.example/1.0/signature sig > /tmp/s: none",
  ],
  "by what gpg decrypts": [
    "RUN curl -O https://a.example/release-1.0.asc && gpg -d release-1.0.asc | sha256sum -c",
    "curl https://a.example/release-1.0.asc sig > release-1.0.asc: none",
  ],
  "by what gpg reads as its input": [
    "RUN curl -O https://a.example/a.asc && gpg --decrypt < a.asc > sums && curl https://a.example/b.asc | gpg --verify - f && curl https://a.example/c.asc | gpg -d -o sums",
    "curl https://a.example/a.asc sig > a.asc: none",
    "curl https://a.example/b.asc sig: none",
    "curl https://a.example/c.asc sig: none",
  ],
  "a file that gpg takes out of its signature is one": [
    'RUN curl -o t.gpg https://a.example/tool-1.0.phar.gpg && gpg --batch --decrypt --output t t.gpg && echo "<sha512> *t" | sha512sum -c - && curl https://a.example/f.tgz.asc | gpg -d > f.tgz',
    "curl https://a.example/tool-1.0.phar.gpg artifact > t.gpg: gpg covers signed",
    "curl https://a.example/f.tgz.asc artifact > f.tgz: gpg covers signed",
  ],
  "a name of signatures": [
    "RUN curl -O https://a.example/tool-1.0-signatures.asc -O https://a.example/signature-tool-1.0.tgz -O https://a.example/SIGNATURES",
    "curl https://a.example/tool-1.0-signatures.asc sig > tool-1.0-signatures.asc: none",
    "curl https://a.example/signature-tool-1.0.tgz artifact > signature-tool-1.0.tgz: none",
    "curl https://a.example/SIGNATURES sig > SIGNATURES: none",
  ],
  "of the name of a key": [
    "RUN curl -O https://a.example/tool-key.asc && gpg --verify tool-key.asc tool",
    "curl https://a.example/tool-key.asc sig > tool-key.asc: none",
  ],
  "what is signed is none": [
    "RUN curl -O https://a.example/tool && curl -O https://a.example/pass.enc && gpg --verify tool.asc tool && gpg -d pass.enc > pass",
    "curl https://a.example/tool artifact > tool: gpg covers signed",
    "curl https://a.example/pass.enc artifact > pass.enc: gpg covers signed",
  ],
  "beside the file that it signs": [
    "RUN curl -O https://a.example/tool-linux -O https://a.example/tool-linux.asc",
    "curl https://a.example/tool-linux artifact > tool-linux: none",
    "curl https://a.example/tool-linux.asc sig > tool-linux.asc: none",
  ],
});

downloadTable("lists of repositories", {
  "by place and by name": [
    "RUN curl -fsSLo /etc/yum.repos.d/a.repo https://a.example/a && curl https://a.example/b | tee /etc/apt/sources.list.d/a.list && curl -O https://a.example/c.list",
    "curl https://a.example/a repo-config > /etc/yum.repos.d/a.repo: none",
    "curl https://a.example/b repo-config > /etc/apt/sources.list.d/a.list: none",
    "curl https://a.example/c.list repo-config > c.list: none",
  ],
  "lists of mirrors": [
    `
RUN curl -so /etc/pacman.d/mirrorlist "https://a.example/mirrorlist/?country=all" && curl https://a.example/m > /etc/pacman.d/mirrorlist
RUN curl -s "https://a.example/mirrorlist/?country=FR" | sed -e 's/^#Server/Server/' | rankmirrors -n 6 - > /etc/pacman.d/mirrorlist`,
    "curl https://a.example/mirrorlist/?country=all repo-config > /etc/pacman.d/mirrorlist: none",
    "curl https://a.example/m repo-config > /etc/pacman.d/mirrorlist: none",
    "curl https://a.example/mirrorlist/?country=FR repo-config > /etc/pacman.d/mirrorlist: none",
  ],
  "none in the folder of a program": [
    `
ADD https://a.example/versions.list /app/config/versions.list
ADD https://a.example/c.list /etc/apt/sources.list.d/
ADD https://a.example/d.repo /tmp/d.repo
RUN curl -o /usr/share/dict/words.list https://a.example/words.list`,
    "ADD https://a.example/versions.list artifact > /app/config/versions.list: none",
    "ADD https://a.example/c.list repo-config > /etc/apt/sources.list.d/c.list: none",
    "ADD https://a.example/d.repo repo-config > /tmp/d.repo: none",
    "curl https://a.example/words.list artifact > /usr/share/dict/words.list: none",
  ],
});

downloadTable("what is only asked", {
  "an archive that is unpacked while its names are captured": [
    `RUN D=$(curl -fsSL https://a.example/f.tgz | tar xzv | head -1); $(wget -qO- https://a.example/g.tgz | tar -C /opt -xz)
RUN D="$(curl -fsSL https://a.example/h.tgz | bsdtar --extract -f - -C /opt)" && ls`,
    "curl https://a.example/f.tgz artifact: none",
    "wget https://a.example/g.tgz artifact: none",
    "curl https://a.example/h.tgz artifact: none",
  ],
  "a file of an archive that is captured, or the names in it": [
    `RUN V=$(curl -fsSL https://a.example/f.tgz | tar xzO f/VERSION); L=$(curl -fsSL https://a.example/g.tgz | tar tz)
RUN V=$(curl -fsSL https://a.example/h.tgz | tar -xz --to-stdout --exclude x) && ls`,
    "curl https://a.example/f.tgz probe: none",
    "curl https://a.example/g.tgz probe: none",
    "curl https://a.example/h.tgz probe: none",
  ],
  "what is captured, and kept on the way": [
    "RUN A=$(curl https://a.example/a | tee a | head -1) && B=$(curl https://a.example/b | cat - > b; date) && C=$(curl https://a.example/c | tee /dev/stderr | head -1) && D=$(curl https://a.example/d | cat | head -1)",
    "curl https://a.example/a artifact > a: none",
    "curl https://a.example/b artifact > b: none",
    "curl https://a.example/c probe: none",
    "curl https://a.example/d probe: none",
  ],
  "kept in a variable": [
    'RUN V=$(curl -s https://a.example/latest) && echo "$V"',
    "curl https://a.example/latest probe: none",
  ],
  "a page that is saved, read for an answer and removed": [
    "RUN wget -qO /tmp/index.yml https://a.example/index && URL=$(cat /tmp/index.yml | sed -n 's/uri: //p') && curl -o f $URL && rm -f /tmp/index.yml",
    "wget https://a.example/index probe > /tmp/index.yml: none",
    "curl $URL = ? artifact > f: none",
  ],
  "a file that is read for an answer and kept, or used": [
    `RUN wget -O a.json https://a.example/a && V=$(jq -r .version a.json)
RUN wget -O b.json https://a.example/b && V=$(jq -r .version b.json) && tool --config b.json && rm b.json
RUN wget -O c.tgz https://a.example/c && N=$(tar tzf c.tgz | head -1) && tar xf c.tgz && rm c.tgz
RUN wget -O d.json https://a.example/d && V=$(cat < d.json) && tool < d.json && rm d.json
RUN wget -O e https://a.example/e && V=$(tool e) && rm e; wget -O f https://a.example/f && cat f && rm f; wget -O g https://a.example/g && tool <(cat g) && rm g`,
    ..."a.json b.json c.tgz d.json e f g"
      .split(" ")
      .map((name) => `wget https://a.example/${name[0]} artifact > ${name}: none`),
  ],
  "random bytes, which have no sum": [
    'ADD "https://www.random.org/cgi-bin/randbyte?nbytes=10&format=h" /cache-bust',
    "ADD https://www.random.org/cgi-bin/randbyte?nbytes=10&format=h probe > /cache-bust: none",
  ],
  "the state of a tag on Docker Hub, which is added to build anew": [
    "ADD https://hub.docker.com/v2/repositories/team/app/tags/1.4 /tmp/app.json",
    "ADD https://hub.docker.com/v2/repositories/team/app/tags/1.4 probe > /tmp/app.json: none",
  ],
  "what is added to nothing": [
    "ADD https://api.github.com/repos/o/r/compare/main...HEAD /dev/null",
    "ADD https://api.github.com/repos/o/r/compare/main...HEAD probe > /dev/null: none",
  ],
  "a page that is another each time": [
    "ADD https://www.google.com /time.now\nADD http://a.example/todays-date http://a.example/todays-date.tgz /tmp/",
    "ADD https://www.google.com probe > /time.now: none",
    "ADD http://a.example/todays-date probe > /tmp/todays-date: none",
    "ADD http://a.example/todays-date.tgz artifact > /tmp/todays-date.tgz: none",
  ],
  "an answer about a branch of a repository that a variable names": [
    `
ARG REPO
ADD https://api.github.com/repos/\${REPO}/git/refs/heads/main /tmp/version.json
ADD https://api.github.com/repos/o/r/branches/main /tmp/branch.json
ADD https://api.github.com/repos/\${REPO}/tarball/v1 /tmp/t.tgz`,
    "ADD https://api.github.com/repos/${REPO}/git/refs/heads/main = ? probe > /tmp/version.json: none",
    "ADD https://api.github.com/repos/o/r/branches/main probe > /tmp/branch.json: none",
    "ADD https://api.github.com/repos/${REPO}/tarball/v1 = ? artifact > /tmp/t.tgz: none",
  ],
  "a release of GitHub's API": [
    "RUN curl -s https://api.github.com/repos/o/r/releases/latest > release.json",
    "curl https://api.github.com/repos/o/r/releases/latest probe > release.json: none",
  ],
  "a URL that a look-up makes": [
    'RUN V=$(curl -s https://api.github.com/repos/o/r/releases/latest | jq -r .tag_name) && curl -fsSLo f.tgz "https://a.example/$V/f.tgz"',
    "curl https://api.github.com/repos/o/r/releases/latest probe: none",
    "curl https://a.example/$V/f.tgz = ? artifact > f.tgz: none",
  ],
  "a tarball of GitHub's API is a file": [
    "RUN curl -sLo t.tgz https://api.github.com/repos/o/r/tarball/v1",
    "curl https://api.github.com/repos/o/r/tarball/v1 artifact > t.tgz: none",
  ],
  "thrown away or printed": [
    "RUN curl -sf https://a.example/ > /dev/null && curl https://a.example/b && wget --spider https://a.example/c && curl -I https://a.example/d",
    "curl https://a.example/ probe: none",
    "curl https://a.example/b probe: none",
    "wget https://a.example/c probe > c: none",
    "curl https://a.example/d probe: none",
  ],
  "data that is sent": [
    `RUN curl -X POST -d '{"a":1}' https://a.example/hook`,
    "curl https://a.example/hook probe: none",
  ],
  "data that is sent, and its answer kept": [
    "RUN curl -fsS -X PUT -o r https://a.example/a && curl -F f=@x -o r https://a.example/b && curl -T x -o r https://a.example/c && wget --post-data a=b -O r https://a.example/d",
    "curl https://a.example/a probe > r: none",
    "curl https://a.example/b probe > r: none",
    "curl https://a.example/c probe > r: none",
    "wget https://a.example/d probe > r: none",
  ],
  "data in the URL of a plain request": [
    "RUN curl -fsSG -d os=linux -o f.tgz https://a.example/a && curl -X GET -d os=linux -o g.tgz https://a.example/b",
    "curl https://a.example/a artifact > f.tgz: none",
    "curl https://a.example/b artifact > g.tgz: none",
  ],
  "read line by line": [
    'RUN curl -s https://a.example/list | while read -r line; do echo "$line"; done',
    "curl https://a.example/list probe: none",
  ],
  "a shell that only writes what it reads": [
    "RUN curl -fsSL https://a.example/f.tgz | sh -c 'cat > /opt/f.tgz'",
    "curl https://a.example/f.tgz artifact > /opt/f.tgz: none",
  ],
  searched: [
    "RUN curl -s https://a.example/index.html | grep -o 'v[0-9.]*' | head -1 > /v",
    "curl https://a.example/index.html probe > /v: none",
  ],
  "this machine": [
    "RUN curl -fo h http://localhost:8080/health && wget -O i http://127.0.0.1/x",
    "curl http://localhost:8080/health probe > h: none",
    "wget http://127.0.0.1/x probe > i: none",
  ],
});
