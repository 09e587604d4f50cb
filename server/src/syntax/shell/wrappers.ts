import type { ShellLanguage } from "./script.ts";

/** How a program takes the command that it runs. */
export interface Wrapper {
  /** One-letter options that take a value. */
  readonly short: string;
  /** Long options that take a value, which may also stand behind `=`. */
  readonly long: ReadonlySet<string>;
  /** Words between the options and the command: the duration of `timeout`, the user of `gosu`. */
  readonly operands: number;
  /** `NAME=value` words may stand in front of the command, and options of its own behind them (`mixed`). */
  readonly assignments: boolean | "mixed";
  /** Options with which it runs no command, or not the words behind it. */
  readonly stops: ReadonlySet<string>;
  /** A word of which one must follow its name: `run` of `conda run`; empty: none. */
  readonly subcommands: ReadonlySet<string>;
  /** The word behind which the command stands, whatever is in front of it: `do` of `rvm 3.3 do`. */
  readonly mark: string | undefined;
  /** It runs a command only behind one of these options; empty: always. */
  readonly needs: ReadonlySet<string>;
}

interface Facts {
  readonly short?: string;
  readonly long?: string;
  readonly operands?: number;
  readonly assignments?: boolean | "mixed";
  readonly stops?: string;
  readonly needs?: string;
  readonly subcommand?: string;
  readonly mark?: string;
}

function wordsOf(list: string | undefined): ReadonlySet<string> {
  return new Set(list === undefined ? [] : list.split(" "));
}

function wrapper(facts: Facts): Wrapper {
  return {
    short: facts.short ?? "",
    long: wordsOf(facts.long),
    operands: facts.operands ?? 0,
    assignments: facts.assignments ?? false,
    stops: wordsOf(facts.stops),
    subcommands: wordsOf(facts.subcommand),
    mark: facts.mark,
    needs: wordsOf(facts.needs),
  };
}

const SUDO = wrapper({
  short: "acCDghprRtTuU",
  long: "auth-type close-from chdir group host login-class prompt chroot role type command-timeout user other-user",
  assignments: "mixed",
  stops: "-e --edit -l --list -v --validate -V --version -K --remove-timestamp",
});
const ENV = wrapper({
  short: "aCPu",
  long: "argv0 chdir unset",
  assignments: true,
  stops: "-S --split-string --version --help",
});
const PLAIN = wrapper({});
const USER_FIRST = wrapper({ operands: 1 });
const RUBY = wrapper({ short: "CEeIr", needs: "-S" });
/** With the other options it runs no program, or takes packages for it itself. */
const UV_RUN = wrapper({
  subcommand: "run",
  short: "p",
  long: "python extra group only-group package project directory env-file index default-index cache-dir config-file",
  stops: "--with --with-editable --with-requirements -m --module -s --script --gui-script",
});
const CONDA_RUN = wrapper({ subcommand: "run", short: "nprea", long: "name prefix cwd root-prefix env attach" });

/**
 * Programs that run the command in their arguments, by name. Sources: their manual pages (sudo 1.9, doas, GNU coreutils 9,
 * findutils 4, util-linux 2.40, runit, Debian's xvfb, fakeroot and retry), help texts and scripts (kadwanev/retry, rapidsai/gha-tools, jitsi/docker-jitsi-meet, tini 0.19, dumb-init 1.2, ruby, embulk, Chef Workstation, Puppet Server, rvm, rbenv, pyenv, nodenv, goenv, asdf, mise, nvm, fnm, volta, bundler, uv, pdm, opam 2, poetry 2, pipenv, pixi, busybox, toybox).
 */
