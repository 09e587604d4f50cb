import { type LookupRow, lookupTable } from "../../../../harness/lookup-table.ts";

const TITLE = "Pin flask to its newest version that is at least 3 days old";
const CHOSEN = `${TITLE} (settings of the command may choose another)`;
const FINAL = `${TITLE} (a final one, though the command takes others, too)`;

/** What stands below `FROM python:3.12.7` → title of the pin of flask. */
const CHOSEN_OTHERWISE: Readonly<Record<string, string>> = {
  "RUN pip install --pre flask": FINAL,
  "ENV PIP_PRE=1\nRUN pip install flask": FINAL,
  "RUN PIP_PRE=1 pip install flask": FINAL,
  "RUN pip install --only-binary=:all: flask": CHOSEN,
  "RUN pip install --only-binary :all: flask": CHOSEN,
  "RUN pip install --no-binary flask flask": CHOSEN,
  "RUN pip install --prefer-binary flask": CHOSEN,
  "RUN pip install --uploaded-prior-to 2024-01-01 flask": CHOSEN,
  "ARG PIP_ONLY_BINARY=:all:\nRUN pip install flask": CHOSEN,
  "RUN pip install --no-cache-dir --root-user-action=ignore flask": TITLE,
  "RUN uv pip install --prerelease=allow flask": FINAL,
  "ENV UV_PRERELEASE=allow\nRUN uv pip install flask": FINAL,
  "RUN uv pip install --resolution lowest flask": CHOSEN,
  "RUN uv pip install --exclude-newer 2024-01-01 flask": CHOSEN,
  "RUN uv pip install --no-build flask": CHOSEN,
  "RUN uv pip install --no-build-isolation flask": TITLE,
  "ENV UV_INDEX_STRATEGY=unsafe-best-match\nRUN uv pip install flask": CHOSEN,
  "ENV PIP_PRE=1\nRUN uv pip install flask": TITLE,
  "RUN pipx install --pip-args=--only-binary=:all: flask": CHOSEN,
  "ENV PIP_NO_BINARY=flask\nRUN pipx install flask": CHOSEN,
};

lookupTable(
  "pins where the command chooses among versions",
  Object.fromEntries(
    Object.entries(CHOSEN_OTHERWISE).map(([lines, title]): readonly [string, LookupRow] => {
      const row = { text: `FROM python:3.12.7\n${lines}\n`, rule: "pip-unpinned", titles: [title] };
      return [lines, { ...row, safety: title === TITLE ? "safe" : "review" }];
    }),
  ),
);
