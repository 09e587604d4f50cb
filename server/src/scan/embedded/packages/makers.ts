/**
 * Debian's maintainers have addresses of all kinds, so that known others are told by theirs: whose packages come from archives of their own
 * and hold programs of Go, packages of npm … Source: the Maintainer of the packages that these archives hold.
 */
const OTHERS =
  /[@.](?:containerd\.io|datadoghq\.com|docker\.com|dotnetfoundation\.org|elastic\.co|gitlab\.com|grafana\.com|hashicorp\.com|influxdata\.com|kubernetes\.io|microsoft\.com|mongodb\.com|nodesource\.com|nvidia\.com|tailscale\.com)>?$|^GitHub\b|^Google Cloud CLI\b|<(?:yarn@dan\.cx|kk@kohsuke\.org)>$/i;

/** Whether somebody else than a distribution made this deb, by its `Maintainer`. */
export function isForeignDeb(maintainer: string): boolean {
  return OTHERS.test(maintainer.slice(-MAX_LENGTH));
}

const MAX_LENGTH = 200;

const DISTRIBUTIONS =
  /^(?:AlmaLinux|Amazon Linux|Amazon\.com|CentOS|Fedora Project|Mageia|openEuler|http:\/\/openeuler|Oracle America|Red Hat|Rocky|VMware)|SUSE/i;
/** Its packages for other systems have its name, too. */
const OF_AZURE_LINUX = /\.(?:azl|cm)\d+$/;

/** Whether somebody else than a distribution built this rpm, by its vendor. */
export function isForeignRpm(vendor: string, version: string): boolean {
  return !DISTRIBUTIONS.test(vendor) && !(vendor === "Microsoft Corporation" && OF_AZURE_LINUX.test(version));
}
