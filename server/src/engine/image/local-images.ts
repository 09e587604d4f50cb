import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import { lastWords } from "../../resolve/engine.ts";
import { imagePrograms, isBuildah } from "./engine-image.ts";
import type { ImageWorld } from "./image-world.ts";

/** An image of the engine by one of its names. */
export interface LocalImage {
  /** `shop.example/app:1` */
  readonly name: string;
  /** Short id, as the engine shows it. */
  readonly id: string;
  /** When it was made, in the words of the engine. */
  readonly created: string;
}

const LIST_MS = 30_000;
const LIST_BYTES = 4 * 1024 * 1024;
const MAX_IMAGES = 1000;
/** The same for docker, podman and nerdctl. */
const LIST = ["image", "ls", "--format", "{{.Repository}}:{{.Tag}}|{{.ID}}|{{.CreatedAt}}"];
const BUILDAH_LIST = ["images", "--format", "{{.Name}}:{{.Tag}}|{{.ID}}|{{.CreatedAt}}"];

/** The images of the first engine that answers, newest first as engines list them; those without a name are left out. */
export async function localImages(
  world: Pick<ImageWorld, "reach" | "settings" | "environment" | "signal">,
): Promise<Outcome<readonly LocalImage[]>> {
  const said: string[] = [];
  for (const program of imagePrograms(world)) {
    const args = isBuildah(program) ? BUILDAH_LIST : LIST;
    const { signal } = world;
    const ran = await world.reach.run.run({ program, args, timeoutMs: LIST_MS, maxBytes: LIST_BYTES, signal });
    if (!ran.ok && ran.reason === "cancelled") return ran;
    if (!ran.ok) said.push(`${program} ${ran.detail}`);
    else if (ran.value.status === 0) return success(imagesIn(ran.value.output));
    else said.push(`${program} says: ${lastWords(ran.value)}`);
  }
  return failure("not-found", "A container engine", `does not answer here: ${said.join("; ")}`);
}

function imagesIn(output: string): readonly LocalImage[] {
  return output
    .split("\n")
    .slice(0, MAX_IMAGES)
    .flatMap((line) => {
      const [name = "", id = "", created = ""] = line.trim().split("|");
      return name === "" || name.includes("<none>") ? [] : [{ name, id, created }];
    });
}
