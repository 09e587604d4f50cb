import { Buffer } from "node:buffer";

/** A member to write; a file unless `type` is another type flag. */
export interface WrittenMember {
  readonly path: string;
  readonly content?: string | Uint8Array;
  readonly type?: string;
  readonly target?: string;
  /** Permission bits; unless given, nobody may run it. */
  readonly mode?: number;
}

/** A ustar archive of these members, in this order, with its end. */
export function tarOf(members: readonly WrittenMember[]): Buffer {
  return Buffer.concat([...members.map(memberOf), Buffer.alloc(1024)]);
}

/** Header, content and padding of one member. */
export function memberOf({ path, content = "", type = "0", target = "", mode = 0o644 }: WrittenMember): Buffer {
  const body = Buffer.from(content);
  const header = Buffer.alloc(512);
  header.write(path, 0, 100);
  header.write(`${mode.toString(8).padStart(7, "0")}\0`, 100);
  header.write(`${body.length.toString(8).padStart(11, "0")}\0`, 124);
  header.write(type, 156);
  header.write(target, 157, 100);
  header.write("ustar\u000000", 257);
  return Buffer.concat([withSum(header), body, Buffer.alloc((512 - (body.length % 512)) % 512)]);
}

/** Puts the right checksum into the header that a member begins with. */
export function withSum(member: Buffer): Buffer {
  member.write("        ", 148);
  const sum = member.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  member.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return member;
}

/** A pax header that says this of the member behind it. */
export function paxOf(fields: Readonly<Record<string, string>>): WrittenMember {
  const records = Object.entries(fields).map(([key, value]) => {
    const rest = ` ${key}=${value}\n`;
    let length = Buffer.byteLength(rest);
    while (String(length).length + Buffer.byteLength(rest) !== length) length += 1;
    return `${length}${rest}`;
  });
  return { path: "pax", type: "x", content: records.join("") };
}
