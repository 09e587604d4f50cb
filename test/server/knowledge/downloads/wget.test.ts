import { downloadTable } from "../../../harness/download-table.ts";

downloadTable("wget", {
  "values of options are no URLs": [
    "RUN wget -q --tries=3 -T 10 --header 'A: b' -U agent.example -P /opt --referer=https://r.example -e robots=off -o log.example -a log.example --user u --password p --load-cookies d.example --ca-certificate c.example --progress dot:giga --max-redirect 3 -l 1 -A a.example -R r.example -D d.example https://a.example/f.tgz",
    "wget https://a.example/f.tgz artifact > f.tgz: none",
  ],
  "variables that are named as options are no URLs beside others": [
    "ARG URL\nRUN wget $WGET_FLAGS $URL -O f.tgz && wget ${WGET_OPTS} $URL $EXTRA_ARGS && wget $OPTIONS",
    "wget $URL = ? artifact > f.tgz: none",
    "wget $URL = ? artifact > $URL: none",
    "wget $OPTIONS = ? artifact > $OPTIONS: none",
  ],
  "-O names the file of all URLs": [
    "RUN wget -qO /opt/f.tgz https://a.example/f.tgz",
    "wget https://a.example/f.tgz artifact > /opt/f.tgz: none",
  ],
  "--output-document names the file": [
    "RUN wget --output-document=/opt/f.tgz https://a.example/f.tgz",
    "wget https://a.example/f.tgz artifact > /opt/f.tgz: none",
  ],
  "the folder of -P is no name": [
    "RUN wget -P /opt https://a.example/f.tgz",
    "wget https://a.example/f.tgz artifact > f.tgz: none",
  ],
  "without -O the file is named after the URL": [
    "RUN wget -nv -c https://a.example/f.tgz https://a.example/g.tgz",
    "wget https://a.example/f.tgz artifact > f.tgz: none",
    "wget https://a.example/g.tgz artifact > g.tgz: none",
  ],
  "-O- is standard output": [
    "RUN wget -qO- https://a.example/f.tgz | tar xz",
    "wget https://a.example/f.tgz artifact: none",
  ],
  "-O - is standard output": [
    "RUN wget -O - https://a.example/f.tgz | tar xz -C /opt",
    "wget https://a.example/f.tgz artifact: none",
  ],
  "-O /dev/stdout goes into a redirect": [
    "RUN wget -qO /dev/stdout https://a.example/f.tgz > /opt/f.tgz",
    "wget https://a.example/f.tgz artifact > /opt/f.tgz: none",
  ],
  "what is below a page, and what a page offers under another name": [
    `
RUN wget -r -l1 -nd -A '*.tgz' https://a.example/release/ && wget -m -np http://a.example/b/
RUN wget --recursive --no-parent https://a.example/c/ && wget -rkpN -nH https://a.example/d/?x=1 && wget --mirror "https://a.example/$V/"
RUN wget --content-disposition https://a.example/get/ && wget -q -p https://a.example/e/`,
    "wget https://a.example/release/ artifact > release: none",
    "wget http://a.example/b/ artifact > b: none",
    "wget https://a.example/c/ artifact > c: none",
    "wget https://a.example/d/?x=1 artifact > d: none",
    "wget https://a.example/$V/ = ? artifact > $V: none",
    "wget https://a.example/get/ artifact > get: none",
    "wget https://a.example/e/ probe > : none",
  ],
  "a query is no part of the name": [
    "RUN wget 'https://a.example/f.tgz?raw=true'",
    "wget https://a.example/f.tgz?raw=true artifact > f.tgz: none",
  ],
  "an option may be cut short": [
    "RUN wget --no-check-cert --output-doc f.tgz https://a.example/f-1.tgz",
    "wget https://a.example/f-1.tgz artifact > f.tgz insecure --no-check-cert: none",
  ],
  "--no-check-certificate switches the TLS check off": [
    "RUN wget --no-check-certificate https://a.example/f.tgz",
    "wget https://a.example/f.tgz artifact > f.tgz insecure --no-check-certificate: none",
  ],
  "wget2 is wget": ["RUN wget2 -q https://a.example/f.tgz", "wget https://a.example/f.tgz artifact > f.tgz: none"],
  "busybox runs it, too": [
    "RUN busybox wget -O f.tgz https://a.example/f.tgz",
    "wget https://a.example/f.tgz artifact > f.tgz: none",
  ],
});
