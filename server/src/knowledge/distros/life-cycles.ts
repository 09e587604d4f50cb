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
 * Ends of free support: of Debian its long-term support, of Ubuntu standard support, of others security fixes. A series that
 * is not listed is unknown. Source: endoflife.date, page of the product; of Go before 1.10 and the odd
 * series of nginx before 1.19 the release history, since a series ends with the second release that follows; of the
 * semi-annual releases of Windows Server the life cycle pages of Microsoft; of `openjdk` and `java` their pages on Docker Hub,
 * since these images were given up.
 */
export const lifeCycles = {
  debian: lifeCycle(
    "Debian",
    `
    13 trixie 2030-06-30, 12 bookworm 2028-06-30, 11 bullseye 2026-08-31, 10 buster 2024-06-30,
    9 stretch 2022-07-01, 8 jessie 2020-06-30, 7 wheezy 2018-05-31, 6 squeeze 2016-02-29`,
  ),
  ubuntu: lifeCycle(
    "Ubuntu",
    `
    26.04 resolute 2031-04-30, 25.10 questing 2026-07-01, 25.04 plucky 2026-01-17,
    24.10 oracular 2025-07-10, 24.04 noble 2029-05-31, 23.10 mantic 2024-07-12, 23.04 lunar 2024-01-20,
    22.10 kinetic 2023-07-20, 22.04 jammy 2027-04-01, 21.10 impish 2022-07-14, 21.04 hirsute 2022-01-20,
    20.10 groovy 2021-07-22, 20.04 focal 2025-05-31, 19.10 eoan 2020-07-06, 19.04 disco 2020-01-23,
    18.10 cosmic 2019-07-18, 18.04 bionic 2023-05-31, 17.10 artful 2018-07-19, 17.04 zesty 2018-01-13,
    16.10 yakkety 2017-07-20, 16.04 xenial 2021-04-02, 15.10 wily 2016-07-28, 15.04 vivid 2016-02-04,
    14.10 utopic 2015-07-23, 14.04 trusty 2019-04-02, 13.10 saucy 2014-07-17, 13.04 raring 2014-01-27,
    12.10 quantal 2014-05-16, 12.04 precise 2017-04-28, 10.04 lucid 2013-05-09`,
  ),
  alpine: lifeCycle(
    "Alpine Linux",
    `
    3.24 2028-06-01, 3.23 2027-11-01, 3.22 2027-05-01, 3.21 2026-11-01, 3.20 2026-04-01, 3.19 2025-11-01,
    3.18 2025-05-09, 3.17 2024-11-22, 3.16 2024-05-23, 3.15 2023-11-01, 3.14 2023-05-01, 3.13 2022-11-01,
    3.12 2022-05-01, 3.11 2021-11-01, 3.10 2021-05-01, 3.9 2020-11-01, 3.8 2020-05-01, 3.7 2019-11-01,
    3.6 2019-05-01, 3.5 2018-11-01, 3.4 2018-05-01, 3.3 2017-11-01, 3.2 2017-05-01, 3.1 2016-11-01,
    2.7 2015-11-01, 2.6 2015-05-01`,
  ),
  fedora: lifeCycle(
    "Fedora",
    `
    44 2027-06-02, 43 2026-12-09, 42 2026-05-27, 41 2025-12-15, 40 2025-05-13, 39 2024-11-26,
    38 2024-05-21, 37 2023-12-05, 36 2023-05-16, 35 2022-12-13, 34 2022-06-07, 33 2021-11-30,
    32 2021-05-25, 31 2020-11-24, 30 2020-05-26, 29 2019-11-26, 28 2019-05-28, 27 2018-11-30,
    26 2018-05-29, 25 2017-12-12, 24 2017-08-08, 23 2016-12-20, 22 2016-07-19, 21 2015-12-01,
    20 2015-06-23`,
  ),
  centos: lifeCycle(
    "CentOS Linux",
    `
    8 2021-12-31, 7 2024-06-30, 6 2020-11-30, 5 2017-03-31`,
  ),
  centosStream: lifeCycle(
    "CentOS Stream",
    `
    10 2030-05-31, 9 2027-05-31, 8 2024-05-31`,
  ),
  rocky: lifeCycle(
    "Rocky Linux",
    `
    10 2035-05-31, 9 2032-05-31, 8 2029-05-31`,
  ),
  alma: lifeCycle(
    "AlmaLinux",
    `
    10 2035-05-31, 9 2032-05-31, 8 2029-05-31`,
  ),
  rhel: lifeCycle(
    "Red Hat Enterprise Linux",
    `
    10 2035-05-31, 9 2032-05-31, 8 2029-05-31, 7 2024-06-30, 6 2020-11-30`,
  ),
  oracle: lifeCycle(
    "Oracle Linux",
    `
    10 open, 9 2032-06-30, 8 2029-07-31, 7 2024-12-31, 6 2021-03-31`,
  ),
  amazon: lifeCycle(
    "Amazon Linux",
    `
    2023 2029-06-30, 2 2026-06-30, 2018.03 2023-12-31, 2017.09 2023-12-31, 2017.03 2023-12-31, 2016.09 2023-12-31`,
  ),
  leap: lifeCycle(
    "openSUSE Leap",
    `
    16.0 2027-10-31, 15.6 2026-04-30, 15.5 2024-12-31, 15.4 2023-12-07, 15.3 2022-12-31, 15.2 2022-01-04,
    15.1 2021-02-02, 15.0 2019-12-03, 42.3 2019-07-01, 42.2 2018-01-26, 42.1 2017-05-17`,
  ),
  node: lifeCycle(
    "Node.js",
    `
    26 2029-04-30, 25 2026-06-01, 24 2028-04-30, 23 2025-06-01, 22 2027-04-30, 21 2024-06-01,
    20 2026-04-30, 19 2023-06-01, 18 2025-04-30, 17 2022-06-01, 16 2023-09-11, 15 2021-06-01,
    14 2023-04-30, 13 2020-06-01, 12 2022-04-30, 11 2019-06-30, 10 2021-04-30, 9 2018-06-30,
    8 2019-12-31, 7 2017-06-30, 6 2019-04-30, 5 2016-06-30, 4 2018-04-30`,
  ),
  python: lifeCycle(
    "Python",
    `
    3.14 2030-10-31, 3.13 2029-10-31, 3.12 2028-10-31, 3.11 2027-10-31, 3.10 2026-10-31, 3.9 2025-10-31,
    3.8 2024-10-07, 3.7 2023-06-27, 3.6 2021-12-23, 3.5 2020-09-30, 3.4 2019-03-18, 3.3 2017-09-29,
    3.2 2016-02-20, 2.7 2020-01-01`,
  ),
  postgres: lifeCycle(
    "PostgreSQL",
    `
    18 2030-11-14, 17 2029-11-08, 16 2028-11-09, 15 2027-11-11, 14 2026-11-12, 13 2025-11-13, 12 2024-11-21,
    11 2023-11-09, 10 2022-11-10, 9.6 2021-11-11, 9.5 2021-02-11, 9.4 2020-02-13, 9.3 2018-11-08, 9.2 2017-11-09`,
  ),
  mysql: lifeCycle(
    "MySQL",
    `
    9.7 2034-04-21, 9.6 2026-04-21, 9.5 2026-01-20, 9.4 2025-10-21, 9.3 2025-07-22, 9.2 2025-04-15, 9.1 2025-01-21,
    9.0 2024-10-15, 8.4 2032-04-30, 8.3 2024-04-10, 8.2 2023-12-14, 8.1 2023-10-25, 8.0 2026-04-30, 5.7 2023-10-31,
    5.6 2021-02-28, 5.5 2018-12-31`,
  ),
  mariadb: lifeCycle(
    "MariaDB",
    `
    12.3 2029-06-12, 12.2 2026-05-28, 12.1 2026-02-13, 12.0 2025-11-18, 11.8 2028-06-04, 11.7 2025-05-12,
    11.6 2025-02-13, 11.5 2024-11-21, 11.4 2029-05-29, 11.3 2024-05-29, 11.2 2024-11-21, 11.1 2024-08-21,
    11.0 2024-06-06, 10.11 2028-02-16, 10.10 2023-11-17, 10.9 2023-08-22, 10.8 2023-05-20, 10.7 2023-02-09,
    10.6 2026-07-06, 10.5 2025-06-24, 10.4 2024-06-18, 10.3 2023-05-25, 10.2 2022-05-23, 10.1 2020-10-17,
    10.0 2019-03-31, 5.5 2020-04-11`,
  ),
  mongo: lifeCycle(
    "MongoDB",
    `
    8.3 2029-10-31, 8.2 2026-07-31, 8.0 2029-10-31, 7.0 2027-08-31, 6.0 2025-07-31, 5.0 2024-10-31, 4.4 2024-02-29,
    4.2 2023-04-30, 4.0 2022-04-30, 3.6 2021-04-30, 3.4 2020-01-31, 3.2 2018-09-30, 3.0 2018-02-28`,
  ),
  redis: lifeCycle(
    "Redis",
    `
    8.10 open, 8.8 open, 8.6 open, 8.4 open, 8.2 2030-09-01, 8.0 2026-12-01, 7.4 2029-12-01, 7.2 2029-12-01,
    7.0 2024-07-29, 6.2 2027-04-01, 6.0 2022-05-31, 5.0 2022-04-27`,
  ),
  nginx: lifeCycle(
    "nginx",
    `
    1.31 open, 1.30 open, 1.29 2026-05-13, 1.28 2026-04-14, 1.27 2025-06-24, 1.26 2025-04-23, 1.25 2024-05-29,
    1.24 2024-04-23, 1.23 2023-05-23, 1.22 2023-04-11, 1.21 2022-06-21, 1.20 2022-05-24, 1.19 2021-05-25, 1.18 2021-04-20, 1.17 2020-05-26,
    1.16 2020-04-20, 1.15 2019-05-21, 1.14 2019-04-23, 1.13 2018-06-05, 1.12 2018-04-17, 1.11 2017-04-25,
    1.10 2017-04-12, 1.9 2016-05-24, 1.8 2016-04-26`,
  ),
  windows: lifeCycle(
    "Windows Server",
    `
    ltsc2022 2031-10-14, 20H2 2022-08-09, 2004 2021-12-14, 1909 2021-05-11, 1903 2020-12-08, 1803 2019-11-12,
    1709 2019-04-09, sac2016 2018-10-09`,
  ),
  go: lifeCycle(
    "Go",
    `
    1.27 open, 1.26 open, 1.25 2026-08-19, 1.24 2026-02-10, 1.23 2025-08-12, 1.22 2025-02-11,
    1.21 2024-08-13, 1.20 2024-02-06, 1.19 2023-09-06, 1.18 2023-02-01, 1.17 2022-08-02, 1.16 2022-03-15,
    1.15 2021-08-16, 1.14 2021-02-16, 1.13 2020-08-11, 1.12 2020-02-25, 1.11 2019-09-03, 1.10 2019-02-25, 1.9 2018-08-24,
    1.8 2018-02-16, 1.7 2017-08-24, 1.6 2017-02-16, 1.5 2016-08-15, 1.4 2016-02-17, 1.3 2015-08-19`,
  ),
  php: lifeCycle(
    "PHP",
    `
    8.5 2029-12-31, 8.4 2028-12-31, 8.3 2027-12-31, 8.2 2026-12-31, 8.1 2025-12-31, 8.0 2023-11-26,
    7.4 2022-11-28, 7.3 2021-12-06, 7.2 2020-11-30, 7.1 2019-12-01, 7.0 2019-01-10, 5.6 2018-12-31,
    5.5 2016-07-21, 5.4 2015-09-14, 5.3 2014-08-14`,
  ),
  ruby: lifeCycle(
    "Ruby",
    `
    4.0 2029-03-31, 3.4 2028-03-31, 3.3 2027-03-31, 3.2 2026-03-31, 3.1 2025-03-26, 3.0 2024-04-23,
    2.7 2023-03-31, 2.6 2022-03-31, 2.5 2021-03-31, 2.4 2020-03-31, 2.3 2019-03-31, 2.2 2018-03-31,
    2.1 2017-03-31, 2.0 2016-02-24, 1.9 2015-02-23`,
  ),
  dotnet: lifeCycle(
    ".NET",
    `
    10 2028-11-14, 9 2026-11-10, 8 2026-11-10, 7 2024-05-14, 6 2024-11-12, 5 2022-05-10, 3.1 2022-12-13,
    3.0 2020-03-03, 2.2 2019-12-23, 2.1 2021-08-21, 2.0 2018-10-01, 1.1 2019-06-27, 1.0 2019-06-27`,
  ),
  temurin: lifeCycle(
    "Eclipse Temurin",
    `
    26 2026-09-15, 25 2031-09-30, 24 2025-09-16, 23 2025-03-18, 22 2024-09-17, 21 2029-12-31, 20 2023-09-19,
    19 2023-03-31, 18 2022-09-30, 17 2027-10-31, 16 2021-09-30, 11 2027-10-31, 8 2030-12-31`,
  ),
  openjdk: lifeCycle("Docker's OpenJDK", "17 2022-07-31, 11 2022-07-31, 8 2022-07-31", "eclipse-temurin"),
  java: lifeCycle("Docker's Java", "8 2016-12-31, 7 2016-12-31, 6 2016-12-31", "eclipse-temurin"),
  corretto: lifeCycle(
    "Amazon Corretto",
    `
    26 2026-10-31, 25 2032-10-31, 24 2025-10-31, 23 2025-04-30, 22 2024-10-15, 21 2030-10-31, 20 2023-10-17,
    19 2023-04-19, 18 2022-10-18, 17 2029-10-31, 16 2021-10-19, 15 2021-04-20, 11 2032-01-31, 8 2030-12-31`,
  ),
  erlang: lifeCycle(
    "Erlang/OTP",
    `
    29 2029-05-11, 28 2028-05-20, 27 2027-05-20, 26 2026-05-26, 25 2025-05-17, 24 2024-05-10, 23 2024-03-14,
    22 2024-03-18, 21 2021-06-19, 20 2020-06-21, 19 2019-06-21, 18 2018-11-09, 17 2018-10-11`,
  ),
  elixir: lifeCycle(
    "Elixir",
    `
    1.20 open, 1.19 open, 1.18 open, 1.17 open, 1.16 open, 1.15 2026-06-03, 1.14 2025-10-16, 1.13 2024-12-19,
    1.12 2024-06-12, 1.11 2023-12-22, 1.10 2023-06-19, 1.9 2022-09-01, 1.8 2021-12-03, 1.7 2021-05-19,
    1.6 2020-10-06, 1.5 2020-01-27, 1.4 2019-06-24`,
  ),
  perl: lifeCycle(
    "Perl",
    `
    5.44 2029-07-15, 5.42 2028-07-03, 5.40 2027-06-09, 5.38 2026-07-02, 5.36 2025-05-27, 5.34 2024-05-20,
    5.32 2023-06-20, 5.30 2022-05-22, 5.28 2021-06-23, 5.26 2020-05-30`,
  ),
} as const satisfies Readonly<Record<string, LifeCycle>>;

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

/** The series that a version belongs to (`3.12.1` → `3.12`), or one of that code name. */
export function seriesOf(cycle: LifeCycle, version: string): Series | undefined {
  return cycle.series.find(
    ({ name, codename }) => version === name || version === codename || version.startsWith(`${name}.`),
  );
}

/** `table` lists `name [codename] end` from new to old, divided by commas. It is read when its product is met. */
function lifeCycle(title: string, table: string, successor?: string): LifeCycle {
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
