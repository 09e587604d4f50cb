/** The look of the bill of health: VS Code's own colours, whatever its theme; severities are words, colour only supports them. */
export const REPORT_STYLE = `
body { font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); color: var(--vscode-foreground); background: var(--vscode-editor-background); line-height: 1.5; max-width: 76em; margin: 0 auto; padding: 1em 2em 4em; }
h1 { font-size: 1.5em; font-weight: 600; overflow-wrap: anywhere; }
h2 { font-size: 1.2em; font-weight: 600; margin-top: 2em; border-bottom: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, currentColor)); padding-bottom: .2em; }
h3 { font-size: 1em; font-weight: 600; margin: 1.5em 0 .3em; }
h3 code { overflow-wrap: anywhere; }
code { font-family: var(--vscode-editor-font-family); }
a { color: var(--vscode-textLink-foreground); }
a:hover { color: var(--vscode-textLink-activeForeground); }
a:focus-visible, summary:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1em 1.5em; margin: 0; }
dt { color: var(--vscode-descriptionForeground); }
dd { margin: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; margin: .5em 0; }
caption { text-align: left; color: var(--vscode-descriptionForeground); padding-bottom: .3em; }
th, td { text-align: left; vertical-align: top; padding: .25em .8em .25em 0; border-bottom: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent)); overflow-wrap: anywhere; }
th { font-weight: 600; color: var(--vscode-descriptionForeground); white-space: nowrap; }
.short { white-space: nowrap; }
summary { cursor: pointer; padding: .2em 0; }
.verdict { font-size: 1.1em; }
.severity { border-left: 3px solid var(--vscode-descriptionForeground); padding-left: .5em; }
.critical, .malicious { border-left-color: var(--vscode-errorForeground); }
.high { border-left-color: var(--vscode-editorWarning-foreground); }
.medium { border-left-color: var(--vscode-editorInfo-foreground); }
.faint { color: var(--vscode-descriptionForeground); }
@media (max-width: 40em) { body { padding: 1em 1em 4em; } th, td { padding-right: .5em; } th { white-space: normal; overflow-wrap: normal; } }
.gap { border-left: 3px solid var(--vscode-editorWarning-foreground); padding-left: .8em; }
`;
