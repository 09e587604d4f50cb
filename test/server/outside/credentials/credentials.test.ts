import assert from "node:assert/strict";
import { test } from "node:test";
import { failure, success } from "../../../../server/src/outcome/outcome.ts";
import { newCredentials } from "../../../../server/src/outside/credentials/credentials.ts";
import type { Command, Run } from "../../../../server/src/outside/outside.ts";
import { memoryFiles } from "../memory-files.ts";

const HOME = "/home/me";
const DOCKER = `${HOME}/.docker/config.json`;
const basic = (login: string) => Buffer.from(login).toString("base64");

/** A helper that answers as told; its commands are kept. */
function helper(
  answer: { readonly status: number; readonly output: string } | "absent" | "stopped",
): Run & { readonly commands: Command[] } {
  const commands: Command[] = [];
  return {
    commands,
    run: async (command) => {
      commands.push(command);
      if (answer === "absent") return failure("not-found", command.program, "is not installed, or not on PATH");
      if (answer === "stopped") return failure("cancelled", command.program, "was stopped");
      return success({ ...answer, errors: "" });
    },
  };
}

interface Entry {
  readonly files: Readonly<Record<string, unknown>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** `host/repository`. */
  readonly of: string;
  readonly helper?: { readonly status: number; readonly output: string } | "absent" | "stopped";
  /** `user:password`, `token X`, `none`, or reason and message. */
  readonly gives: string;
  /** Program and input of each helper that was asked. */
  readonly asked?: readonly string[];
}

