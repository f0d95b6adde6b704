import { reportError } from "./output/report-error.ts";
import { createProgram } from "./program.ts";

// Who reads only the beginning (`qubix job list | head`) has had enough.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? 0 : 1);
});

const isForPrograms = forPrograms(process.argv);
try {
  await createProgram(isForPrograms).parseAsync();
} catch (error) {
  process.exitCode = reportError(error, isForPrograms);
}

/** Whether a command line that could not be read asks for an output for programs. */
function forPrograms(args: string[]): boolean {
  return args.includes("--json") || /(?:^| )(?:-o|--output)[ =]?(?:json|yaml|csv)(?: |$)/.test(args.join(" "));
}
