import { longOptions, optionTable } from "../managers/options.ts";
import type { Downloader } from "./downloader.ts";

/** GNU wget and busybox's. Sources: wget(1), busybox wget --help. */
export const wget: Downloader = {
  programs: ["wget", "wget2"],
  tool: "wget",
  options: optionTable({
    valued: [
      "-Y",
      ...longOptions(`
        output-document|O directory-prefix|P output-file|o append-output|a input-file|i base|B tries|t timeout|T
        wait|w quota|Q user-agent|U execute|e level|l accept|A reject|R domains|D include-directories|I
        exclude-directories|X config rejected-log report-speed dns-timeout connect-timeout read-timeout waitretry
        limit-rate bind-address start-pos restrict-file-names prefer-family user password use-askpass http-user
        http-password proxy-user proxy-password ftp-user ftp-password header compression referer post-data post-file
        method body-data body-file load-cookies save-cookies secure-protocol certificate certificate-type private-key
        private-key-type ca-certificate ca-directory crl-file pinnedpubkey ciphers hsts-file warc-file warc-header
        warc-max-size warc-dedup warc-tempdir backups accept-regex reject-regex regex-type exclude-domains follow-tags
        ignore-tags default-page local-encoding remote-encoding cut-dirs progress max-redirect retry-on-http-error
      `),
    ],
    flags: [
      "--spider",
      "--no-check-certificate",
      "--content-disposition",
      "--trust-server-names",
      "--recursive -r",
      "--mirror -m",
    ],
    abbreviates: true,
  }),
  urlOptions: [],
  outputOptions: ["--output-document"],
  remoteNameFlags: [],
  serverNames: ["--content-disposition", "--trust-server-names"],
  folderFlags: ["--recursive", "--mirror"],
  saves: true,
  probeFlags: ["--spider"],
  dataOptions: ["--post-data", "--post-file", "--body-data", "--body-file"],
  methodOptions: ["--method"],
  insecureFlags: ["--no-check-certificate"],
  outputPerUrl: false,
  wordBehind: "url",
  sumOption: undefined,
};
