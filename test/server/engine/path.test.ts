import assert from "node:assert/strict";
import { test } from "node:test";
import { folderOf, foldersUpward, joinPath, nameOf, pathBelow } from "../../../server/src/engine/path.ts";

const joins: readonly (readonly [folder: string, path: string, joined: string])[] = [
  ["/a/b", "c", "/a/b/c"],
  ["/a/b", "./c/../d", "/a/b/d"],
  ["/a/b", "../../..", "/"],
  ["/a/b", "/c", "/c"],
  ["/", "c", "/c"],
  ["C:/a", "../b", "C:/b"],
  ["C:/a", "D:/b", "D:/b"],
  ["/a", ".", "/a"],
  ["//server/share/a", "../b", "//server/share/b"],
  ["/a", "//server/share/b", "//server/share/b"],
];

test("paths are joined and dots taken away", () => {
  for (const [folder, path, joined] of joins) assert.equal(joinPath(folder, path), joined);
});

test("the folder of a path, up to the root", () => {
  assert.deepEqual(foldersUpward("/a/b"), ["/a/b", "/a", "/"]);
  assert.deepEqual(foldersUpward("C:/a"), ["C:/a", "C:/"]);
  assert.deepEqual(foldersUpward("//server/share/a"), ["//server/share/a", "//server/share"]);
  assert.equal(folderOf("/a"), "/");
  assert.equal(nameOf("/a/b"), "b");
});

test("a path is below a folder only at a slash", () => {
  assert.equal(pathBelow("/a", "/a/b"), "b");
  assert.equal(pathBelow("/", "/a/b"), "a/b");
  assert.equal(pathBelow("/a", "/ab"), undefined);
});
