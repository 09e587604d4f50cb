import { optionTable } from "../managers/options.ts";
import type { Downloader } from "./downloader.ts";

/** Source: aria2c(1). */
export const aria2c: Downloader = {
  programs: ["aria2c"],
  tool: "aria2c",
  options: optionTable({
    valued: [
      "--dir -d",
      "--out -o",
      "--input-file -i",
      "--log -l",
      "--max-concurrent-downloads -j",
      "--max-connection-per-server -x",
      "--split -s",
      "--min-split-size -k",
      "--max-tries -m",
      "--timeout -t",
      "--user-agent -U",
      "--retry-wait",
      "--header",
      "--checksum",
      "--max-download-limit",
      "--console-log-level",
    ],
  }),
  urlOptions: [],
  outputOptions: ["--out"],
  folderOptions: ["--dir"],
  remoteNameFlags: [],
  saves: true,
  probeFlags: ["--dry-run"],
  insecureFlags: ["--check-certificate=false"],
};

/** Source: axel(1). */
export const axel: Downloader = {
  ...aria2c,
  programs: ["axel"],
  tool: "axel",
  options: optionTable({
    valued: ["--output -o", "--num-connections -n", "--max-speed -s", "--header -H", "--user-agent -U", "--timeout -T"],
    flags: ["--insecure -k"],
  }),
  outputOptions: ["--output"],
  folderOptions: [],
  probeFlags: [],
  insecureFlags: ["--insecure"],
};
