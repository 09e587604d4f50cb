import { downloadTable } from "../../../harness/download-table.ts";

downloadTable("curl", {
  "values of options are no URLs": [
    `RUN curl -fsSL --retry 5 --connect-timeout 10 -H "Accept: a" -A agent -u me:pw -x http://proxy.example:1 -e https://ref.example/ --proto '=https' --tlsv1.2 -w '%{http_code}' -m 10 -C - -o /opt/f.tgz https://a.example/f.tgz`,
    "curl https://a.example/f.tgz artifact > /opt/f.tgz: none",
  ],
  "long options take their value behind an equals sign": [
    "RUN curl --output=/opt/f.tgz --url=https://a.example/f.tgz",
    "curl https://a.example/f.tgz artifact > /opt/f.tgz: none",
  ],
  "long options take the next word": [
    "RUN curl --output /opt/f.tgz --url https://a.example/f.tgz",
    "curl https://a.example/f.tgz artifact > /opt/f.tgz: none",
  ],
  "long options that take a value, one after the other": [
    "RUN curl --cacert ca.example --cert c.example --key k.example --user-agent u.example --header h.example --referer https://r.example --cookie c.example --data d.example --data-raw d.example --data-binary d.example --data-urlencode d.example --form f.example --request GET --proxy https://p.example --noproxy n.example --resolve r.example --connect-to c.example --interface i.example --max-time 1 --retry 1 --retry-delay 1 --retry-max-time 1 --limit-rate 1m --range 0-1 --write-out w.example --config c.example --dump-header d.example --etag-save e.example --netrc-file n.example --unix-socket u.example --aws-sigv4 a.example --oauth2-bearer t.example --stderr s.example --trace-ascii t.example --pinnedpubkey p.example --doh-url https://d.example --ech e.example --sigalgs s.example --ssl-sessions s.example --knownhosts k.example --upload-flags u.example --parallel-max-host 2 -o f https://a.example/f",
    "curl https://a.example/f artifact > f: none",
  ],
  "a flag of two dashes takes no value": [
    "RUN curl --location --fail --silent --show-error --compressed --tlsv1.3 --retry-connrefused --retry-all-errors --create-dirs --remote-time -o f https://a.example/f",
    "curl https://a.example/f artifact > f: none",
  ],
  "-O names the file after the URL": [
    "RUN curl -OL https://a.example/f.tgz",
    "curl https://a.example/f.tgz artifact > f.tgz: none",
  ],
  "each URL has an -O of its own": [
    "RUN curl -O https://a.example/f.tgz -O https://a.example/g.tgz",
    "curl https://a.example/f.tgz artifact > f.tgz: none",
    "curl https://a.example/g.tgz artifact > g.tgz: none",
  ],
  "an output option that is cut short": [
    "RUN curl --location --out /opt/f.tgz https://a.example/f.tgz",
    "curl https://a.example/f.tgz artifact > /opt/f.tgz: none",
  ],
  "each URL has an -o of its own, in order": [
    "RUN curl -o x https://a.example/f.tgz -o y https://a.example/g.tgz",
    "curl https://a.example/f.tgz artifact > x: none",
    "curl https://a.example/g.tgz artifact > y: none",
  ],
  "--remote-name-all holds for every URL": [
    "RUN curl --remote-name-all https://a.example/f.tgz https://a.example/g.tgz",
    "curl https://a.example/f.tgz artifact > f.tgz: none",
    "curl https://a.example/g.tgz artifact > g.tgz: none",
  ],
  "the folder of --output-dir is no name": [
    "RUN curl --output-dir /opt -O https://a.example/f.tgz",
    "curl https://a.example/f.tgz artifact > f.tgz: none",
  ],
  "a redirect names the file": [
    "RUN curl https://a.example/f.tgz > f.tgz",
    "curl https://a.example/f.tgz artifact > f.tgz: none",
  ],
  "-o - is standard output": [
    "RUN curl -o - https://a.example/f.tgz | tar xz",
    "curl https://a.example/f.tgz artifact: none",
  ],
  "a URL without a scheme is one": ["RUN curl -O a.example/f.tgz", "curl a.example/f.tgz artifact > f.tgz: none"],
  "a query is no part of the name": [
    'RUN curl -LO "https://a.example/f.tgz?raw=1#top"',
    "curl https://a.example/f.tgz?raw=1#top artifact > f.tgz: none",
  ],
  "-k in a cluster switches the TLS check off": [
    "RUN curl -fsSLk -o f https://a.example/f",
    "curl https://a.example/f artifact > f insecure -fsSLk: none",
  ],
  "--insecure switches the TLS check off": [
    "RUN curl --insecure -o f https://a.example/f",
    "curl https://a.example/f artifact > f insecure --insecure: none",
  ],
  "variables are put in where they are known": [
    `
ARG V=1.0
RUN curl -fsSLO "https://a.example/f-\${V}-$(uname -m).tgz" -O https://a.example/$V/g.tgz`,
    `curl https://a.example/f-\${V}-$(uname -m).tgz = ? artifact > f-1.0-$(uname -m).tgz: none`,
    "curl https://a.example/$V/g.tgz = https://a.example/1.0/g.tgz artifact > g.tgz: none",
  ],
  "the words of a list variable are one download": [
    'RUN for f in a b; do curl -fsSLo "$f" "https://a.example/$f"; done',
    "curl https://a.example/$f = https://a.example/a artifact > a: none",
  ],
  "behind xargs the URL is not known": [
    "RUN jq -r .url list.json | xargs curl -o f.tgz",
    "curl $(xargs) = ? artifact > f.tgz: none",
  ],
  "a sentence for a URL that the caller gives": [
    'ARG URL="set by the build"\nRUN curl -o a "$URL"',
    "curl $URL = set by the build artifact > a: none",
  ],
  "a host alone": ["RUN curl ifconfig.example | tee ip", "curl ifconfig.example artifact > ip: none"],
  "a word beside a URL is no host": [
    "RUN curl https://a.example/f.tgz -o f.tgz g.tgz",
    "curl https://a.example/f.tgz artifact > f.tgz: none",
  ],
  "a slash inside a substitution divides no path": [
    'RUN curl -fsSLO "https://a.example/f-$(uname -m | sed s/a/b/).tgz"',
    "curl https://a.example/f-$(uname -m | sed s/a/b/).tgz = ? artifact > f-$(uname -m | sed s/a/b/).tgz: none",
  ],
  "a program of another name is no curl": [
    "RUN mycurl -O https://a.example/f.tgz && echo curl https://a.example/g.tgz",
  ],
});
