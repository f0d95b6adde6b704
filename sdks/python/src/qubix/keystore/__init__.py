"""Encrypted seeds, in the files of the command line's wallets."""

from .keystore import KeystoreError, create_keystore, open_keystore
from .keystore_file import read_keystore_file, write_keystore_file

__all__ = ["KeystoreError", "create_keystore", "open_keystore", "read_keystore_file", "write_keystore_file"]
