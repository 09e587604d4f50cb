import assert from "node:assert/strict";
import { test } from "node:test";
import { sourceChangesOf } from "../../../server/src/knowledge/source-changes.ts";
import { runCalls } from "../../harness/run-calls.ts";

const LIST = "/etc/apt/sources.list.d/x.list";

/** Shell text → what it changes, a line each. */
const CHANGES: Readonly<Record<string, string>> = {
  [`echo "deb http://x.example a main" > ${LIST}`]: `replace ${LIST}: deb http://x.example a main`,
  'echo "deb http://x.example a main" >> /etc/apt/sources.list':
    "add /etc/apt/sources.list: deb http://x.example a main",
  [`echo "deb http://x.example a main" | tee ${LIST}`]: `replace ${LIST}: deb http://x.example a main`,
  [`echo "deb http://x.example a main" | sudo tee -a ${LIST} > /dev/null`]: `add ${LIST}: deb http://x.example a main`,
  "printf 'Types: deb\\nURIs: http://x.example\\n' > /etc/apt/sources.list.d/x.sources":
    "replace /etc/apt/sources.list.d/x.sources: Types: deb|URIs: http://x.example|",
  [`printf '%s\\n' "deb a" "deb b" >> ${LIST}`]: `add ${LIST}: deb a|deb b`,
  [`cat > ${LIST} <<EOF\ndeb http://x.example a main\nEOF`]: `replace ${LIST}: deb http://x.example a main|`,
  [`tee ${LIST} <<EOF\ndeb http://x.example a main\nEOF`]: `replace ${LIST}: deb http://x.example a main|`,
  [`echo "deb http://x.example $(lsb_release -cs) main" > ${LIST}`]: `unknown: echo "deb http://x.example $(lsb_release -cs) main" > ${LIST}`,
  [`curl -fsSL https://x.example/x.list | tee ${LIST}`]: `unknown: tee ${LIST}`,
  [`tee ${LIST} < x.list`]: `unknown: tee ${LIST} < x.list`,
  [`cat x.list > ${LIST}`]: `unknown: cat x.list > ${LIST}`,
  [`cat - > ${LIST} <<EOF\ndeb a\nEOF`]: `replace ${LIST}: deb a|`,
  [`printf '%s' "deb a" > ${LIST}`]: `replace ${LIST}: deb a`,
  [`printf 'deb %s main' a > ${LIST}`]: `unknown: printf 'deb %s main' a > ${LIST}`,
  "extrepo enable x": "unknown: extrepo enable x",
  [`curl -o ${LIST} https://x.example/x.list`]: `unknown: curl -o ${LIST} https://x.example/x.list`,
  [`if [ -n "$A" ]; then echo "deb a" > ${LIST}; fi`]: `unknown: echo "deb a" > ${LIST}`,
  [`test -e /x || echo "deb a" > ${LIST}`]: `unknown: echo "deb a" > ${LIST}`,
  [`set -e && echo "deb a" > ${LIST}`]: `replace ${LIST}: deb a`,
  "sed -i 's/archive.example/mirror.example/g' /etc/apt/sources.list":
    "substitute /etc/apt/sources.list: archive.example → mirror.example",
  "sed -i 's|http://archive\\.example|https://mirror.example|' /etc/apt/sources.list.d/*.sources":
    "substitute /etc/apt/sources.list.d/*.sources: http://archive.example → https://mirror.example",
  "sed -i -e 's/main/main contrib/g' -e 's/a/b/g' /etc/apt/sources.list":
    "substitute /etc/apt/sources.list: main → main contrib; substitute /etc/apt/sources.list: a → b",
  "sed -i 's/^deb.*$/x/' /etc/apt/sources.list": "unknown: sed -i 's/^deb.*$/x/' /etc/apt/sources.list",
  "sed -i '/security/d' /etc/apt/sources.list": "unknown: sed -i '/security/d' /etc/apt/sources.list",
  'sed -i "s/a/$B/g" /etc/apt/sources.list': 'unknown: sed -i "s/a/$B/g" /etc/apt/sources.list',
  "sed -i s/a/b/ /etc/passwd": "",
  "rm -rf /etc/apt/sources.list.d/*": "replace /etc/apt/sources.list.d/*: ",
  "rm -r /etc/apt/sources.list.d": "replace /etc/apt/sources.list.d/*: ",
  "rm -rf /var/lib/apt/lists/*": "",
  "add-apt-repository -y \\\n    ppa:a/b": "unknown: add-apt-repository -y ppa:a/b",
  "add-apt-repository -y ppa:git-core/ppa": "unknown: add-apt-repository -y ppa:git-core/ppa",
  "dpkg -i x.deb": "unknown: dpkg -i x.deb",
  "apt-get install -y ./x.deb": "unknown: apt-get install -y ./x.deb",
  "apt-fast install -y ./x.deb": "unknown: apt-fast install -y ./x.deb",
  "apt-get install -y curl": "",
  "dnf config-manager --add-repo https://x.example/x.repo":
    "unknown: dnf config-manager --add-repo https://x.example/x.repo",
  "dnf module enable -y nodejs:18": "unknown: dnf module enable -y nodejs:18",
  "dnf install -y @nodejs:18": "unknown: dnf install -y @nodejs:18",
  "yum install -y epel-release": "unknown: yum install -y epel-release",
  "yum install -y centos-release-scl wget": "unknown: yum install -y centos-release-scl wget",
  "microdnf install -y oracle-epel-release-el8": "unknown: microdnf install -y oracle-epel-release-el8",
  "yum install -y release-monitor @development": "",
  "amazon-linux-extras install -y php7.4": "unknown: amazon-linux-extras install -y php7.4",
  "zypper in -y https://x.example/x.rpm": "unknown: zypper in -y https://x.example/x.rpm",
  "zypper in -y curl": "",
  "zypper ar https://x.example x": "unknown: zypper ar https://x.example x",
  "echo '@edge https://x.example/edge' >> /etc/apk/repositories":
    "add /etc/apk/repositories: @edge https://x.example/edge",
  "cat /etc/apt/sources.list": "",
  "cp a.list /etc/apt/sources.list.d/": "unknown: cp a.list /etc/apt/sources.list.d/",
  "echo 'APT::Default-Release 7;' > /etc/apt/apt.conf.d/x": "replace /etc/apt/apt.conf.d/x: APT::Default-Release 7;",
  'echo "x $(date)" > /etc/apt/apt.conf.d/x': "",
};

for (const [script, expected] of Object.entries(CHANGES)) {
  test(`sources: ${script.replaceAll("\n", "⏎")}`, () => {
    const { calls } = runCalls(script);
    const lines = sourceChangesOf(calls, ({ start, end }) => script.slice(start, end)).map((change) => {
      if (change.kind === "unknown") return `unknown: ${change.text}`;
      const { kind, path, text } = change;
      return `${kind} ${path}: ${kind === "substitute" ? `${change.from} → ${change.to}` : text.replaceAll("\n", "|")}`;
    });
    assert.equal(lines.join("; "), expected);
  });
}
