// What import.meta.url is in a CommonJS file: the build puts it into those that ask.
export const moduleUrl = /* @__PURE__ */ (() => require("node:url").pathToFileURL(__filename).href)();
