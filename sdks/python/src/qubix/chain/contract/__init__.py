"""The contract `Qubix`: its structs, calls and hashes."""
