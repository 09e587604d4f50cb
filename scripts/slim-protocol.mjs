import { readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";

const LIBRARIES = ["vscode-languageserver", "vscode-languageserver-protocol", "vscode-jsonrpc"].map(
  (name) => `node_modules/${name}/lib`,
);
/** How a compiled file names what another one exports. */
const NAMED = /\b\w+_1\.(\w+)/g;
/** How it hands that on. */
const HANDED_ON = /^Object\.defineProperty\(exports, "(\w+)", .*\n/gm;

const OF_A_LIBRARY = /vscode-(?:jsonrpc|languageserver|languageserver-protocol)[\\/]lib[\\/].*\.js$/;
/** The files that hold what nobody here uses. */
const SLIMMED = /common[\\/](?:api|linkedMap|messages|protocol|server)\.js$|node[\\/]main\.js$/;
/** What the compiler puts in front of each file to take in modules of another kind than its own; here there are none. */
const HELPER = /^var __(?:(?:setModule|import)\w+|createBinding(?![\s\S]*__exportStar)) = .*\n(?:[ }].*\n)*/gm;

/** How the server's library lets a handler be set for one message. */
const HANDLER = /^ {8}(on\w+): \(handler\) => connection\.on(?:Request|Notification)\(.*\n(?: {12}.*\n {8}\}\),\n)?/gm;

/** How a connection writes its own messages into a trace, which it does for who asks it to; nobody does. */
const TRACER = /^ {4}function (trace(?:Sending|Received)\w+|logLSPMessage)\(.*\{\n(?: {8}.*\n|\n)* {4}\}\n/gm;

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
  textDocuments: "TextDocuments",
  typeHierarchy: "TypeHierarchyFeature",
};

/** The handlers that our sources and the rest of the library set. */
const HANDLED = new Set(
  [...texts("server/src/lsp", ".ts"), ...LIBRARIES.flatMap((folder) => texts(folder, ".js", isUnused))].flatMap(
    (text) => [...text.matchAll(/\bconnection\.(on\w+)\(/g)].map(([, name]) => name),
  ),
);

/**
 * Without the features and handlers that nobody here uses, and of the protocol's messages and types only those that are used at run time: the library hands on all of them, with functions
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
      build.onLoad({ filter: OF_A_LIBRARY }, async ({ path }) => {
        const text = withoutHandlers(withoutHelpers(await readFile(path, "utf8"))).replace(
          TRACER,
          "function $1() {}\n",
        );
        return { contents: SLIMMED.test(path) ? withoutUnused(text, names) : text, loader: "js" };
      });
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

/** @param {string} text */
function withoutHelpers(text) {
  return text.replace(HELPER, "").replaceAll(/__import(?:Star|Default)\((require\([^)]*\))\)/g, "$1");
}

/** Without the ways to handle messages that this server does not handle. @param {string} text */
function withoutHandlers(text) {
  return text.replace(HANDLER, (part, name) => (HANDLED.has(name) ? part : ""));
}

/** A file without the messages and classes that nobody names, its own or those that it hands on. @param {string} text @param {readonly string[]} names */
function withoutUnused(text, names) {
  const own = text.replace(/^(?:exports\.\w+ = )+void 0;\n/gm, "");
  const keep = (/** @type {string} */ part, /** @type {string} */ name) =>
    name === "__esModule" || names.includes(name) || isNamed(name, own.replace(part, "")) ? part : "";
  const short = own
    .replace(/^var (\w+);\n\(function \(\1\) \{\n[\s\S]*?\n\}\)\(\1 \|\| .*\);\n/gm, keep)
    .replace(/^class (\w+) .*\{\n(?: .*\n|\n)*\}\nexports\.\1 = \1;\n/gm, keep)
    .replace(HANDED_ON, keep)
    .replace(/^exports\.(\w+) = \1;\n/gm, (part, name) =>
      names.includes(name) || !own.includes(`\nfunction ${name}(`) ? part : "",
    );
  const used = withoutFunctions(short);
  return used.replace(/^const (\w+_1) = require\(.*\n/gm, (line, name) => (used.split(name).length > 2 ? line : ""));
}

/** Without the functions that nothing in the file names, nor those that only these name. @param {string} text */
function withoutFunctions(text) {
  let longer = text;
  for (;;) {
    const shorter = longer.replace(/^function (\w+)\(.*\{\n(?: .*\n|\n)*\}\n/gm, (part, name) =>
      isNamed(name, longer.replace(part, "")) ? part : "",
    );
    if (shorter === longer) return shorter;
    longer = shorter;
  }
}

/** @param {string} name @param {string} text */
function isNamed(name, text) {
  return new RegExp(`\\b${name}\\b`).test(text);
}

/** Names that the libraries or our own sources use as values. @returns {readonly string[]} */
function usedNames() {
  const names = new Set();
  for (const folder of LIBRARIES)
    for (const text of texts(folder, ".js", isUnused))
      for (const [, name] of withoutHandlers(text.replace(HANDED_ON, "")).matchAll(NAMED)) names.add(name);
  for (const text of texts("server/src", ".ts"))
    for (const [, list = ""] of text.matchAll(/import \{([^}]*)\} from "vscode-languageserver\/node"/g))
      for (const word of list.split(",").map((each) => each.trim())) if (/^\w+$/.test(word)) names.add(word);
  return [...names];
}

/** @param {string} path */
function isUnused(path) {
  return basename(path, ".js") in UNUSED_FEATURES;
}

/** @param {string} folder @param {string} ending @param {(path: string) => boolean} isLeftOut @returns {string[]} */
function texts(folder, ending, isLeftOut = () => false) {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending) && !isLeftOut(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
}
