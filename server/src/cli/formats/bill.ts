import type { Bill } from "../../scan/bill.ts";
import { jsonOfBill } from "../../scan/formats/json.ts";
import { textOfBill } from "../../scan/formats/text.ts";
import type { Arguments } from "../arguments.ts";
import { styleOf, wantsColour } from "./style.ts";

/** Writes what a scan says in the format that `--format` names. */
export async function billFormat(
  args: Arguments,
  isTerminal: boolean,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<(bill: Bill) => Promise<string> | string> {
  switch (args.value("format")) {
    case "json":
      return jsonOfBill;
    default: {
      const style = styleOf(wantsColour(args.value("color"), isTerminal, environment));
      return (bill) => textOfBill(bill, style);
    }
  }
}
