import { describe } from "node:test";
import { npm } from "../../../../server/src/knowledge/managers/npm.ts";
import { managerTable } from "../../../harness/calls.ts";

describe("npm install: words", () => {
  managerTable(npm, {
    "npm install ''": "npm install:",
    "npx -p ./tool -c 'tool x'": "nothing",
    "npm install express": "npm install: express no",
    "npm i -g typescript": "npm i: typescript no",
    "npm add left-pad right-pad": "npm add: left-pad no | right-pad no",
    "npm isntall left-pad": "npm isntall: left-pad no",
    "npm -g install left-pad": "npm -g install: left-pad no",
    "npm install install": "npm install: install no",
    "npm it left-pad": "npm it: left-pad no",
    "npm install left-pad --save-exact": "npm install: left-pad no",
    "npm install left-pad --save false": "npm install: left-pad no",
    "npm install -gE true left-pad": "npm install: left-pad no",
    "npm install --save=false true": "npm install: true no",
    "npm install --package-lock false": "npm install: lock package-lock.json,npm-shrinkwrap.json say npm ci",
    "npm install @scope/tool": "npm install: @scope/tool no",
    "npm i install": "npm i: install no",
  });
});

describe("npm install: versions", () => {
  managerTable(npm, {
    "npm install express@4.18.2": "npm install: express@4.18.2 → express 4.18.2 yes",
    "npm install @scope/tool@1.2.3": "npm install: @scope/tool@1.2.3 → @scope/tool 1.2.3 yes",
    "npm install tool@v1.2.3": "npm install: tool@v1.2.3 → tool v1.2.3 yes",
    "npm install tool@=1.2.3": "npm install: tool@=1.2.3 → tool =1.2.3 yes",
    "npm install tool@1.2.3-beta.1 other@1.2.3+build.5":
      "npm install: tool@1.2.3-beta.1 → tool 1.2.3-beta.1 yes | other@1.2.3+build.5 → other 1.2.3+build.5 yes",
    "npm install tool@latest": "npm install: tool@latest → tool latest no",
    "npm install tool@next @scope/tool@beta":
      "npm install: tool@next → tool next no | @scope/tool@beta → @scope/tool beta no",
    "npm install tool@": "npm install: tool@ → tool - no",
    "npm install tool@* other@x": "npm install: tool@* → tool * no | other@x → other x no",
    "npm install tool@^1.2.0": "npm install: tool@^1.2.0 → tool ^1.2.0 no range",
    "npm install tool@~1.2.0": "npm install: tool@~1.2.0 → tool ~1.2.0 no range",
    "npm install 'tool@>=1 <2'": "npm install: tool@>=1 <2 → tool >=1 <2 no range",
    "npm install 'tool@1.2.0 - 1.4.0'": "npm install: tool@1.2.0 - 1.4.0 → tool 1.2.0 - 1.4.0 no range",
    "npm install 'tool@1.2.3 || 2.0.0'": "npm install: tool@1.2.3 || 2.0.0 → tool 1.2.3 || 2.0.0 no range",
    "npm install npm@6": "npm install: npm@6 → npm 6 no range",
    "npm install npm@6.1 tool@1.x other@2.1.*":
      "npm install: npm@6.1 → npm 6.1 no range | tool@1.x → tool 1.x no range | other@2.1.* → other 2.1.* no range",
    "npm install 'tool@>=0.0.0'": "npm install: tool@>=0.0.0 → tool >=0.0.0 no",
    "npm install mine@npm:tool@1.2.3": "npm install: mine@npm:tool@1.2.3 → tool 1.2.3 yes",
    "npm install mine@npm:@scope/tool": "npm install: mine@npm:@scope/tool → @scope/tool - no",
    "npm install mine@npm:tool@next": "npm install: mine@npm:tool@next → tool next no",
  });
});

