import { describe } from "node:test";
import { gem } from "../../../../server/src/knowledge/managers/gem.ts";
import { managerTable } from "../../../harness/calls.ts";

describe("gem: versions", () => {
  managerTable(gem, {
    "gem install a -v latest": "gem install: a → a latest no",
    "gem install rake": "gem install: rake no",
    "gem i rake": "gem i: rake no",
    "gem install rake -v 13.0.6": "gem install: rake → rake 13.0.6 yes",
    "gem install rake --version 13.0.6": "gem install: rake → rake 13.0.6 yes",
    "gem install rake --version=13.0.6": "gem install: rake → rake 13.0.6 yes",
    "gem install -v13.0.6 rake": "gem install: rake → rake 13.0.6 yes",
    "gem install rake -v '= 13.0.6'": "gem install: rake → rake = 13.0.6 yes",
    "gem install rake -v 13.1.0.pre.2": "gem install: rake → rake 13.1.0.pre.2 yes",
    "gem install rake -v 13": "gem install: rake → rake 13 yes",
    "gem install rake -v '~> 13.0'": "gem install: rake → rake ~> 13.0 no range",
    "gem install rake -v '>= 12'": "gem install: rake → rake >= 12 no range",
    "gem install rake -v '>= 12, < 14'": "gem install: rake → rake >= 12, < 14 no range",
    "gem install rake -v '< 14'": "gem install: rake → rake < 14 no range",
    "gem install rake -v '>= 0'": "gem install: rake → rake >= 0 no",
    "gem install rake:13.0.6 rack:2.2.8 rails":
      "gem install: rake:13.0.6 → rake 13.0.6 yes | rack:2.2.8 → rack 2.2.8 yes | rails no",
    "gem install 'rake:~> 13.0'": "gem install: rake:~> 13.0 → rake ~> 13.0 no range",
    "gem install rake:13.0.6 rack -v 2.2.8": "gem install: rake:13.0.6 → rake 13.0.6 yes | rack → rack 2.2.8 yes",
    "gem install rake --pre": "gem install: rake no",
    "jgem install rake": "jgem install: rake no",
  });
});

describe("gem: variables", () => {
  managerTable(
    gem,
    {
      "gem install rake -v $RAKE": "gem install: rake → rake 13.0.6 yes",
      "gem install rake:$RAKE": "gem install: rake:$RAKE → rake 13.0.6 yes",
      "gem install rake -v $OTHER": "gem install: rake → rake $OTHER unknown",
      'gem install rake -v "~> $OTHER"': "gem install: rake → rake ~> $OTHER no range",
      "gem install rake:$OTHER": "gem install: rake:$OTHER → rake $OTHER unknown",
      "gem install $GEMS": "gem install: $GEMS unknown dynamic",
      "gem install $GEMS -v 1.0": "gem install: $GEMS unknown dynamic",
      "gem install rake${OTHER:+:$OTHER}": "gem install: rake${OTHER:+:$OTHER} unknown",
      "gem install lib$NAME": "gem install: lib$NAME no",
    },
    { variables: { RAKE: "13.0.6" } },
  );
  managerTable(gem, { "xargs gem install --no-document": "gem install: xargs unknown dynamic" });
});

describe("gem: what is no package", () => {
  managerTable(gem, {
    "gem install ./rake.gem /tmp/rake-13.0.6.gem rack-2.gem": "nothing",
    "gem install $DIR/rake.gem": "nothing",
    "gem install --local rake": "nothing",
    "gem install -l rake": "nothing",
    "gem install -g": "nothing",
    "gem install --file Gemfile": "nothing",
    "gem install --explain rake": "nothing",
    "gem install --help": "nothing",
    "gem install": "nothing",
    "gem update rake": "nothing",
    "gem update --system 3.4.0": "nothing",
    "gem uninstall rake": "nothing",
    "gem build rake.gemspec": "nothing",
    "gem sources --add https://gems.example": "nothing",
    "gem cleanup": "nothing",
    gem: "nothing",
  });
});

describe("gem: options that take a value", () => {
  managerTable(gem, {
    "gem install --platform ruby rake": "gem install: rake no",
    "gem install -i /opt/gems -n /opt/bin rake": "gem install: rake no",
    "gem install --install-dir /opt/gems --bindir /opt/bin rake": "gem install: rake no",
    "gem install --document ri rake": "gem install: rake no",
    "gem install -P HighSecurity rake": "gem install: rake no",
    "gem install --trust-policy HighSecurity --build-root /tmp rake": "gem install: rake no",
    "gem install -s https://gems.example rake": "gem install: rake no | also from https://gems.example",
    "gem install --clear-sources --source https://gems.example rake":
      "gem install: rake no | from https://gems.example",
    "gem install -p http://proxy.example rake": "gem install: rake no",
    "gem install --http-proxy http://proxy.example -B 10 --config-file rc rake": "gem install: rake no",
    "gem install --without test --target-rbconfig rb.rb rake": "gem install: rake no",
    "gem install -N --no-ri --no-rdoc -f --conservative --minimal-deps rake": "gem install: rake no",
    "gem install pg -- --with-pg-config=/usr/bin/pg_config extra": "gem install: pg no",
  });
});
