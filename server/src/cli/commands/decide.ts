import {
  type DecisionPlace,
  type DecisionWish,
  type PlannedChange,
  planDecision,
  planImport,
} from "../../engine/image/decide-findings.ts";
import { EXPORT_TARGETS, planExport } from "../../engine/image/export-decisions.ts";
import type { WantedImage } from "../../engine/image/find-image.ts";
import { listPackages } from "../../engine/image/list-packages.ts";
import { joinPath } from "../../engine/path.ts";
import { gitAuthor } from "../../engine/project/git-author.ts";
import { repositoryRoot } from "../../engine/repository.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import { choiceProblem, isDay } from "../../scan/triage/choice.ts";
import { JUSTIFICATIONS } from "../../scan/triage/openvex.ts";
import type { Arguments } from "../arguments.ts";
import { difference } from "../formats/difference.ts";
import { type Style, styleFor } from "../formats/style.ts";
import { runOnImage } from "../image-output.ts";
import type { ImageRun } from "../images.ts";
import { refuse, say } from "../say.ts";
import { billFor, billOfReport, decisionsFor } from "../scan-run.ts";
import { EXIT, type World } from "../world.ts";

/** `seaworthy decide`: shows or writes what somebody decides about findings of an image. The result is the exit status. */
export async function run(args: Arguments, given: World): Promise<number> {
  const problem = wrongWish(args, given.outside.now());
  if (problem !== undefined) return await refuse(problem, given);
  return await runOnImage(args, given, {
    work: (image, run) => planned(image, args, run),
    text: ({ changes }, isTerminal, { world }) =>
      args.has("write") ? "" : differences(changes, { style: styleFor(args, isTerminal, world), isTerminal }, world),
    exit: (plan, run) => made(plan, args, run),
  });
}

/** What is asked for must be one thing. */
function wrongWish(args: Arguments, now: Date): string | undefined {
  const ways = ["finding", "import", "export"].filter((name) => args.has(name));
  if (ways.length !== 1) return "say what: --finding ID with --as STATUS, --import FILE, or --export SCANNER";
  if (args.has("finding") !== args.has("as")) return "--finding ID and --as STATUS go together";
  if (args.has("until") && args.value("as") !== "accepted") return "--until is the end of an acceptance: --as accepted";
  if (args.has("justification") && args.value("as") !== "not_affected")
    return "--justification goes with --as not_affected";
  const until = args.value("until");
  if (until !== undefined && !isDay(until)) return `--until takes a day such as 2027-01-31, not "${until}"`;
  if (until !== undefined && until < now.toISOString().slice(0, until.length))
    return `--until ${until} is over already: the finding would count at once`;
  const choice = choiceOf(args);
  if (choice.kind === "open" || choiceProblem(choice) === undefined) return undefined;
  const cure = choice.kind === "not_affected" ? "--because TEXT or --justification J" : "--because TEXT";
  return `--as ${choice.kind} needs a reason, for the next reader has nothing else to judge by: ${cure}`;
}

async function planned(image: WantedImage, args: Arguments, run: ImageRun): Promise<Outcome<PlannedChange>> {
  const { world, settings, images } = run;
  const { files } = world.outside;
  const root = repositoryRoot(world.folder, files);
  const target = EXPORT_TARGETS.find((each) => each === args.value("export"));
  if (target !== undefined) {
    const listed = await listPackages(image, images);
    if (!listed.ok) return listed;
    const { name, identity } = listed.value;
    const decisions = decisionsFor({ name, ...identity }, args, run);
    const plan = decisions.ok ? await planExport(target, decisions.value, { root, files }) : decisions;
    return plan.ok ? success({ ...plan.value, notes: [...plan.value.notes, plan.value.use] }) : plan;
  }
  const report = args.value("report");
  const bill =
    report === undefined
      ? await billFor(image, args, run)
      : await billOfReport({ path: world.absolutePath(report), image }, args, run);
  if (!bill.ok) return bill;
  const author = gitAuthor(world.folder, files, world.environment);
  const place: DecisionPlace = {
    folder: joinPath(root, settings.scan.vexPath),
    files,
    signature: { author, now: images.now() },
  };
  const from = args.value("import");
  if (from === undefined) return await planDecision(bill.value, wishOf(args), place);
  const path = world.absolutePath(from);
  const text = files.readText(path);
  if (!text.ok) return text;
  const imported = await planImport(bill.value, { path, text: text.value }, place);
  if (!imported.ok || imported.value.count > 0) return imported;
  return failure(
    "not-found",
    from,
    `decides about nothing of this image${imported.value.notes.map((note) => `; ${note}`).join("")}`,
  );
}

function wishOf(args: Arguments): DecisionWish {
  return {
    ids: args.values("finding"),
    packages: args.values("package"),
    choice: choiceOf(args),
    isThisVersion: args.has("this-version"),
    isForAllImages: args.has("all-images"),
  };
}

function choiceOf(args: Arguments): DecisionWish["choice"] {
  const why = args.value("because") ?? "";
  switch (args.value("as")) {
    case "accepted":
      return { kind: "accepted", why, until: args.value("until") };
    case "not_affected":
      return {
        kind: "not_affected",
        why,
        justification: JUSTIFICATIONS.find((each) => each === args.value("justification")),
      };
    case "fixed":
      return { kind: "fixed", why };
    case "under_investigation":
      return { kind: "under_investigation", why };
    default:
      return { kind: "open" };
  }
}

async function differences(
  changes: PlannedChange["changes"],
  look: { readonly style: Style; readonly isTerminal: boolean },
  world: World,
): Promise<string> {
  const shown = changes.map((change) => difference({ ...change, shown: world.shownPath(change.path) }, look));
  return (await Promise.all(shown)).join("");
}

/** Writes the changes where that is wished, and says what whoever reads this should know. */
async function made({ changes, notes }: PlannedChange, args: Arguments, { world }: ImageRun): Promise<number> {
  for (const { path, before, after } of args.has("write") ? changes : []) {
    const written = world.outside.files.replaceText(path, before, after);
    if (!written.ok) return await refuse(`${world.shownPath(path)} ${written.detail}`, world);
  }
  if (args.has("quiet")) return EXIT.clean;
  const isWritten = args.has("write");
  const names = changes.map(({ path, after }) => {
    const done = after === undefined ? " removed" : isWritten ? " written" : "";
    return `${world.shownPath(path)}${done}`;
  });
  const what = names.length === 0 ? "nothing changes" : names.join(", ");
  const state = names.length === 0 || isWritten ? "" : ": --write makes it so";
  await say([...notes, `${what}${state}`], world);
  return EXIT.clean;
}