describe("npm install: git", () => {
  managerTable(npm, {
    "npm install git+https://git.example/team/tool.git#0123456789abcdef0123456789abcdef01234567":
      "npm install: git+https://git.example/team/tool.git#0123456789abcdef0123456789abcdef01234567 → git+https://git.example/team/tool.git 0123456789abcdef0123456789abcdef01234567 yes",
    "npm install user/tool": "npm install: user/tool no",
    "npm install user/tool#0123abc": "npm install: user/tool#0123abc → user/tool 0123abc yes",
    "npm install user/tool#main": "npm install: user/tool#main → user/tool main no",
    "npm install user/tool#v1.2.3": "npm install: user/tool#v1.2.3 → user/tool v1.2.3 yes",
    "npm install github:user/tool gitlab:user/tool#0123abc":
      "npm install: github:user/tool no | gitlab:user/tool#0123abc → gitlab:user/tool 0123abc yes",
    "npm install 'user/tool#semver:^1.0.0'": "npm install: user/tool#semver:^1.0.0 → user/tool semver:^1.0.0 no range",
    "npm install git@git.example:team/tool.git": "npm install: git@git.example:team/tool.git no",
    "npm install git+ssh://git@git.example/team/tool.git#dev":
      "npm install: git+ssh://git@git.example/team/tool.git#dev → git+ssh://git@git.example/team/tool.git dev no",
    "npm install https://github.com/user/tool": "npm install: https://github.com/user/tool no",
    "npm install https://git.example/tool.git#0123abc":
      "npm install: https://git.example/tool.git#0123abc → https://git.example/tool.git 0123abc yes",
    "npm install tool@github:user/tool#0123abc":
      "npm install: tool@github:user/tool#0123abc → github:user/tool 0123abc yes",
    "npm install user/tool#$REF": "npm install: user/tool#$REF → user/tool $REF unknown",
  });
});

describe("npm install: what is no package", () => {
  managerTable(npm, {
    "npm install ./tool ../other /opt/tool ~/tool": "npm install:",
    "npm install -g .": "npm install:",
    "npm install tool-1.2.3.tgz tool.tar.gz packed.tar": "npm install:",
    "npm install https://files.example/tool.tgz": "npm install:",
    "npm install https://files.example/tool": "npm install:",
    "npm install file:../tool": "npm install:",
    "npm install tool@file:../tool other@https://files.example/other.tgz": "npm install:",
    "npm install link:../tool workspace:tool": "npm install:",
    "npm install C:\\\\tool": "npm install:",
    "npm install $DIR/tool": "npm install:",
    "npm install -g": "npm install:",
    "npm install --location=global": "npm install:",
    "npm install --location global": "npm install:",
    "npm install --package-lock-only": "nothing",
    "npm install --help": "nothing",
    "npm run build": "nothing",
    "npm update express": "nothing",
    "npm uninstall express": "nothing",
    "npm link express": "nothing",
    "npm rebuild express": "nothing",
    "npm init vite": "nothing",
    "npm create vite@latest": "nothing",
    "npm cache clean --force": "nothing",
    "npm $COMMAND express": "nothing",
    npm: "nothing",
  });
});

