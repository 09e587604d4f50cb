import { downloadTable } from "../../../harness/download-table.ts";

downloadTable("PowerShell", {
  "Invoke-WebRequest with its options": [
    `
SHELL ["pwsh", "-Command"]
RUN Invoke-WebRequest -Uri https://a.example/f.zip -OutFile f.zip -UseBasicParsing -Headers @{ 'A' = 'b' } -TimeoutSec 60 -UserAgent u.example -Method Get -ErrorAction Stop -MaximumRetryCount 3 -Proxy https://p.example`,
    "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: none",
  ],
  "the URL may stand first, and names in any letter case": [
    `
SHELL ["pwsh", "-Command"]
RUN IWR https://a.example/f.zip -outfile f.zip`,
    "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: none",
  ],
  "-SkipCertificateCheck switches the TLS check off": [
    `
SHELL ["pwsh", "-Command"]
RUN iwr https://a.example/f.zip -OutFile f.zip -SkipCertificateCheck`,
    "Invoke-WebRequest https://a.example/f.zip artifact > f.zip insecure -SkipCertificateCheck: none",
  ],
  "Invoke-RestMethod saves, too": [
    `
SHELL ["pwsh", "-Command"]
RUN irm https://a.example/f.json -OutFile f.json`,
    "Invoke-RestMethod https://a.example/f.json artifact > f.json: none",
  ],
  "wget and curl are Invoke-WebRequest": [
    `
SHELL ["powershell", "-Command"]
RUN wget https://a.example/f.zip -OutFile f.zip; curl https://a.example/g.zip -OutFile g.zip`,
    "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: none",
    "Invoke-WebRequest https://a.example/g.zip artifact > g.zip: none",
  ],
  "wget and curl are themselves in PowerShell 6 and later, also where another shell starts it": [
    `
SHELL ["pwsh", "-Command"]
RUN wget -q https://a.example/f.zip; curl -fsSLO https://a.example/g.zip
RUN powershell -Command "curl https://a.example/h.zip -OutFile h.zip"
SHELL ["powershell", "-Command"]
RUN pwsh -Command "curl -fsSLO https://a.example/i.zip"`,
    "wget https://a.example/f.zip artifact > f.zip: none",
    "curl https://a.example/g.zip artifact > g.zip: none",
    "Invoke-WebRequest https://a.example/h.zip artifact > h.zip: none",
    "curl https://a.example/i.zip artifact > i.zip: none",
  ],
  "curl.exe is curl": [
    `
SHELL ["powershell", "-Command"]
RUN curl.exe -fSLo f.zip https://a.example/f.zip`,
    "curl https://a.example/f.zip artifact > f.zip: none",
  ],
  "Start-BitsTransfer": [
    `
SHELL ["pwsh", "-Command"]
RUN Start-BitsTransfer -Source https://a.example/f.zip -Destination C:\\f.zip`,
    `Start-BitsTransfer https://a.example/f.zip artifact > C:\\f.zip: none`,
  ],
  "Start-BitsTransfer with its words in order": [
    `
SHELL ["pwsh", "-Command"]
RUN Start-BitsTransfer -ProgressAction SilentlyContinue https://a.example/f.zip C:\\f.zip`,
    `Start-BitsTransfer https://a.example/f.zip artifact > C:\\f.zip: none`,
  ],
  "DownloadFile of a new WebClient": [
    `
SHELL ["pwsh", "-Command"]
RUN (New-Object Net.WebClient).DownloadFile('https://a.example/f.zip', 'C:\\f.zip')`,
    `DownloadFile https://a.example/f.zip artifact > C:\\f.zip: none`,
  ],
  "DownloadFile of a variable": [
    `
SHELL ["pwsh", "-Command"]
RUN $client = New-Object System.Net.WebClient; $client.DownloadFile('https://a.example/f.zip', 'C:\\f.zip')`,
    `DownloadFile https://a.example/f.zip artifact > C:\\f.zip: none`,
  ],
  "DownloadData keeps nothing": [
    `
SHELL ["powershell", "-Command"]
RUN $bytes = (New-Object Net.WebClient).DownloadData('https://a.example/f.zip')`,
    "DownloadData https://a.example/f.zip probe: none",
  ],
  "DownloadString is run by iex": [
    `
SHELL ["pwsh", "-Command"]
RUN iex ((New-Object Net.WebClient).DownloadString('https://a.example/i.ps1'))`,
    "DownloadString https://a.example/i.ps1 script: none",
  ],
  "a page that is kept in a variable is asked": [
    `
SHELL ["pwsh", "-Command"]
RUN $v = (irm https://a.example/latest.json).version; Write-Host $v`,
    "Invoke-RestMethod https://a.example/latest.json probe: none",
  ],
  "what is read as data, printed or thrown away is kept by nothing": [
    `
SHELL ["pwsh", "-Command"]
RUN iwr https://a.example/i.json | ConvertFrom-Json | Format-List; irm https://a.example/v | Write-Host
RUN iwr https://a.example/v | Select-Object -ExpandProperty Content | ConvertFrom-Json
RUN iwr https://a.example/c | Select-Object -ExpandProperty Content | Out-File c.json
RUN iwr https://a.example/ping | Out-Null; irm https://a.example/f.json | Out-File f.json`,
    "Invoke-WebRequest https://a.example/i.json probe: none",
    "Invoke-RestMethod https://a.example/v probe: none",
    "Invoke-WebRequest https://a.example/v probe: none",
    "Invoke-WebRequest https://a.example/c artifact: none",
    "Invoke-WebRequest https://a.example/ping probe: none",
    "Invoke-RestMethod https://a.example/f.json artifact: none",
  ],
  "a formatted URL": [
    `
SHELL ["pwsh", "-Command"]
ENV V=1.0
RUN $url = ('https://a.example/f-{0}.zip' -f $env:V); iwr -Uri $url -OutFile f.zip`,
    "Invoke-WebRequest $url = https://a.example/f-1.0.zip artifact > f.zip: none",
  ],
  "a formatted URL where it is fetched": [
    `
SHELL ["pwsh", "-Command"]
ENV V=1.0
RUN iwr $('https://a.example/{0}/f_{0}.zip' -f $env:V) -OutFile f.zip; iwr -Uri ("https://a.example/{0}.zip" -f $env:W) -OutFile g.zip; \\
  (New-Object Net.WebClient).DownloadFile('https://a.example/h-{0}.zip' -f $env:V, 'h.zip')`,
    "Invoke-WebRequest https://a.example/{0}/f_{0}.zip = https://a.example/1.0/f_1.0.zip artifact > f.zip: none",
    "Invoke-WebRequest https://a.example/{0}.zip = ? artifact > g.zip: none",
    "DownloadFile https://a.example/h-{0}.zip = https://a.example/h-1.0.zip artifact > h.zip: none",
  ],
  "a format that is no URL by itself": [
    `
SHELL ["pwsh", "-Command"]
ENV U=https://a.example Z=f.zip
RUN iwr -Uri $('{0}/{1}' -f $env:U,$env:Z) -OutFile f.zip`,
    "Invoke-WebRequest $('{0}/{1}' -f $env:U,$env:Z) = https://a.example/f.zip artifact > f.zip: none",
  ],
  "a URL put together with plus": [
    `
SHELL ["pwsh", "-Command"]
ENV V=1.0
RUN $url = 'https://a.example/f-' + $env:V + '.zip'; iwr -Uri $url -OutFile f.zip`,
    "Invoke-WebRequest $url = https://a.example/f-1.0.zip artifact > f.zip: none",
  ],
  "powershell as a program of cmd": [
    `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN powershell -Command "Invoke-WebRequest https://a.example/f.zip -OutFile f.zip"`,
    "Invoke-WebRequest https://a.example/f.zip artifact > f.zip: none",
  ],
  "curl as a program of cmd": [
    `
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
RUN curl.exe -fSLo f.zip https://a.example/f.zip && tar xf f.zip`,
    "curl https://a.example/f.zip artifact > f.zip: none",
  ],
});
