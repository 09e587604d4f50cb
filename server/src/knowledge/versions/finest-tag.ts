import { official, type Tagged } from "../distros/releases.ts";

/** Official images whose versions have two numbers: only a date (`bookworm-20241016`) tells their builds apart. */
const DATED: ReadonlySet<string> = new Set(["docker.io/library/debian", "docker.io/library/ubuntu"]);

/**
 * Images whose tags all move, or whole folders of such. Sources: docker-library/official-images (`library/buildpack-deps`,
 * `library/fedora`), the READMEs of GoogleContainerTools/distroless and of Chainguard's free images.
 */
const UNVERSIONED =
  /^(?:docker\.io\/library\/(?:buildpack-deps|fedora)|registry\.fedoraproject\.org\/fedora(?:-minimal)?|(?:gcr\.io\/distroless|cgr\.dev\/chainguard)\/.+)$/;

/** What tells the builds of an image apart: a full version in its tag, a date there, or its digest alone. */
export function finestTag(image: Tagged): "version" | "date" | "none" {
  const { registry, repository } = official(image);
  const name = `${registry}/${repository}`;
  if (DATED.has(name)) return "date";
  return UNVERSIONED.test(name) ? "none" : "version";
}
