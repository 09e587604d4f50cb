import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { installPrograms } from "../../harness/programs.ts";

/** A running docker-registry. */
export interface RealRegistry {
  /** `127.0.0.1:PORT`, or `localhost:PORT` with TLS. */
  readonly host: string;
  stop(): void;
}

export interface RegistryOptions {
  readonly name: string;
  /** Where its images lie; several registries may serve one folder. */
  readonly data: string;
  /** Settings below `http` and `auth` in its configuration, as YAML takes JSON. */
  readonly tls?: { readonly certificate: string; readonly key: string };
  readonly auth?: object;
}

/** Starts Debian's docker-registry, which is installed where it is missing, on a free port and waits until it listens. */
export async function startRegistry(folder: string, options: RegistryOptions): Promise<RealRegistry> {
  installPrograms({ "docker-registry": "docker-registry" });
  const { name, data, tls, auth } = options;
  const configuration = {
    version: "0.1",
    log: { level: "info", accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: data }, delete: { enabled: true } },
    http: { addr: "127.0.0.1:0", ...(tls === undefined ? {} : { tls }) },
    ...(auth === undefined ? {} : { auth }),
  };
  const path = join(folder, `${name}.yml`);
  writeFileSync(path, JSON.stringify(configuration));
  const child = spawn("docker-registry", ["serve", path], { stdio: ["ignore", "ignore", "pipe"] });
  const said: string[] = [];
  const port = await new Promise<string>((resolve, reject) => {
    createInterface(child.stderr).on("line", (line) => {
      said.push(line);
      const found = /listening on (?:127\.0\.0\.1|\[::\]):(\d+)/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`docker-registry ended: ${said.join("\n")}`)));
  });
  return { host: `${tls === undefined ? "127.0.0.1" : "localhost"}:${port}`, stop: () => void child.kill() };
}
