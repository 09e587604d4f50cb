import { rule } from "../../../../server/src/lint/rules/other-unpinned.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

ruleTable(rule, {
  "the smaller managers": {
    text: `
FROM php:8.4.1-cli
RUN composer require monolog/monolog
                     ^^^^^^^^^^^^^^^ monolog/monolog has no version: write monolog/monolog:VERSION
RUN dotnet tool install --global dotnet-ef
                                 ^^^^^^^^^ dotnet-ef has no version: write dotnet-ef --version VERSION
RUN pecl install xdebug
                 ^^^^^^ xdebug has no version: write xdebug-VERSION
RUN luarocks install lpeg
                     ^^^^ lpeg has no version: write lpeg VERSION`,
    severity: "info",
  },
  "a repository has no version but commits and tags": {
    text: `
FROM rocker/r-ver:4.4.1
RUN Rscript -e "remotes::install_github('team/tool'); pak::pak('github::team/tool@main')"
                                         ^^^^^^^^^ team/tool moves: name a commit or a version tag
                                                                ^^^^^^^^^^^^^^^^^^^^^^ github::team/tool@main moves: name a commit or a version tag
RUN composer require team/tool
                     ^^^^^^^^^ team/tool has no version: write team/tool:VERSION`,
    severity: "info",
  },
  "a repository of one day has one version of each R package": {
    text: `
FROM rocker/r-ver:4.4.1
RUN R -e "install.packages('dplyr', repos = 'https://r.example/cran/2024-10-31')"
RUN R -e "install.packages('dplyr', repos = c(CRAN = 'https://r.example/cran/2024-10-31/'))"
RUN install2.r --repos https://r.example/cran/__linux__/noble/2024-10-31 dplyr
ENV DAY=https://r.example/cran/2024-10-31
RUN R -e "install.packages('dplyr', repo = '$DAY')" && install2.r --repos $DAY dplyr
ENV CRAN=https://cran.example
RUN R -e "install.packages('dplyr', repos = '$CRAN')"
                            ^^^^^ dplyr has no version: write remotes::install_version("dplyr", "VERSION")
RUN R -e "install.packages('dplyr', repos = c('https://r.example/cran/2024-10-31', 'https://cran.example'))"
                            ^^^^^ dplyr has no version: write remotes::install_version("dplyr", "VERSION")
RUN R -e "install.packages('dplyr', repos = 'https://r.example/cran/latest')"
                            ^^^^^ dplyr has no version: write remotes::install_version("dplyr", "VERSION")
RUN R -e "remotes::install_github('team/tool', repos = 'https://r.example/cran/2024-10-31')"
                                   ^^^^^^^^^ team/tool moves: name a commit or a version tag`,
    severity: "info",
  },
  "install2.r takes no code, but a repository": {
    text: `
FROM rocker/r-ver:4.4.1
RUN install2.r --error httr
                       ^^^^ httr has no version: write --repos URL/YYYY-MM-DD, a repository of one day`,
    titles: [],
  },
  "packages of Bioconductor are those of its release": {
    text: `
FROM rocker/r-ver:4.3.3
RUN R -e "install.packages('BiocManager'); BiocManager::install(c('limma'))"
                            ^^^^^^^^^^^ BiocManager has no version: write remotes::install_version("BiocManager", "VERSION")
                                                                   ^^^^^ limma has no version: write BiocManager::install("limma", version = "RELEASE")
RUN installBioc.r limma
                  ^^^^^ limma has no version: write BiocManager::install("limma", version = "RELEASE")
RUN R -e "BiocManager::install('limma', version = 'devel')"
                                ^^^^^ limma moves: write BiocManager::install("limma", version = "RELEASE")
RUN R -e "BiocManager::install('limma', version = '3.18')"
RUN R -e "BiocManager::install(version = '3.18', ask = FALSE)"
RUN R -e "BiocManager::install('limma'); install.packages('dplyr')"
                                                           ^^^^^ dplyr has no version: write remotes::install_version("dplyr", "VERSION")
RUN R -e "install.packages('remotes')"
                            ^^^^^^^ remotes has no version: write install.packages("remotes", repos = "URL/YYYY-MM-DD"), a repository of one day`,
    severity: "info",
  },
  "quotes that a command line escapes stay outside": {
    text: `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN powershell -Command choco install \\"git\\" -y
                                        ^^^ git has no version: write git --version VERSION
RUN powershell -Command "choco install \\"git\\" 'curl' -y"
                                         ^^^ git has no version: write git --version VERSION, in a command of its own
                                               ^^^^^^ curl has no version: write curl --version VERSION, in a command of its own
SHELL ["powershell", "-Command"]
RUN Install-Module -Name \\"Pester\\"
                           ^^^^^^ Pester has no version: write Pester -RequiredVersion VERSION
RUN Install-PSResource Pester
                       ^^^^^^ Pester has no version: write Pester -Version VERSION
RUN foreach ($m in 'Pester', 'Plaster') { Install-Module -Name $m -Force }
                    ^^^^^^ Pester has no version: write Pester -RequiredVersion VERSION, in a command of its own
                              ^^^^^^^ Plaster has no version: write Plaster -RequiredVersion VERSION, in a command of its own`,
    severity: "info",
  },
  versions: {
    text: `
FROM php:8.4.1-cli
RUN composer require monolog/monolog:3.7.0
RUN dotnet tool install --global dotnet-ef --version 8.0.10
RUN pecl install xdebug-3.3.2
RUN luarocks install lpeg 1.1.0`,
  },
});
