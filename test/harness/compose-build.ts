/** What readers of Compose and Bake files give for a service that says no more than `more`. */
export function buildOf(service: string, more: object = {}): object {
  return {
    service,
    context: ".",
    dockerfile: "Dockerfile",
    target: undefined,
    names: [],
    args: {},
    contexts: [],
    unknown: [],
    ...more,
  };
}
