import assert from "node:assert/strict";
import { execFile, execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer as createSocketServer, type Server as SocketServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { buildModel } from "../../../../server/src/model/build.ts";
import { newReach } from "../../../../server/src/outside/reach.ts";
import type { Resolver } from "../../../../server/src/resolve/resolver.ts";
import { git } from "../../../../server/src/resolve/resolvers/git.ts";
import { gitTool } from "../../../../server/src/resolve/resolvers/git-tool.ts";
import { lookupWorld } from "../../../harness/lookup-world.ts";
import { type Loopback, loopback } from "../../../harness/loopback.ts";
import { fixedText, offeredFixes } from "../../../harness/pin-fixes.ts";
import { installPrograms } from "../../../harness/programs.ts";

// Git's own server behind node:http, asked by us and by `git ls-remote`.

const scratch = mkdtempSync(join(tmpdir(), "seaworthy-git-"));
const reach = newReach({ environment: process.env, cacheFolder: join(scratch, "cache") });
const world = lookupWorld({ http: reach.http, run: reach.run });
let server: Loopback;
let daemon: SocketServer;
let isOld = false;
let origin = "";
let gitOrigin = "";

before(async () => {
  installPrograms({ git: "git" });
  makeRepository("tool", "sha1");
  makeRepository("long", "sha256");
  server = await loopback(backend);
  daemon = createSocketServer((socket) => {
    const args = ["daemon", "--inetd", "--export-all", `--base-path=${scratch}`, scratch];
    const child = spawn("git", args, { stdio: ["pipe", "pipe", "ignore"] });
    socket.pipe(child.stdin);
    child.stdout.pipe(socket);
    socket.on("error", () => child.kill());
    child.stdin.on("error", () => socket.destroy());
  });
  origin = server.url;
  gitOrigin = `git://127.0.0.1:${await portOf(daemon)}`;
});
after(async () => {
  await server.close();
  daemon.close();
  rmSync(scratch, { recursive: true });
});

const REFS = ["main", "v1.0.0", "v1.1.0", "both", "feature/a", "refs/heads/main", "refs/tags/v1.1.0", undefined];

describe("the commit of a reference", () => {
  for (const name of ["tool", "long"]) {
    for (const ref of REFS) {
      it(`${ref ?? "HEAD"} of ${name}, as git itself says`, async () => {
        const expected = commitByGit(name, ref);
        assert.equal(await commitBy(git, `${origin}/${name}`, ref), expected);
        assert.equal(await commitBy(gitTool, `${gitOrigin}/${name}`, ref), expected);
      });
    }
  }

  it("of an older server, which lists everything", async () => {
    isOld = true;
    for (const ref of REFS) assert.equal(await commitBy(git, `${origin}/tool`, ref), commitByGit("tool", ref));
    isOld = false;
  });

  it("is asked for in two requests, and an unknown one is not found", async () => {
    const before = server.requests.length;
    assert.equal(await commitBy(git, `${origin}/tool`, "v9"), "not-found");
    assert.equal(await commitBy(gitTool, `${gitOrigin}/tool`, "v9"), "not-found");
    assert.deepEqual(server.requests.slice(before), [
      "GET /tool/info/refs?service=git-upload-pack",
      "POST /tool/git-upload-pack",
    ]);
  });

  it("of a repository that is not there", async () => {
    assert.equal(await commitBy(git, `${origin}/none`, "main"), "not-found");
    assert.notEqual(await commitBy(gitTool, `${gitOrigin}/none`, "main"), commitByGit("tool", "main"));
  });
});

describe("a clone that a fix pins", () => {
  const CLONES = [
    "git clone -q -b main URL",
    "git clone -q --depth 1 --branch main URL src; ls",
    "set -e; git clone -q --depth 1 URL src; ls",
    "git clone -q URL && cd tool && git checkout -q main && ls",
  ];
  for (const [index, command] of CLONES.entries()) {
    it(`has the commit of that day when the branch has moved: ${command}`, async () => {
      const name = `moving-${index}`;
      makeRepository(name, "sha1");
      const text = `FROM debian:12.11\nRUN ${command.replace("URL", "https://git.example/tool")}\n`;
      const [fix] = offeredFixes(text, /^git-/).flatMap(({ fixes }) => fixes);
      const commit = commitByGit(name, "main");
      const fixed = fix && fixedText(text, fix, { text: commit });
      assert.ok(fixed !== undefined);
      run(join(scratch, name), "commit", "-q", "--allow-empty", "-m", "moved");
      assert.notEqual(commitByGit(name, "main"), commit);
      const script = buildModel(fixed).stages[0]?.instructions.at(-1)?.body.text ?? "";
      const folder = mkdtempSync(join(scratch, "run-"));
      // The server answers in this process, so that the shell must not hold it up.
      const here = script.replace(
        "https://git.example/tool",
        `${origin}/${name} ${command.includes("src") ? "" : "tool"}`,
      );
      await promisify(execFile)("sh", ["-c", here], { cwd: folder });
      assert.equal(run(join(folder, command.includes("src") ? "src" : "tool"), "rev-parse", "HEAD").trim(), commit);
      await assert.rejects(
        promisify(execFile)("sh", ["-c", here.replaceAll(commit, "0".repeat(40))], {
          cwd: mkdtempSync(join(scratch, "run-")),
        }),
      );
    });
  }
});

async function commitBy(resolver: Resolver, url: string, ref: string | undefined): Promise<string | undefined> {
  const answer = await resolver.resolve({ kind: "git", url, ...(ref !== undefined && { ref }) }, world);
  return answer.ok ? answer.pins[0]?.text : answer.reason;
}

/** What git checks out for a name. */
function commitByGit(name: string, ref: string | undefined): string {
  const clone = mkdtempSync(join(scratch, "clone-"));
  const plain = ref?.replace(/^refs\/(?:heads|tags)\//, "");
  run(scratch, "clone", "-q", ...(plain === undefined ? [] : ["-b", plain]), join(scratch, name), clone);
  return run(clone, "rev-parse", "HEAD").trim();
}

function run(folder: string, ...args: readonly string[]): string {
  const identity = [
    "-c",
    "user.name=Somebody",
    "-c",
    "user.email=somebody@git.example",
    "-c",
    "advice.detachedHead=false",
  ];
  return execFileSync("git", [...identity, ...args], {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
}

/** Branches, a plain tag, an annotated one, and a branch and a tag of one name. */
function makeRepository(name: string, format: string): void {
  const folder = join(scratch, name);
  mkdirSync(folder);
  run(folder, "init", "-q", "-b", "main", `--object-format=${format}`);
  const commit = (message: string) => run(folder, "commit", "-q", "--allow-empty", "-m", message);
  commit("first");
  run(folder, "tag", "v1.0.0");
  run(folder, "tag", "both");
  commit("second");
  run(folder, "tag", "-a", "-m", "annotated", "v1.1.0");
  run(folder, "branch", "both");
  run(folder, "checkout", "-q", "-b", "feature/a");
  commit("third");
  run(folder, "checkout", "-q", "main");
  commit("fourth");
}

/** `git http-backend` as a CGI program. Source: git-http-backend(1). */
function backend(request: IncomingMessage, response: ServerResponse): void {
  const { method = "GET", url = "", headers } = request;
  const [path = "", query = ""] = url.split("?");
  const child = spawn("git", ["http-backend"], {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: scratch,
      GIT_HTTP_EXPORT_ALL: "1",
      REQUEST_METHOD: method,
      PATH_INFO: path,
      QUERY_STRING: query,
      CONTENT_TYPE: headers["content-type"] ?? "",
      GIT_PROTOCOL: isOld ? "" : String(headers["git-protocol"] ?? ""),
      REMOTE_ADDR: "127.0.0.1",
    },
    stdio: ["pipe", "pipe", "ignore"],
  });
  request.pipe(child.stdin);
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => void chunks.push(chunk));
  child.on("close", () => {
    const whole = Buffer.concat(chunks);
    const end = whole.indexOf("\r\n\r\n");
    const lines = whole.subarray(0, end).toString("latin1").split("\r\n");
    const fields = lines.map((line) => line.split(": ", 2)).filter(([name]) => name !== "Status");
    const status = Number(/^Status: (\d+)/m.exec(lines.join("\n"))?.[1] ?? 200);
    response.writeHead(status, Object.fromEntries(fields));
    response.end(whole.subarray(end + 4));
  });
}

async function portOf(listener: SocketServer): Promise<number> {
  await new Promise<void>((done) => void listener.listen(0, "127.0.0.1", done));
  const address = listener.address();
  assert.ok(typeof address === "object" && address !== null);
  return address.port;
}
