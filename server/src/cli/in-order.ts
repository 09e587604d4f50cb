/** Works on up to `jobs` items at once and gives the results in the order of the items. */
export async function* inOrder<T, R>(
  items: AsyncIterable<T>,
  jobs: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<readonly [T, R]> {
  const running: Promise<readonly [T, R]>[] = [];
  for await (const item of items) {
    const result = work(item).then((made): readonly [T, R] => [item, made]);
    // What one of them throws is thrown in its turn, not from nowhere while an earlier one is waited for.
    result.catch(() => undefined);
    running.push(result);
    if (running.length < jobs) continue;
    const first = await running.shift();
    if (first !== undefined) yield first;
  }
  for (const each of running) yield await each;
}
