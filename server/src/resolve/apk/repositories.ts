/** A line of `etc/apk/repositories`. */
export interface ApkRepository {
  /** With a slash at the end. */
  readonly url: string;
  /** Of `@tag URL`: only `name@tag` is looked for there. */
  readonly tag: string | undefined;
}

/** The repositories of a file, in order; what apk 3 writes behind an address stays with it. Source: apk-repositories(5). */
export function readRepositories(text: string): readonly ApkRepository[] {
  return text.split("\n").flatMap((line) => {
    const [, tag, url = ""] = /^(?:@([\w.-]+)\s+)?(\S.*)$/.exec(line.replace(/#.*/, "").trim()) ?? [];
    if (url === "") return [];
    return [{ url: url.endsWith("/") ? url : `${url}/`, tag }];
  });
}