const SH_WRAPPERS: ReadonlyMap<string, Wrapper> = new Map([
  ["sudo", SUDO],
  ["doas", wrapper({ short: "aCu", stops: "-L" })],
  ["env", ENV],
  [
    "xargs",
    wrapper({
      short: "adEILnPRsJS",
      long: "arg-file delimiter max-args max-chars max-procs process-slot-var",
      stops: "--version --help --show-limits",
    }),
  ],
  ["time", wrapper({ short: "fo", long: "format output", stops: "-V --version" })],
  ["nice", wrapper({ short: "n", long: "adjustment" })],
  ["ionice", wrapper({ short: "cn", long: "class classdata", stops: "-p -P -u --pid --pgid --uid" })],
  ["nohup", PLAIN],
  ["setsid", PLAIN],
  ["exec", wrapper({ short: "a" })],
  ["command", wrapper({ stops: "-v -V -pv -pV" })],
  ["builtin", PLAIN],
  ["timeout", wrapper({ short: "ks", long: "kill-after signal", operands: 1 })],
  ["stdbuf", wrapper({ short: "ieo", long: "input output error" })],
  ["setarch", wrapper({ operands: 1 })],
  ["linux32", PLAIN],
  ["linux64", PLAIN],
  ["i386", PLAIN],
  ["gosu", USER_FIRST],
  ["su-exec", USER_FIRST],
  ["s6-setuidgid", USER_FIRST],
  ["setuser", USER_FIRST],
  ["with-contenv", PLAIN],
  ["tini", wrapper({ short: "pe" })],
  ["dumb-init", wrapper({ short: "r", long: "rewrite" })],
  ["taskset", wrapper({ operands: 1, stops: "-p --pid" })],
  ["runuser", wrapper({ short: "ugG", long: "user group supp-group", needs: "-u --user" })],
  ["chpst", wrapper({ short: "uUbemdopfct/nlL" })],
  [
    "setpriv",
    wrapper({
      long: "reuid regid ruid rgid euid egid groups inh-caps ambient-caps bounding-set securebits pdeathsig selinux-label apparmor-profile",
      stops: "-d --dump",
    }),
  ],
  ["chroot", wrapper({ long: "userspec groups", operands: 1 })],
  ["dbus-run-session", wrapper({ long: "config-file dbus-daemon" })],
  ["dbus-launch", wrapper({ stops: "--sh-syntax --csh-syntax --auto-syntax" })],
  ["catchsegv", PLAIN],
  ["eatmydata", PLAIN],
  ["fakeroot", wrapper({ short: "lisb", long: "lib faked" })],
  ["unbuffer", PLAIN],
  ["chronic", PLAIN],
  ["apt-dpkg-wrap", PLAIN],
  ["retry", wrapper({ short: "dfmstux", long: "delay fail max message min sleep times tries until" })],
  ["rapids-retry", PLAIN],
  ["xvfb-run", wrapper({ short: "efnpsw", long: "error-file auth-file server-num xauth-protocol server-args wait" })],
  ["ssh-agent", wrapper({ short: "aEOPt", stops: "-k" })],
  ["flock", wrapper({ short: "wE", long: "timeout wait conflict-exit-code", operands: 1, stops: "-c --command" })],
  ["ruby", RUBY],
  ["jruby", RUBY],
  ["embulk", PLAIN],
  ["chef", PLAIN],
  ["puppetserver", PLAIN],
  ["rvm", wrapper({ mark: "do" })],
  ["rbenv", wrapper({ subcommand: "exec" })],
  ["pyenv", wrapper({ subcommand: "exec" })],
  ["nodenv", wrapper({ subcommand: "exec" })],
  ["goenv", wrapper({ subcommand: "exec" })],
  ["asdf", wrapper({ subcommand: "exec" })],
  ["bundle", wrapper({ subcommand: "exec" })],
  ["mise", wrapper({ subcommand: "exec x", mark: "--" })],
  ["opam", wrapper({ subcommand: "exec", long: "switch root" })],
  ["nvm", wrapper({ subcommand: "exec", operands: 1 })],
  ["fnm", wrapper({ subcommand: "exec", long: "using" })],
  ["volta", wrapper({ subcommand: "run", long: "node npm pnpm yarn" })],
  ["uv", UV_RUN],
  ["pdm", wrapper({ subcommand: "run", short: "p", long: "project" })],
  ["poetry", wrapper({ subcommand: "run" })],
  ["pipenv", wrapper({ subcommand: "run" })],
  ["pixi", wrapper({ subcommand: "run", short: "emw", long: "environment manifest-path workspace platform" })],
  ["conda", CONDA_RUN],
  ["mamba", CONDA_RUN],
  ["micromamba", CONDA_RUN],
  ["busybox", wrapper({ stops: "--install --list --list-full --help" })],
  ["toybox", wrapper({ stops: "--long --help --version" })],
]);

/** `start` may have a window title in quotes in front, which is not told from a program; `/wait` and its kin are options. */
const CMD_WRAPPERS: ReadonlyMap<string, Wrapper> = new Map([
  ["call", PLAIN],
  ["start", PLAIN],
]);

const POWERSHELL_WRAPPERS: ReadonlyMap<string, Wrapper> = new Map([
  ["sudo", SUDO],
  ["env", ENV],
]);

/** The wrappers of each language, by base name. */
export const WRAPPERS: Readonly<Record<ShellLanguage, ReadonlyMap<string, Wrapper>>> = {
  sh: SH_WRAPPERS,
  unknown: SH_WRAPPERS,
  powershell: POWERSHELL_WRAPPERS,
  cmd: CMD_WRAPPERS,
};
