import { readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";

const LIBRARIES = ["node_modules/vscode-languageserver/lib", "node_modules/vscode-languageserver-protocol/lib"];

/** Features of the server's library that this server does not have, by the file that each is in. */
const UNUSED_FEATURES = {
  callHierarchy: "CallHierarchyFeature",
  fileOperations: "FileOperationsFeature",
  inlayHint: "InlayHintFeature",
  inlineCompletion: "InlineCompletionFeature",
  inlineValue: "InlineValueFeature",
  linkedEditingRange: "LinkedEditingRangeFeature",
  moniker: "MonikerFeature",
  notebook: "NotebookSyncFeature",
  semanticTokens: "SemanticTokensFeature",
  showDocument: "ShowDocumentFeature",
  textDocumentContent: "TextDocumentContentFeature",
  typeHierarchy: "TypeHierarchyFeature",
};

/**
 * Without the features that nobody here uses, and of the protocol's messages and types only those that are used at run time: the library hands on all of them, with functions
 * for each that nobody calls. `test/packed` talks to the server that comes out.
 * @returns {import("esbuild").Plugin}
 */
export function slimProtocol() {
  const names = usedNames();
  return {
    name: "slim-protocol",
    setup(build) {
      build.onResolve({ filter: /^vscode-languageserver-types$/ }, async ({ path, importer, resolveDir, kind }) => {
        if (!/vscode-languageserver-protocol[\\/]lib/.test(importer)) return undefined;
        const { path: whole } = await build.resolve(path, { importer: "", resolveDir, kind: "import-statement" });
        return { path: whole, namespace: kind === "require-call" ? "slim-protocol" : "file" };
      });
      const features = new RegExp(
        `vscode-languageserver[\\\\/]lib[\\\\/]common[\\\\/](${Object.keys(UNUSED_FEATURES).join("|")})\\.js$`,
      );
      build.onLoad({ filter: features }, ({ path }) => {
        const name = /** @type {keyof typeof UNUSED_FEATURES} */ (features.exec(path)?.[1]);
        return { contents: `exports.${UNUSED_FEATURES[name]} = (Base) => Base;`, loader: "js" };
      });
      build.onLoad(
        { filter: /vscode-languageserver-protocol[\\/]lib[\\/]common[\\/]protocol\.js$/ },
        async ({ path }) => ({
          contents: withoutMessages(await readFile(path, "utf8"), names),
          loader: "js",
        }),
      );
      build.onLoad({ filter: /./, namespace: "slim-protocol" }, async ({ path }) => {
        const text = await readFile(path, "utf8");
        const known = names.filter((name) => text.includes(`export var ${name};`));
        return { contents: `${withoutEffects(text)}\nexport { ${known.join(", ")} };`, loader: "js" };
      });
    },
  };
}

/** Each group of functions as a value that may be left out, and exported by nobody. @param {string} text */
function withoutEffects(text) {
  return text
    .replace(
      /^export var (\w+);\n\(function \(\1\) \{\n([\s\S]*?)\n\}\)\(\1 \|\| \(\1 = \{\}\)\);/gm,
      "var $1 = /* @__PURE__ */ (function ($1) {\n$2\nreturn $1; })({});",
    )
    .replace(/^export (?=var|class|const|function)/gm, "");
}

/** The protocol without the messages that nobody names, those of its other files included. @param {string} text @param {readonly string[]} names */
function withoutMessages(text, names) {
  const own = text.replace(/^(?:exports\.\w+ = )+void 0;\n/gm, "");
  const isKept = (/** @type {string} */ name) => names.includes(name) || own.includes(`${name}.is(`);
  const short = own
    .replace(/^var (\w+);\n\(function \(\1\) \{\n[\s\S]*?\n\}\)\(\1 \|\| .*\);\n/gm, (block, name) =>
      isKept(name) ? block : "",
    )
    .replace(/^Object\.defineProperty\(exports, "(\w+)", .*\n/gm, (line, name) =>
      name === "__esModule" || isKept(name) ? line : "",
    );
  return short.replace(/^const (protocol_\w+) = require\(.*\n/gm, (line, name) =>
    short.split(name).length > 2 ? line : "",
  );
}

/** Names that the libraries or our own sources use as values. @returns {readonly string[]} */
function usedNames() {
  const names = new Set();
  const isUnused = (/** @type {string} */ path) => basename(path, ".js") in UNUSED_FEATURES;
  for (const folder of LIBRARIES)
    for (const text of texts(folder, ".js", isUnused))
      for (const [, name] of text.matchAll(/vscode_languageserver_(?:types|protocol)_1\.(\w+)/g)) names.add(name);
  for (const text of texts("server/src", ".ts"))
    for (const [, list = ""] of text.matchAll(/import \{([^}]*)\} from "vscode-languageserver\/node"/g))
      for (const word of list.split(",").map((each) => each.trim())) if (/^\w+$/.test(word)) names.add(word);
  return [...names];
}

/** @param {string} folder @param {string} ending @param {(path: string) => boolean} isLeftOut @returns {string[]} */
function texts(folder, ending, isLeftOut = () => false) {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending) && !isLeftOut(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
}
