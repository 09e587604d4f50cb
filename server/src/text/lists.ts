/** Puts values behind those of a list of any length: `push(...values)` throws where they are more than a call may have arguments. */
export function append<Value>(list: Value[], values: readonly Value[]): void {
  if (values.length > 0) for (const value of values) list.push(value);
}

/** Puts a value behind those that a key has: a list that is copied for each takes hours where somebody means it. */
export function addTo<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** The same unless it stands last there already. */
export function addToOnce<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  if (lists.get(key)?.at(-1) !== value) addTo(lists, key, value);
}
