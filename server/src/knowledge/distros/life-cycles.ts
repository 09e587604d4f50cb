/** One line of releases that gets updates together: `12` of Debian, `3.12` of Python. */
export interface Series {
  readonly name: string;
  /** Lower case. */
  readonly codename: string | undefined;
  /** ISO date of the last free update; undefined: none is announced. */
  readonly end: string | undefined;
}

/** The series of a product, newest first. */
export interface LifeCycle {
  readonly title: string;
  readonly series: readonly Series[];
  /** What its publisher names in the place of a product that ended. */
  readonly successor: string | undefined;
}

/** Day on which the dates were read at their sources. */
export const LIFE_CYCLES_READ_ON = "2026-08-22";

/**
 * Where to go from a series that has ended on `today` (ISO date), in the smallest step: `Debian 11 or later`. Undefined: the
 * product has ended as well, and nothing is named in its place.
 */
export function wayOut(
  { title, series: all, successor }: LifeCycle,
  series: Series,
  today: string,
): string | undefined {
  const next = all.slice(0, all.indexOf(series)).findLast(({ end }) => end === undefined || end > today);
  if (next !== undefined) return `${titled(title, next)} or later`;
  const last = all[0]?.end;
  // What followed a series that had not ended when the dates were read is not in the table.
  return last === undefined || last > LIFE_CYCLES_READ_ON ? `a newer ${title}` : successor;
}

/** A series with the name that its product had then. */
export function titled(title: string, { name }: Series): string {
  return title === ".NET" && Number(name) < 5 ? `.NET Core ${name}` : `${title} ${name}`;
}

/** The series that a version belongs to (`3.12.1` → `3.12`, `8u392` → `8`), or one of that code name. */
export function seriesOf(cycle: LifeCycle, version: string): Series | undefined {
  return cycle.series.find(
    ({ name, codename }) =>
      version === codename || (version.startsWith(name) && /^(?:[.u]|$)/.test(version.slice(name.length))),
  );
}

/** `table` lists `name [codename] end` from new to old, divided by commas. It is read when its product is met. */
export function lifeCycle(title: string, table: string, successor?: string): LifeCycle {
  let series: readonly Series[] | undefined;
  return {
    title,
    successor,
    get series() {
      series ??= table.split(",").map(seriesIn);
      return series;
    },
  };
}

function seriesIn(row: string): Series {
  const words = row.trim().split(" ");
  const end = words.at(-1);
  return {
    name: words[0] ?? "",
    codename: words.length === 3 ? words[1] : undefined,
    end: end === "open" ? undefined : end,
  };
}
