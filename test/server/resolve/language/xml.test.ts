import assert from "node:assert/strict";
import { test } from "node:test";
import { elementsOf } from "../../../../server/src/resolve/language/xml.ts";

const read = async (text: string) => (await elementsOf(text)).map(({ name, text: words }) => `${name} ${words}`);

test("elements are read in their order, with the text that stands right in them", async () => {
  assert.deepEqual(await read("<r><v>1.0</v><d:S>sta<b>x</b>ble</d:S></r>"), ["r ", "v 1.0", "d:s stable", "b x"]);
});

test("lines that nobody closes are no depth", async () => {
  const links = `<!DOCTYPE html><html><meta name=a><body>${"<a href=x>y</a><br>\n".repeat(2000)}</body></html>`;
  assert.equal((await read(links)).filter((each) => each === "a y").length, 2000);
});

test("entities are not made to grow", async () => {
  const doctype = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]>';
  assert.deepEqual(await read(`${doctype}<a>&c;&lt;</a>`), ["a &c;<"]);
});

const burdens: Readonly<Record<string, string>> = {
  "elements in elements": "<a>".repeat(100_000),
  "ends without a beginning": "<a>".repeat(20_000) + "</b>".repeat(100_000),
  "a name that does not end": `<?${"a".repeat(500_000)}`,
  "a document type that does not end": `<!DOCTYPE ${"[".repeat(500_000)}`,
};

for (const [name, text] of Object.entries(burdens)) {
  test(`nothing is read of ${name}`, async () => assert.deepEqual(await read(text), []));
}
