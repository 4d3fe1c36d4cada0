"""Every example in a docstring of the library is run, and every public name has a docstring."""

import doctest
import importlib
import inspect
import pkgutil

import pytest

import samspill.insight as library

MODULES = [
    module.name
    for module in pkgutil.walk_packages(library.__path__, "samspill.insight.")
    if ".tests" not in module.name
]


@pytest.mark.parametrize("name", ["samspill.insight", *MODULES])
def test_examples_show_what_really_happens(name):
    failed, _ = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS)
    assert failed == 0


@pytest.mark.parametrize("name", MODULES)
def test_every_public_name_is_explained(name):
    module = importlib.import_module(name)
    own = [
        value
        for key, value in vars(module).items()
        if not key.startswith("_")
        and (inspect.isclass(value) or inspect.isfunction(value))
        and value.__module__ == name
    ]
    assert module.__doc__
    assert [value.__name__ for value in own if not inspect.getdoc(value)] == []