const ENTRIES: Readonly<Record<string, Entry>> = {
  "no file, no login": { files: {}, of: "registry.example/app", gives: "none" },
  "docker's login": {
    files: { [DOCKER]: { auths: { "registry.example": { auth: basic("me:p:w") } } } },
    of: "registry.example/app",
    gives: "me:p:w",
  },
  // The other systems have no such folder.
  ...(process.platform === "linux" && {
    "podman's login without a session": {
      files: {
        [`/run/containers/${process.getuid?.()}/auth.json`]: {
          auths: { "registry.example": { auth: basic("me:pw") } },
        },
        [DOCKER]: { auths: { "registry.example": { auth: basic("me:old") } } },
      },
      of: "registry.example/app",
      gives: "me:pw",
    },
    "a folder of podman's root, which is closed to everybody else": {
      files: {
        [`/run/containers/${process.getuid?.()}/auth.json`]: null,
        [DOCKER]: { auths: { "registry.example": { auth: basic("me:pw") } } },
      },
      of: "registry.example/app",
      gives: "me:pw",
    },
  }),
  "a file of the user's own that may not be read": {
    files: { [DOCKER]: null },
    of: "registry.example/app",
    gives: `refused: ${DOCKER} may not be accessed: permission denied`,
  },
  "a login goes to no other registry": {
    files: { [DOCKER]: { auths: { "registry.example": { auth: basic("me:pw") } } } },
    of: "registry.example:5000/app",
    gives: "none",
  },
  "a login that ends in NUL bytes": {
    files: { [DOCKER]: { auths: { "registry.example": { auth: basic("me:pw\0\0") } } } },
    of: "registry.example/app",
    gives: "me:pw",
  },
  "user and password apart": {
    files: { [DOCKER]: { auths: { "registry.example": { username: "me", password: "pw" } } } },
    of: "registry.example/app",
    gives: "me:pw",
  },
  "an identity token": {
    files: { [DOCKER]: { auths: { "registry.example": { auth: basic("x:y"), identitytoken: "T" } } } },
    of: "registry.example/app",
    gives: "token T",
  },
  "a key that is an address": {
    files: { [DOCKER]: { auths: { "https://registry.example/v1/": { auth: basic("me:pw") } } } },
    of: "registry.example/app",
    gives: "me:pw",
  },
  "Docker Hub by the key of docker login": {
    files: { [DOCKER]: { auths: { "https://index.docker.io/v1/": { auth: basic("me:pw") } } } },
    of: "docker.io/library/node",
    gives: "me:pw",
  },
  "Docker Hub by the key of podman login": {
    files: { [DOCKER]: { auths: { "docker.io": { auth: basic("me:pw") } } } },
    of: "docker.io/library/node",
    gives: "me:pw",
  },
  "podman's longest key counts": {
    files: {
      [`${HOME}/.config/containers/auth.json`]: {
        auths: {
          "registry.example": { auth: basic("all:pw") },
          "registry.example/team": { auth: basic("team:pw") },
          "registry.example/team/app": { auth: basic("app:pw") },
        },
      },
    },
    of: "registry.example/team/tool",
    gives: "team:pw",
  },
  "a part of a name is no prefix": {
    files: { [DOCKER]: { auths: { "registry.example/te": { auth: basic("te:pw") } } } },
    of: "registry.example/team/tool",
    gives: "none",
  },
  "files count in their order": {
    files: {
      "/etc/mine.json": { auths: { "other.example": { auth: basic("other:pw") } } },
      "/run/me/containers/auth.json": { auths: { "registry.example": { auth: basic("run:pw") } } },
      [DOCKER]: { auths: { "registry.example": { auth: basic("docker:pw") } } },
    },
    environment: { REGISTRY_AUTH_FILE: "/etc/mine.json", XDG_RUNTIME_DIR: "/run/me" },
    of: "registry.example/app",
    gives: "run:pw",
  },
  "REGISTRY_AUTH_FILE comes first": {
    files: {
      "/etc/mine.json": { auths: { "registry.example": { auth: basic("mine:pw") } } },
      "/run/me/containers/auth.json": { auths: { "registry.example": { auth: basic("run:pw") } } },
    },
    environment: { REGISTRY_AUTH_FILE: "/etc/mine.json", XDG_RUNTIME_DIR: "/run/me" },
    of: "registry.example/app",
    gives: "mine:pw",
  },
  "DOCKER_CONFIG moves docker's file": {
    files: { "/conf/config.json": { auths: { "registry.example": { auth: basic("conf:pw") } } } },
    environment: { DOCKER_CONFIG: "/conf" },
    of: "registry.example/app",
    gives: "conf:pw",
  },
  "XDG_CONFIG_HOME moves podman's": {
    files: { "/conf/containers/auth.json": { auths: { "registry.example": { auth: basic("conf:pw") } } } },
    environment: { XDG_CONFIG_HOME: "/conf" },
    of: "registry.example/app",
    gives: "conf:pw",
  },
  "the helper of a registry comes before what is written": {
    files: {
      [DOCKER]: {
        auths: { "registry.example": { auth: basic("me:pw") } },
        credHelpers: { "registry.example": "cloud" },
      },
    },
    of: "registry.example/app",
    helper: { status: 0, output: '{"ServerURL":"x","Username":"u","Secret":"s"}' },
    gives: "u:s",
    asked: ["docker-credential-cloud get < registry.example"],
  },
  "what is written comes before the helper of all": {
    files: { [DOCKER]: { auths: { "registry.example": { auth: basic("me:pw") } }, credsStore: "desktop" } },
    of: "registry.example/app",
    gives: "me:pw",
    asked: [],
  },
  "a registry that no helper is wanted for": {
    files: { [DOCKER]: { credHelpers: { "registry.example": "" }, credsStore: "desktop" } },
    of: "registry.example/app",
    gives: "none",
    asked: [],
  },
  "an entry of empty words is in the store": {
    files: {
      [DOCKER]: {
        auths: { "registry.example": { auth: "", identitytoken: "", username: "", password: "" } },
        credsStore: "desktop",
      },
    },
    of: "registry.example/app",
    helper: { status: 0, output: '{"Username":"u","Secret":"s"}' },
    gives: "u:s",
  },
  "a store of no name is none": {
    files: { [DOCKER]: { credsStore: "" } },
    of: "registry.example/app",
    gives: "none",
  },
  "what is written as a host comes before an older address": {
    files: {
      [DOCKER]: {
        auths: {
          "registry.example": { auth: basic("me:pw") },
          "https://registry.example/v1/": { auth: basic("me:old") },
        },
      },
    },
    of: "registry.example/app",
    gives: "me:pw",
  },
  "an empty entry is in the store": {
    files: { [DOCKER]: { auths: { "https://index.docker.io/v1/": {} }, credsStore: "desktop" } },
    of: "docker.io/library/node",
    helper: { status: 0, output: '{"Username":"<token>","Secret":"T"}' },
    gives: "token T",
    asked: ["docker-credential-desktop get < https://index.docker.io/v1/"],
  },
  "a helper that knows of nobody": {
    files: { [DOCKER]: { credsStore: "desktop" } },
    of: "registry.example/app",
    helper: { status: 0, output: '{"ServerURL":"registry.example","Username":"","Secret":""}' },
    gives: "none",
    asked: ["docker-credential-desktop get < registry.example"],
  },
  "a helper that knows of none": {
    files: { [DOCKER]: { credsStore: "desktop" } },
    of: "registry.example/app",
    helper: { status: 1, output: "credentials not found in native keychain\n" },
    gives: "none",
  },
  "a helper that fails is a refusal with its name and the cure, and no word of its output": {
    files: { [DOCKER]: { credsStore: "desktop" } },
    of: "registry.example/app",
    helper: { status: 2, output: "secret words" },
    gives:
      "refused: registry.example keeps its login with docker-credential-desktop, which failed with status 2; run docker login registry.example",
  },
  "a helper that is not there": {
    files: { [DOCKER]: { credsStore: "desktop" } },
    of: "registry.example/app",
    helper: "absent",
    gives:
      "refused: registry.example keeps its login with docker-credential-desktop, which is not installed, or not on PATH; run docker login registry.example",
  },
  "what a helper that fails says is no login, whatever it looks like": {
    files: { [DOCKER]: { credsStore: "desktop" } },
    of: "registry.example/app",
    helper: { status: 1, output: '{"Username":"u","Secret":"s"}' },
    gives:
      "refused: registry.example keeps its login with docker-credential-desktop, which failed with status 1; run docker login registry.example",
  },
  "a helper that is left is no helper that fails": {
    files: { [DOCKER]: { credsStore: "desktop" } },
    of: "registry.example/app",
    helper: "stopped",
    gives: "cancelled: docker-credential-desktop was stopped",
  },
  "a helper that answers no JSON": {
    files: { [DOCKER]: { credsStore: "desktop" } },
    of: "registry.example/app",
    helper: { status: 0, output: "hello" },
    gives:
      "refused: registry.example keeps its login with docker-credential-desktop, which failed with status 0; run docker login registry.example",
  },
  "a helper that is no name is not started": {
    files: { [DOCKER]: { credsStore: "../../bin/evil" } },
    of: "registry.example/app",
    gives: 'refused: registry.example has a credential helper whose name is none: "../../bin/evil"',
    asked: [],
  },
  "a file that is no JSON": {
    files: { [DOCKER]: "{" },
    of: "registry.example/app",
    gives: `malformed: ${DOCKER} is no JSON object; docker login writes it anew`,
  },
  "a login that cannot be read": {
    files: { [DOCKER]: { auths: { "registry.example": { auth: "****" } } } },
    of: "registry.example/app",
    gives: `malformed: ${DOCKER} holds a login for registry.example that cannot be read; run docker login registry.example`,
  },
  "a login that is no object": {
    files: { [DOCKER]: { auths: { "registry.example": basic("me:pw") } } },
    of: "registry.example/app",
    gives: `malformed: ${DOCKER} holds a login for registry.example that cannot be read; run docker login registry.example`,
  },
  "fields of other kinds are passed over": {
    files: { [DOCKER]: { auths: [1], credHelpers: "x", credsStore: 7 } },
    of: "registry.example/app",
    gives: "none",
  },
};

