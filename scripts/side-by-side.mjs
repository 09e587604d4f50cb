// side-by-side.mjs FILE…: runs test files in processes of their own, as many at once as there are processors, in this order.
import { availableParallelism } from "node:os";
import { run } from "node:test";
import { spec } from "node:test/reporters";

run({ files: process.argv.slice(2), concurrency: availableParallelism() })
  .on("test:fail", ({ todo }) => {
    if (todo === undefined) process.exitCode = 1;
  })
  .compose(new spec())
  .pipe(process.stdout);
