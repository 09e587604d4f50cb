import { compareMavenVersions } from "../../../../server/src/knowledge/versions/maven.ts";
import { orderTable } from "../../../harness/order-table.ts";

// The examples of Maven's version order specification, and of its ComparableVersion.
orderTable("Maven versions", compareMavenVersions, {
  "numbers are compared as numbers": "1 < 1.1 < 1.2 < 1.10 < 2",
  "zeros at the end say nothing": "1 = 1.0 = 1.0.0 = 1-0 = 1.0-0",
  "words for a release say nothing": "1 = 1-ga = 1-final = 1.0-release = 1.Final",
  "qualifiers have an order": "1-alpha < 1-beta < 1-milestone < 1-rc < 1-snapshot < 1 < 1-sp < 1-abc < 1-1",
  "a letter with a number is a short qualifier": "1-alpha-1 = 1a1 < 1b2 < 1m3 < 1-rc",
  "other spellings of rc": "1-rc = 1-cr",
  "letter case does not matter": "1-SNAPSHOT = 1-snapshot < 1.0-RELEASE",
  "a dash opens a list that is older than one of dots": "1-1 < 1.1",
  "between two marks stands a zero": "1..2 = 1.0.2 < 1.1",
  "unknown words are in the order of their letters": "1-jre < 1-zeta",
  "betas are counted": "2.0-beta9 < 2.0-beta10 < 2.0-rc1 < 2.0",
  "builds of Guava": "31.1-android < 31.1-jre < 31.2-android",
  "builds of Netty": "4.1.9.Final < 4.1.70.Final < 4.1.71.Final",
});
