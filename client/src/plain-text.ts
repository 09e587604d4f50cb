/** Text from outside for a place that shows `$(name)` as an icon: a label of a list, the status bar. */
export function withoutIcons(text: string): string {
  return text.replaceAll("$(", "$ (");
}

/** Text from outside for a message, where `[words](address)` would become a link. */
export function withoutLinks(text: string): string {
  return withoutIcons(text).replaceAll("](", "] (");
}
