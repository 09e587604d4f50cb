import { describe } from "node:test";
import { bundle } from "../../../../server/src/knowledge/managers/bundle.ts";
import { managerTable } from "../../../harness/calls.ts";

const say = "or BUNDLE_FROZEN or BUNDLE_DEPLOYMENT say BUNDLE_FROZEN=true bundle install";
const free = `lock Gemfile.lock "→BUNDLE_FROZEN=true " ${say}`;
const held = `lock Gemfile.lock enforced ${say}`;

describe("bundle install", () => {
  managerTable(bundle, {
    bundle: `bundle: ${free}`,
    bundler: `bundler: ${free}`,
    "bundle install": `bundle install: ${free}`,
    "bundle i": `bundle i: ${free}`,
    "bundle install --jobs 4 --retry 3": `bundle install: ${free}`,
    "bundle install -j4 --without development test": `bundle install: ${free}`,
    "bundle --path vendor": `bundle: ${free}`,
    "bundle install --gemfile app/Gemfile --shebang ruby -P HighSecurity": `bundle install: ${free}`,
    "bundle install --local --quiet": `bundle install: ${free}`,
    "bundle install --frozen": `bundle install: ${held}`,
    "bundle --deployment": `bundle: ${held}`,
    "BUNDLE_FROZEN=true bundle install": `bundle install: ${held}`,
    "BUNDLE_DEPLOYMENT=1 bundle install": `bundle install: ${held}`,
    "BUNDLE_FROZEN=false bundle install": `bundle install: ${free}`,
    "bundle install --no-deployment": "bundle install: lock Gemfile.lock say BUNDLE_FROZEN=true bundle install",
    "bundle --version": "nothing",
    "bundle -v": "nothing",
    "bundle install --help": "nothing",
    "bundle exec rake": "nothing",
    "bundle update rake": "nothing",
    "bundle lock": "nothing",
    "bundle check": "nothing",
    "bundle clean --force": "nothing",
  });
  const sayThere = "or BUNDLE_FROZEN or BUNDLE_DEPLOYMENT say ENV BUNDLE_FROZEN=true in front of it";
  for (const language of ["powershell", "cmd"] as const)
    managerTable(bundle, { "bundle install": `bundle install: lock Gemfile.lock ${sayThere}` }, { language });
});

describe("bundle config", () => {
  const lasting = "lock Gemfile.lock enforced lasting say BUNDLE_FROZEN=true bundle install";
  managerTable(bundle, {
    "bundle config set frozen true": `bundle config set: ${lasting}`,
    "bundle config set --local deployment 'true'": `bundle config set: ${lasting}`,
    "bundle config --global frozen 1": `bundle config: ${lasting}`,
    "bundle config frozen true": `bundle config: ${lasting}`,
    "bundle config set frozen false": "nothing",
    "bundle config set without development": "nothing",
    "bundle config set ssl_verify_mode 0": "bundle config set: insecure ssl_verify_mode 0",
    "bundle config ssl_verify_mode 0": "bundle config: insecure ssl_verify_mode 0",
    "bundle config ssl_verify_mode 1": "nothing",
    "bundle config": "nothing",
  });
});

describe("bundle add", () => {
  managerTable(bundle, {
    "bundle add rack": "bundle add: rack no",
    "bundle add rack rake": "bundle add: rack no | rake no",
    "bundle add rack --version 2.2.8": "bundle add: rack → rack 2.2.8 yes",
    "bundle add rack -v '~> 2.2'": "bundle add: rack → rack ~> 2.2 no range",
    "bundle add rack --version=$VERSION": "bundle add: rack → rack $VERSION unknown",
    "bundle add rack --source https://gems.example": "bundle add: rack no | from https://gems.example",
    "bundle add rack -s https://gems.example -g test -r false": "bundle add: rack no | from https://gems.example",
    "bundle add rack --group test --require rack/test --glob x": "bundle add: rack no",
    "bundle add rack --git https://git.example/rack.git": "bundle add: rack no | from git",
    "bundle add rack --github rack/rack --branch main": "bundle add: rack no | from git",
    "bundle add rack --github rack/rack --ref 0123abc": "bundle add: rack → rack 0123abc yes | from git",
    "bundle add rack --git https://git.example/rack.git --ref main": "bundle add: rack → rack main no | from git",
    "bundle add rack --git https://git.example/rack.git --ref $REF": "bundle add: rack → rack $REF unknown | from git",
    "bundle add rack --path ../rack": "nothing",
    "bundle add": "nothing",
  });
});
