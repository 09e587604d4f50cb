import { longOptions, optionTable } from "../managers/options.ts";
import type { Downloader } from "./downloader.ts";

/** Source: aria2c(1); aria2's HttpResponse.cc for the name. */
export const aria2c: Downloader = {
  programs: ["aria2c"],
  tool: "aria2c",
  options: optionTable({
    valued: longOptions(`
        dir|d out|o input-file|i log|l max-concurrent-downloads|j max-connection-per-server|x split|s min-split-size|k
        max-tries|m timeout|t user-agent|U index-out|O torrent-file|T metalink-file|M connect-timeout retry-wait
        lowest-speed-limit max-overall-download-limit max-download-limit referer header load-cookies save-cookies
        checksum http-user http-passwd ftp-user ftp-passwd all-proxy http-proxy https-proxy no-proxy ca-certificate
        certificate private-key select-file seed-time listen-port summary-interval console-log-level log-level
        disk-cache piece-length stop uri-selector stream-piece-selector conf-path netrc-path file-allocation
        save-session save-session-interval auto-save-interval interface multiple-interface ftp-proxy ftp-type
        proxy-method all-proxy-user all-proxy-passwd http-proxy-user http-proxy-passwd https-proxy-user
        https-proxy-passwd ftp-proxy-user ftp-proxy-passwd min-tls-version max-file-not-found max-resume-failure-tries
        max-upload-limit max-overall-upload-limit seed-ratio follow-torrent follow-metalink
      `),
  }),
  urlOptions: [],
  outputOptions: ["--out"],
  remoteNameFlags: [],
  serverNames: "always",
  saves: true,
  probeFlags: ["--dry-run"],
  insecureFlags: ["--check-certificate=false"],
  outputPerUrl: false,
  wordBehind: "mirror",
  sumOption: "--checksum",
};

/** Source: axel(1); axel's conn.c for the name. */
export const axel: Downloader = {
  ...aria2c,
  programs: ["axel"],
  tool: "axel",
  options: optionTable({
    valued: longOptions(`
        output|o num-connections|n max-speed|s header|H user-agent|U timeout|T max-redirect
      `),
    flags: ["--insecure -k"],
  }),
  outputOptions: ["--output"],
  probeFlags: [],
  insecureFlags: ["--insecure"],
  sumOption: undefined,
};
