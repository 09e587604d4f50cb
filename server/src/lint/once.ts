/** A question whose answer for what it was asked of last is remembered: rule after rule asks the same of one model. */
export function once<Asked extends readonly unknown[], Answer>(
  answer: (...asked: Asked) => Answer,
): (...asked: Asked) => Answer {
  let last: { readonly asked: Asked; readonly answer: Answer } | undefined;
  return (...asked) => {
    if (last === undefined || !isSame(asked, last.asked)) last = { asked, answer: answer(...asked) };
    return last.answer;
  };
}

function isSame(asked: readonly unknown[], before: readonly unknown[]): boolean {
  for (let index = 0; index < asked.length; index += 1) if (asked[index] !== before[index]) return false;
  return true;
}
