"""Every example in a docstring of the library is run, and every public name has one."""

import doctest
import importlib
import inspect
import pkgutil
import re
import subprocess
import sys

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
def test_every_public_name_is_explained_with_an_example(name):
    module = importlib.import_module(name)
    own = [
        value
        for key, value in vars(module).items()
        if not key.startswith("_")
        and (inspect.isclass(value) or inspect.isfunction(value))
        and value.__module__ == name
    ]
    assert module.__doc__
    assert [value.__name__ for value in own if ">>> " not in (value.__doc__ or "")] == []


def test_the_library_says_where_everything_is_and_nothing_that_is_not():
    named = re.findall(r"``(\w+)(?:\.(\w+))?``", library.__doc__)
    for module, name in named:
        if module != "ValueError":
            found = importlib.import_module(f"samspill.insight.{module}")
            assert not name or hasattr(found, name)
    modules = {module.name for module in pkgutil.iter_modules(library.__path__)}
    assert modules - {"tests"} <= {module for module, _ in named}


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("publish", set()),
        ("auditor", set()),
        ("families", set()),
        ("over_rounds", set()),
        ("prognosis", set()),
        ("drivers", set()),
        ("trends", {"numpy"}),
        ("effect", {"numpy", "scipy"}),
    ],
)
def test_whoever_needs_one_thing_loads_no_more_than_that(module, heavy):
    program = (
        f"import sys, samspill.insight.{module}; "
        "print(*{'numpy', 'scipy', 'highspy', 'django', 'samspill.insight.publish'} & set(sys.modules))"
    )
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert set(loaded) - ({"samspill.insight.publish"} if module == "publish" else set()) == heavy
