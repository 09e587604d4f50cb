import { describe } from "node:test";
import { pecl } from "../../../../server/src/knowledge/managers/pecl.ts";
import { managerTable } from "../../../harness/calls.ts";

describe("pecl install", () => {
  managerTable(pecl, {
    "pecl install redis": "pecl install: redis no",
    "pecl install redis-5.3.7 xdebug": "pecl install: redis-5.3.7 → redis 5.3.7 yes | xdebug no",
    "pecl install -o -f redis-6.0.2": "pecl install: redis-6.0.2 → redis 6.0.2 yes",
    "pecl install xmlrpc-1.0.0RC3": "pecl install: xmlrpc-1.0.0RC3 → xmlrpc 1.0.0RC3 yes",
    "pecl install pdo_sqlsrv-5.9.0 sqlsrv-5.9.0":
      "pecl install: pdo_sqlsrv-5.9.0 → pdo_sqlsrv 5.9.0 yes | sqlsrv-5.9.0 → sqlsrv 5.9.0 yes",
    "pecl install redis-beta": "pecl install: redis-beta → redis beta no",
    "pecl install redis-stable": "pecl install: redis-stable → redis stable no",
    "pecl install channel://pecl.example/redis-5.3.7":
      "pecl install: channel://pecl.example/redis-5.3.7 → redis 5.3.7 yes",
    "pecl install channel://pecl.example/redis": "pecl install: channel://pecl.example/redis → redis - no",
    "pecl install pecl.example/redis": "pecl install: pecl.example/redis → redis - no",
    "pecl i redis": "pecl i: redis no",
    "pecl -q install redis": "pecl -q install: redis no",
    "pecl -d php_suffix=8.1 install redis": "pecl -d php_suffix=8.1 install: redis no",
  });
});

describe("pecl: options and what is no package", () => {
  managerTable(pecl, {
    "pecl install -D 'enable-redis-igbinary=\"no\"' redis": "pecl install: redis no",
    "pecl install --configureoptions='with-x=\"no\"' redis": "pecl install: redis no",
    "pecl install -R /root -P /package redis": "pecl install: redis no",
    "pecl install --installroot /root --packagingroot /p redis": "pecl install: redis no",
    "pecl install --installroot=/root -a --nobuild redis": "pecl install: redis no",
    "pecl -c user.conf -C system.conf install redis": "pecl -c user.conf -C system.conf install: redis no",
    "pecl install /tmp/redis.tgz ./redis-5.3.7.tgz redis.tar": "nothing",
    "pecl install https://files.example/redis-5.3.7.tgz": "nothing",
    "pecl install package.xml": "nothing",
    "pecl install $DIR/redis.tgz": "nothing",
    "pecl install --register-only redis": "nothing",
    "pecl install --pretend redis": "nothing",
    "pecl install": "nothing",
    "pecl update-channels": "nothing",
    "pecl channel-update pecl.example": "nothing",
    "pecl upgrade redis": "nothing",
    "pecl uninstall redis": "nothing",
    "pecl clear-cache": "nothing",
    pecl: "nothing",
  });
});

describe("pecl: variables", () => {
  managerTable(
    pecl,
    {
      "pecl install redis-$REDIS": "pecl install: redis-$REDIS → redis 5.3.7 yes",
      "pecl install $BOTH": "pecl install: $BOTH → redis 5.3.7 yes",
      "pecl install redis-$OTHER": "pecl install: redis-$OTHER → redis $OTHER unknown",
      "pecl install $NAME-1.2.3": "pecl install: $NAME-1.2.3 → $NAME 1.2.3 yes",
      "pecl install $NAME": "pecl install: $NAME unknown dynamic",
      "pecl install redis${OTHER:+-$OTHER}": "pecl install: redis${OTHER:+-$OTHER} unknown",
      "pecl install redis-$EMPTY": "pecl install: redis-$EMPTY → redis- - unknown",
    },
    { variables: { EMPTY: "", REDIS: "5.3.7", BOTH: "redis-5.3.7" } },
  );
  managerTable(pecl, { "xargs pecl install": "pecl install: xargs unknown dynamic" });
});