describe("npm: options that take a value", () => {
  managerTable(npm, {
    "npm install --cache-lock-retries 1 --cache-lock-stale 2 --cache-lock-wait 3 tool": "npm install: tool no",
    "npm install --user root --group root --tmp d --node-version 10 tool": "npm install: tool no",
    "npm install --metrics-registry r --replace-registry-host always tool": "npm install: tool no",
    "npm install --scripts-prepend-node-path auto tool": "npm install: tool no",
    "npm install --prefix /opt tool": "npm install: tool no",
    "npm install --prefix=/opt tool": "npm install: tool no",
    'npm install --prefix "$(npm root -g)/tool" other@1.8.6': "npm install: other@1.8.6 → other 1.8.6 yes",
    "npm --prefix /opt install tool": "npm --prefix /opt install: tool no",
    "npm -C app install tool": "npm -C app install: tool no",
    "npm install -w packages/a tool": "npm install: tool no",
    "npm install --workspace packages/a tool": "npm install: tool no",
    "npm install --registry https://npm.example/ tool": "npm install: tool no | from https://npm.example/",
    "npm install --registry=https://npm.example/ tool": "npm install: tool no | from https://npm.example/",
    "npm install --reg https://npm.example/ tool": "npm install: tool no | from https://npm.example/",
    "npm install --loglevel error tool": "npm install: tool no",
    "npm install --omit dev --include optional tool": "npm install: tool no",
    "npm install --tag next tool": "npm install: tool → tool next no",
    "npm install --tag next user/tool": "npm install: user/tool no",
    "npm install --tag latest tool": "npm install: tool no",
    "npm install --tag next tool@1.2.3": "npm install: tool@1.2.3 → tool 1.2.3 yes",
    "npm install --cache /tmp/cache --userconfig rc --globalconfig rc tool": "npm install: tool no",
    "npm install --install-strategy nested --only prod --os linux --cpu x64 --libc musl tool": "npm install: tool no",
    "npm install --fetch-retries 5 --fetch-timeout 60000 --maxsockets 1 tool": "npm install: tool no",
    "npm install --proxy http://proxy.example --https-proxy http://proxy.example --noproxy a tool":
      "npm install: tool no",
    "npm install --script-shell bash --node-options --max-old-space-size=4096 tool": "npm install: tool no",
    "npm install -L global tool": "npm install: tool no",
    "npm install --platform=linuxmusl -g tool": "npm install: tool no",
    "npm install -gq --no-audit --no-fund --ignore-scripts --legacy-peer-deps tool": "npm install: tool no",
  });
});

describe("npm: lock file", () => {
  const cured = (words: string, cure = "ci") =>
    `npm ${words.split(" ", 1)}: lock package-lock.json,npm-shrinkwrap.json "${words}→${cure}" say npm ci`;
  managerTable(npm, {
    "npm install": cured("install"),
    "npm i": cured("i"),
    "npm install --production": cured("install"),
    "npm install --omit=dev --no-audit": cured("install"),
    "npm install --workspace a": cured("install"),
    "npm it": cured("it", "cit"),
    "npm install-test": cured("install-test", "cit"),
    "npm install .": cured("install ."),
    "npm i ./ --omit=dev": cured("i ./"),
    "npm install --omit=dev .": cured("install"),
    "npm install -g .": "npm install:",
    "npm install --prefix server .": "npm install:",
    "npm install . ./tool": "npm install:",
    "npm install --no-package-lock": "npm install: lock package-lock.json,npm-shrinkwrap.json say npm ci",
    "npm install --package-lock=false": "npm install: lock package-lock.json,npm-shrinkwrap.json say npm ci",
    "npm ci": "npm ci: lock package-lock.json,npm-shrinkwrap.json enforced say npm ci",
    "npm clean-install --omit=dev": "npm clean-install: lock package-lock.json,npm-shrinkwrap.json enforced say npm ci",
  });
});

describe("npm: variables", () => {
  managerTable(
    npm,
    {
      "npm install tool@$VERSION": "npm install: tool@$VERSION → tool 4.0.0 yes",
      "npm install $TOOL": "npm install: $TOOL → tool 1.0.0 yes",
      "npm install npm@$MAJOR": "npm install: npm@$MAJOR → npm 6 no range",
      "npm install tool@^$MAJOR": "npm install: tool@^$MAJOR → tool ^6 no range",
      "npm install tool@$OTHER": "npm install: tool@$OTHER → tool $OTHER unknown",
      "npm install tool@^$OTHER": "npm install: tool@^$OTHER → tool ^$OTHER no range",
      "npm install tool@$OTHER.x": "npm install: tool@$OTHER.x → tool $OTHER.x no range",
      "npm install tool@8.$OTHER": "npm install: tool@8.$OTHER → tool 8.$OTHER unknown",
      "npm install $PACKAGES": "npm install: $PACKAGES unknown dynamic",
      "npm install $(cat list)": "npm install: $(cat list) unknown dynamic",
      "npm install $NAME@1.2.3": "npm install: $NAME@1.2.3 → $NAME 1.2.3 yes",
      "npm install @scope/$NAME": "npm install: @scope/$NAME no",
      "npm install prefix-$NAME": "npm install: prefix-$NAME no",
      "npm install tool${OTHER:+@$OTHER}": "npm install: tool${OTHER:+@$OTHER} unknown",
      "npm install tool@$EMPTY": "npm install: tool@$EMPTY → tool  unknown",
    },
    { variables: { VERSION: "4.0.0", TOOL: "tool@1.0.0", MAJOR: "6", EMPTY: "" } },
  );
  managerTable(npm, { "xargs npm install -g": "npm install: xargs unknown dynamic" });
});

