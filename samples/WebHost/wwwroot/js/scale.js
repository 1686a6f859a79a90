// Round numbers for axes, and as many points as can be seen.

/** Ticks at round numbers that enclose a range: { low, high, distance, ticks }. */
export function niceScale(minimum, maximum, wanted) {
  let [low, high] = [minimum, maximum];
  if (low > 0 && low < 0.6 * high) {
    low = 0;
  }

  if (low === high) {
    [low, high] = low === 0 ? [0, 1] : [Math.min(0, 2 * low), Math.max(0, 2 * high)];
  }

  const rough = (high - low) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const distance = power * [1, 2, 2.5, 5, 10].find(factor => factor * power >= rough * 0.999);
  const [first, last] = [Math.floor(low / distance + 1e-9), Math.ceil(high / distance - 1e-9)];
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => (first + i) * distance);
  return { low: ticks[0], high: ticks.at(-1), distance, ticks };
}

/** Round steps from 0 to the end of a run, which is always among them. */
export function stepTicks(steps, wanted) {
  const { distance, ticks } = niceScale(0, steps, wanted);
  return [...ticks.filter(tick => tick <= steps - 0.6 * distance && Number.isInteger(tick)), steps];
}

/** Indices of the points to draw: all, or the first, least, largest and last of each column, so that no peak is lost. */
export function visible(series, columns) {
  const count = series.length;
  if (count <= 3 * columns) {
    return Array.from({ length: count }, (_, i) => i);
  }

  const kept = [];
  for (let column = 0; column < columns; column++) {
    const [from, to] = [Math.floor(column * count / columns), Math.floor((column + 1) * count / columns)];
    let [least, largest] = [from, from];
    for (let i = from; i < to; i++) {
      least = series.values[i] < series.values[least] ? i : least;
      largest = series.values[i] > series.values[largest] ? i : largest;
    }

    kept.push(...[...new Set([from, least, largest, to - 1])].sort((a, b) => a - b));
  }

  return kept;
}
