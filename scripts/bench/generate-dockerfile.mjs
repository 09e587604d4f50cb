// Dockerfiles with the mix of real ones, the same bytes for the same arguments on every machine.

const APT =
  "ca-certificates curl git gnupg jq less libpq-dev make openssl pkg-config procps rsync tini unzip vim wget xz-utils zlib1g-dev".split(
    " ",
  );
const APK =
  "bash build-base ca-certificates curl git libffi-dev musl-dev nodejs npm openssl-dev python3 tini tzdata".split(" ");
const PIP = "boto3 django flask gunicorn httpx numpy pandas pydantic pytest requests rich uvicorn".split(" ");
const NPM = "eslint http-server nodemon pm2 prettier serve typescript yarn".split(" ");
const WORDS =
  "the build needs this because a later step reads it and nothing else brings it here so keep both in order".split(" ");

/** A generator of numbers in [0, 1). Source: mulberry32, public domain. @param {number} seed */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A Dockerfile of about `lines` lines. @param {number} lines @param {number} seed */
export function generateDockerfile(lines, seed = 1) {
  const random = randomFrom(seed * 7919 + lines);
  const stages = Math.max(1, Math.min(12, Math.round(lines / 50)));
  /** @type {string[]} */
  const out = ["# syntax=docker/dockerfile:1", "ARG NODE_VERSION=20.11.1", "ARG DEBIAN_TAG=bookworm-slim"];
  for (let stage = 0; stage < stages; stage += 1) {
    const end = Math.round(((stage + 1) * lines) / stages);
    out.push(
      "",
      `FROM ${pick(random, ["debian:${DEBIAN_TAG}", "node:${NODE_VERSION}-slim", "alpine:3.19", "python:3.12"])} AS stage${stage}`,
    );
    out.push("ARG TOOL_VERSION=1.4.2", "ENV LANG=C.UTF-8 \\", '    PACKAGES="less procps" \\', "    APP_HOME=/srv/app");
    while (out.length < end - 2) out.push(...block(random, stage));
  }
  return `${[...out.slice(0, lines - 1), 'CMD ["sh", "-c", "exec app"]'].join("\n")}\n`;
}

/** @param {() => number} random @param {number} stage @returns {string[]} */
function block(random, stage) {
  const kind = random();
  if (kind < 0.28) return comment(random);
  if (kind < 0.42) return install(random);
  if (kind < 0.5) return download(random);
  if (kind < 0.54) return heredoc(random);
  if (kind < 0.62)
    return [`COPY --chown=app:app ${pick(random, ["src", "package.json", "config/*.yaml"])} \${APP_HOME}/`, ""];
  if (kind < 0.68 && stage > 0)
    return [`COPY --from=stage${Math.floor(random() * stage)} /usr/local/bin/app /usr/local/bin/`];
  if (kind < 0.74) return [`ENV PATH_${Math.floor(random() * 90)}=\${APP_HOME}/bin:\${PATH}`, ""];
  if (kind < 0.8)
    return ['LABEL org.opencontainers.image.title="app" \\', '      org.opencontainers.image.vendor="Example"'];
  if (kind < 0.85) return ["WORKDIR ${APP_HOME}", "USER app", "EXPOSE 8080"];
  if (kind < 0.9) return ['HEALTHCHECK --interval=30s CMD ["curl", "-f", "http://localhost:8080/"]'];
  return ['RUN ["/bin/sh", "-c", "echo ready"]', ""];
}

/** @param {() => number} random */
function comment(random) {
  const length = 4 + Math.floor(random() * 12);
  return [`# ${Array.from({ length }, () => pick(random, WORDS)).join(" ")}`, ...(random() < 0.4 ? [""] : [])];
}

/** @param {() => number} random */
function install(random) {
  const kind = random();
  if (kind < 0.55) {
    const names = some(random, APT, 1 + Math.floor(random() * 17)).map((name) =>
      random() < 0.15 ? `${name}=1.2-3` : name,
    );
    return [
      "RUN apt-get update \\",
      " && apt-get install -y --no-install-recommends \\",
      ...names.map((name) => `      ${name} \\`),
      " && rm -rf /var/lib/apt/lists/*",
    ];
  }
  if (kind < 0.7)
    return ["RUN apk add --no-cache \\", ...some(random, APK, 6).map((name) => `    ${name} \\`), "    zlib"];
  if (kind < 0.85)
    return [
      `RUN pip install --no-cache-dir ${some(random, PIP, 4)
        .map((name) => (random() < 0.5 ? `${name}==2.1.0` : name))
        .join(" ")}`,
    ];
  return [`RUN npm install -g ${some(random, NPM, 2).join(" ")} && npm cache clean --force`];
}

/** @param {() => number} random */
function download(random) {
  const checked = random() < 0.5;
  const number = Math.floor(random() * 1000);
  return [
    "RUN set -eux; \\",
    `    curl -fsSL -o /tmp/tool${number}.tgz "https://downloads.example/tool/\${TOOL_VERSION}/tool-${number}.tgz"; \\`,
    ...(checked ? [`    echo "${"a1b2c3d4".repeat(8)}  /tmp/tool${number}.tgz" | sha256sum -c -; \\`] : []),
    `    if [ -f /tmp/tool${number}.tgz ]; then tar -xzf /tmp/tool${number}.tgz -C /usr/local; fi; \\`,
    `    rm /tmp/tool${number}.tgz`,
  ];
}

/** @param {() => number} random */
function heredoc(random) {
  return [
    "RUN <<EOF",
    "set -e",
    `echo "step ${Math.floor(random() * 100)}"`,
    `apt-get install -y ${pick(random, APT)}`,
    "EOF",
  ];
}

/** @template T @param {() => number} random @param {readonly T[]} list @returns {T} */
function pick(random, list) {
  return /** @type {T} */ (list[Math.floor(random() * list.length)]);
}

/** @param {() => number} random @param {readonly string[]} list @param {number} count */
function some(random, list, count) {
  const start = Math.floor(random() * list.length);
  return Array.from(
    { length: Math.min(count, list.length) },
    (_, index) => /** @type {string} */ (list[(start + index) % list.length]),
  );
}
