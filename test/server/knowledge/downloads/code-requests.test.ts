import { downloadTable } from "../../../harness/download-table.ts";

downloadTable("code that fetches", {
  "copy of PHP": [
    `RUN php -r "copy('https://a.example/f', '/opt/g.php');"`,
    "php https://a.example/f artifact > /opt/g.php: none",
  ],
  "several, in either quotes": [
    `RUN php -r 'copy("https://a.example/f", "f"); copy( "http://a.example/g", "g" );'`,
    "php https://a.example/f artifact > f: none",
    "php http://a.example/g artifact > g: none",
  ],
  "with a variable of the shell": [
    `
ARG V=1.4
RUN php -r "copy('https://a.example/$V', 'f.php');"`,
    "php https://a.example/$V = https://a.example/1.4 artifact > f.php: none",
  ],
  "to the output, which a program runs": [
    `
RUN php -r "readfile('https://a.example/f');" | php
RUN php -r "copy('https://a.example/f', 'php://stdout');" | php`,
    "php https://a.example/f script: none",
    "php https://a.example/f script: none",
  ],
  "to the output, which a file keeps": [
    `
RUN php -r "readfile('https://a.example/f.phar');" > /usr/bin/f && chmod +x /usr/bin/f
RUN { php -r "copy('https://a.example/g', 'php://stdout');"; } > g; php -r "readfile('https://a.example/p');" > /dev/null
RUN php -r "readfile('https://a.example/h');" 2> log`,
    "php https://a.example/f.phar artifact > /usr/bin/f: none",
    "php https://a.example/g artifact > g: none",
    "php https://a.example/p probe: none",
    "php https://a.example/h probe: none",
  ],
  "urlretrieve of Python": [
    `RUN python3 -c "import urllib.request as u; u.urlretrieve('https://a.example/f', 'g')" && echo "<sha256>  g" | sha256sum -c`,
    "python3 https://a.example/f artifact > g: sha covers inline",
  ],
  "a version in the name of the program": [
    `RUN php7 -r "copy('https://a.example/f', 'f');" && php8.1 -r "copy('https://a.example/g', 'g');" && python3.8 -c "import urllib.request as u; u.urlretrieve('https://a.example/h', 'h')"`,
    "php7 https://a.example/f artifact > f: none",
    "php8.1 https://a.example/g artifact > g: none",
    "python3.8 https://a.example/h artifact > h: none",
  ],
  "files, options and other functions are none": [
    `RUN php -r "copy('a', 'b'); mycopy('https://a.example/f');" && php f.php "copy('https://a.example/f')" && perl -e "copy('https://a.example/f')" && php -r`,
  ],
});
