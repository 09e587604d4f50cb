import { rule } from "../../../../server/src/lint/rules/gem-unpinned.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

ruleTable(rule, {
  "gem install and bundle add": {
    text: `
FROM ruby:3.4.1
RUN gem install rake
                ^^^^ rake has no version: write rake:VERSION
RUN bundle add rack
               ^^^^ rack has no version: write rack --version VERSION`,
  },
  "the gem of Fluentd": {
    text: `
FROM debian:12.11
RUN td-agent-gem install fluent-plugin-s3 && /opt/fluent/bin/fluent-gem install fluent-plugin-kafka:0.19.3 fluent-plugin-prometheus
                         ^^^^^^^^^^^^^^^^ fluent-plugin-s3 has no version: write fluent-plugin-s3:VERSION
                                                                                                           ^^^^^^^^^^^^^^^^^^^^^^^^ fluent-plugin-prometheus has no version: write fluent-plugin-prometheus:VERSION`,
  },
  "versions in each form": {
    text: "FROM ruby:3.4.1\nRUN gem install rake:13.2.1 && gem install rack -v 3.1.8 && gem install puma --version 6.4.3",
  },
  "versions that a template puts in": {
    text: "FROM ruby:3.4.1\nRUN gem install rake -v {{ version }} && gem install rack -v <%= version %>",
  },
  "the lock file decides": { text: "FROM ruby:3.4.1\nRUN bundle install" },
});
