import type { ConsentParams } from "./lookups.ts";

/** A question to the user: a sentence, and what it is about in full. */
export interface ConsentWords {
  readonly message: string;
  readonly detail: string;
}

/** The question whether a program may be started, with all of its words. */
export function consentWords({ needs, subject, argv, sends }: ConsentParams): ConsentWords {
  const messages: Readonly<Record<ConsentParams["needs"], string>> = {
    tool: `Seaworthy wants to run ${subject} on this machine to look a value up.`,
    container: `Seaworthy wants to start a container of ${subject} to look a value up.`,
    engine: `Seaworthy wants to run ${subject} of this machine, to list, read and build images.`,
    build: `Seaworthy wants to build this Dockerfile to look a value up.`,
    scanner: `Seaworthy wants to have the image scanned by ${subject}.`,
    images: `Seaworthy wants to fetch newer images of ${subject}, one after the other, until one is free of what was found.`,
    download: "Seaworthy wants to read a file of more than 2 GB to take its sum.",
  };
  const told = sends === undefined ? "Nothing about the image leaves this machine." : `It sends ${sends}.`;
  const detail = needs === "scanner" ? told : argv.map(shown).join(" ");
  return { message: messages[needs], detail };
}

const ENGINES: readonly string[] = ["docker", "podman", "nerdctl"];

/** What a consent is remembered by; undefined: it holds for this time alone. */
export function consentKey({
  needs,
  subject,
  sends,
}: Pick<ConsentParams, "needs" | "subject" | "sends">): string | undefined {
  // Whoever lets the container engine run lets it run for look-ups, too.
  if (needs === "engine" || (needs === "tool" && ENGINES.includes(subject))) return "engine";
  // Somebody else who is told of the image is another question.
  const whom = sends === undefined ? "" : `: ${sends}`;
  return needs === "build" || needs === "download" || needs === "images" ? undefined : `${needs} ${subject}${whom}`;
}

/** A word as a shell would want it, so that nothing hides in spaces. */
function shown(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : JSON.stringify(word);
}
