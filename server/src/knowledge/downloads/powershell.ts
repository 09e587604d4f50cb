import { optionTable } from "../managers/options.ts";
import type { Downloader } from "./downloader.ts";

/** Source: Microsoft.PowerShell.Utility, Invoke-WebRequest. */
export const invokeWebRequest: Downloader = {
  programs: ["invoke-webrequest", "iwr"],
  tool: "Invoke-WebRequest",
  options: optionTable({
    style: "one-dash",
    ignoreCase: true,
    valued: [
      "-uri",
      "-outfile -o",
      "-method",
      "-headers",
      "-body",
      "-contenttype",
      "-useragent",
      "-credential",
      "-timeoutsec",
      "-maximumredirection",
      "-maximumretrycount",
      "-retryintervalsec",
      "-proxy",
      "-proxycredential",
      "-websession",
      "-sessionvariable",
      "-token",
      "-authentication",
      "-sslprotocol",
      "-infile",
    ],
    flags: ["-skipcertificatecheck"],
  }),
  urlOptions: ["-uri"],
  outputOptions: ["-outfile"],
  folderOptions: [],
  remoteNameFlags: [],
  saves: false,
  probeFlags: [],
  insecureFlags: ["-skipcertificatecheck"],
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
    valued: ["-source", "-destination", "-displayname", "-description", "-priority", "-transfertype", "-credential"],
  }),
  urlOptions: ["-source"],
  outputOptions: ["-destination"],
  insecureFlags: [],
};
