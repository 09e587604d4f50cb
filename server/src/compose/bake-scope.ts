import { type HclBlock, type HclFile, type HclValue, UNKNOWN } from "./hcl.ts";

/** Variables of Bake files, put into what is made of them. */
export interface BakeScope {
  /** Attributes of a block with the variables put in; those that are null are left out, as if they were not written. */
  resolved(attributes: HclBlock["attributes"]): HclBlock["attributes"];
}

/** A default may be made of other variables, and so on; so many steps are followed. */
const MAX_STEPS = 16;
/** Variables that are made of each other twice grow fast; a longer text is unknown. */
const MAX_TEXT = 4096;

/**
 * The scope of files that are read together. A variable has its default, as the environment sets few of them; one with an
 * empty default, or none, waits for the environment, and stays unknown.
 */
export function newBakeScope(files: readonly HclFile[]): BakeScope {
  const written = new Map<string, HclValue>();
  for (const { type, labels, attributes } of files.flatMap(({ blocks }) => blocks)) {
    if (type === "variable" && labels[0] !== undefined) written.set(labels[0], attributes.get("default") ?? UNKNOWN);
  }
  // `NAME = …` at the top of a file wins over a variable of that name.
  for (const { attributes } of files) for (const [name, value] of attributes) written.set(name, value);
  const known = new Map<string, HclValue>();

  function variable(name: string, steps: number): HclValue {
    const before = known.get(name);
    if (before !== undefined) return before;
    // Meanwhile, for one that is made of itself.
    known.set(name, UNKNOWN);
    const value = valueOf(written.get(name) ?? UNKNOWN, steps + 1);
    const found = value.kind === "text" && value.text === "" ? UNKNOWN : value;
    known.set(name, found);
    return found;
  }

  function valueOf(value: HclValue, steps: number, hidden?: ReadonlyMap<string, HclValue>): HclValue {
    if (steps > MAX_STEPS) return UNKNOWN;
    switch (value.kind) {
      case "variable":
        return hidden?.has(value.name) ? UNKNOWN : variable(value.name, steps);
      case "template":
        return joined(value.parts.map((part) => valueOf(part, steps, hidden)));
      case "list":
        return { kind: "list", items: value.items.map((item) => valueOf(item, steps, hidden)) };
      case "map":
        return { kind: "map", entries: entriesOf(value.entries, steps, hidden) };
      default:
        return value;
    }
  }

  function entriesOf(entries: HclBlock["attributes"], steps: number, hidden?: ReadonlyMap<string, HclValue>) {
    const found = new Map<string, HclValue>();
    for (const [key, value] of entries) {
      const known = valueOf(value, steps, hidden);
      if (known.kind !== "null") found.set(key, known);
    }
    return found;
  }

  return {
    resolved(attributes) {
      // What a matrix goes through has another value in each build; a computed one may go through anything.
      const matrix = attributes.get("matrix");
      const own = matrix?.kind === "map" ? matrix.entries : written;
      return entriesOf(attributes, 0, matrix === undefined ? undefined : own);
    },
  };
}

function joined(parts: readonly HclValue[]): HclValue {
  let text = "";
  for (const part of parts) {
    if (part.kind !== "text" || text.length + part.text.length > MAX_TEXT) return UNKNOWN;
    text += part.text;
  }
  return { kind: "text", text };
}
