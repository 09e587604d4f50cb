/** One line of releases that gets updates together: `12` of Debian, `3.12` of Python. */
export interface Series {
  readonly name: string;
  /** Lower case. */
  readonly codename: string | undefined;
  /** ISO date of the last free update; undefined: none is announced. */
  readonly end: string | undefined;
}

/** The series of a product, newest first, and where their dates were read. */
export interface LifeCycle {
  readonly title: string;
  readonly source: string;
  readonly series: readonly Series[];
}

/** Day on which the dates were read at their sources. */
export const LIFE_CYCLES_READ_ON = "2026-08-22";

/**
 * Ends of free support: of Debian its long-term support, of Ubuntu standard support, of others security fixes. A series that
 * is not listed is unknown. Source: endoflife.date, page of the product.
 */
export const lifeCycles = {
  debian: lifeCycle(
    "Debian",
    "debian",
    `
    13 trixie 2030-06-30, 12 bookworm 2028-06-30, 11 bullseye 2026-08-31, 10 buster 2024-06-30,
    9 stretch 2022-07-01, 8 jessie 2020-06-30, 7 wheezy 2018-05-31, 6 squeeze 2016-02-29`,
  ),
  ubuntu: lifeCycle(
    "Ubuntu",
    "ubuntu",
    `
    26.04 resolute 2031-04-30, 25.10 questing 2026-07-01, 25.04 plucky 2026-01-17,
    24.10 oracular 2025-07-10, 24.04 noble 2029-05-31, 23.10 mantic 2024-07-12, 23.04 lunar 2024-01-20,
    22.10 kinetic 2023-07-20, 22.04 jammy 2027-04-01, 21.10 impish 2022-07-14, 21.04 hirsute 2022-01-20,
    20.10 groovy 2021-07-22, 20.04 focal 2025-05-31, 19.10 eoan 2020-07-06, 19.04 disco 2020-01-23,
    18.10 cosmic 2019-07-18, 18.04 bionic 2023-05-31, 17.10 artful 2018-07-19, 17.04 zesty 2018-01-13,
    16.10 yakkety 2017-07-20, 16.04 xenial 2021-04-02, 14.04 trusty 2019-04-02`,
  ),
  alpine: lifeCycle(
    "Alpine Linux",
    "alpine-linux",
    `
    3.24 2028-06-01, 3.23 2027-11-01, 3.22 2027-05-01, 3.21 2026-11-01, 3.20 2026-04-01, 3.19 2025-11-01,
    3.18 2025-05-09, 3.17 2024-11-22, 3.16 2024-05-23, 3.15 2023-11-01, 3.14 2023-05-01, 3.13 2022-11-01,
    3.12 2022-05-01, 3.11 2021-11-01, 3.10 2021-05-01, 3.9 2020-11-01, 3.8 2020-05-01, 3.7 2019-11-01,
    3.6 2019-05-01, 3.5 2018-11-01, 3.4 2018-05-01, 3.3 2017-11-01, 3.2 2017-05-01, 3.1 2016-11-01`,
  ),
  fedora: lifeCycle(
    "Fedora",
    "fedora",
    `
    44 2027-06-02, 43 2026-12-09, 42 2026-05-27, 41 2025-12-15, 40 2025-05-13, 39 2024-11-26,
    38 2024-05-21, 37 2023-12-05, 36 2023-05-16, 35 2022-12-13, 34 2022-06-07, 33 2021-11-30,
    32 2021-05-25, 31 2020-11-24, 30 2020-05-26, 29 2019-11-26, 28 2019-05-28, 27 2018-11-30,
    26 2018-05-29, 25 2017-12-12`,
  ),
  centos: lifeCycle(
    "CentOS Linux",
    "centos",
    `
    8 2021-12-31, 7 2024-06-30, 6 2020-11-30, 5 2017-03-31`,
  ),
  centosStream: lifeCycle(
    "CentOS Stream",
    "centos-stream",
    `
    10 2030-05-31, 9 2027-05-31, 8 2024-05-31`,
  ),
  rocky: lifeCycle(
    "Rocky Linux",
    "rocky-linux",
    `
    10 2035-05-31, 9 2032-05-31, 8 2029-05-31`,
  ),
  alma: lifeCycle(
    "AlmaLinux",
    "almalinux",
    `
    10 2035-05-31, 9 2032-05-31, 8 2029-05-31`,
  ),
  rhel: lifeCycle(
    "Red Hat Enterprise Linux",
    "rhel",
    `
    10 2035-05-31, 9 2032-05-31, 8 2029-05-31, 7 2024-06-30, 6 2020-11-30`,
  ),
  oracle: lifeCycle(
    "Oracle Linux",
    "oracle-linux",
    `
    10 open, 9 2032-06-30, 8 2029-07-31, 7 2024-12-31, 6 2021-03-31`,
  ),
  amazon: lifeCycle(
    "Amazon Linux",
    "amazon-linux",
    `
    2023 2029-06-30, 2 2026-06-30, 2018.03 2023-12-31, 2017.09 2023-12-31`,
  ),
  leap: lifeCycle(
    "openSUSE Leap",
    "opensuse",
    `
    16.0 2027-10-31, 15.6 2026-04-30, 15.5 2024-12-31, 15.4 2023-12-07, 15.3 2022-12-31, 15.2 2022-01-04,
    15.1 2021-02-02, 15.0 2019-12-03`,
  ),
  node: lifeCycle(
    "Node.js",
    "nodejs",
    `
    26 2029-04-30, 25 2026-06-01, 24 2028-04-30, 23 2025-06-01, 22 2027-04-30, 21 2024-06-01,
    20 2026-04-30, 19 2023-06-01, 18 2025-04-30, 17 2022-06-01, 16 2023-09-11, 15 2021-06-01,
    14 2023-04-30, 13 2020-06-01, 12 2022-04-30, 11 2019-06-30, 10 2021-04-30, 9 2018-06-30,
    8 2019-12-31, 7 2017-06-30, 6 2019-04-30, 5 2016-06-30, 4 2018-04-30`,
  ),
  python: lifeCycle(
    "Python",
    "python",
    `
    3.14 2030-10-31, 3.13 2029-10-31, 3.12 2028-10-31, 3.11 2027-10-31, 3.10 2026-10-31, 3.9 2025-10-31,
    3.8 2024-10-07, 3.7 2023-06-27, 3.6 2021-12-23, 3.5 2020-09-30, 3.4 2019-03-18, 3.3 2017-09-29,
    3.2 2016-02-20, 2.7 2020-01-01`,
  ),
  go: lifeCycle(
    "Go",
    "go",
    `
    1.27 open, 1.26 open, 1.25 2026-08-19, 1.24 2026-02-10, 1.23 2025-08-12, 1.22 2025-02-11,
    1.21 2024-08-13, 1.20 2024-02-06, 1.19 2023-09-06, 1.18 2023-02-01, 1.17 2022-08-02, 1.16 2022-03-15,
    1.15 2021-08-16, 1.14 2021-02-16, 1.13 2020-08-11, 1.12 2020-02-25, 1.11 2019-09-03, 1.10 2019-02-25`,
  ),
  php: lifeCycle(
    "PHP",
    "php",
    `
    8.5 2029-12-31, 8.4 2028-12-31, 8.3 2027-12-31, 8.2 2026-12-31, 8.1 2025-12-31, 8.0 2023-11-26,
    7.4 2022-11-28, 7.3 2021-12-06, 7.2 2020-11-30, 7.1 2019-12-01, 7.0 2019-01-10, 5.6 2018-12-31,
    5.5 2016-07-21`,
  ),
  ruby: lifeCycle(
    "Ruby",
    "ruby",
    `
    4.0 2029-03-31, 3.4 2028-03-31, 3.3 2027-03-31, 3.2 2026-03-31, 3.1 2025-03-26, 3.0 2024-04-23,
    2.7 2023-03-31, 2.6 2022-03-31, 2.5 2021-03-31, 2.4 2020-03-31, 2.3 2019-03-31, 2.2 2018-03-31`,
  ),
} as const satisfies Readonly<Record<string, LifeCycle>>;

/** The oldest series that is newer and still supported on `today` (ISO date): the smallest step out of `series`. */
export function nextSupported(cycle: LifeCycle, series: Series, today: string): Series | undefined {
  const newer = cycle.series.slice(0, cycle.series.indexOf(series));
  return newer.findLast(({ end }) => end === undefined || end > today);
}

/** The series that a version belongs to (`3.12.1` → `3.12`), or one of that code name. */
export function seriesOf(cycle: LifeCycle, version: string): Series | undefined {
  return cycle.series.find(
    ({ name, codename }) => version === name || version === codename || version.startsWith(`${name}.`),
  );
}

/** `table` lists `name [codename] end` from new to old, divided by commas. */
function lifeCycle(title: string, page: string, table: string): LifeCycle {
  const series = table.split(",").map((row): Series => {
    const words = row.trim().split(" ");
    const end = words.at(-1);
    return {
      name: words[0] ?? "",
      codename: words.length === 3 ? words[1] : undefined,
      end: end === "open" ? undefined : end,
    };
  });
  return { title, source: `https://endoflife.date/${page}`, series };
}
