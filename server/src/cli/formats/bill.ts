import type { Bill } from "../../scan/bill.ts";
import type { Arguments } from "../arguments.ts";
import type { World } from "../world.ts";
import { styleFor } from "./style.ts";

/** Writes what a scan says in the format that `--format` names; only that one is loaded. */
export async function billText(bill: Bill, args: Arguments, isTerminal: boolean, world: World): Promise<string> {
  const now = world.outside.now();
  switch (args.value("format")) {
    case "json":
      return (await import("../../scan/formats/json.ts")).jsonOfBill(bill);
    case "sarif":
      return (await import("../../scan/formats/sarif.ts")).sarifOfBill(bill, {
        allowsGaps: args.has("allow-gaps"),
      });
    case "markdown":
      return (await import("../../scan/formats/markdown.ts")).markdownOfBill(bill);
    case "cyclonedx": {
      const { cycloneDxOfBill } = await import("../../scan/formats/cyclonedx.ts");
      return await cycloneDxOfBill(bill, { withVulnerabilities: true, now });
    }
    default: {
      const style = styleFor(args, isTerminal, world);
      return (await import("../../scan/formats/text.ts")).textOfBill(
        bill,
        style,
        isTerminal ? world.output.columns : undefined,
      );
    }
  }
}
