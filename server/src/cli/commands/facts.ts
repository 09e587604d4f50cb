import { dockerfileModel } from "../../engine/check.ts";
import { type Facts, factsOf } from "../../engine/facts.ts";
import { lineIndex } from "../../text/line-index.ts";
import { printable } from "../../text/printable.ts";
import type { Arguments } from "../arguments.ts";
import { filesJson } from "../formats/files-json.ts";
import { type Style, styleFor } from "../formats/style.ts";
import { errorsOf, isFailure } from "../run-error.ts";
import { refuse, say } from "../say.ts";
import { openSession } from "../session.ts";
import { openSink } from "../sink.ts";
import { EXIT, type World } from "../world.ts";

/** `seaworthy facts`: what each Dockerfile depends on. Compose files have no facts of their own. */
export async function run(args: Arguments, world: World): Promise<number> {
  const session = await openSession(args, world);
  if (!session.ok) return await refuse(session, world);
  const sink = openSink(args, world);
  const json = args.value("format") === "json" ? filesJson() : undefined;
  const style = styleFor(args, sink.isTerminal, world);
  const { inputs, report, errors, end } = session.value;
  let separator = "";
  let hasCompose = false;
  await sink.write(json?.start ?? "");
  for await (const input of inputs()) {
    const { role, text, shown, settings } = input;
    const model = role === "dockerfile" ? dockerfileModel(text, settings) : undefined;
    for (const error of errorsOf(input, model?.gaps ?? [])) await report(error);
    hasCompose ||= model === undefined;
    if (model === undefined) continue;
    const facts = factsOf(model, lineIndex(text));
    const object = { path: shown, ...facts };
    await sink.write(
      json?.write([{ text: JSON.stringify(object) }]) ?? `${separator}${factsText(shown, facts, style)}`,
    );
    separator = "\n";
  }
  await end();
  if (hasCompose && separator === "" && !args.has("quiet"))
    await say(["a Compose file has no facts of its own: name the Dockerfiles that it builds"], world);
  await sink.write(json?.end(errors) ?? "");
  const written = await sink.close();
  if (!written.ok) return await refuse(written, world);
  return errors.some(isFailure) ? EXIT.failed : EXIT.clean;
}

type Row = readonly [line: number, what: string, value: string, state: string];

function factsText(path: string, facts: Facts, style: Style): string {
  const sections: readonly (readonly [string, readonly Row[]])[] = [
    ["images", facts.images.map((fact) => [fact.line, fact.instr, fact.resolved ?? fact.value, fact.class])],
    ["packages", facts.packages.map((fact) => [fact.line, fact.manager, fact.spec, pinWords[fact.pinned]])],
    ["downloads", facts.downloads.map((fact) => [fact.line, fact.tool, fact.url, downloadWords(fact)])],
    ["labels", facts.labels.map((fact) => [fact.line, fact.key, fact.value ?? "", fact.exported ? "exported" : ""])],
  ];
  const shown = sections.filter(([, rows]) => rows.length > 0);
  const body = shown.map(([title, rows]) => `  ${style.info(title)}\n${tableText(rows, style)}`).join("");
  return `${style.strong(printable(path))}\n${body === "" ? "  nothing\n" : body}`;
}

function downloadWords({ kind, verified, covers }: Facts["downloads"][number]): string {
  return `${kind}, ${verified}${covers === false ? " that does not stop the build" : ""}`;
}

const pinWords = { yes: "pinned", no: "not pinned", unknown: "not known" } as const;

/** Wider cells push their row instead of the whole table. */
const MAX_CELL = 60;

function widthOf(cells: readonly string[]): number {
  return cells.reduce((width, { length }) => Math.max(width, Math.min(length, MAX_CELL)), 0);
}

function tableText(rows: readonly Row[], style: Style): string {
  const whatWidth = widthOf(rows.map(([, what]) => what));
  const valueWidth = widthOf(rows.map(([, , value]) => value));
  return rows
    .map(([line, what, value, state]) => {
      const cells = `${printable(what).padEnd(whatWidth)}  ${printable(value).padEnd(valueWidth)}  ${style.faint(state)}`;
      return `  ${style.faint(String(line).padStart(5))}  ${cells}`.trimEnd();
    })
    .map((row) => `${row}\n`)
    .join("");
}
