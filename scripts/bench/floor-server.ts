// The floor of G4 and G6: a server with the same library that does nothing but publish as many diagnostics as it is told.
import {
  createConnection,
  type Diagnostic,
  ProposedFeatures,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";

const connection = createConnection(ProposedFeatures.all);
const documents = new TextDocuments(TextDocument);
const count = Number(process.env.FLOOR_DIAGNOSTICS ?? "0");
const diagnostics: Diagnostic[] = Array.from({ length: count }, (_, index) => ({
  range: { start: { line: index, character: 4 }, end: { line: index, character: 12 } },
  severity: 2,
  code: "apt-unpinned",
  source: "seaworthy",
  message: "package has no version: the image is another one tomorrow; write package=VERSION",
}));

connection.onInitialize(() => ({ capabilities: { textDocumentSync: TextDocumentSyncKind.Incremental } }));
documents.onDidChangeContent(({ document }) => {
  void connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics });
});
documents.listen(connection);
connection.listen();
