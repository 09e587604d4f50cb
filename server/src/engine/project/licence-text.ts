/** What identifies a licence: phrases that stand in it in this order, and how many words it may have beside them. */
interface LicenceText {
  readonly id: string;
  readonly phrases: readonly string[];
  /** Words of the longest usual wording, copyright lines included; a longer text may hold other terms. */
  readonly maxWords: number;
}

// GPL, LGPL and AGPL are missing: their text does not say whether later versions are allowed, so no expression is certain.
// Words from the licences' own texts (SPDX licence list).
const LICENCES: readonly LicenceText[] = [
  {
    id: "MIT",
    phrases: [
      "permission is hereby granted free of charge to any person obtaining a copy of this software and associated documentation files",
      "the above copyright notice and this permission notice shall be included in all copies or substantial portions of the software",
      "the software is provided as is without warranty of any kind express or implied",
    ],
    maxWords: 230,
  },
  {
    id: "Apache-2.0",
    phrases: [
      "apache license version 2 0 january 2004",
      "terms and conditions for use reproduction and distribution",
      "grant of patent license",
      "limitation of liability",
    ],
    maxWords: 1750,
  },
  {
    id: "ISC",
    phrases: [
      "permission to use copy modify and or distribute this software for any purpose with or without fee is hereby granted provided that the above copyright notice and this permission notice appear in all copies",
      "the software is provided as is and the author disclaims all warranties",
    ],
    maxWords: 150,
  },
  {
    id: "0BSD",
    phrases: [
      "permission to use copy modify and or distribute this software for any purpose with or without fee is hereby granted the software is provided as is and the author disclaims all warranties",
    ],
    maxWords: 140,
  },
  {
    id: "BSD-3-Clause",
    phrases: [
      "redistribution and use in source and binary forms with or without modification are permitted provided that the following conditions are met",
      "redistributions in binary form must reproduce the above copyright notice",
      "may be used to endorse or promote products derived from this software without specific prior written permission",
      "this software is provided by the copyright holder",
    ],
    maxWords: 270,
  },
  {
    id: "BSD-2-Clause",
    phrases: [
      "redistribution and use in source and binary forms with or without modification are permitted provided that the following conditions are met",
      "redistributions in binary form must reproduce the above copyright notice this list of conditions and the following disclaimer in the documentation and or other materials provided with the distribution this software is provided by the copyright holder",
    ],
    maxWords: 230,
  },
  {
    id: "MPL-2.0",
    phrases: ["mozilla public license version 2 0", "exhibit a source code form license notice"],
    maxWords: 2700,
  },
  {
    id: "Unlicense",
    phrases: [
      "this is free and unencumbered software released into the public domain",
      "the software is provided as is without warranty of any kind express or implied",
    ],
    maxWords: 240,
  },
  {
    id: "CC0-1.0",
    phrases: ["cc0 1 0 universal", "affirmer", "public license fallback"],
    maxWords: 1250,
  },
];

const MAX_LENGTH = 64 * 1024;

/** The SPDX identifier of a licence's text; undefined unless exactly one of the known ones fits. */
export function licenceOfText(text: string): string | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  // Clause marks like "(a)", "2." and "*" stand in some copies and not in others.
  const words = text
    .toLowerCase()
    .replace(/^[ \t]*(?:[*-]|\(?[a-z0-9]{1,2}[.)])\s/gm, " ")
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  const normal = words.join(" ");
  const fitting = LICENCES.filter(({ phrases, maxWords }) => words.length <= maxWords && holdsInOrder(normal, phrases));
  return fitting.length === 1 ? fitting[0]?.id : undefined;
}

function holdsInOrder(text: string, phrases: readonly string[]): boolean {
  let at = 0;
  for (const phrase of phrases) {
    const found = text.indexOf(phrase, at);
    if (found < 0) return false;
    at = found + phrase.length;
  }
  return true;
}
