import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { versionedUrl } from "../../../../server/src/resolve/resolvers/versioned-url.ts";
import { lookupWorld, STANDARD_SETTINGS } from "../../../harness/lookup-world.ts";
import { type Page, pretendWeb } from "../../../harness/pretend-web.ts";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";
const LATEST = "https://github.com/team/tool/releases/latest/download/tool.tgz";
const VERSIONED = "https://github.com/team/tool/releases/download/v1.4.0/tool.tgz";
const to = (location: string): Page => ({ status: 302, headers: { location } });

interface Row {
  readonly url?: string;
  readonly pages: Record<string, Page>;
  readonly gives: string;
}

const ROWS: Record<string, Row> = {
  "the address with a version on the way, not the signed one at the end": {
    pages: {
      [LATEST]: to(VERSIONED),
      [VERSIONED]: to("https://files.example/1.4.0/tool.tgz?X-Amz-Expires=300&sig=abc"),
      "https://files.example/1.4.0/tool.tgz?X-Amz-Expires=300&sig=abc": "bytes",
    },
    gives: VERSIONED,
  },
  "an address with a version where nothing is": {
    pages: { [LATEST]: to(VERSIONED) },
    gives: "not-found: github.com has no tool.tgz at this address (404).",
  },
  "an address that leads nowhere": {
    pages: { [LATEST]: "bytes" },
    gives: "not-found: github.com does not lead to an address with a version for tool.tgz: look for one on its pages.",
  },
  "a signed address alone is not written": {
    pages: {
      [LATEST]: to("https://files.example/v1.4.0/tool.tgz?sig=abc"),
      "https://files.example/v1.4.0/tool.tgz?sig=abc": "bytes",
    },
    gives: "not-found: github.com does not lead to an address with a version for tool.tgz: look for one on its pages.",
  },
  "a page for a version is no archive": {
    pages: { [LATEST]: to("https://tool.example/releases/1.4.0"), "https://tool.example/releases/1.4.0": "page" },
    gives: "not-found: github.com does not lead to an address with a version for tool.tgz: look for one on its pages.",
  },
  "an address without TLS is not written for one with": {
    pages: { [LATEST]: to("http://dl.example/1.4.0/tool.tgz"), "http://dl.example/1.4.0/tool.tgz": "bytes" },
    gives: "not-found: github.com does not lead to an address with a version for tool.tgz: look for one on its pages.",
  },
  "an address with a login, or of latest again, is not written": {
    pages: {
      [LATEST]: to("https://me:word@dl.example/1.4.0/tool.tgz"),
      "https://me:word@dl.example/1.4.0/tool.tgz": to("https://dl.example/1.4.0/latest/tool.tgz"),
      "https://dl.example/1.4.0/latest/tool.tgz": "bytes",
    },
    gives: "not-found: github.com does not lead to an address with a version for tool.tgz: look for one on its pages.",
  },
  "a file of a branch with a query is no plain file": {
    url: "https://raw.githubusercontent.com/team/tool/main/install.sh?token=1",
    pages: { "https://raw.githubusercontent.com/team/tool/main/install.sh?token=1": "bytes" },
    gives:
      "not-found: raw.githubusercontent.com does not lead to an address with a version for install.sh: look for one on its pages.",
  },
  "a file of a commit is none of a branch": {
    url: "https://raw.githubusercontent.com/team/tool/v1.x/install.sh",
    pages: {},
    gives: "not-found: raw.githubusercontent.com has no install.sh at this address (404).",
  },
  "a file of a branch at its commit": {
    url: "https://raw.githubusercontent.com/team/tool/main/install.sh",
    pages: {},
    gives: `https://raw.githubusercontent.com/team/tool/${COMMIT}/install.sh of https://github.com/team/tool.git`,
  },
  "a file of a branch by its full name": {
    url: "https://raw.githubusercontent.com/team/tool/refs/heads/master/bin/install.sh",
    pages: {},
    gives: `https://raw.githubusercontent.com/team/tool/${COMMIT}/bin/install.sh of https://github.com/team/tool.git`,
  },
  "a file of a branch that follows releases": {
    url: "https://raw.githubusercontent.com/team/tool/stable/bin/tool",
    pages: {},
    gives: `https://raw.githubusercontent.com/team/tool/${COMMIT}/bin/tool of https://github.com/team/tool.git`,
  },
  "a file of a branch by the old name of the host": {
    url: "https://raw.github.com/team/tool/master/install.sh",
    pages: {},
    gives: `https://raw.github.com/team/tool/${COMMIT}/install.sh of https://github.com/team/tool.git`,
  },
  "a raw file": {
    url: "https://github.com/team/tool/raw/main/install.sh",
    pages: {},
    gives: `https://github.com/team/tool/raw/${COMMIT}/install.sh of https://github.com/team/tool.git`,
  },
  "a file of whatever the default branch is": {
    url: "https://raw.githubusercontent.com/team/tool/HEAD/install.sh",
    pages: {},
    gives: `https://raw.githubusercontent.com/team/tool/${COMMIT}/install.sh of https://github.com/team/tool.git`,
  },
  "a file of a project in groups": {
    url: "https://git.example/group/team/tool/-/raw/main/install.sh",
    pages: {},
    gives: `https://git.example/group/team/tool/-/raw/${COMMIT}/install.sh of https://git.example/group/team/tool.git`,
  },
  "a file of a model": {
    url: "https://huggingface.co/team/model/resolve/main/model.bin",
    pages: {},
    gives: `https://huggingface.co/team/model/resolve/${COMMIT}/model.bin of https://huggingface.co/team/model`,
  },
  "a file of a model, by the link of its page": {
    url: "https://huggingface.co/team/model/resolve/main/model.bin?download=true",
    pages: {},
    gives: `https://huggingface.co/team/model/resolve/${COMMIT}/model.bin?download=true of https://huggingface.co/team/model`,
  },
  "a file of a data set": {
    url: "https://huggingface.co/datasets/team/set/resolve/main/a/b.txt",
    pages: {},
    gives: `https://huggingface.co/datasets/team/set/resolve/${COMMIT}/a/b.txt of https://huggingface.co/datasets/team/set`,
  },
  "the archive of a branch is left alone, for its folder is named after it": {
    url: "https://github.com/team/tool/archive/main.tar.gz",
    pages: { "https://github.com/team/tool/archive/main.tar.gz": "bytes" },
    gives:
      "not-found: github.com does not lead to an address with a version for main.tar.gz: look for one on its pages.",
  },
};

