// Medians and fits for the benchmarks.

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** The exponent k of the best y = c·x^k through the points: the slope of a least-squares line in log-log space.
 * @param {readonly (readonly [number, number])[]} points */
export function exponent(points) {
  const logs = points.map(([x, y]) => /** @type {const} */ ([Math.log(x), Math.log(y)]));
  const meanX = logs.reduce((sum, [x]) => sum + x, 0) / logs.length;
  const meanY = logs.reduce((sum, [, y]) => sum + y, 0) / logs.length;
  const covariance = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return covariance / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}

/** Median milliseconds of one call of each function, called in turn so that a change of the machine's speed meets all alike.
 * @param {readonly (() => unknown)[]} functions @param {{ rounds: number, warmUp: number }} how */
export function timeInTurn(functions, { rounds, warmUp }) {
  for (let round = 0; round < warmUp; round += 1) for (const run of functions) run();
  const samples = functions.map(() => /** @type {number[]} */ ([]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, run] of functions.entries()) {
      const started = performance.now();
      run();
      samples[index]?.push(performance.now() - started);
    }
  }
  return samples.map(median);
}
