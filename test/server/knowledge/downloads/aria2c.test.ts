import { downloadTable } from "../../../harness/download-table.ts";

downloadTable("aria2c and axel", {
  "values of options are no URLs": [
    "RUN aria2c -x 4 -s 4 -j 2 -k 1M -U a.example --header h.example --referer https://r.example --console-log-level=warn -d /opt -o f.tgz https://a.example/f.tgz",
    "aria2c https://a.example/f.tgz artifact > f.tgz: none",
  ],
  "nor are they where the option is not known": [
    "RUN aria2c --file-allocation none --new-option some https://a.example/f.tgz",
    "aria2c https://a.example/f.tgz artifact > f.tgz: none",
  ],
  "the file is named after the URL": [
    "RUN aria2c -x4 https://a.example/f.tgz",
    "aria2c https://a.example/f.tgz artifact > f.tgz: none",
  ],
  "several addresses are mirrors of one file": [
    "RUN aria2c https://a.example/f.tgz https://b.example/f.tgz",
    "aria2c https://a.example/f.tgz artifact > f.tgz: none",
  ],
  "--checksum is a check that aria2c makes itself": [
    "RUN aria2c --checksum=sha-256=<sha256> https://a.example/f.tgz",
    "aria2c https://a.example/f.tgz artifact > f.tgz: sha covers inline",
  ],
  "--checksum of md5 is weak": [
    "RUN aria2c --checksum md5=<md5> https://a.example/f.tgz",
    "aria2c https://a.example/f.tgz artifact > f.tgz: md5 covers inline weak md5",
  ],
  "--checksum of sha1 is weak": [
    "RUN aria2c --checksum=sha-1=<sha1> https://a.example/f.tgz",
    "aria2c https://a.example/f.tgz artifact > f.tgz: sha covers inline weak sha1",
  ],
  "--checksum of what is no sum": [
    "RUN aria2c --checksum=adler-32=01234567 https://a.example/f.tgz",
    "aria2c https://a.example/f.tgz artifact > f.tgz: none",
  ],
  "aria2c without the TLS check": [
    "RUN aria2c --check-certificate=false https://a.example/f.tgz",
    "aria2c https://a.example/f.tgz artifact > f.tgz insecure --check-certificate=false: none",
  ],
  "axel with its options": [
    "RUN axel -q -n 4 -s 1000 -H h.example -U u.example -T 3 -o f.tgz https://a.example/f.tgz",
    "axel https://a.example/f.tgz artifact > f.tgz: none",
  ],
  "axel without the TLS check": [
    "RUN axel -k https://a.example/f.tgz",
    "axel https://a.example/f.tgz artifact > f.tgz insecure -k: none",
  ],
});
