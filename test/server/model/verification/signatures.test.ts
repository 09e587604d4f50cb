import { downloadTable } from "../../../harness/download-table.ts";

downloadTable("signatures", {
  "a signature whose state grep looks for": [
    "RUN wget https://a.example/f.deb && dpkg-sig --verify f.deb | grep GOODSIG && dpkg -i f.deb",
    "wget https://a.example/f.deb artifact > f.deb: gpg covers signed",
  ],
  "gpg with a key of a fingerprint": [
    "RUN wget https://a.example/f.tgz https://a.example/f.tgz.asc && gpg --keyserver keys.example --recv-keys <commit> && gpg --batch --verify f.tgz.asc f.tgz",
    "wget https://a.example/f.tgz artifact > f.tgz: gpg covers signed",
    "wget https://a.example/f.tgz.asc sig > f.tgz.asc: none",
  ],
  "gpg of the signature alone": [
    "RUN wget https://a.example/f.tgz https://a.example/f.tgz.asc && gpg --verify f.tgz.asc",
    "wget https://a.example/f.tgz artifact > f.tgz: gpg covers signed",
    "wget https://a.example/f.tgz.asc sig > f.tgz.asc: none",
  ],
  "gpg with a key from the same place": [
    "RUN curl -s https://a.example/KEYS | gpg --import && wget https://a.example/f.tgz https://a.example/f.tgz.asc && gpg --verify f.tgz.asc f.tgz",
    "curl https://a.example/KEYS key: none",
    "wget https://a.example/f.tgz artifact > f.tgz: gpg covers remote",
    "wget https://a.example/f.tgz.asc sig > f.tgz.asc: none",
  ],
  "gpg with a key from the same place, saved first": [
    "RUN curl -so KEYS https://a.example/KEYS && gpg --import KEYS && wget https://a.example/f.tgz https://a.example/f.tgz.asc && gpg --verify f.tgz.asc f.tgz",
    "curl https://a.example/KEYS key > KEYS: none",
    "wget https://a.example/f.tgz artifact > f.tgz: gpg covers remote",
    "wget https://a.example/f.tgz.asc sig > f.tgz.asc: none",
  ],
  "gpg with a key of the build context": [
    `
COPY key.asc /
RUN gpg --import /key.asc && wget https://a.example/f.tgz https://a.example/f.tgz.asc && gpg --verify f.tgz.asc f.tgz`,
    "wget https://a.example/f.tgz artifact > f.tgz: gpg covers signed",
    "wget https://a.example/f.tgz.asc sig > f.tgz.asc: none",
  ],
  "gpg of another file with the signature of this one": [
    "RUN wget https://a.example/f.tgz https://a.example/f.tgz.asc && gpg --verify f.tgz.asc other.tgz",
    "wget https://a.example/f.tgz artifact > f.tgz: none",
    "wget https://a.example/f.tgz.asc sig > f.tgz.asc: none",
  ],
  "values of options are no files": [
    "RUN wget https://a.example/f.tgz https://a.example/f.tgz.asc && gpg --keyid-format long --auto-key-locate local --max-output 9 --passphrase a --passphrase-fd 0 --passphrase-file b --pinentry-mode loopback --command-fd 0 --attribute-fd 3 --display-charset utf8 --charset utf8 --compliance gnupg --import-options c --list-options d --known-notation e --assert-signer f --agent-program g --dirmngr-program h --log-file i -u j -r k --verify f.tgz.asc other.tgz",
    "wget https://a.example/f.tgz artifact > f.tgz: none",
    "wget https://a.example/f.tgz.asc sig > f.tgz.asc: none",
  ],
  "gpg of another file": [
    "RUN wget https://a.example/f.tgz https://a.example/g.tgz.asc && gpg --verify g.tgz.asc g.tgz",
    "wget https://a.example/f.tgz artifact > f.tgz: none",
    "wget https://a.example/g.tgz.asc sig > g.tgz.asc: none",
  ],
  "gpg whose failure is ignored": [
    "RUN wget https://a.example/f.tgz https://a.example/f.tgz.asc; gpg --verify f.tgz.asc; tar xf f.tgz",
    "wget https://a.example/f.tgz artifact > f.tgz: gpg does not cover signed",
    "wget https://a.example/f.tgz.asc sig > f.tgz.asc: none",
  ],
  "gpg and a sum": [
    'RUN wget https://a.example/f.tgz https://a.example/f.tgz.asc && gpg --verify f.tgz.asc f.tgz && echo "<sha256>  f.tgz" | sha256sum -c',
    "wget https://a.example/f.tgz artifact > f.tgz: sha+gpg covers signed",
    "wget https://a.example/f.tgz.asc sig > f.tgz.asc: none",
  ],
  "a good signature that grep looks for": [
    'RUN wget https://a.example/f.tgz https://a.example/f.tgz.asc && gpg --verify f.tgz.asc f.tgz 2>&1 | grep "Good signature" && tar xf f.tgz',
    "wget https://a.example/f.tgz artifact > f.tgz: gpg covers signed",
    "wget https://a.example/f.tgz.asc sig > f.tgz.asc: none",
  ],
  "gpgv with a keyring": [
    "RUN wget https://a.example/f.tgz https://a.example/f.tgz.sig && gpgv --keyring ./k.gpg f.tgz.sig f.tgz",
    "wget https://a.example/f.tgz artifact > f.tgz: gpg covers signed",
    "wget https://a.example/f.tgz.sig sig > f.tgz.sig: none",
  ],
  cosign: [
    "RUN wget https://a.example/f.tgz https://a.example/f.tgz.sig && cosign verify-blob --key k.pub --signature f.tgz.sig f.tgz",
    "wget https://a.example/f.tgz artifact > f.tgz: gpg covers signed",
    "wget https://a.example/f.tgz.sig sig > f.tgz.sig: none",
  ],
  "cosign with a bundle": [
    "RUN wget https://a.example/f.tgz && cosign verify-blob --bundle f.bundle --certificate-identity a@b.example --certificate-oidc-issuer https://i.example f.tgz",
    "wget https://a.example/f.tgz artifact > f.tgz: gpg covers signed",
  ],
  "cosign verify is about images": [
    "RUN wget https://a.example/f.tgz && cosign verify f.tgz",
    "wget https://a.example/f.tgz artifact > f.tgz: none",
  ],
  "ssh-keygen, whose input it is": [
    "RUN wget https://a.example/f.tgz https://a.example/g.tgz && ssh-keygen -Y verify -f signers -I team -n file -s f.sig < f.tgz",
    "wget https://a.example/f.tgz artifact > f.tgz: gpg covers signed",
    "wget https://a.example/g.tgz artifact > g.tgz: none",
  ],
  "ssh-keygen does not ask who signed": [
    "RUN wget https://a.example/f.tgz && ssh-keygen -Y check-novalidate -n file -s f.sig < f.tgz",
    "wget https://a.example/f.tgz artifact > f.tgz: none",
  ],
  minisign: [
    "RUN wget https://a.example/f.tgz https://a.example/f.tgz.minisig && minisign -Vm f.tgz -P RWQabc",
    "wget https://a.example/f.tgz artifact > f.tgz: gpg covers signed",
    "wget https://a.example/f.tgz.minisig sig > f.tgz.minisig: none",
  ],
  signify: [
    "RUN wget https://a.example/f.tgz https://a.example/f.tgz.sig && signify -V -p k.pub -x f.tgz.sig -m f.tgz",
    "wget https://a.example/f.tgz artifact > f.tgz: gpg covers signed",
    "wget https://a.example/f.tgz.sig sig > f.tgz.sig: none",
  ],
  "rpm -K": [
    "RUN wget https://a.example/f.rpm && rpm -K f.rpm && rpm -i f.rpm",
    "wget https://a.example/f.rpm artifact > f.rpm: gpg covers signed",
  ],
  "rpmkeys --checksig": [
    "RUN wget https://a.example/f.rpm && rpmkeys --checksig f.rpm",
    "wget https://a.example/f.rpm artifact > f.rpm: gpg covers signed",
  ],
  "a signature that rpm looks at while it installs is none": [
    "RUN wget https://a.example/f.rpm && rpm -i f.rpm",
    "wget https://a.example/f.rpm artifact > f.rpm: none",
  ],
  "openssl, whose report grep reads": [
    'RUN wget https://a.example/f.tgz && openssl dgst -sha256 -verify k.pub -signature f.sig f.tgz | grep "Verified OK" && openssl dgst -sha256 -verify k.pub -signature f.sig f.tgz | grep <sha256>',
    "wget https://a.example/f.tgz artifact > f.tgz: gpg covers signed",
  ],
  openssl: [
    "RUN wget https://a.example/f.tgz && openssl dgst -sha256 -verify k.pub -signature f.sig f.tgz",
    "wget https://a.example/f.tgz artifact > f.tgz: gpg covers signed",
  ],
  "an attestation of GitHub": [
    "RUN wget https://a.example/f.tgz && gh attestation verify f.tgz --owner o",
    "wget https://a.example/f.tgz artifact > f.tgz: gpg covers signed",
  ],
  provenance: [
    "RUN wget https://a.example/f.tgz && slsa-verifier verify-artifact --provenance-path p.jsonl --source-uri github.com/o/r f.tgz",
    "wget https://a.example/f.tgz artifact > f.tgz: gpg covers signed",
  ],
});