for (const [name, entry] of Object.entries(ENTRIES)) {
  test(name, async () => {
    const texts = Object.entries(entry.files).map(([path, file]) => [
      path,
      typeof file === "string" || file === null ? file : JSON.stringify(file),
    ]);
    const run = helper(entry.helper ?? "absent");
    const environment = { HOME, ...entry.environment };
    const credentials = newCredentials({ environment, files: memoryFiles(Object.fromEntries(texts)), run });
    const slash = entry.of.indexOf("/");
    const signal = new AbortController().signal;
    const outcome = await credentials.of(entry.of.slice(0, slash), entry.of.slice(slash + 1), signal);
    const { value } = outcome.ok ? outcome : { value: undefined };
    const told = !outcome.ok
      ? `${outcome.reason}: ${outcome.asked} ${outcome.detail}`
      : value === undefined
        ? "none"
        : value.kind === "identity"
          ? `token ${value.token}`
          : `${value.user}:${value.password}`;
    assert.equal(told, entry.gives);
    if (entry.asked !== undefined)
      assert.deepEqual(
        run.commands.map(({ program, args, input }) => `${program} ${args.join(" ")} < ${input}`),
        entry.asked,
      );
  });
}

test("a helper gets the variables of its cloud, and no others", async () => {
  const files = memoryFiles({ [DOCKER]: JSON.stringify({ credsStore: "cloud" }) });
  const run = helper({ status: 0, output: '{"Username":"u","Secret":"s"}' });
  const wanted = { AWS_PROFILE: "work", GNUPGHOME: "/keys", REMOTE_CONTAINERS_IPC: "/tmp/editor.sock" };
  const environment = { HOME, ...wanted, GITHUB_TOKEN: "hidden" };
  await newCredentials({ environment, files, run }).of("registry.example", "app", new AbortController().signal);
  assert.deepEqual(run.commands[0]?.environment, wanted);
});
