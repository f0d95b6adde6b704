/** Texts of `qubix help TOPIC`. */
export const HELP_TOPICS: Record<string, { summary: string; text: string }> = {
  start: {
    summary: "the first steps, from nothing to a paid result",
    text: `
  $ qubix up                                  a whole local network, with a funded wallet
  $ qubix run wasm program.wasm -- 20         in another terminal: run a program, get its files
  $ qubix job list                            what has become of jobs
  $ qubix job receipt KEY                     who was paid what
  $ qubix job verify-receipt KEY              the same, asked of the chain

On another network: qubix config add NAME --hub URL; qubix wallet create me; qubix wallet use me.`,
  },
  output: {
    summary: "tables, JSON, YAML, CSV, progress, colours",
    text: `
--output table   for people: fits the screen, where identities and keys lose their middle. Whole in pipes and files.
--output json    one document on a line (short: --json). Commands that follow something print one for each event.
--output yaml    the same as YAML, with --- between documents.
--output csv     a list's items as rows below a heading (RFC 4180); nested values as JSON. Texts that a spreadsheet would
                 run as a formula get an apostrophe in front.

JSON, YAML and CSV have the same names and values; amounts are QU as decimal strings, times milliseconds since 1970.
Results go to standard output, progress to standard error; --quiet leaves progress out. Errors of commands with an
--output for programs are one line of JSON: {"error":{"code","message","hint"}}.
Nothing is coloured or moved in pipes; $NO_COLOR turns bold headings off on screens, too.`,
  },
  "exit-codes": {
    summary: "what a script can tell from the exit code",
    text: `
    0  done
    1  something unexpected
    2  wrong usage: arguments, files, no such wallet or profile
    3  refused by the hub or the contract; nothing but a fee was spent
    4  neither node nor hub answers
    5  the job has ended, but not with a result that was paid; or the program in it has failed
    6  something is not what the chain says
    7  it took longer than --timeout; a job goes on
  130  Ctrl-C; a job goes on`,
  },
  keys: {
    summary: "how jobs, identities and amounts are written",
    text: `
Jobs       64 hex digits, or the first 4 or more of one of the newest 1,000 jobs; also as tables show them: 3f2a…91cd.
Identities 60 capital letters, or the name of one of your wallets.
Providers  slot, identity or wallet.     Hubs: the same.
Models     NAMESPACE/NAME, or NAMESPACE/NAME@VERSION with a number, an alias, a tag or an id.
Amounts    whole QU: 1500, 1_500, 2k, 5M, 1b.
Times      2026-11-27, 2026-11-27T10:00Z, or how long ago: 90s, 15m, 2h, 7d.`,
  },
  environment: {
    summary: "variables and files",
    text: `
QUBIX_HOME        where wallets, profiles and sessions lie (default: ~/.qubix)
QUBIX_PROFILE     profile to use instead of the one in use
QUBIX_PASSPHRASE  opens wallets without asking
QUBIX_API_KEY     an API key of the hub, in place of a session or the wallet; it moves no money
NO_COLOR          no bold headings

Seeds never leave this machine: wallets are encrypted files below $QUBIX_HOME/wallets, and hubs get signatures only.`,
  },
  curl: {
    summary: "the HTTP requests behind a command",
    text: `
--curl prints a command's requests to the hub as curl lines. Requests that only read are sent, too, since later ones are made
of their answers; what would change something is printed and not sent, and the command ends there. A signature in such a
line is good once and for two minutes; a session's token for some minutes. An API key is printed as $QUBIX_API_KEY. Seeds
and passphrases are in none. What goes to a node instead of the hub (transfers, registrations) can't be printed.`,
  },
};
