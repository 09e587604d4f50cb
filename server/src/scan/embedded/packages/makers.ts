/**
 * Debian's maintainers have addresses of all kinds, so that known others are told by theirs: they have archives of their own, with other
 * versions than the distribution, or with modules of Go and packages of npm in their files. Source: the Maintainer of what these hold.
 */
const DOMAINS = [
  "clickhouse.com",
  "confluent.io",
  "containerd.io",
  "datadoghq.com",
  "docker.com",
  "dotnetfoundation.org",
  "elastic.co",
  "f5.com",
  "gitlab.com",
  "grafana.com",
  "hashicorp.com",
  "influxdata.com",
  "kubernetes.io",
  "mariadb.org",
  "microsoft.com",
  "mongodb.com",
  "nginx.com",
  "nodesource.com",
  "nvidia.com",
  "oss.oracle.com",
  "percona.com",
  "tailscale.com",
];
const NAMES = /^GitHub\b|^Google Cloud CLI\b|^Jenkins\b|^Yarn Developers\b/;

/** Whether somebody else than a distribution made this deb, by its `Maintainer`. */
export function isForeignDeb(maintainer: string): boolean {
  const address = maintainer.replace(/>$/, "").toLowerCase();
  return (
    NAMES.test(maintainer) || DOMAINS.some((domain) => address.endsWith(`@${domain}`) || address.endsWith(`.${domain}`))
  );
}

/** Distributions without advisories stand here, too: what lies in their files is theirs. */
const DISTRIBUTIONS =
  /^(?:AlmaLinux|ALT Linux|Amazon Linux|Amazon\.com|CentOS|CloudLinux|EuroLinux|Fedora Project|Huawei|Kylin|Mageia|OpenAnolis|OpenCloudOS|openEuler|http:\/\/openeuler|OpenMandriva|Oracle America|Red Hat|Rocky|Scientific Linux|Tencent|Virtuozzo|VMware)|SUSE/i;
/** Its packages for other systems have its name, too. */
const OF_AZURE_LINUX = /\.(?:azl|cm)\d+$/;

/** Whether somebody else than a distribution built this rpm, by its vendor. */
export function isForeignRpm(vendor: string, version: string): boolean {
  return !DISTRIBUTIONS.test(vendor) && !(vendor === "Microsoft Corporation" && OF_AZURE_LINUX.test(version));
}
