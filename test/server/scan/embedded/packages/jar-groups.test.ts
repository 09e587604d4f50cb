import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { groupsOf } from "../../../../../server/src/scan/embedded/packages/jar-groups.ts";

/** Members of a jar and attributes of its manifest, then its groups. */
const ROWS: Readonly<
  Record<string, readonly [members: readonly string[], attributes: Readonly<Record<string, string>>, groups: string]>
> = {
  "the package of all classes, and those that hold it": [
    ["org/springframework/beans/A.class", "org/springframework/beans/factory/B.class", "license.txt"],
    { "automatic-module-name": "spring.beans" },
    "org.springframework.beans org.springframework spring.beans",
  ],
  "what several packages have in common": [
    ["org/springframework/core/A.class", "org/springframework/asm/B.class", "org/springframework/C.class"],
    {},
    "org.springframework",
  ],
  "neither a module's description nor classes for later Javas count": [
    ["module-info.class", "META-INF/versions/11/x/y/A.class", "com/example/a/A.class", "index/b/c.txt"],
    {},
    "com.example.a com.example",
  ],
  "nothing of classes that have nothing in common": [["org/h2/A.class", "javax/b/B.class"], {}, ""],
  "nothing of one word": [["server/A.class", "server/b/B.class"], { "automatic-module-name": "server" }, ""],
  "that of a package with another name": [
    ["okhttp3/A.class", "okhttp3/b/B.class"],
    {},
    "com.squareup.okhttp3 com.squareup",
  ],
  "names of a bundle, without what stands behind them": [
    ["reactor/core/A.class"],
    { "bundle-symbolicname": "io.projectreactor.reactor-core;singleton:=true" },
    "io.projectreactor reactor.core io.projectreactor.reactor-core io.projectreactor.reactor.core io.projectreactor.reactor",
  ],
  "a bundle whose name has a dash where its group has a dot": [
    ["org/apache/tomcat/A.class", "jakarta/servlet/B.class"],
    { "bundle-symbolicname": "org.apache.tomcat-embed-core" },
    "org.apache.tomcat-embed-core org.apache org.apache.tomcat.embed.core org.apache.tomcat.embed org.apache.tomcat",
  ],
  "no name that is none": [[], { "automatic-module-name": "a..b", "bundle-symbolicname": "${bundle}.x" }, ""],
  "deep ones by their first words": [["a/b/c/d/e/f/g/h/A.class"], {}, "a.b.c.d.e.f a.b.c.d.e a.b.c.d a.b.c a.b"],
};

describe("the groups that a jar may be of are", () => {
  for (const [name, [members, attributes, expected]] of Object.entries(ROWS)) {
    it(name, () => {
      const groups = groupsOf(
        members.map((each) => ({ name: each })),
        new Map(Object.entries(attributes)),
      );
      assert.equal(groups.join(" "), expected);
    });
  }

  it("not more than are worth asking for", () => {
    const attributes = { "automatic-module-name": "a.b.c.d.e.f", "bundle-symbolicname": "g.h.i.j.k.l" };
    assert.equal(groupsOf([], new Map(Object.entries(attributes))).length, 8);
  });
});
