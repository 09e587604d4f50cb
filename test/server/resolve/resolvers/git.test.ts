import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { HttpRequest } from "../../../../server/src/outside/outside.ts";
import { packetOf } from "../../../../server/src/resolve/git/pkt-line.ts";
import type { Resolution } from "../../../../server/src/resolve/resolver.ts";
import { git } from "../../../../server/src/resolve/resolvers/git.ts";
import { lookupWorld, STANDARD_SETTINGS } from "../../../harness/lookup-world.ts";
import { type Page, pretendWeb } from "../../../harness/pretend-web.ts";

const URL = "https://git.example/team/tool.git";
const FIRST = `${URL}/info/refs?service=git-upload-pack`;
const [A, B, C] = ["a".repeat(40), "b".repeat(40), "c".repeat(40)];

/** A server of protocol version 2 with these lines, of which it gives those that a prefix asks for. */
function modern(...lines: readonly string[]): Record<string, Page | ((request: HttpRequest) => Page)> {
  const abilities = ["version 2", "agent=git/2.39", "ls-refs=unborn", "fetch=shallow", "object-format=sha1"];
  return {
    [FIRST]: `${packetOf("# service=git-upload-pack")}0000${abilities.map(packetOf).join("")}0000`,
    [`${URL}/git-upload-pack`]: ({ body = "" }) => {
      const prefixes = [...body.matchAll(/ref-prefix (\S+)\n/g)].map(([, prefix = ""]) => prefix);
      const chosen = lines.filter((line) => prefixes.some((prefix) => line.split(" ")[1]?.startsWith(prefix)));
      return `${chosen.map(packetOf).join("")}0000`;
    },
  };
}

interface Row {
  readonly pages: Record<string, Page | ((request: HttpRequest) => Page)>;
  readonly ref?: string;
  readonly isOfCheckout?: true;
  readonly gives: string;
}

const ROWS: Record<string, Row> = {
  "a branch gives its commit": {
    pages: modern(`${A} refs/heads/main`, `${B} refs/heads/main-2`),
    ref: "main",
    gives: `${A} branch main`,
  },
  "a tag without an object of its own": {
    pages: modern(`${A} refs/tags/v1.4.0`),
    ref: "v1.4.0",
    gives: `${A} tag v1.4.0`,
  },
  "an annotated tag gives the commit behind it": {
    pages: modern(`${A} refs/tags/v1.4.0 peeled:${B}`),
    ref: "v1.4.0",
    gives: `${B} tag v1.4.0`,
  },
  "without a name the branch that HEAD stands for": {
    pages: modern(`${A} HEAD symref-target:refs/heads/trunk`, `${A} refs/heads/trunk`),
    gives: `${A} branch trunk`,
  },
  "of a branch and a tag of one name it is the branch, which is said": {
    pages: modern(`${A} refs/tags/one`, `${B} refs/heads/one`),
    ref: "one",
    gives: `${B} branch one (There are a branch and a tag one; this is the branch, as git itself takes it.)`,
  },
  "a checkout would take the tag, unless the branch is there already": {
    pages: modern(`${A} refs/tags/one`, `${B} refs/heads/one`),
    ref: "one",
    isOfCheckout: true,
    gives:
      "ambiguous: git.example has a branch and a tag one: write origin/one or refs/tags/one for the one that is meant.",
  },
  "a checkout of the one that is there": {
    pages: modern(`${A} refs/tags/one`),
    ref: "one",
    isOfCheckout: true,
    gives: `${A} tag one`,
  },
  "a full name is taken as it is": {
    pages: modern(`${C} refs/pull/7/head`),
    ref: "refs/pull/7/head",
    gives: `${C} refs/pull/7/head`,
  },
  "a name that is not there": {
    pages: modern(`${A} refs/heads/main`),
    ref: "v9",
    gives: "not-found: git.example has no branch or tag v9 in this repository.",
  },
  "an older server lists everything at once": {
    pages: {
      [FIRST]: `${packetOf("# service=git-upload-pack")}0000${packetOf(`${A} HEAD\0multi_ack symref=HEAD:refs/heads/main`)}${packetOf(`${B} refs/tags/v1`)}${packetOf(`${C} refs/tags/v1^{}`)}0000`,
    },
    ref: "v1",
    gives: `${C} tag v1`,
  },
  "an older server whose first reference is the one": {
    pages: { [FIRST]: `${packetOf(`${A} HEAD\0multi_ack`)}0000` },
    gives: `${A} the default branch`,
  },
  "a server that wants a login leaves it to git": {
    pages: { [FIRST]: { status: 401 } },
    gives: "refused: git.example wants a login, or has no such repository; git itself may have one. (open)",
  },
  "no repository": { pages: {}, gives: "not-found: git.example has no such repository." },
  "a server that is in trouble, before or after it says what it can do": {
    pages: { ...modern(), [`${URL}/git-upload-pack`]: { status: 503 } },
    gives: "unreachable: git.example answers with status 503.",
  },
  "a server that answers with something else": {
    pages: { [FIRST]: { status: 418 } },
    gives: "malformed: git.example answers with status 418.",
  },
  "a second answer that is a page": {
    pages: { ...modern(), [`${URL}/git-upload-pack`]: "<!doctype html>" },
    gives: "malformed: git.example does not answer like a git server.",
  },
  "a server that says why it lists nothing": {
    pages: { [FIRST]: `${packetOf("# service=git-upload-pack")}0000${packetOf("ERR access denied")}` },
    ref: "main",
    gives: "unsupported: git.example lists no references: access denied.",
  },
  "one that says so when it is asked for them": {
    pages: { ...modern(), [`${URL}/git-upload-pack`]: packetOf("ERR upload-pack: out of order") },
    ref: "main",
    gives: "unsupported: git.example lists no references: upload-pack: out of order.",
  },
  "a repository without a commit": {
    pages: modern(),
    gives: "not-found: git.example has no default branch in this repository.",
  },
  "an older server's repository without a commit": {
    pages: { [FIRST]: `${packetOf(`${"0".repeat(40)} capabilities^{}\0multi_ack`)}0000` },
    gives: "not-found: git.example has no default branch in this repository.",
  },
  "a page of a web server": {
    pages: { [FIRST]: "<!doctype html>" },
    gives: "malformed: git.example does not answer like a git server.",
  },
  "a server that lists no references": {
    pages: { [FIRST]: `${packetOf("version 2")}${packetOf("fetch")}0000` },
    gives: "unsupported: git.example does not list references.",
  },
  "an answer that is no commit is not taken": {
    pages: modern("not-a-commit refs/heads/main", `${A}0 refs/heads/main`),
    ref: "main",
    gives: "not-found: git.example has no branch or tag main in this repository.",
  },
};

