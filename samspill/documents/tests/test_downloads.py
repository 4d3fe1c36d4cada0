"""Files as they are handed out."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from samspill.audit.rules import Refused
from samspill.documents.downloads import download, wanted_mark


def test_a_file_is_kept_under_its_name_and_known_by_its_ending() -> None:
    response = download(b"a;b", "people.csv")
    assert response["Content-Disposition"] == 'attachment; filename="people.csv"'
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response.content == b"a;b"


@pytest.mark.parametrize("unit", ['nord"; x="', "nord\r\nSet-Cookie: a=b", "../nord", "nord\\"])
def test_no_name_breaks_out_of_its_place(unit: str) -> None:
    kept = download(b"", f"koder-{unit}.pdf")["Content-Disposition"]
    assert kept.startswith('attachment; filename="koder-')
    assert kept.endswith('.pdf"')
    assert not set(kept[22:-5]) & set('";:/\\\r\n')


def test_a_name_of_signs_alone_is_still_a_name() -> None:
    assert download(b"", "::.pdf")["Content-Disposition"] == 'attachment; filename="fil.pdf"'


@pytest.mark.parametrize(
    ("query", "mark"),
    [("", "internal"), ("merke=", "internal"), ("merke=intern", "internal"), ("merke=offentlig", "public")],
)
def test_the_address_says_whom_a_file_is_for(query: str, mark: str) -> None:
    assert wanted_mark(RequestFactory().get(f"/fil/?{query}")) == mark


@pytest.mark.parametrize("named", ["public", "Offentlig", "alle", "x" * 900])
def test_a_word_we_do_not_know_is_never_taken_for_one_of_the_two(named: str) -> None:
    with pytest.raises(Refused, match=f"«{named[:40]}»"):
        wanted_mark(RequestFactory().get("/fil/", {"merke": named}))
