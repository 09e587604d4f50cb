import { BlockList, isIP } from "node:net";

/** Networks that no name of the public internet stands for. Source: IANA special-purpose address registries (RFC 6890). */
const INSIDE = blockList([
  ["ipv4", "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.168.0.0/16"],
  ["ipv4", "198.18.0.0/15 224.0.0.0/4 240.0.0.0/4"],
  ["ipv6", "::/128 ::1/128 64:ff9b:1::/48 fc00::/7 fe80::/10 fec0::/10 ff00::/8"],
]);

/** True for loopback, link-local, private and other addresses that are never public; IPv4 within IPv6 is seen. */
export function isInsideAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && INSIDE.check(address, family === 4 ? "ipv4" : "ipv6");
}

/** The address that a URL's host is written as, without brackets; undefined for a name. */
export function literalAddress(hostname: string): string | undefined {
  const bare = hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
  return isIP(bare) === 0 ? undefined : bare;
}

/** Whether `address` lies in `network/bits`; false when the text is no such network, or one of the other kind of addresses. */
export function isInNetwork(address: string, network: string): boolean {
  const [base = "", bits = ""] = network.split("/");
  const family = isIP(base);
  const prefix = Number(bits);
  if (family !== isIP(address) || !/^\d{1,3}$/.test(bits) || prefix > (family === 4 ? 32 : 128)) return false;
  const kind = family === 4 ? "ipv4" : "ipv6";
  return blockList([[kind, network]]).check(address, kind);
}

function blockList(rows: readonly (readonly ["ipv4" | "ipv6", string])[]): BlockList {
  const list = new BlockList();
  for (const [family, networks] of rows) {
    for (const network of networks.split(" ")) {
      const [base = "", bits = ""] = network.split("/");
      list.addSubnet(base, Number(bits), family);
    }
  }
  return list;
}
