import { mkdirSync, writeFileSync } from "node:fs";

mkdirSync("public", { recursive: true });
writeFileSync("public/index.html", "<!doctype html><title>Tide table</title><p>High water at noon.\n");
