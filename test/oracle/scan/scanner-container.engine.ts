import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { startEngine, type TestEngine } from "../../harness/engine.ts";
import { skipWithoutShared } from "../../harness/shared.ts";
import { seaworthy } from "./command.ts";

// A scanner in a container of a real engine: it says itself what it can see and do there.

/** In the place of Grype: finds one thing in Debian's files, and tells what it sees. */
const SCANNER = `#!/bin/sh
if [ "$1" = version ]; then echo "Version: 0.121.2"; exit 0; fi
tar -tf /image.tar manifest.json > /dev/null || exit 3
caps=$(grep CapEff /proc/self/status | tr -d '[:space:]')
privs=$(grep NoNewPrivs /proc/self/status | tr -d '[:space:]')
mounts=$(grep -c -e docker.sock -e /home -e /root /proc/self/mounts)
echo '{"matches":[{"vulnerability":{"id":"CVE-2026-1","severity":"High","fix":{"versions":["99"],"state":"fixed"},
"description":"'$caps $privs mounts:$mounts offered:$GRYPE_CHECK_FOR_APP_UPDATE'"},
"artifact":{"name":"base-files","version":"'$(dpkg-query -W -f '\${Version}' base-files)'","type":"deb",
"purl":"pkg:deb/debian/base-files@'$(dpkg-query -W -f '\${Version}' base-files)'","locations":[]}}],
"source":{"type":"image","target":{}},"distro":{"name":"debian","version":"12"},"descriptor":{"name":"grype","version":"0.121.2"}}' > report.json
`;

const skip = skipWithoutShared();
const folder = mkdtempSync(join(tmpdir(), "seaworthy-container-"));
let engine: TestEngine;
let environment: NodeJS.ProcessEnv;

before(async () => {
  if (skip !== false) return;
  engine = await startEngine();
  writeFileSync(join(folder, "grype"), SCANNER, { mode: 0o755 });
  writeFileSync(join(folder, "Dockerfile"), 'FROM debian:12\nCOPY grype /grype\nENTRYPOINT ["/grype"]\n');
  await engine.docker("build", "--quiet", "--network=host", "--tag", "made.example/grype:1", folder);
  mkdirSync(join(folder, "config", "seaworthy"), { recursive: true });
  mkdirSync(join(folder, "temporary"));
  writeFileSync(
    join(folder, "config", "seaworthy", "settings.yaml"),
    "lookup:\n  containerNetwork: host\nscanners:\n  programs:\n    grype: /none/grype\n  images:\n    grype: made.example/grype:1\n",
  );
  const [XDG_CONFIG_HOME, TMPDIR] = [join(folder, "config"), join(folder, "temporary")];
  environment = { ...engine.environment, XDG_CONFIG_HOME, TMPDIR };
});
after(async () => {
  await engine?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe("a scanner in a container of a real engine", { skip }, () => {
  it("gets the image and nothing else, and is gone with its answer", async () => {
    const words = ["scan", "debian:12", "--scanner", "grype", "--containers", "--format", "json"];
    const { status, output, errors } = await seaworthy(environment, ...words);
    assert.equal(status, 1, errors);
    const { findings, packages, scanner } = JSON.parse(output);
    assert.deepEqual([findings.length, findings[0].id, scanner.id], [1, "CVE-2026-1", "grype"]);
    assert.deepEqual([packages[0].name, packages[0].layer], ["base-files", 0]);
    const text = await seaworthy(environment, ...words.slice(0, -2));
    assert.match(text.output, /CapEff:0{16} NoNewPrivs:1 mounts:0 offered:false/);
    assert.equal(await engine.docker("ps", "--all", "--quiet"), "");
    assert.deepEqual(readdirSync(join(folder, "temporary")), []);
  });

  it("whose image is not here is told how to fetch it, and nothing is pulled", async () => {
    const words = ["scan", "debian:12", "--scanner", "trivy", "--containers"];
    const { status, errors } = await seaworthy(environment, ...words);
    assert.equal(status, 2);
    assert.match(
      errors,
      /aquasec\/trivy:\S+ is not on this machine; docker pull docker\.io\/aquasec\/trivy:\S+ fetches it/,
    );
  });
});
