import { unquoted } from "../../../fix/quote.ts";
import type { Argument } from "../../../knowledge/call.ts";
import { ARCHITECTURE_ENDINGS } from "../../../knowledge/managers/rpm-word.ts";
import type { BuildModel, PackageUse, Stage } from "../../../model/build-model.ts";
import { lineage } from "../../../model/lineage.ts";
import type { Pin } from "../../../pin/pin.ts";
import { furthestEnd } from "../../../text/furthest-end.ts";
import { firstIndex } from "../../../text/halving.ts";
import { addTo } from "../../../text/lists.ts";
import { isWithin, type Span } from "../../../text/span.ts";
import type { TextEdit } from "../../../text/text-edit.ts";
import { instructionAt } from "../../instruction-at.ts";
import { isInJsonForm } from "../../json-form.ts";
import { once } from "../../once.ts";
import { misreadRange } from "../../packages/misread-range.ts";
import { holderOf, usesOf } from "../variable-uses.ts";
import type { PlacedPackage } from "./package-at.ts";

/** Why no version has a place in a package word, in a sentence; undefined: one has. */
export function unwritable({ use, install }: PlacedPackage, model: BuildModel): string | undefined {
  const { inner, operator } = partsOf(use, model);
  const isOption = operator?.startsWith(" ") === true;
  if (operator === undefined) return `${use.manager} takes no version where a package is named.`;
  const isVersioned = use.version === undefined || use.spec.includes(use.version);
  const isLiteral = use.spec.includes(use.name) && (isVersioned || !use.spec.includes("$"));
  if (inner !== use.spec || (!isOption && !isLiteral))
    return "It is put together from several parts of the file, and none of them is the place of a version.";
  if (use.version !== undefined && (isOption || !isVersioned))
    return `${use.manager} takes the version as an option: write another one there by hand.`;
  if (!isOption && frameOf(use) === undefined)
    return "What stands behind its name leaves no place for a version that is certain: write one by hand.";
  if (isSharedWithOthers(use, "", model))
    return "The variable that holds its name is used elsewhere, too, where a version in it would not be understood.";
  if (!isOption) return undefined;
  // The version is a word of its own, which holds for the whole command.
  if (install.packages.length > 1 || use.via !== undefined)
    return `${use.manager} takes the version as an option of the whole command: install each package with its own.`;
  const isWord = endsWord(quotedEnd(use.span, model), model) && !isInJsonForm(use.span, model);
  return isWord
    ? undefined
    : `${use.manager} takes the version as an option, which has no place inside of quotes or a JSON array.`;
}

