/** A question whose answer for what it was asked of last is remembered: rule after rule asks the same of one model. */
export function once<Asked extends readonly unknown[], Answer>(
  answer: (...asked: Asked) => Answer,
): (...asked: Asked) => Answer {
  let last: { readonly asked: Asked; readonly answer: Answer } | undefined;
  return (...asked) => {
    if (last === undefined || !asked.every((each, index) => each === last?.asked[index]))
      last = { asked, answer: answer(...asked) };
    return last.answer;
  };
}
