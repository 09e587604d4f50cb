import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buildModel } from "../../../server/src/model/build.ts";

/** The names that an instruction brings, those of another image with a mark behind them. */
const ROWS: Readonly<Record<string, readonly [instruction: string, names: readonly string[]]>> = {
  "files and folders, the target not among them": [
    "COPY package.json src/ ./lib/ /app/",
    ["package.json", "src", "lib"],
  ],
  "an array": ['COPY ["a b.json", "/app/"]', ["a b.json"]],
  "the whole context": ["COPY . /app", ["."]],
  "the root": ["COPY / /app", ["."]],
  "a here-document is no file of the project": ["COPY <<E /app/package.json\n{}\nE", []],
  "what an address gives is none, either": [
    "ADD https://dl.example/package-lock.json package.json /app/",
    ["package.json"],
  ],
  "of another stage": ["COPY --from=build /app/dist/package.json /app/", ["package.json (elsewhere)"]],
  "programs of another image": ["COPY --from=tools /usr/local/bin/go /go.mod /app/", ["go.mod (elsewhere)"]],
  "to a folder of programs": ["COPY --from=tools /opt/go /usr/bin/", []],
  "mounted from the context": ["RUN --mount=source=package.json,target=/app/package.json npm ci", ["package.json"]],
  "mounted by the short name of the option": [
    "RUN --mount=type=bind,src=a/yarn.lock,target=/yarn.lock yarn",
    ["yarn.lock"],
  ],
  "the whole context, mounted": ["RUN --mount=target=. npm ci", ["."]],
  "mounted from another image": ["RUN --mount=from=build,source=/app/package.json,target=/package.json npm ci", []],
  "a cache and a secret": ["RUN --mount=type=cache,target=/root/.npm --mount=type=secret,source=a.json npm ci", []],
  "other options": ["RUN --network=none --security=sandbox npm ci", []],
};

/** The folders that they are brought to. */
const FOLDERS: Readonly<Record<string, readonly (string | undefined)[]>> = {
  "COPY a.json b.json /app": ["/app", "/app"],
  "COPY a.json /app/": ["/app/"],
  "COPY a.json .": ["."],
  "COPY a.json ../b": ["../b"],
  "COPY src/a.json /app/a.json": ["/app/"],
  "COPY a.json a.json": [""],
  "COPY a.json a.json/": ["a.json/"],
  "COPY a.json b.json": [undefined],
  "COPY a.json /srv/site.example": [undefined],
  "COPY a.json /srv/site.example/": ["/srv/site.example/"],
  "COPY --parents x/a.json b.json /app/": [undefined, undefined],
  "COPY --from=build /src/a.json /app/": ["/app/"],
  "RUN --mount=type=bind,source=x/a.json,target=/app/a.json npm ci": [undefined],
};

describe("files that an instruction brings", () => {
  for (const [name, [instruction, names]] of Object.entries(ROWS)) {
    it(name, () => {
      const text = `FROM a AS build\nFROM a\n${instruction}\n`;
      const copied = buildModel(text).stages.at(-1)?.copied ?? [];
      assert.deepEqual(
        copied.map((file) => (file.isFromElsewhere === true ? `${file.name} (elsewhere)` : file.name)),
        names,
      );
      for (const { span } of copied) assert.ok(text.slice(span.start, span.end).length > 0);
    });
  }
});

describe("folders that an instruction brings files to", () => {
  for (const [instruction, folders] of Object.entries(FOLDERS)) {
    it(instruction, () => {
      const copied = buildModel(`FROM a AS build\nFROM a\n${instruction}\n`).stages.at(-1)?.copied ?? [];
      assert.deepEqual(
        copied.map(({ folder }) => folder),
        folders,
      );
    });
  }
});
