import { withoutQuotes } from "../../../fix/quote.ts";
import type { BuildModel, DownloadUse, Stage } from "../../../model/build-model.ts";
import { PLATFORMS } from "./architectures.ts";
import { type Arm, addressOf, armOf, type DownloadAddress, platformOfArm, writtenOf } from "./download-address.ts";
import { type DownloadPlace, placeOf, requestOf } from "./download-place.ts";
import { asksInItsOwnWay } from "./own-request.ts";
import { assignmentsTo } from "./script-variables.ts";
import { chosenIn, onlyHexIn, sumsBehind, type WrittenHex } from "./written-sum.ts";

/** The sum of one processor's file, with the address of that file. */
export interface PlatformSum extends WrittenHex {
  readonly url: string;
}

/** The sums of a script that has one for each processor: `case "$(uname -m)" in x86_64) sum=… ;;`. What belongs to which file must be certain. */
export function platformSums(download: DownloadUse, stage: Stage, model: BuildModel): readonly PlatformSum[] {
  const place = placeOf(download, stage, model);
  const request = place && requestOf(place);
  if (place === undefined || request === undefined || asksInItsOwnWay(request)) return [];
  const address = addressOf(request.url, place, PLATFORMS);
  if (address?.perPlatform === undefined) return [];
  const { perPlatform } = address;
  return [...sumsByPlatform(place, address)].flatMap(([platform, hex]) => {
    const url = perPlatform[platform];
    const written = onlyHexIn(model.text, hex, place.instruction.span);
    return url === undefined || written === undefined ? [] : [{ url, ...written }];
  });
}

/** Platform → sum that the one variable holds there which stands for the sum behind the fetch. */
function sumsByPlatform(place: DownloadPlace, address: DownloadAddress): ReadonlyMap<string, string> {
  const variables = new Set(
    sumsBehind(place).map(({ hex, written }) =>
      chosenIn(written, place).find((name) => assignmentsTo(name, place).literals.includes(hex)),
    ),
  );
  const [name] = variables;
  const found = new Map<string, string>();
  if (name === undefined || variables.size > 1) return found;
  for (const hex of assignmentsTo(name, place).literals) {
    const arm = armOf(name, hex, place);
    const platform = arm && (platformChosen(arm, address) ?? platformOfArm(arm, place));
    if (platform === undefined || found.has(platform)) return new Map();
    found.set(platform, hex);
  }
  return found;
}

/** The platform of an arm of the word that tells the addresses apart. */
function platformChosen({ word, patterns }: Arm, address: DownloadAddress): string | undefined {
  if (unbraced(writtenOf(word)) !== unbraced(address.word)) return undefined;
  const values = patterns.map(({ raw }) => withoutQuotes(raw));
  return Object.keys(address.values).find((platform) => values.includes(address.values[platform] ?? ""));
}

/** `$NAME` of `${NAME}`. */
function unbraced(word: string): string {
  return word.replace(/^\$\{(\w+)\}$/, "$$$1");
}
