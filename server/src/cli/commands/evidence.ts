import { type TextMember, textTar } from "../../archive/write-tar.ts";
import { nameOf } from "../../engine/path.ts";
import { readGit } from "../../engine/project/git.ts";
import { success } from "../../outcome/outcome.ts";
import type { Bill } from "../../scan/bill.ts";
import { jsonOfBill } from "../../scan/formats/json.ts";
import { markdownOfBill } from "../../scan/formats/markdown.ts";
import type { Arguments } from "../arguments.ts";
import { runOnImage } from "../image-output.ts";
import type { ImageRun } from "../images.ts";
import { billFor, decisionsFor, exitOf } from "../scan-run.ts";
import type { World } from "../world.ts";
import { sbomText } from "./sbom.ts";

/** `seaworthy evidence`: all that is known of an image in one archive. The result is the exit status, as of `scan`. */
export async function run(args: Arguments, given: World): Promise<number> {
  const withOutput: Arguments = {
    ...args,
    value: (name) => args.value(name) ?? (name === "output" ? "evidence.tar" : undefined),
  };
  return await runOnImage(withOutput, given, {
    async work(image, run) {
      const bill = await billFor(image, args, run);
      return bill.ok ? success({ bill: bill.value, members: await membersOf(bill.value, args, run) }) : bill;
    },
    text: ({ members }) => textTar(members, given.outside.now()),
    exit: ({ bill }, run) => exitOf(bill, args, run),
  });
}

async function membersOf(bill: Bill, args: Arguments, run: ImageRun): Promise<readonly TextMember[]> {
  const { images } = run;
  const vex = decisionsFor(bill.report.image, args, run);
  const decisions = (vex.ok ? vex.value : []).flatMap(({ path }): readonly TextMember[] => {
    const text = images.files.readText(path);
    return text.ok ? [{ path: `vex/${asciiName(path)}`, text: text.value }] : [];
  });
  return [
    { path: "facts.json", text: factsJson(bill, run) },
    { path: "report.json", text: jsonOfBill(bill) },
    { path: "report.md", text: markdownOfBill(bill) },
    { path: "sbom.cdx.json", text: await sbomText(bill, "cyclonedx", images.now()) },
    ...decisions,
  ];
}

function factsJson({ report: { image, scanner, data, gaps }, dockerfile }: Bill, { world, images }: ImageRun): string {
  const git = readGit(world.folder, images.files);
  const facts = {
    version: 1,
    at: images.now().toISOString(),
    image: { name: image.name, id: image.id, digest: image.digest ?? null, platform: image.platform ?? null },
    scanner: { id: scanner.id, version: scanner.version },
    data: { source: data.source, at: data.at ?? null },
    commit: { revision: git?.revision ?? null, repository: git?.remoteUrl ?? null },
    dockerfile: dockerfile === undefined ? null : { path: dockerfile.path, attributed: dockerfile.why === undefined },
    gaps: gaps.length,
  };
  return `${JSON.stringify(facts, null, 2)}\n`;
}

function asciiName(path: string): string {
  return nameOf(path)
    .replace(/[^\w.-]/g, "-")
    .slice(0, 90);
}
