import { lineIndex } from "../../text/line-index.ts";
import type { CheckedDocument } from "../document-state.ts";
import { placeInstructions } from "./place-instructions.ts";
import type { Places } from "./scan-view.ts";
import { type StoredScan, scannedInstructions } from "./stored-scan.ts";

/** Where the instructions of a scan stand in a document; undefined: the image was not built from a file. */
export function placesIn({ model }: Pick<CheckedDocument, "model">, { dockerfile }: StoredScan): Places | undefined {
  if (dockerfile === undefined) return undefined;
  const lines = lineIndex(model.text);
  const { instructions } = model.dockerfile;
  return {
    placed: placeInstructions(dockerfile.instructions, scannedInstructions(model)),
    lineOf(index) {
      const instruction = instructions[index];
      return instruction && lines.positionAt(instruction.span.start).line;
    },
  };
}