describe("versioned-url", () => {
  for (const [name, { url = LATEST, pages, gives }] of Object.entries(ROWS)) {
    it(name, async () => {
      const { http } = pretendWeb(pages);
      let repository = "";
      const world = lookupWorld({
        http,
        async ask(query) {
          repository = query.kind === "git" ? ` of ${query.url}` : "";
          const pin = { style: "commit", text: COMMIT, lasts: "while-archived", recommended: true } as const;
          return { ok: true, pins: [pin], evidence: { asked: [], at: "", checks: [], caveats: [] } };
        },
      });
      const answer = await versionedUrl.resolve({ kind: "download", url, decoded: false, want: "versioned" }, world);
      const says = answer.ok ? `${answer.pins[0]?.text}` : `${answer.reason}: ${answer.message}`;
      assert.equal(says + repository, gives);
    });
  }

  it("asks by HEAD, and a server that has none by the start of a transfer", async () => {
    const { http, asked } = pretendWeb({
      [LATEST]: ({ method }) => (method === "HEAD" ? { status: 405 } : to(VERSIONED)),
      [VERSIONED]: "bytes",
    });
    const query = { kind: "download", url: LATEST, decoded: false, want: "versioned" } as const;
    const answer = await versionedUrl.resolve(query, lookupWorld({ http }));
    assert.equal(answer.ok && answer.pins[0]?.text, VERSIONED);
    assert.deepEqual(asked, [`HEAD ${LATEST}`, `GET ${LATEST}`, `GET ${VERSIONED}`]);
  });

  it("says what the server of the repository said, or that nobody answers", async () => {
    const url = "https://raw.githubusercontent.com/team/tool/main/install.sh";
    const refused = lookupWorld({
      ask: async () => ({
        ok: false,
        reason: "limit",
        message: "github.com is asked too often.",
        retryAt: "2026-06-15T13:00:00.000Z",
        evidence: { asked: [], at: "", checks: [], caveats: [] },
      }),
    });
    const query = { kind: "download", url, decoded: false, want: "versioned" } as const;
    const answer = await versionedUrl.resolve(query, refused);
    assert.deepEqual(!answer.ok && [answer.message, answer.retryAt], [
      "github.com is asked too often.",
      "2026-06-15T13:00:00.000Z",
    ]);
    const silent = await versionedUrl.resolve({ ...query, url: LATEST }, lookupWorld());
    assert.equal(silent.ok ? "" : silent.message, "github.com is not there.");
  });

  it("says that TLS vouches for it only where it was asked over TLS", async () => {
    const checks = async (scheme: string) => {
      const url = `${scheme}://dl.example/latest/tool.tgz`;
      const { http } = pretendWeb({ [url]: to("/1.4.0/tool.tgz"), [`${scheme}://dl.example/1.4.0/tool.tgz`]: "bytes" });
      const query = { kind: "download", url, decoded: false, want: "versioned" } as const;
      const answer = await versionedUrl.resolve(query, lookupWorld({ http }));
      return answer.ok && answer.checks;
    };
    assert.deepEqual([await checks("https"), await checks("http")], [["tls-only"], []]);
  });

  it("names the host of the repository for a file of a branch", () => {
    const url = "https://raw.githubusercontent.com/team/tool/main/install.sh";
    const plan = versionedUrl.plan({ kind: "download", url, decoded: false, want: "versioned" }, STANDARD_SETTINGS);
    assert.deepEqual(plan, { needs: "network", hosts: ["github.com"] });
  });
});
