// Plain JavaScript: worker threads of a program load it too, before anything can read TypeScript.
// Loaded into each child before its program: when the process that started it is gone, however it ended, the child
// ends too. Nothing of a local network outlives its supervisor.
process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
process.channel?.unref();
