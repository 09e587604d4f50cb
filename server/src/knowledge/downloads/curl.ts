import { longOptions, optionTable } from "../managers/options.ts";
import type { Downloader } from "./downloader.ts";

/** Source: curl(1). */
export const curl: Downloader = {
  programs: ["curl"],
  tool: "curl",
  options: optionTable({
    valued: [
      // Until 7.73 brought --output-dir, the short form meant it.
      "--output --out -o",
      ...longOptions(`
        header|H user|u user-agent|A referer|e request|X data|d form|F cookie|b cookie-jar|c cert|E proxy|x
        proxy-user|U max-time|m range|r speed-limit|Y speed-time|y time-cond|z upload-file|T write-out|w config|K
        continue-at|C dump-header|D quote|Q telnet-option|t ftp-port|P url output-dir url-query request-target
        data-ascii data-raw data-binary data-urlencode json form-string cert-type cacert capath crlfile curves key
        key-type pass pubkey pinnedpubkey hostpubmd5 hostpubsha256 ciphers tls13-ciphers tls-max tlsauthtype
        tlspassword tlsuser engine egd-file random-file preproxy proxy1.0 proxy-header proxy-cacert proxy-capath
        proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile proxy-key proxy-key-type proxy-pass
        proxy-pinnedpubkey proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword proxy-tlsuser
        noproxy socks4 socks4a socks5 socks5-hostname socks5-gssapi-service interface local-port resolve connect-to
        connect-timeout expect100-timeout happy-eyeballs-timeout-ms max-redirs max-filesize limit-rate rate retry
        retry-delay retry-max-time create-file-mode alt-svc hsts etag-compare etag-save oauth2-bearer login-options
        sasl-authzid service-name delegation krb aws-sigv4 proto proto-default proto-redir abstract-unix-socket
        unix-socket stderr trace trace-ascii trace-config libcurl netrc-file dns-interface dns-ipv4-addr
        dns-ipv6-addr dns-servers doh-url ipfs-gateway haproxy-clientip ip-tos vlan-priority keepalive-cnt
        keepalive-time parallel-max parallel-max-host tftp-blksize ftp-account ftp-alternative-to-user ftp-method
        ftp-ssl-ccc-mode mail-auth mail-from mail-rcpt variable upload-flags ech sigalgs ssl-sessions knownhosts
      `),
    ],
    flags: [
      "--remote-name -O",
      "--head -I",
      "--get -G",
      "--insecure -k",
      "--remote-name-all",
      "--remote-header-name -J",
    ],
  }),
  urlOptions: ["--url"],
  outputOptions: ["--output"],
  remoteNameFlags: ["--remote-name", "--remote-name-all"],
  serverNames: ["--remote-header-name"],
  saves: false,
  probeFlags: ["--head"],
  dataOptions: [
    "--data",
    "--data-ascii",
    "--data-raw",
    "--data-binary",
    "--data-urlencode",
    "--json",
    "--form",
    "--form-string",
    "--upload-file",
  ],
  queryFlags: ["--get"],
  methodOptions: ["--request"],
  insecureFlags: ["--insecure"],
  outputPerUrl: true,
  wordBehind: "url",
  sumOption: undefined,
};
