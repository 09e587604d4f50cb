import { COMMON_PARAMETERS, dashOptions, optionTable } from "../managers/options.ts";
import type { Downloader } from "./downloader.ts";

/** Source: Microsoft.PowerShell.Utility, Invoke-WebRequest. */
export const invokeWebRequest: Downloader = {
  programs: ["invoke-webrequest", "iwr"],
  tool: "Invoke-WebRequest",
  options: optionTable({
    style: "one-dash",
    ignoreCase: true,
    valued: [
      ...dashOptions(`
        uri outfile|o|out method headers body contenttype useragent credential timeoutsec maximumredirection
        maximumretrycount retryintervalsec proxy proxycredential websession sessionvariable token authentication
        sslprotocol infile form certificate certificatethumbprint custommethod transferencoding maximumfollowrellink
        connectiontimeoutseconds operationtimeoutseconds unixsocket httpversion
      `),
      ...COMMON_PARAMETERS,
    ],
    flags: ["-skipcertificatecheck"],
  }),
  urlOptions: ["-uri"],
  outputOptions: ["-outfile"],
  remoteNameFlags: [],
  saves: false,
  probeFlags: [],
  dataOptions: ["-infile", "-form"],
  methodOptions: ["-method", "-custommethod"],
  insecureFlags: ["-skipcertificatecheck"],
  outputPerUrl: false,
  wordBehind: "nothing",
  sumOption: undefined,
};

/** Source: Microsoft.PowerShell.Utility, Invoke-RestMethod. */
export const invokeRestMethod: Downloader = {
  ...invokeWebRequest,
  programs: ["invoke-restmethod", "irm"],
  tool: "Invoke-RestMethod",
};

/** Source: the BitsTransfer module. */
export const startBitsTransfer: Downloader = {
  ...invokeWebRequest,
  programs: ["start-bitstransfer"],
  tool: "Start-BitsTransfer",
  options: optionTable({
    style: "one-dash",
    ignoreCase: true,
    valued: [
      ...dashOptions(`
        source destination displayname description priority transfertype transferpolicy credential authentication
        proxyusage proxylist proxyauthentication proxycredential proxybypass retryinterval retrytimeout customheaders
        httpmethod securityflags aclflags
      `),
      ...COMMON_PARAMETERS,
    ],
  }),
  urlOptions: ["-source"],
  outputOptions: ["-destination"],
  saves: true,
  insecureFlags: [],
  wordBehind: "output",
};
