"""Settings: arguments, environment, and the files that are shared with the command line."""
