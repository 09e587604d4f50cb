import { type Fields, isRecord } from "./read-answer.ts";

/** What VS Code knows of one setting: `vscode.WorkspaceConfiguration.inspect`. */
interface Sources {
  readonly defaultValue?: unknown;
  readonly globalValue?: unknown;
  readonly workspaceValue?: unknown;
  readonly workspaceFolderValue?: unknown;
}

/** Keys below `seaworthy` that the user alone may set: those of scope `machine` in our package.json. */
export function userKeysOf(packageJson: unknown): readonly string[] {
  const properties = ["contributes", "configuration", "properties"].reduce(memberOf, packageJson);
  return Object.entries(isRecord(properties) ? properties : {}).flatMap(([key, setting]) =>
    memberOf(setting, "scope") === "machine" ? [key.replace(/^seaworthy\./, "")] : [],
  );
}

/** What the user says of a setting of scope `machine`, or what holds unless it is set. */
export function userValue(sources: Sources | undefined): unknown {
  return sources?.globalValue ?? sources?.defaultValue;
}

/** True for a setting that the workspace has a say in. */
export function isOfWorkspace(sources: Sources | undefined): boolean {
  return sources?.workspaceValue !== undefined || sources?.workspaceFolderValue !== undefined;
}

/**
 * Section `seaworthy` with what the user says of these keys. VS Code takes `seaworthy.index` from no workspace, but `seaworthy.index.npm` is
 * the key of no setting to it: it lays that over the user's map.
 */
export function withUserValues(
  section: unknown,
  keys: readonly string[],
  inspect: (key: string) => Sources | undefined,
): unknown {
  if (!isRecord(section)) return section;
  return keys.reduce<Fields>((fields, key) => withValue(fields, key.split("."), userValue(inspect(key))), section);
}

function withValue(fields: Fields, [name = "", ...rest]: readonly string[], value: unknown): Fields {
  const inner = fields[name];
  return { ...fields, [name]: rest.length === 0 ? value : withValue(isRecord(inner) ? inner : {}, rest, value) };
}

function memberOf(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined;
}