describe("git", () => {
  for (const [name, { pages, gives, ...asked }] of Object.entries(ROWS)) {
    it(name, async () => {
      const { http } = pretendWeb(pages);
      const query = { kind: "git", url: URL, ...asked } as const;
      assert.equal(printed(await git.resolve(query, lookupWorld({ http }))), gives);
    });
  }

  it("asks in two requests and nobody else", async () => {
    const { http, asked } = pretendWeb(modern(`${A} refs/heads/main`));
    await git.resolve({ kind: "git", url: URL, ref: "main" }, lookupWorld({ http }));
    assert.deepEqual(asked, [`GET ${FIRST}`, `POST ${URL}/git-upload-pack`]);
  });

  it("says that TLS vouches for a commit only where it was asked over TLS", async () => {
    const answers = await Promise.all(
      [URL, URL.replace("https", "http")].map((url) => {
        const { http } = pretendWeb({ [`${url}/info/refs?service=git-upload-pack`]: packetOf(`${A} HEAD`) });
        return git.resolve({ kind: "git", url }, lookupWorld({ http }));
      }),
    );
    assert.deepEqual(
      answers.map((answer) => answer.ok && answer.checks),
      [["tls-only"], []],
    );
  });

  it("asks again where it was sent to", async () => {
    const { http, asked } = pretendWeb({
      ...modern(`${A} refs/heads/main`),
      "https://old.example/tool/info/refs?service=git-upload-pack": { headers: { location: FIRST } },
    });
    const answer = await git.resolve(
      { kind: "git", url: "https://old.example/tool/", ref: "main" },
      lookupWorld({ http }),
    );
    assert.equal(printed(answer), `${A} branch main`);
    assert.equal(asked.at(-1), `POST ${URL}/git-upload-pack`);
  });

  const PLANS: Record<string, readonly [url: string, ref: string | undefined, hosts: readonly string[] | undefined]> = {
    "an address over https is asked at its host": [URL, "main", ["git.example"]],
    "a login in the address is not for us": ["https://me:word@git.example/tool", "main", undefined],
    "ssh is not for us": ["git@git.example:team/tool.git", "main", undefined],
    "what can be no name is asked of nobody": [URL, "--upload-pack=touch", undefined],
    "a name with a blank is asked of nobody": [URL, "a b", undefined],
  };
  for (const [name, [url, ref, hosts]] of Object.entries(PLANS)) {
    it(name, () => {
      const plan = git.plan({ kind: "git", url, ...(ref !== undefined && { ref }) }, STANDARD_SETTINGS);
      assert.deepEqual(plan, hosts && { needs: "network", hosts });
    });
  }
});

function printed(resolution: Resolution): string {
  if (!resolution.ok)
    return `${resolution.reason}: ${resolution.message}${resolution.isOpen === true ? " (open)" : ""}`;
  const [pin] = resolution.pins;
  return `${pin?.text} ${pin?.note}${resolution.caveats.map((caveat) => ` (${caveat})`).join("")}`;
}