/** The word without its quotes, and what stands between name and version in the syntax of its manager. */
function partsOf({ span, pin }: PackageUse, { text }: BuildModel) {
  const raw = text.slice(span.start, span.end);
  const quote = /["']/.exec(raw)?.[0];
  const whole = quote === '"' || quote === "'" ? unquoted(raw, quote) : raw;
  const inner = whole ?? (QUOTED_IN_PART.test(raw) ? raw.replace(/["']/g, "") : undefined);
  return { inner, quote, operator: operatorOf(pin) };
}

/** What stands between `N` and `VERSION`. */
function operatorOf(pin: string): string | undefined {
  return pin.startsWith("N") && pin.endsWith("VERSION") ? pin.slice("N".length, -"VERSION".length) : undefined;
}

/** `nginx='1.22-1'`, with nothing that a shell would replace: the same as with all of it in quotes. */
const QUOTED_IN_PART = /^(?:[^"'$`\\]|'[^"'$`\\]*'|"[^"'$`\\]*")+$/;

/**
 * Writes a version into a package word, in the syntax of its manager, where the word stands: in the command or in the variable
 * that holds it. Extras, architecture and quotes stay. No edit where it is `unwritable`, or this version is.
 */
export function pinnedWord(placed: PlacedPackage, pin: Pin, model: BuildModel): readonly TextEdit[] {
  const { use, stage } = placed;
  const { quote, operator } = partsOf(use, model);
  // What came from outside is written only where no shell takes a part of it for its own.
  if (operator === undefined || UNSAFE.test(pin.text + (pin.name ?? ""))) return [];
  if (unwritable(placed, model) !== undefined || isMisread(use, pin.text, model)) return [];
  if (operator.startsWith(" ")) {
    const end = quotedEnd(use.span, model);
    return [{ span: { start: end, end }, newText: operator + pin.text }];
  }
  const frame = frameOf(use);
  if (frame === undefined) return [];
  const name = use.version === undefined ? (pin.name ?? use.name) : use.name;
  const version = writtenVersion(pin, operator, use.manager);
  const text = frame.before + name + frame.belonging + version + frame.behind;
  // A range that the shell takes for a redirection goes with the pin.
  const span = { start: use.span.start, end: misreadRange(use, model.text)?.end ?? use.span.end };
  if (quote !== undefined) return [{ span, newText: quote + text + quote }];
  const isOpen = text.includes("*") && patternsFail(use, stage, model);
  if (!isOpen || isInJsonForm(use.span, model)) return [{ span, newText: text }];
  return use.via === undefined && !UNQUOTABLE.test(text) ? [{ span, newText: `"${text}"` }] : [];
}

/** Where a word ends whose quotes do not belong to its span, as those of PowerShell. */
function quotedEnd({ start, end }: Span, { text }: BuildModel): number {
  return /^["']$/.test(text.charAt(end)) && text.charAt(start - 1) === text.charAt(end) ? end + 1 : end;
}

/** False inside of quotes, and in a list: an option behind such a word would be a part of it. */
function endsWord(offset: number, { text }: BuildModel): boolean {
  return offset === text.length || /[\s;|&]/.test(text.charAt(offset));
}

/** Characters that a shell may take for its own, and those that it does inside of double quotes. */
const UNSAFE = /[\s<>|;&()'"`$\\]/;
const UNQUOTABLE = /["`$\\]/;

const EXTRAS = /^\[[\w.,-]+\]/;
const ARCHITECTURE_OF_APT = /^:[a-z0-9-]+/;
const TAG_OF_APK = /^@[\w.-]+/;

/** How much of what stands behind a name belongs to it: extras, and the architecture or the tag of a repository in front of a version. */
function belongingEnd(rest: string, manager: PackageUse["manager"]): number {
  if (manager === "apt") return ARCHITECTURE_OF_APT.exec(rest)?.[0].length ?? 0;
  if (manager === "apk") return TAG_OF_APK.exec(rest)?.[0].length ?? 0;
  if (manager !== "zypper") return EXTRAS.exec(rest)?.[0].length ?? 0;
  // Only rpm's own form has it behind. Source: zypper(8), "NAME[.ARCH][OP<EDITION>]".
  const ending = ARCHITECTURE_ENDINGS.find((each) => rest.startsWith(each)) ?? "";
  return /^(?:[ <>=]|$)/.test(rest.slice(ending.length)) ? ending.length : 0;
}

/** What stands between name and version. */
const RELATION = /^(?:[=~<>!:@-]{1,3}v?|@npm:)?$/;

/** What of a word stays around its name and version. */
interface Frame {
  readonly before: string;
  /** Between the name and the version. */
  readonly belonging: string;
  readonly behind: string;
}

/** Undefined: name and version are not literal, or nobody knows what stands beside them. */
function frameOf({ spec, name, version, manager }: PackageUse): Frame | undefined {
  const start = spec.indexOf(name);
  if (start < 0) return undefined;
  const nameEnd = start + name.length;
  const end = nameEnd + belongingEnd(spec.slice(nameEnd), manager);
  const frame = { before: spec.slice(0, start), belonging: spec.slice(nameEnd, end) };
  if (version === undefined) {
    const behind = restWithoutVersion(spec.slice(end), manager);
    return behind === undefined ? undefined : { ...frame, behind };
  }
  const at = spec.indexOf(version, end);
  if (at < 0 || !RELATION.test(spec.slice(end, at).trim())) return undefined;
  const behind = spec.slice(at + version.length);
  // A build behind a version of conda belongs to that version.
  return /^(?:$|[ ;.,])/.test(behind) ? { ...frame, behind } : undefined;
}

/** apk tells a fuzzy version from an exact one by the operator; Go's versions begin with `v`, of which we write one. */
function writtenVersion({ style, text }: Pin, operator: string, manager: PackageUse["manager"]): string {
  if (manager === "apk") return (style === "exact" ? "=" : "=~") + text;
  return operator.endsWith("v") && text.startsWith("v") ? operator.slice(0, -1) + text : operator + text;
}

/** What stays behind a name that has no version; undefined: nobody knows what it means. */
function restWithoutVersion(rest: string, manager: PackageUse["manager"]): string | undefined {
  // apt takes either a release or a version, and the version is the one of that release.
  if (rest === "" || rest === "@" || (manager === "apt" && rest.startsWith("/"))) return "";
  return /^(?:\s*;|\.\w+$)/.test(rest) ? rest : undefined;
}

/** False where a program that gets the word, also from a variable, takes a pattern for a part of the name or for a version. */
export function takesPattern({ use }: PlacedPackage, model: BuildModel): boolean {
  return !isMisread(use, "*", model);
}

function isMisread(use: PackageUse, pinned: string, model: BuildModel): boolean {
  const { start, end } = use.command;
  const isPatternForAptitude = pinned.includes("*") && model.text.slice(start, end).includes(APTITUDE);
  return isPatternForAptitude || isSharedWithOthers(use, pinned, model);
}

/** A list in a variable may be handed to others too, who do not read this syntax. */
function isSharedWithOthers(use: PackageUse, pinned: string, model: BuildModel): boolean {
  const { via, span, manager } = use;
  if (via === undefined) return false;
  for (const [other, furthest] of packageEnds(model)) {
    if (other !== manager && furthest(span.end) > span.start) return true;
  }
  const holder = holderOf(span, model);
  // Where it is handed on from variable to variable, the first of them must go nowhere else.
  if (holder !== via && holder !== undefined && usesOf(holder, model) > 1) return true;
  const understood = understoodUses(manager, relativesOf(manager, pinned), model).get(via)?.size ?? 0;
  return usesOf(via, model) > understood;
}

/** By manager the furthest end of those of its package words that begin in front of an offset. */
const packageEnds = once(({ stages }: BuildModel) => {
  const spans = new Map<PackageUse["manager"], Span[]>();
  for (const { packages } of stages) for (const { manager, span } of packages) addTo(spans, manager, span);
  for (const list of spans.values()) list.sort((a, b) => a.start - b.start);
  return new Map(Array.from(spans, ([manager, list]) => [manager, furthestEnd(list)] as const));
});

/**
 * Where each variable is a word of a command that reads versions: of this manager's installs and of the programs that belong to it.
 * All are found in one pass, since thousands may be asked for.
 */
const understoodUses = once(
  (
    manager: PackageUse["manager"],
    relatives: readonly string[],
    { stages }: BuildModel,
  ): ReadonlyMap<string, ReadonlySet<number>> => {
    const uses = new Map<string, Set<number>>();
    for (const { installs, sources } of stages) {
      const commands = installs.filter((install) => install.manager === manager).map(({ command }) => command.start);
      commands.sort((a, b) => a - b);
      for (const { offset, calls } of sources.runs) {
        for (const { program, span, args } of calls) {
          const start = offset + span.start;
          const next = commands[firstIndex(commands.length, (index) => (commands[index] ?? 0) >= start)];
          const isInstall = next !== undefined && next < offset + span.end && program !== APTITUDE;
          if (isInstall || relatives.includes(program)) addUses(uses, args, offset);
        }
      }
    }
    return uses;
  },
);

function addUses(uses: Map<string, Set<number>>, args: readonly Argument[], offset: number): void {
  for (const { via, word } of args) {
    if (via === undefined || word === undefined) continue;
    const places = uses.get(via) ?? new Set();
    const place = offset + word.span.start;
    if (!places.has(place) && !isGlued(word, args)) uses.set(via, places.add(place));
  }
}

/** `$A$B`: the last word of the one list and the first of the other are one. */
function isGlued({ span }: NonNullable<Argument["word"]>, args: readonly Argument[]): boolean {
  return args.some((other) => other.via === undefined && isWithin(other.span, span));
}

const NONE: readonly string[] = [];
/** It knows a version by its letters, and no pattern of it. Source: a try with 0.8.13. */
const APTITUDE = "aptitude";
const APT_FAMILY = ["apt", "apt-get"];
const APT_FAMILY_WITH_APTITUDE = [...APT_FAMILY, APTITUDE];
const RPM_FAMILY = ["yum", "dnf", "microdnf", "tdnf"];
const RPM_FAMILY_WITH_RPM = [...RPM_FAMILY, "rpm"];

/** Programs whose other commands read versions as well; apk takes away by name alone. Sources: apt-get(8), dnf(8), rpm(8); app_del.c of apk-tools. */
function relativesOf(manager: PackageUse["manager"], pinned: string): readonly string[] {
  if (manager === "apt") return pinned.includes("*") ? APT_FAMILY : APT_FAMILY_WITH_APTITUDE;
  if (!RPM_FAMILY.includes(manager)) return NONE;
  return /[*:]/.test(pinned) ? RPM_FAMILY : RPM_FAMILY_WITH_RPM;
}

/** True where a pattern that matches no file is not handed on as it is: in zsh, and with bash's options for that. */
function patternsFail({ command }: PackageUse, stage: Stage, { text }: BuildModel): boolean {
  const isShell = lineage(stage).some(({ instructions }) =>
    instructions.some(
      ({ keyword, body, span }) => keyword === "SHELL" && span.start < command.start && FAILING.test(body.text),
    ),
  );
  const instruction = instructionAt(stage, command.start);
  const script = instruction === undefined ? "" : text.slice(instruction.span.start, command.start);
  return isShell || FAILING.test(script);
}

const FAILING = /\b(?:failglob|nullglob|zsh)\b/;
