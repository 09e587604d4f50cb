import type { Environment } from "../outside.ts";

/** What every program needs to find itself, the user and the network. */
const COMMON = new Set(
  (
    "PATH HOME USER LOGNAME TMPDIR TEMP TMP USERPROFILE APPDATA LOCALAPPDATA PROGRAMDATA PROGRAMFILES SYSTEMROOT WINDIR COMSPEC PATHEXT " +
    "HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY NODE_EXTRA_CA_CERTS SSL_CERT_FILE SSL_CERT_DIR CURL_CA_BUNDLE REQUESTS_CA_BUNDLE " +
    "XDG_RUNTIME_DIR XDG_CONFIG_HOME XDG_CACHE_HOME XDG_DATA_HOME DBUS_SESSION_BUS_ADDRESS SSH_AUTH_SOCK REGISTRY_AUTH_FILE JAVA_HOME"
  ).split(" "),
);

/** Settings of the tools that are started: engines and package managers. Tokens of anything else are not handed on. */
const OF_TOOLS =
  /^(?:DOCKER|BUILDX|BUILDKIT|PODMAN|CONTAINER|CONTAINERS|CONTAINERD|NERDCTL|LIMA|COLIMA|BUILDAH|STORAGE|NPM_CONFIG|PIP|UV|GO|CARGO|RUSTUP|GEM|BUNDLE|COMPOSER|NUGET|DOTNET|CONDA|MAMBA|GIT_SSL)(?:_|$)|^GO[A-Z0-9]+$/;

/** The environment of a tool: what it needs of ours, in a language that can be read by a program. */
export function toolEnvironment(environment: Environment, added: Environment = {}): Record<string, string> {
  const kept: Record<string, string> = { LC_ALL: "C.UTF-8" };
  for (const [name, value] of Object.entries(environment)) {
    const upper = name.toUpperCase();
    if (value !== undefined && (COMMON.has(upper) || OF_TOOLS.test(upper))) kept[name] = value;
  }
  for (const [name, value] of Object.entries(added)) {
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}
