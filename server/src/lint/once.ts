import type { BuildModel } from "../model/build-model.ts";

/** A question whose answer for the model that it was asked of last is remembered: rule after rule asks the same of one model. */
export function once<Answer>(answer: (model: BuildModel) => Answer): (model: BuildModel) => Answer {
  let last: { readonly model: BuildModel; readonly answer: Answer } | undefined;
  return (model) => {
    if (last?.model !== model) last = { model, answer: answer(model) };
    return last.answer;
  };
}
