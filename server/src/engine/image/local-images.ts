import { failure, type Outcome } from "../../outcome/outcome.ts";
import { firstAnswer, imagePrograms, isBuildah } from "./image-programs.ts";
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

const MAX_IMAGES = 1000;
/** The same for docker, podman and nerdctl. */
const LIST = ["image", "ls", "--format", "{{.Repository}}:{{.Tag}}|{{.ID}}|{{.CreatedAt}}"];
const BUILDAH_LIST = ["images", "--format", "{{.Name}}:{{.Tag}}|{{.ID}}|{{.CreatedAt}}"];

/** The images of the first engine that answers, newest first as engines list them; those without a name are left out. */
export async function localImages(
  world: Pick<ImageWorld, "reach" | "settings" | "environment" | "signal">,
): Promise<Outcome<readonly LocalImage[]>> {
  const question = {
    programs: imagePrograms(world),
    args: (program: string) => (isBuildah(program) ? BUILDAH_LIST : LIST),
    read: imagesIn,
    unanswered: (why: string) => failure("not-found", "A container engine", `does not answer here: ${why}`),
  };
  return await firstAnswer(question, world);
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
