"""Jobs: from what to run to what came of it."""
