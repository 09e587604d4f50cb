import { rule } from "../../../../server/src/lint/rules/download-piped.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

ruleTable(rule, {
  "into a shell": {
    text: `
FROM debian:12.11
RUN curl -fsSL https://get.example/install.sh | sh
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ what get.example answers runs unseen: save the script, compare its sha256, then run it`,
    severity: "warning",
  },
  "by process substitution, by sh -c and through sudo": {
    text: `
FROM debian:12.11
SHELL ["/bin/bash", "-c"]
RUN bash <(curl -fsSL https://get.example/a)
                      ^^^^^^^^^^^^^^^^^^^^^ what get.example answers runs unseen: save the script, compare its sha256, then run it
RUN sh -c "$(wget -qO- https://get.example/b)"
                       ^^^^^^^^^^^^^^^^^^^^^ what get.example answers runs unseen: save the script, compare its sha256, then run it
RUN curl -fsSL https://get.example/c | sudo -E bash -
               ^^^^^^^^^^^^^^^^^^^^^ what get.example answers runs unseen: save the script, compare its sha256, then run it`,
  },
  "from a URL whose content changes": {
    text: `
FROM debian:12.11
RUN curl -fsSL https://raw.githubusercontent.com/team/app/main/install.sh | sh
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ what raw.githubusercontent.com answers runs unseen: write the URL of a version, save the script, compare its sha256, then run it`,
  },
  "from who is not known in the file": {
    text: `
FROM debian:12.11
ARG MIRROR
RUN curl -fsSL "$MIRROR/install.sh" | sh && curl https://get.\${MIRROR}/a | sh
               ^^^^^^^^^^^^^^^^^^^^ what the server answers runs unseen: save the script, compare its sha256, then run it
                                                 ^^^^^^^^^^^^^^^^^^^^^^^ what the server answers runs unseen: save the script, compare its sha256, then run it
RUN curl -fsSL $(cat ADDRESS) | sh
               ^^^^^^^^^^^^^^ what the server answers runs unseen: save the script, compare its sha256, then run it`,
  },
  "an archive that is unpacked is no script": {
    text: "FROM debian:12.11\nRUN curl -fsSL https://dl.example/a.tgz | tar xz",
  },
  localhost: { text: "FROM debian:12.11\nRUN curl -fsSL http://127.0.0.1/install.sh | sh" },
});
