"""The node's TCP protocol as bytes (Qubic Core, src/network_messages). Nothing here waits or opens a socket."""
