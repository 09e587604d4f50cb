import assert from "node:assert/strict";
import { test } from "node:test";
import { failure, type Outcome, success } from "../../../server/src/outcome/outcome.ts";
import type { Credential } from "../../../server/src/outside/outside.ts";
import { refusalOf } from "../../../server/src/resolve/refusal.ts";
import { asker, brokerOf, imageQuery, madeUpReach, pinned, told } from "./lookup-harness.ts";

/** A registry that wants a login for everything but Debian, and shows each user something else. */
function privateRegistry(login: { user: string | undefined }) {
  const asked: string[] = [];
  const reach = {
    ...madeUpReach(),
    credentials: {
      async of(registry: string, repository: string) {
        asked.push(`${registry}/${repository}`);
        const { user } = login;
        const credential: Credential | undefined =
          user === undefined ? undefined : { kind: "password", user, password: "p" };
        return success(credential);
      },
    },
  };
  const broker = () =>
    brokerOf(
      [
        {
          async resolve(world, query) {
            if (query.kind !== "image" || query.reference.repository === "library/debian") return pinned("open");
            const { registry, repository } = query.reference;
            const found = await world.credentials.of(registry, repository, world.signal);
            const seen = found.ok && found.value?.kind === "password" ? found.value.user : "nobody";
            return pinned(`seen by ${seen}`);
          },
        },
      ],
      reach,
    );
  return { asked, broker };
}

const PRIVATE = imageQuery({ registry: "registry.example", repository: "team/app" });

test("what a registry shows one user is no answer for another", async () => {
  const login: { user: string | undefined } = { user: "first" };
  const { broker } = privateRegistry(login);
  const first = broker();
  assert.equal(told(await first.resolve(PRIVATE, asker())), "seen by first");
  login.user = "second";
  assert.equal(told(await broker().resolve(PRIVATE, asker())), "seen by second");
  login.user = undefined;
  assert.equal(told(await broker().resolve(PRIVATE, asker())), "seen by nobody");
  assert.equal(
    told((await first.known(PRIVATE, asker().settings)) ?? (await first.resolve(PRIVATE, asker()))),
    "seen by first",
  );
});

test("a token that names nobody is a login of its own, and a store that fails gives none", async () => {
  let login: Outcome<Credential | undefined> = success({ kind: "identity", token: "t" });
  let work = 0;
  const reach = { ...madeUpReach(), credentials: { of: async () => login } };
  const broker = brokerOf(
    [
      {
        async resolve({ credentials, signal }) {
          work += 1;
          const found = await credentials.of("registry.example", "team/app", signal);
          return found.ok ? pinned(`${work}`) : refusalOf(found);
        },
      },
    ],
    reach,
  );
  assert.equal(told(await broker.resolve(PRIVATE, asker())), "1");
  assert.equal(told(await broker.resolve(PRIVATE, asker())), "1");
  login = failure("refused", "registry.example", "keeps its login elsewhere");
  await broker.clear();
  assert.equal(told(await broker.resolve(PRIVATE, asker())), "refused: registry.example keeps its login elsewhere.");
});

test("a store of logins is opened when a registry wants one, not for the key of an answer", async () => {
  const { asked, broker } = privateRegistry({ user: "first" });
  const one = broker();
  await one.resolve(imageQuery(), asker());
  await one.known(PRIVATE, asker().settings);
  assert.deepEqual(asked, []);
  await one.resolve(PRIVATE, asker());
  await one.resolve(PRIVATE, asker());
  assert.deepEqual(asked, ["registry.example/team/app"]);
});
