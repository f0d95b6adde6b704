import importlib
import pkgutil
import types

import pytest

PACKAGES = ("crypto", "chain", "spec", "sealing", "keystore")


@pytest.mark.parametrize("package", PACKAGES)
def test_no_module_hides_a_function_of_the_same_name(package: str) -> None:
    """Importing a module sets its name on its package, whatever stood there before."""
    offering = importlib.import_module(f"qubix.{package}")
    for module in pkgutil.walk_packages(offering.__path__, f"qubix.{package}."):
        importlib.import_module(module.name)
    hidden = [name for name in offering.__all__ if isinstance(getattr(offering, name), types.ModuleType)]
    assert hidden == []
