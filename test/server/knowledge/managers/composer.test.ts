import { describe } from "node:test";
import { composer } from "../../../../server/src/knowledge/managers/composer.ts";
import { managerTable } from "../../../harness/calls.ts";

describe("composer require: versions", () => {
  managerTable(composer, {
    "composer require a/b:latest": "composer require: a/b:latest → a/b latest no",
    "composer require acme/tool": "composer require: acme/tool no",
    "composer require acme/tool:1.2.3 acme/other":
      "composer require: acme/tool:1.2.3 → acme/tool 1.2.3 yes | acme/other no",
    "composer require acme/tool=1.2.3": "composer require: acme/tool=1.2.3 → acme/tool 1.2.3 yes",
    "composer require acme/tool 1.2.3": "composer require: acme/tool → acme/tool 1.2.3 yes",
    "composer require 'acme/tool 1.2.3' acme/other":
      "composer require: acme/tool 1.2.3 → acme/tool 1.2.3 yes | acme/other no",
    "composer require 'acme/tool ^1.2 || ^2'": "composer require: acme/tool ^1.2 || ^2 → acme/tool ^1.2 || ^2 no range",
    "composer require acme/tool 1.2.3 acme/other ^2":
      "composer require: acme/tool → acme/tool 1.2.3 yes | acme/other → acme/other ^2 no range",
    "composer require acme/tool:1.2": "composer require: acme/tool:1.2 → acme/tool 1.2 yes",
    "composer require acme/tool:v1.2.3-beta2": "composer require: acme/tool:v1.2.3-beta2 → acme/tool v1.2.3-beta2 yes",
    "composer require acme/tool:1.2.3@stable": "composer require: acme/tool:1.2.3@stable → acme/tool 1.2.3@stable yes",
    "composer require acme/tool:^1.2": "composer require: acme/tool:^1.2 → acme/tool ^1.2 no range",
    "composer require acme/tool:~1.2": "composer require: acme/tool:~1.2 → acme/tool ~1.2 no range",
    "composer require 'acme/tool:>=1.2 <2'": "composer require: acme/tool:>=1.2 <2 → acme/tool >=1.2 <2 no range",
    "composer require 'acme/tool:1.0 - 2.0'": "composer require: acme/tool:1.0 - 2.0 → acme/tool 1.0 - 2.0 no range",
    "composer require 'acme/tool:1.0 || 2.0'": "composer require: acme/tool:1.0 || 2.0 → acme/tool 1.0 || 2.0 no range",
    "composer require 'acme/tool:1.*'": "composer require: acme/tool:1.* → acme/tool 1.* no range",
    "composer require 'acme/tool:*'": "composer require: acme/tool:* → acme/tool * no",
    "composer require acme/tool:@dev": "composer require: acme/tool:@dev → acme/tool @dev no",
    "composer require acme/tool:dev-main": "composer require: acme/tool:dev-main → acme/tool dev-main no",
    "composer require acme/tool:2.x-dev": "composer require: acme/tool:2.x-dev → acme/tool 2.x-dev no",
    "composer require acme/tool:dev-main#0123abc":
      "composer require: acme/tool:dev-main#0123abc → acme/tool dev-main#0123abc yes",
    "composer require twig translation annotations": "composer require: twig no | translation no | annotations no",
    "composer req acme/tool": "composer req: acme/tool no",
    "composer global require acme/tool": "composer global require: acme/tool no",
    "composer.phar require acme/tool": "composer.phar require: acme/tool no",
    "php composer.phar require acme/tool": "php composer.phar require: acme/tool no",
    "php -d memory_limit=-1 /usr/bin/composer require acme/tool":
      "php -d memory_limit=-1 /usr/bin/composer require: acme/tool no",
  });
});

describe("composer: options and what is no package", () => {
  managerTable(composer, {
    "composer require -d app acme/tool": "composer require: acme/tool no",
    "composer --working-dir app require acme/tool": "composer --working-dir app require: acme/tool no",
    "composer require --prefer-install dist acme/tool": "composer require: acme/tool no",
    "composer require --ignore-platform-req ext-gd acme/tool": "composer require: acme/tool no",
    "composer require --no-interaction --dev -W acme/tool": "composer require: acme/tool no",
    "composer require ext-gd": "nothing",
    "composer require php:^8.1 acme/tool ext-gd": "composer require: acme/tool no",
    "composer require": "nothing",
    "composer require --dry-run acme/tool": "nothing",
    "composer create-project acme/skeleton:1.0 app": "nothing",
    "composer update acme/tool": "nothing",
    "composer remove acme/tool": "nothing",
    "composer dump-autoload -o": "nothing",
    "composer --version": "nothing",
    "php8.2 composer.phar require acme/tool": "php8.2 composer.phar require: acme/tool no",
    "php artisan migrate": "nothing",
    php: "nothing",
    composer: "nothing",
    "composer install --no-dev": "composer install: lock composer.lock enforced say composer install",
    "composer i": "composer i: lock composer.lock enforced say composer install",
  });
});

describe("composer: variables", () => {
  managerTable(
    composer,
    {
      "composer require acme/tool:$TOOL": "composer require: acme/tool:$TOOL → acme/tool 1.2.3 yes",
      "composer require acme/tool:$OTHER": "composer require: acme/tool:$OTHER → acme/tool $OTHER unknown",
      "composer require acme/tool:^$OTHER": "composer require: acme/tool:^$OTHER → acme/tool ^$OTHER no range",
      "composer require $PACKAGES": "composer require: $PACKAGES unknown dynamic",
      "composer require acme/$NAME": "composer require: acme/$NAME no",
      "composer require acme/tool${OTHER:+:$OTHER}": "composer require: acme/tool${OTHER:+:$OTHER} unknown",
    },
    { variables: { TOOL: "1.2.3" } },
  );
  managerTable(composer, { "xargs composer require": "composer require: xargs unknown dynamic" });
});

describe("composer: checks switched off", () => {
  managerTable(composer, {
    "composer config -g disable-tls true": "composer config: insecure disable-tls true",
    "composer config --global secure-http false": "composer config: insecure secure-http false",
    "composer config secure-http true": "nothing",
    "composer config repositories.mine composer https://packages.example": "nothing",
  });
});