describe("npm: checks switched off", () => {
  managerTable(npm, {
    "npm install --strict-ssl=false tool": "npm install: tool no | insecure --strict-ssl=false",
    "npm install --strict-ssl false tool": "npm install: tool no | insecure --strict-ssl false",
    "npm ci --no-strict-ssl":
      "npm ci: insecure --no-strict-ssl | lock package-lock.json,npm-shrinkwrap.json enforced say npm ci",
    "npm install --strict-ssl=true tool": "npm install: tool no",
    "npm install --strict-ssl tool": "npm install: tool no",
    "npx --strict-ssl tool": "npx: tool no | unless package.json",
    "npm exec --strict-ssl false tool": "npm exec: tool no | insecure --strict-ssl false | unless package.json",
    "npm config set strict-ssl false": "npm config set: insecure strict-ssl false",
    "npm config set strict-ssl=false -g": "npm config set: insecure strict-ssl=false",
    "npm config -g set strict-ssl false": "npm config -g set: insecure strict-ssl false",
    "npm set strict-ssl false": "npm set: insecure strict-ssl false",
    "npm c set strict-ssl=false": "npm c set: insecure strict-ssl=false",
    "npm config set strict-ssl true": "nothing",
    "npm config set registry https://npm.example": "nothing",
    "npm config get strict-ssl": "nothing",
    "npm config set": "nothing",
  });
});

describe("npx and npm exec", () => {
  const manifest = "unless package.json";
  managerTable(npm, {
    "npx cowsay hello world": `npx: cowsay no | ${manifest}`,
    "npx cowsay@1.5.0 hello": `npx: cowsay@1.5.0 → cowsay 1.5.0 yes | ${manifest}`,
    "npx -y @scope/tool@latest --flag value": `npx: @scope/tool@latest → @scope/tool latest no | ${manifest}`,
    "npx --yes tool install other": `npx: tool no | ${manifest}`,
    "npx -p tool@1.2.3 -p other run": `npx: tool@1.2.3 → tool 1.2.3 yes | other no | ${manifest}`,
    "npx --package=tool@1.2.3 run": `npx: tool@1.2.3 → tool 1.2.3 yes | ${manifest}`,
    "npx -p tool -c 'run && other'": `npx: tool no | ${manifest}`,
    "npx --registry https://npm.example tool": `npx: tool no | from https://npm.example | ${manifest}`,
    "npx --cache /tmp --userconfig rc --shell bash --node-arg x tool": `npx: tool no | ${manifest}`,
    "npx github:user/tool#0123abc": `npx: github:user/tool#0123abc → github:user/tool 0123abc yes | ${manifest}`,
    "npx $TOOL": `npx: $TOOL unknown dynamic | ${manifest}`,
    "npx -c 'tool --version'": "nothing",
    "npx ./tool": "nothing",
    "npx --no tool": "nothing",
    "npx --no-install tool": "nothing",
    "npx --version": "nothing",
    npx: "nothing",
    "npm exec tool": `npm exec: tool no | ${manifest}`,
    "npm exec -- tool@1.2.3 --flag": `npm exec: tool@1.2.3 → tool 1.2.3 yes | ${manifest}`,
    "npm exec --package=tool -- run": `npm exec: tool no | ${manifest}`,
    "npm x tool": `npm x: tool no | ${manifest}`,
    "npm exec -c 'tool --os=linux'": "nothing",
  });
});
