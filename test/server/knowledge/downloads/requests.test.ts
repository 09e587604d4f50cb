import { downloadTable } from "../../../harness/download-table.ts";

downloadTable("programs that fetch only when they are asked to", {
  "certutil, which fetches into its cache and a file": [
    `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN certutil -urlcache -split -f https://a.example/f.exe C:\\f.exe
RUN certutil.exe /URLCache /f https://a.example/g.exe`,
    "certutil https://a.example/f.exe artifact > C:\\f.exe: none",
    "certutil https://a.example/g.exe artifact > g.exe: none",
  ],
  "certutil that shows what it keeps, deletes it, or verifies": [
    `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN certutil -urlcache https://a.example/h.exe && certutil -f -urlcache https://a.example/i.exe delete && certutil -f -verify -urlfetch https://a.example/j.crt`,
  ],
  "bitsadmin, also for several files": [
    `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN bitsadmin /transfer job /download /priority normal https://a.example/f.exe C:\\f.exe
RUN bitsadmin /Transfer job https://a.example/g.exe C:\\g.exe http://a.example/h.exe C:\\h.exe`,
    "bitsadmin https://a.example/f.exe artifact > C:\\f.exe: none",
    "bitsadmin https://a.example/g.exe artifact > C:\\g.exe: none",
    "bitsadmin http://a.example/h.exe artifact > C:\\h.exe: none",
  ],
  "bitsadmin that makes a job": [
    `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN bitsadmin /addfile job https://a.example/i.exe C:\\i.exe`,
  ],
  "a key by what takes it": [
    `
RUN apt-key adv --fetch-keys https://a.example/3bf863cc && gpg --batch --fetch-keys https://a.example/b https://a.example/c
RUN rpm --import https://a.example/RPM-KEY && rpmkeys --import http://a.example/d`,
    "apt-key https://a.example/3bf863cc key: none",
    "gpg https://a.example/b key: none",
    "gpg https://a.example/c key: none",
    "rpm https://a.example/RPM-KEY key: none",
    "rpmkeys http://a.example/d key: none",
  ],
  "other addresses of these": [
    `
RUN apt-key adv --keyserver https://keys.example --recv-keys 0123456789ABCDEF && gpg --keyserver https://keys.example --recv-keys 0123456789ABCDEF
RUN rpm -Uvh https://a.example/a.rpm && rpm --import /tmp/k`,
  ],
});