downloadTable("keys", {
  "a fingerprint that is looked for": [
    'RUN curl -fsSLo /etc/apt/keyrings/a.asc https://a.example/a.asc && gpg --show-keys --with-fingerprint /etc/apt/keyrings/a.asc | grep -q "0123 4567 89AB CDEF 0123  4567 89AB CDEF 0123 4567"',
    "curl https://a.example/a.asc key > /etc/apt/keyrings/a.asc: gpg covers inline",
  ],
  "a fingerprint that is looked for in what would be imported": [
    `RUN curl -fsSLo a.asc https://a.example/a.asc && gpg -n -q --import --import-options import-show a.asc | awk '/pub/ { getline; if ($0 == "<commit>") exit 0; exit 1 }'`,
    "curl https://a.example/a.asc key > a.asc: gpg covers inline",
  ],
  "a fingerprint that is looked for in what gpg made of a key": [
    "RUN curl -fsSL https://a.example/a.asc | gpg --dearmor -o /usr/share/keyrings/a.gpg && gpg --show-keys /usr/share/keyrings/a.gpg | grep <commit>",
    "curl https://a.example/a.asc key > /usr/share/keyrings/a.gpg: gpg covers inline",
  ],
  "the same of a key that was a file": [
    "RUN curl -fo a.asc https://a.example/a.asc && gpg --yes --dearmor --output a.gpg a.asc && gpg --no-default-keyring --keyring ./a.gpg --fingerprint | grep <commit>",
    "curl https://a.example/a.asc key > a.asc: gpg covers inline",
  ],
  "a fingerprint of another key than that which was written": [
    "RUN curl -fsSL https://a.example/a.asc | gpg --dearmor -o a.gpg && gpg --show-keys b.gpg | grep <commit>",
    "curl https://a.example/a.asc key > a.gpg: none",
  ],
  "the sum of what a key consists of": [
    `RUN wget -O a.rsa.pub https://a.example/a.rsa.pub && if [ "$(openssl rsa -pubin -in a.rsa.pub -text -noout | openssl sha512 -r)" = "$SUM" ]; then mv a.rsa.pub /etc/apk/keys/; else exit 1; fi`,
    "wget https://a.example/a.rsa.pub key > a.rsa.pub: sha covers arg",
  ],
  "a fingerprint that is compared": [
    `RUN curl -fsSLo a.asc https://a.example/a.asc && [ "$(gpg --show-keys --with-colons a.asc | awk -F: '/^fpr/ {print $10}')" = "<commit>" ]`,
    "curl https://a.example/a.asc key > a.asc: gpg covers inline",
  ],
  "the one of a fingerprint is taken out": [
    "RUN set -e; curl -fo k.asc https://a.example/k.asc; gpg --import k.asc; gpg --armor --export <commit> > own.asc; rpmkeys --import own.asc",
    "curl https://a.example/k.asc key > k.asc: gpg covers inline",
  ],
  "the one of a fingerprint is taken out of a list that is never saved": [
    "RUN set -e; curl -f https://a.example/KEYS | gpg --import; gpg --armor --export <commit> > own.asc; rpmkeys --import own.asc",
    "curl https://a.example/KEYS key: gpg covers inline",
  ],
  "what is imported behind that is not taken out": [
    "RUN set -e; gpg --armor --export <commit> > own.asc; curl -f https://a.example/KEYS | gpg --import",
    "curl https://a.example/KEYS key: none",
  ],
  "all that was imported is taken out": [
    "RUN set -e; curl -fo k.asc https://a.example/k.asc; gpg --import k.asc; gpg --armor --export > own.asc; rpmkeys --import own.asc",
    "curl https://a.example/k.asc key > k.asc: none",
  ],
  "another key is taken out": [
    "RUN set -e; curl -fo k.asc https://a.example/k.asc; gpg --recv-keys <commit>; gpg --export <commit> > own.asc; rpmkeys --import own.asc k.asc",
    "curl https://a.example/k.asc key > k.asc: none",
  ],
  "a fingerprint that is printed": [
    "RUN curl -fsSLo a.asc https://a.example/a.asc && gpg --show-keys a.asc",
    "curl https://a.example/a.asc key > a.asc: none",
  ],
  "a sum": [
    'RUN curl -fsSLo /etc/apt/keyrings/a.asc https://a.example/a.asc && echo "<sha256>  /etc/apt/keyrings/a.asc" | sha256sum -c',
    "curl https://a.example/a.asc key > /etc/apt/keyrings/a.asc: sha covers inline",
  ],
  "minisign with the file as a value": [
    "RUN wget https://a.example/f.tgz && wget https://a.example/g.tgz && minisign -V -m f.tgz -x f.sig -P key",
    "wget https://a.example/f.tgz artifact > f.tgz: gpg covers signed",
    "wget https://a.example/g.tgz artifact > g.tgz: none",
  ],
  "a key that is imported, and another received": [
    "RUN wget https://a.example/k.gpg && gpg --import k.gpg && gpg --recv-keys 0123456789abcdef0123456789abcdef01234567",
    "wget https://a.example/k.gpg key > k.gpg: none",
  ],
});
