import type { Call } from "../../../knowledge/call.ts";
import { pythonName } from "../../../knowledge/python-name.ts";
import { callAt } from "../../call-at.ts";
import type { PlacedPackage } from "./package-at.ts";
import { runsBefore } from "./python-place.ts";

const DOUBT = "what is installed besides may want another";

/** Tools that need nothing, and of which hardly anything wants an old version. */
const ALONE: ReadonlySet<string> = new Set(["pip", "setuptools", "wheel"]);

/**
 * Why pip and uv may install another version than the newest, a clause for a title: they choose all packages of a command so that they go
 * together, and leave what is there already. Two newest versions that exclude each other (`sphinx docutils`) stop the build.
 */
export function companionDoubt({ use, install, stage }: PlacedPackage): string | undefined {
  const { manager, command } = use;
  const call = callAt(stage, command.start)?.call;
  const words = call?.args.map(({ text }) => text) ?? [];
  // Each tool has an environment of its own.
  if ((manager !== "pip" && manager !== "uv") || words[0] === "tool" || call?.program === "uvx") return undefined;
  const others = install.packages.filter((each) => each !== use && !isAlone(each.name));
  const isJoined = !words.includes("--no-deps") && (others.length > 0 || words.some((word) => FILES.test(word)));
  if (isJoined) return DOUBT;
  const isRaised = words.some((word) => word === "--upgrade" || /^-[a-zA-Z]*U/.test(word));
  if (isRaised || isAlone(use.name)) return undefined;
  const isEarlier = runsBefore({ stage, offset: command.start }).some(({ calls, run }) =>
    calls.some((each) => run.offset + each.programSpan.start < command.start && bringsPackages(each)),
  );
  return isEarlier ? DOUBT : undefined;
}

/** Options and words for files that name packages, and for projects that want some. */
const FILES = /^(?:-[re]|--(?:requirements?|editable|group)(?:$|=)|\.{1,2}(?:$|[/[]))|\.(?:whl|txt|tar\.gz|zip)$/;

function isAlone(name: string): boolean {
  return ALONE.has(pythonName(name));
}

function bringsPackages({ program, args }: Call): boolean {
  const words = args.map(({ text }) => text);
  const at = words.findIndex((word) => word === "install" || word === "sync" || word === "add");
  if (at < 0 || words[0] === "tool") return false;
  if (/^(?:poetry|pipenv|pdm)$/.test(program)) return true;
  return (
    /^(?:pip|python|uv)[\d.]*$/.test(program) &&
    words.slice(at + 1).some((word) => !word.startsWith("-") && !isAlone(word))
  );
}
