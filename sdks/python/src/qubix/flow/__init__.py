"""Flows: everything that this SDK does, told once for blocking and for asynchronous clients."""
